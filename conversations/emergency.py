"""An emergency on top of whatever goes on: filed with a few answers, added to afterwards, left at any time.

It is a small conversation of its own (`State.aside`) over its own short form; the declaration beneath is kept
as it is, and its question comes back. How it begins: `calling`.
"""

from collections.abc import Iterable
from datetime import timedelta

from conversations.agenda import Agenda
from conversations.answers import Entry, Json, Value
from conversations.effects import AddToEmergency, FileEmergency
from conversations.form.emergency import (
    AFFECTED,
    AREA,
    ASSUMED,
    EMERGENCY,
    FIRST,
    HOUSEHOLD,
    MORE,
    NEED,
    PHOTO,
    PLACE,
    REACHED,
    SAFE,
    SAID,
    TOLD_BY,
    WHAT,
    WHEN,
    WHOSE,
)  # fmt: skip
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
from conversations.form.emergency.reached import NO_PHONE
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
from conversations.state import State
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
_TOWNSHIP_DIGITS = 9


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
    return told_back(silent=not told_openly(aside.log))


def told_back(*, silent: bool) -> Message:
    """The township knows that it is not wanted any more; with `silent` nothing is said of telephoning."""
    if silent:
        return say("好，已经告诉镇里了。镇里有话，只在这里说。")
    return say("好，已经告诉镇里了。镇里也许还会打个电话问一句，跟来电话的人说一声就行。")


def told_openly(log: Iterable[Entry]) -> bool:
    """Whether nothing said in this short form speaks of violence at home.

    Whoever once said it, and then called it something else, is believed the first time.
    """
    return all(coded(entry.value) != "violence" for entry in log if entry.path == WHAT)


def leaves(step: Stepping, body: object) -> bool:
    """Whether this leaves the short form: taken back, or a step back from its first question."""
    if not isinstance(body, Command):
        return False
    begun = any(entry.act for entry in step.state.log) or step.state.frames
    if body.name == "back":
        return not begun and step.state.receipt is None
    # Filed, it cannot be begun anew: what was wrong is put right in words.
    return body.name == "withdraw" or (body.name == "restart" and step.state.receipt is None)


def waits(step: Stepping, command: Command) -> bool:
    """Whether this would change the declaration beneath, or begin anew what was filed: not now."""
    return command.name in WAITS or (command.name == "restart" and step.state.receipt is not None)


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
    if state.phase == "closed":
        if state.receipt is not None:
            step.effects.append(AddToEmergency(state.receipt, boundary(agenda)))
        return
    if state.receipt is not None and step.wrote:
        # Also while something is still to be confirmed: who said it was told that it is known.
        step.effects.append(AddToEmergency(state.receipt, boundary(agenda), area_code=area_of(agenda)))
        return
    if (
        state.receipt is not None
        or state.frames
        or any(not agenda.settled(slot) for slot in agenda.slots if slot.path in FIRST)
    ):
        return
    if not any(isinstance(effect, FileEmergency) for effect in step.effects):
        home = _plain(agenda.answers.value(HOME))
        step.effects.append(FileEmergency(state.draft, EMERGENCY.version, area_of(agenda), boundary(agenda), home))


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
    found = area_meant(agenda.answers.value(PLACE), agenda.world, _plain(agenda.answers.value(HOME)))
    return found[:_TOWNSHIP_DIGITS] if found is not None else None


def boundary(agenda: Agenda) -> dict[str, Json]:
    """The answers by boundary key; what was not asked yet stands at what is likely (now, one person) and is named."""
    value = agenda.answers.value
    what, need, place, photos, more = value(WHAT), value(NEED), value(PLACE), value(PHOTO), value(MORE)
    point = point_in(place)
    told: dict[str, Json] = {
        WHAT: coded(what) or None,
        f"{WHAT}_words": told_words(agenda) or None,
        HOUSEHOLD: _plain(value(HOUSEHOLD)),
        WHOSE: _plain(value(WHOSE)),
        TOLD_BY: _plain(value(TOLD_BY)),
        WHEN: _plain(value(WHEN)) or "now",
        PLACE: {"lat": point[0], "lon": point[1]} if point is not None else _plain(place),
        NEED: list(need_codes(need)) or None,
        f"{NEED}_words": need_words(need) or None,
        AFFECTED: _plain(value(AFFECTED)) or "1",
        REACHED: reached(agenda),
        PHOTO: list(photos) if isinstance(photos, tuple) else None,
        MORE: list(more) if isinstance(more, tuple) else None,
        ASSUMED: [key for key in (WHEN, AFFECTED) if _plain(value(key)) is None] or None,
        SAFE: value(SAFE) if isinstance(value(SAFE), bool) else None,  # type: ignore[dict-item]  # a bool, as was asked
    }
    return {key: one for key, one in told.items() if one is not None}


def told_words(agenda: Agenda) -> str:
    """What happened in the resident's words: those before the yes, then those of the answer."""
    answers = agenda.answers
    return "；".join(one for one in (_plain(answers.value(SAID)), worded(answers.value(WHAT))) if one)


def reached(agenda: Agenda) -> str | None:
    """The telephone number at which they can be reached; None when there is none, or it was not told."""
    number = _plain(agenda.answers.value(REACHED))
    return number if number != NO_PHONE else None


def _plain(value: Value) -> str | None:
    return value if isinstance(value, str) else None
