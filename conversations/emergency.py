"""An emergency on top of whatever goes on: begun by a word and a yes, filed with four answers, added to afterwards.

It is a small conversation of its own (`State.aside`) over its own short form; the declaration beneath is kept
as it is, and its question comes back.
"""

from datetime import timedelta

from conversations.agenda import Agenda
from conversations.answers import Entry, Json, Value
from conversations.dangers import Danger, danger_in, needs_help_now
from conversations.effects import AddToEmergency, FileEmergency
from conversations.form.emergency import AFFECTED, AREA, EMERGENCY, FIRST, NEED, PHOTO, PLACE, REACHED, SAFE, WHAT, WHEN
from conversations.form.emergency.kinds import (
    HOME,
    MOST_PHOTOS,
    area_meant,
    coded,
    need_codes,
    need_words,
    point_in,
    worded,
)
from conversations.inputs import (
    Answered,
    Choice,
    Command,
    CommandName,
    EmergencyFiled,
    File,
    Input,
    Location,
    Offered,
    Photos,
    Signature,
    StatusPushed,
    Tap,
    Text,
    Unreadable,
)
from conversations.messages import Message, say
from conversations.state import ConfirmCommand, State
from conversations.stepping import Stepping
from conversations.understanding.commands import understand_command

# What is for the emergency while one is open; the rest waits, or is for the conversation as a whole.
ITS_OWN: tuple[CommandName, ...] = (
    "back", "help", "why", "skip", "unsure", "exit", "pause", "resume", "start", "urgent", "policy", "edit",
    "withdraw", "restart",
)  # fmt: skip
WAITS: tuple[CommandName, ...] = ("review", "remove", "papers", "change", "erase", "unauthorize", "unlink")
# Nobody is asked hours later for what was left out; what is missing then, people ask.
STALE = timedelta(hours=6)
_AID_AT_ONCE: tuple[Danger, ...] = ("fire", "illness", "violence", "crime")
_TOWNSHIP_DIGITS = 9


def urgent(step: Stepping, _: Command) -> None:
    """“救急”: the numbers that save lives, and one yes before the short form. Said again within it: the numbers."""
    step.say(say("有生命危险，先打电话：着火 119，急救 120，报警 110。"))
    if step.form.name == EMERGENCY.name:
        return
    code = step.answers.value("area_code")
    area = step.world.area(code) if isinstance(code, str) else None
    if area is not None:
        step.say(say("也可以直接给{area}打电话：{phone}。", area=area.name, phone=area.phone))
    ask_first(step)


def ask_first(step: Stepping) -> None:
    """Ask whether this is to be told the township as an emergency."""
    step.change(paused=False)
    if step.state.top != ConfirmCommand("urgent"):
        step.push(ConfirmCommand("urgent"))


def in_need(words: str) -> bool:
    """Whether these words tell of an emergency the township can help in."""
    return danger_in(words) in _AID_AT_ONCE or needs_help_now(words)


def begin_emergency(step: Stepping) -> None:
    """The short form lies on top; what is known already is not asked again."""
    number = step.state.emergencies + 1
    known: tuple[tuple[str, Value], ...] = (
        (HOME, step.answers.value("area_code")),
        (REACHED, step.answers.value("phone") or step.answers.value("proxy.phone")),
    )
    heard = step.heard
    log = tuple(
        Entry(0, "answer", path, value, heard.at, heard.channel, "form") for path, value in known if value is not None
    )
    aside = State(EMERGENCY.version, step.state.locale, number, log=log, asked=max(1, step.state.asked))
    step.change(aside=aside, emergencies=number, paused=False)


def is_stale(aside: State, heard: Input) -> bool:
    """Whether what is left to ask of a filed emergency is past asking: hours later, or once it is settled."""
    body = heard.body
    settled = isinstance(body, StatusPushed) and body.status == "settled" and body.receipt == aside.receipt
    return aside.receipt is not None and (settled or heard.at - aside.log[-1].at > STALE)


def for_emergency(heard: Input) -> bool:
    """Whether this is for the short form while it is open: answers, its own commands, what came of its effects."""
    body = heard.body
    if isinstance(body, Text):
        body = understand_command(body.text) or body
    if isinstance(body, Command):
        return body.name in (*ITS_OWN, *WAITS)
    return isinstance(
        body,
        Text | Choice | Tap | Signature | Location | File | Photos | Unreadable | EmergencyFiled | Answered | Offered,
    )


def taken_back(aside: State) -> Message:
    """When the short form is left before, or after, it was filed."""
    if aside.receipt is None:
        return say("好，没有报。要用的时候随时发“救急”。")
    return say("已经报给镇里了，镇里会跟您联系。不用帮了，跟来电话的人说一声就行。")


def leaves(step: Stepping, body: object) -> bool:
    """Whether this leaves the short form: taken back, or a step back from its first question."""
    if not isinstance(body, Command):
        return False
    begun = any(entry.act for entry in step.state.log) or step.state.frames
    if body.name == "back":
        return not begun and step.state.receipt is None
    return body.name in ("withdraw", "restart")


def hand_in_photos(step: Stepping, body: File | Photos) -> None:
    """A photo at any question of the short form belongs to the emergency."""
    sent = (body.paper,) if isinstance(body, File) else body.papers
    before = step.answers.value(PHOTO)
    kept = before if isinstance(before, tuple) else ()
    step.change(paused=False)
    step.record("answer", PHOTO, tuple(dict.fromkeys((*kept, *sent)))[:MOST_PHOTOS])
    step.settle(PHOTO)
    step.say(say("照片收到了。"))


def file_when_ready(step: Stepping) -> None:
    """File it once the first questions have their answers; what is answered later is added."""
    agenda, state = step.agenda, step.state
    if state.frames or any(not agenda.settled(slot) for slot in agenda.slots if slot.path in FIRST):
        return
    answers = boundary(agenda)
    if state.receipt is None and not any(isinstance(effect, FileEmergency) for effect in step.effects):
        step.effects.append(FileEmergency(state.draft, EMERGENCY.version, area_of(agenda), answers))
    elif state.receipt is not None and step.wrote:
        step.effects.append(AddToEmergency(state.receipt, answers))


def goodbye() -> Message:
    """When nothing is left to ask."""
    return say("好，都告诉镇里了。情况有变，随时再发“救急”。")


def not_now() -> Message:
    """To a command that would change the declaration beneath."""
    return say("先把急事报完，这几句很快。申报的事等一下再办，填过的都在。")


def area_of(agenda: Agenda) -> str | None:
    """The township, or only the county, of the place; None where nobody can tell."""
    chosen = agenda.answers.value(AREA)
    if isinstance(chosen, str) and agenda.at(AREA) is not None:
        return chosen
    found = area_meant(agenda.answers.value(PLACE), agenda.world)
    return found[:_TOWNSHIP_DIGITS] if found is not None else None


def boundary(agenda: Agenda) -> dict[str, Json]:
    """The answers by boundary key; what was not asked yet stands at what is likely: now, one person."""
    value = agenda.answers.value
    what, need, place, photos = value(WHAT), value(NEED), value(PLACE), value(PHOTO)
    point = point_in(place)
    told: dict[str, Json] = {
        WHAT: coded(what) or None,
        f"{WHAT}_words": worded(what) or None,
        WHEN: _plain(value(WHEN)) or "now",
        PLACE: {"lat": point[0], "lon": point[1]} if point is not None else _plain(place),
        NEED: list(need_codes(need)) or None,
        f"{NEED}_words": need_words(need) or None,
        AFFECTED: _plain(value(AFFECTED)) or "1",
        REACHED: _plain(value(REACHED)),
        PHOTO: list(photos) if isinstance(photos, tuple) else None,
        SAFE: value(SAFE) if isinstance(value(SAFE), bool) else None,  # type: ignore[dict-item]  # a bool, as was asked
    }
    return {key: one for key, one in told.items() if one is not None}


def _plain(value: Value) -> str | None:
    return value if isinstance(value, str) else None
