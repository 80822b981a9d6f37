"""The supplement of the form: what is asked beyond the official cells, the check in one line, the opinions."""

from collections.abc import Callable, Mapping
from datetime import date

from api.services.printing.cells import NOTHING, Cells, day
from api.services.printing.filed import Filed, Step
from api.services.printing.terms import (
    ABLE,
    CATEGORY,
    DISABILITY,
    GRADE,
    LIVING,
    ORIGIN,
    OUTCOME,
    PAPER,
    RESULT,
    SETTLEMENT,
    SEX,
    STAGE,
    SUPPORTER,
)
from conversations.messages import Message

Worded = Callable[[Message], str]
_NOT_COUNTED = (
    "basic_pension", "disability_subsidy", "care_allowance", "old_age_allowance", "scholarship",
    "preferential_treatment", "family_planning", "social_aid", "other",
)  # fmt: skip
# The consents of the first page of the chat are kept, and are no cell of a form.
_NO_CELLS = ("consent", "consent_sensitive")


def supplement(filed: Filed, cells: Cells, worded: Worded) -> dict[str, object]:
    """The data of the second sheet. Reads what the first has placed, so it is called last."""
    drawn: dict[str, object] = {
        "how": _how(filed, cells, worded),
        "relative": _relative(filed, cells, worded),
        "more_members": [_member(cells, f"members.{one}") for one in range(cells.count("members"))],
        "more_supporters": [_supporter(cells, f"supporters.{one}") for one in range(cells.count("supporters"))],
        "not_counted": {one: cells.money(f"income.not_counted.{one}") for one in _NOT_COUNTED},
        "more_spending": {one: cells.money(f"expenditure.{one}") for one in ("education", "disaster")},
        "papers": _papers(filed, cells),
        "check": _check(filed),
        "visit": _visit(filed),
        "opinion": _step(filed, "opinion"),
        "notice": _notice(filed),
        "decision": _step(filed, "decide"),
    }
    cells.place(*_NO_CELLS)
    # Whatever has no cell of its own, in the words in which it was asked.
    drawn["others"] = [[worded(label), worded(value) if value is not None else "未填"] for label, value in cells.left()]
    return drawn


def _how(filed: Filed, cells: Cells, worded: Worded) -> dict[str, str]:
    proxy = filed.answers.get("applicant_role") == "proxy"
    cells.place("applicant_role", "area_code", "residence_area")
    return {
        "role": "代为申报" if proxy else "本人申报",
        "settlement": cells.words("settlement", SETTLEMENT),
        "origin": ORIGIN.get(filed.origin, filed.origin),
        "proxy": cells.words("proxy.name") if proxy else "",
        "proxy_relation": _in_words(filed, cells, worded, "proxy.relation") if proxy else "",
        "proxy_phone": cells.words("proxy.phone") if proxy else "",
        "proxy_consent": cells.words("proxy.consent") if proxy else "",
    }


def _in_words(filed: Filed, cells: Cells, worded: Worded, key: str) -> str:
    slot, value = filed.agenda.by_key(key), filed.answers.get(key)
    words = cells.words(key)
    if slot is None or not isinstance(value, str):
        return words
    return worded(slot.question.kind.show(value, slot.facts))


def _relative(filed: Filed, cells: Cells, worded: Worded) -> dict[str, str]:
    if filed.answers.get("relative_in_office") is not True:
        return {}
    return {
        "name": cells.words("relative_in_office.name"),
        "post": cells.words("relative_in_office.post"),
        "relation": _in_words(filed, cells, worded, "relative_in_office.relation"),
    }


def _member(cells: Cells, base: str) -> list[str]:
    return [
        cells.words(f"{base}.name"),
        cells.words(f"{base}.sex", SEX),
        cells.words(f"{base}.living", LIVING),
        cells.words(f"{base}.disability.kind", DISABILITY),
        cells.words(f"{base}.disability.grade", GRADE),
        cells.words(f"{base}.disability.certificate_number"),
        cells.words(f"{base}.illness.name"),
        cells.words(f"{base}.illness.recognised"),
        cells.words(f"{base}.student_stage", STAGE),
    ]


def _supporter(cells: Cells, base: str) -> list[str]:
    return [
        cells.words(f"{base}.name"),
        cells.words(f"{base}.household_size"),
        cells.money(f"{base}.household_monthly_income"),
        cells.words(f"{base}.able", ABLE),
        cells.words(f"{base}.status", SUPPORTER),
    ]


def _papers(filed: Filed, cells: Cells) -> list[str]:
    """Which papers were handed in, of whom, how many pages; the photos themselves stay where they are."""
    listed: list[str] = []
    for one in range(cells.count("documents")):
        base = f"documents.{one}"
        kind = cells.words(f"{base}.kind", PAPER)
        member = cells.words(f"{base}.member")
        pages = [key for key in filed.answers if key.startswith(f"{base}.file")]
        cells.place(*(key for key in (*filed.answers, *filed.doubts) if key.startswith(f"{base}.")))
        owner = filed.answer(f"members.{member}.name")
        if pages:
            listed.append(f"{kind}（{owner}）{len(pages)} 页" if owner else f"{kind} {len(pages)} 页")
    return listed


def _check(filed: Filed) -> str:
    """The preliminary check in one line, "" where the area had no rules."""
    check = filed.assessment
    if check is None:
        return ""
    category, outcome = str(check.get("category", "")), str(check.get("outcome", ""))
    named = CATEGORY[category] if category in CATEGORY and category != "none" else "各类低收入人口"
    derived = check.get("derived")
    per_head = derived.get("per_head_monthly") if isinstance(derived, Mapping) else None
    told = f"{named}：{OUTCOME.get(outcome, outcome)}"
    return f"{told}；家庭人均月收入 {per_head} 元" if isinstance(per_head, str) else told


def _visit(filed: Filed) -> dict[str, str]:
    """The newest visit: who went when, what was found, who of the family signed."""
    step = filed.last("record_visit")
    if step is None:
        return {}
    record = step.record
    signed = record.text("signed")
    words = _sentences(record.text("findings"), f"家属签字：{signed}" if signed else "", record.place)
    return {"words": words, "who": "、".join(record.texts("visitors")) or step.who, "day": _on(step)}


def _notice(filed: Filed) -> dict[str, str]:
    step = filed.last("publish")
    if step is None:
        return {}
    end = step.record.text("ends_on")
    words = f"{_on(step)}起公示{f'，到 {end}' if end else ''}{f'，{step.record.place}' if step.record.place else ''}"
    return {"words": words, "who": step.who or NOTHING, "day": day(step.at)}


def _step(filed: Filed, action: str) -> dict[str, str]:
    """The newest step of this kind as its block shows it; empty where it is left for the hand."""
    step = filed.last(action)
    if step is None:
        return {}
    return {"words": _told(step), "who": step.who or NOTHING, "day": day(step.at)}


def _on(step: Step) -> str:
    """The day it happened, where that was said, else the day it was written down."""
    try:
        return day(date.fromisoformat(step.record.text("on")))
    except ValueError:
        return day(step.at)


def _told(step: Step) -> str:
    record = step.record
    result = RESULT.get(record.result, record.result)
    # The word for the state of all low-income people is no category somebody was put into.
    named = CATEGORY.get(record.category, record.category) if record.category != "none" else ""
    return _sentences(f"{result}{'：' if result and named else ''}{named}", record.note)


def _sentences(*parts: str) -> str:
    return "。".join(part.strip().rstrip("。") for part in parts if part.strip())
