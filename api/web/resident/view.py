"""What the conversation page shows: decided here, so that the templates only lay it out."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from api.services.calendar.workdays import china_day
from api.services.transcript.history import Exchange
from api.services.transcript.shown import QuestionJson, ReplyJson, TurnJson
from api.web.resident.at_hand import AT_HAND, IN_NEED_AT_HAND, ONCE_CLOSED, UNDER_MORE, WHEN_NOTHING_IS_ASKED
from api.web.resident.doors import named
from conversations.messages import Message, say, verbatim
from conversations.reading import FEATURE, read_from
from locales.rendering import Renderer

CLOSED = ("decided", "closed", "withdrawn", "erased")
# What a receipt's way looks like to the family; each step with the statuses in which it is the present one.
STEPS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (say("交上去"), ()),
    (say("受理"), ("submitted",)),
    (say("核对"), ("accepted", "asked_back", "answered", "opinion_given", "published")),
    (say("结果"), ("decided", "closed")),
)
# The same of an emergency.
HELP: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (say("报上去"), ("received",)),
    (say("有人看"), ("seen", "at_county")),
    (say("批了"), ("granted", "paying")),
    (say("给到"), ("paid", "settled")),
)
LETTER = "assessment"
AMOUNTS = ("income.", "expenditure.", "assets.")
TYPED = ("text", "money", "number", "date", "location")
BESIDE_THE_FORM = ("urgent",)
WANT_A_YES = ("remove", "restart", "withdraw", "erase", "unauthorize")
# Away for so long, one no longer remembers where one was.
A_WHILE = timedelta(hours=12)
IDLE_MORE = frozenset(("urgent", "withdraw", "erase"))


@dataclass(frozen=True, slots=True)
class Kept:
    """What survives an answer that could not be taken: the words typed, to which question, and why.

    `waited`: it was never heard, for a number was asked for first.
    """

    typed: str = ""
    key: str | None = None
    error: str = ""
    notice: str = ""
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the strip: its words and whether it is done, the present one, or still ahead."""

    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Said:
    """One reply, or the paragraphs of one letter; with the strip of steps when it tells a status."""

    kind: str
    texts: tuple[str, ...]
    receipt: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier turn: what was said back, what was asked, what the resident answered."""

    heard: str
    replies: tuple[Said, ...]
    prompt: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the page. `lead` and `ask` are the parts of the prompt: what to read, and the question;
    `typing`: the answer is mostly typed, not tapped; `said_back`: an amount was
    just understood, and is shown large; `sure`: something that takes answers away wants a yes, which must not
    be the button that draws the eye; `counted`: how far one is means something here; `reads`: the paper whose
    photo does instead of typing; `household` is its key, `owner` says whose it is where the session holds several;
    `ways` are commands that go with what was said last.
    """

    number: int
    id: str
    past: tuple[Past, ...]
    earlier: int
    heard: str
    replies: tuple[Said, ...]
    question: QuestionJson | None
    lead: str
    ask: str
    at_hand: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...]
    typing: bool
    sure: bool
    counted: bool
    said_back: bool
    idle: tuple[tuple[str, str], ...]
    idle_ask: str
    paused: bool
    languages: tuple[tuple[str, str], ...]
    kept: Kept
    error: str
    reads: str = ""
    household: str = ""
    owner: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    others: bool = False


def view_of(exchanges: list[Exchange], renderer: Renderer, locales: tuple[str, ...], kept: Kept, shown: int) -> View:
    """The page for the latest exchanges; `kept` is what an answer that was not taken leaves behind."""
    turn = exchanges[-1].turn if exchanges else None
    question = turn["question"] if turn is not None else None
    lead, ask = _parts(question["prompt"]) if question is not None else ("", "")
    allowed = frozenset(question["allowed"]) if question is not None else IDLE_MORE
    again = question is not None and kept.key == question["key"] and (kept.waited or not _asked_anew(exchanges))
    still = kept if again else Kept(error=kept.error, notice=kept.notice)
    near = IN_NEED_AT_HAND if turn is not None and turn["form"] == "emergency" else AT_HAND
    replies = _said(turn, renderer)
    idle = ONCE_CLOSED if _last_status(exchanges) in CLOSED else WHEN_NOTHING_IS_ASKED
    error = kept.error
    if still.typed and not error and not still.waited:
        # What was said to an answer that could not be taken belongs beside the field, with the words in it.
        error, replies = "\n".join(text for one in replies for text in one.texts), ()
    return View(
        number=turn["number"] if turn is not None else 0,
        id=secrets.token_urlsafe(12),
        past=tuple(_past(one, renderer) for one in exchanges[:-1]),
        earlier=shown * 4 if turn is not None and turn["number"] > shown else 0,
        heard=_heard(exchanges[-1], renderer) if exchanges else "",
        replies=replies,
        question=question,
        lead=lead,
        ask=ask,
        at_hand=_labelled(near, allowed, renderer),
        more=_labelled({**AT_HAND, **UNDER_MORE}, allowed - near.keys(), renderer),
        said_back=_said_back(exchanges),
        sure=_wants_a_yes(question),
        counted=_counted(question),
        typing=question is not None and question["kind"] in TYPED,
        idle=_labelled(idle, frozenset(idle), renderer),
        idle_ask=renderer.render(say("这一份已经结束") if idle is ONCE_CLOSED else say("现在没有要您填的")),
        paused=turn is not None and question is None and turn["form"] is not None,
        languages=tuple(named(locales)) if len(locales) > 1 else (),
        kept=still,
        error=error,
        ways=_ways(turn),
        others=question is not None and question["kind"] == "confirm" and _offers_others(turn),
    )


def _asked_anew(exchanges: list[Exchange]) -> bool:
    """Whether what was said was taken, though the same question is open: it is another asking of it."""
    asked = [one.turn["question"] for one in exchanges[-2:]]
    return len(asked) == 2 and asked[0] is not None and asked[1] is not None and asked[0]["asked"] != asked[1]["asked"]


def _ways(turn: TurnJson | None) -> tuple[tuple[str, str], ...]:
    """The buttons that go with what was said last; ways to other households have a page of their own."""
    ways = [way for reply in (turn["replies"] if turn is not None else ()) for way in reply.get("households", ())]
    return tuple((str(way["value"]), way["label"]) for way in ways if way["value"] in ("start", "restart"))


def _offers_others(turn: TurnJson | None) -> bool:
    """Whether what was said last shows the way to other households: what is asked may be about another one."""
    replies = turn["replies"] if turn is not None else ()
    return any(way["value"] == "another" for reply in replies for way in reply.get("households", ()))


def reads_at(question: QuestionJson | None, features: frozenset[str]) -> str:
    """Which paper can be photographed instead of typing here; "" for none."""
    if question is None or FEATURE not in features or question["kind"] == "confirm":
        return ""
    return read_from(question["key"]) or ""


def _said_back(exchanges: list[Exchange]) -> bool:
    """Whether the last turn took an amount."""
    if len(exchanges) < 2:
        return False
    before, now = exchanges[-2].turn["question"], exchanges[-1].turn["question"]
    amount = before is not None and before["key"].startswith(AMOUNTS) and before["kind"] in ("money", "confirm")
    return amount and now is not None and before is not None and now["key"] != before["key"]


def _wants_a_yes(question: QuestionJson | None) -> bool:
    """Whether a command is being confirmed, not an answer."""
    return question is not None and question["kind"] == "confirm" and question["key"].split(".")[0] in WANT_A_YES


def _last_status(exchanges: list[Exchange]) -> str:
    """The status told last, "" where none was in what is shown."""
    told = [reply.get("status", "") for one in exchanges for reply in one.turn["replies"]]
    return next((status for status in reversed(told) if status), "")


def _counted(question: QuestionJson | None) -> bool:
    """Whether it says something how far one is: not in the review, not beside the form."""
    if question is None or question["kind"] == "review" or not question["progress"]["section_total"]:
        return False
    return not _wants_a_yes(question) and question["key"] not in BESIDE_THE_FORM


def _labelled(commands: dict[str, Message], allowed: frozenset[str], renderer: Renderer) -> tuple[tuple[str, str], ...]:
    return tuple((name, renderer.render(label)) for name, label in commands.items() if name in allowed)


def _parts(prompt: str) -> tuple[str, str]:
    """A prompt with a text to read before its question: the text, and the last line."""
    lead, _, ask = prompt.rstrip().rpartition("\n")
    return lead, ask


def _past(exchange: Exchange, renderer: Renderer) -> Past:
    question = exchange.turn["question"]
    return Past(
        heard=_heard(exchange, renderer),
        replies=_said(exchange.turn, renderer),
        prompt=_parts(question["prompt"])[1] if question is not None else "",
    )


def _heard(exchange: Exchange, renderer: Renderer) -> str:
    return renderer.render(exchange.said) if exchange.said is not None else ""


def _said(turn: TurnJson | None, renderer: Renderer) -> tuple[Said, ...]:
    said: list[Said] = []
    for reply in turn["replies"] if turn is not None else ():
        one = _reply(reply, renderer)
        if said and one.kind == said[-1].kind == LETTER:
            one = replace(one, texts=(*said.pop().texts, *one.texts))
        said.append(one)
    return tuple(said)


def _reply(reply: ReplyJson, renderer: Renderer) -> Said:
    status = reply.get("status", "submitted" if reply["kind"] == "receipt" else "")
    return Said(reply["kind"], (reply["text"],), reply.get("receipt", ""), _steps(status, renderer))


def _steps(status: str, renderer: Renderer) -> tuple[Step, ...]:
    for way in (STEPS, HELP):
        here = next((place for place, (_, statuses) in enumerate(way) if status in statuses), None)
        if here is not None:
            states = ["done" if place < here else "here" if place == here else "ahead" for place in range(len(way))]
            return tuple(Step(renderer.render(words), state) for (words, _), state in zip(way, states, strict=True))
    return ()


def where_one_was(last: Exchange, now: datetime) -> Message | None:
    """For somebody who comes back to an unfinished declaration after a while: when it was, and how far it is."""
    question, day = last.turn["question"], china_day(last.at)
    if now - last.at < A_WHILE or last.turn["form"] is None:
        return None
    if question is None or question["kind"] in ("review", "confirm"):
        return say("您上次是 {day} 填的，填过的都在。", day=day)
    progress = question["progress"]
    total = max(progress["section_total"], 1)
    return say(
        "您上次是 {day} 填的，填过的都在。现在到了“{section}”，第 {step} 步，共 {total} 步。",
        day=day,
        section=verbatim(progress["section"]),
        step=min(progress["section_done"] + 1, total),
        total=total,
    )
