"""Sheets that go to the house: the questions of an ask-back in large type, and the record of a home visit to fill in."""

from api.services.printing.cells import Cells, day
from api.services.printing.filed import Filed
from api.services.printing.paper import NotYet, Paper, head_of
from api.services.printing.press import Sheet
from api.services.printing.terms import HEALTH, OCCUPATION, RELATION, SETTLEMENT
from api.services.review.masks import masked
from conversations.form.things import FileKind
from conversations.messages import say
from conversations.naming import prompt_of


def questions_sheet(filed: Filed, paper: Paper) -> Sheet:
    """请您补充: for those without a phone. Each question with the officer's word and room for the answer.

    Raises NotYet where nothing was asked back.
    """
    step = filed.last("ask_back")
    if step is None:
        raise NotYet("sheet", say("请先“请居民补充”，勾上要问的，再打印给居民的信。"))
    record = step.record
    questions = [_question(filed, key, record.notes.get(key, ""), paper) for key in record.keys]
    data = {
        "head": head_of(filed),
        "note": record.note,
        "questions": questions,
        "day": day(step.at),
        "due": day(record.due) if record.due is not None else "",
    }
    return Sheet("questions", data, step.at)


def _question(filed: Filed, key: str, note: str, paper: Paper) -> dict[str, str]:
    """One question as it was put in the chat, the officer's word, and what was answered; numbers half hidden."""
    slot = filed.agenda.by_key(key)
    if slot is None:
        return {"words": key, "note": note, "before": ""}
    given = filed.agenda.answers.given.get(slot.path)
    before = ""
    if given is not None and given.op == "answer" and not isinstance(slot.question.kind, FileKind):
        value = masked(key, given.value) if isinstance(given.value, str) else given.value
        before = paper.say(slot.question.kind.show(value, slot.facts))
    return {"words": paper.say(prompt_of(slot)), "note": note, "before": before}


def visit_sheet(filed: Filed, _paper: Paper) -> Sheet:
    """入户核查记录表: who lives there as declared, what to look at, room to write and to sign."""
    cells = Cells(filed)
    people = [
        [
            cells.words(f"{base}.relation", RELATION), cells.words(f"{base}.name"), cells.words(f"{base}.age"),
            cells.words(f"{base}.health", HEALTH), cells.words(f"{base}.occupation", OCCUPATION),
        ]
        for base in (f"members.{one}" for one in range(cells.count("members")))
    ]  # fmt: skip
    relative = filed.answers.get("relative_in_office") is True
    data = {
        "head": head_of(filed),
        "phone": cells.words("phone"),
        "address": cells.words("residence_detail"),
        "settlement": cells.words("settlement", SETTLEMENT),
        "people": people,
        "income": cells.money("income.total"),
        "spending": cells.money("expenditure.total"),
        "deposits": cells.money("assets.deposits"),
        "houses": cells.count("assets.houses"),
        "vehicles": cells.count("assets.vehicles"),
        "relative": relative,
    }
    return Sheet("visit", data, filed.filed_at)
