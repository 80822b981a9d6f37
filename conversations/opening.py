"""Which question is open: decided by the top frame, else by the agenda."""

from dataclasses import dataclass
from typing import TypeAlias

from conversations.agenda import Agenda, Slot
from conversations.state import Confirm, ConfirmCommand, Correction, Edit, Menu, Reviewing, State, Ticking, Wondering


@dataclass(frozen=True, slots=True)
class AtSlot:
    """A question of the form is open. `key` is what the outside sees; `identity` tells one asking from another.

    `confirm`: a doubtful answer to it is being said back; `ticked`: half chosen (None: not begun, what stands is
    ticked); `word`: an officer's word;
    `looking`: the review is looked at before its time, `only` these paths of it.
    """

    key: str
    identity: str
    slot: Slot
    confirm: Confirm | None = None
    ticked: tuple[str, ...] | None = None
    word: str = ""
    looking: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtCommand:
    """A command wants confirming."""

    key: str
    identity: str
    command: ConfirmCommand


@dataclass(frozen=True, slots=True)
class AtMenu:
    """A choice beside the form is open."""

    key: str
    identity: str
    menu: Menu


@dataclass(frozen=True, slots=True)
class AtOffer:
    """A policy question is narrowed down: a few titles to choose from."""

    key: str
    identity: str
    frame: Wondering


Opening: TypeAlias = AtSlot | AtCommand | AtMenu | AtOffer


def opening(state: State, agenda: Agenda) -> Opening | None:
    """The open question, None when nothing is asked (paused, filed and nothing to correct)."""
    if state.paused:
        return None
    return _framed(state, agenda) or _next(state, agenda)


def _next(state: State, agenda: Agenda) -> Opening | None:
    slot = agenda.first_open() if state.phase == "draft" and not isinstance(state.top, Correction) else None
    return _of(slot, "ask", state) if slot is not None else None


def _framed(state: State, agenda: Agenda) -> Opening | None:
    """What the top frame asks; None where its question is no longer there."""
    top = state.top
    match top:
        case ConfirmCommand(name, key):
            shown = name if key is None else f"{name}.{key}"
            return AtCommand(shown, f"command:{shown}:{state.acts}", top)
        case Menu(name, offers):
            return AtMenu(name, f"menu:{name}:{'.'.join(offers)}:{state.acts}", top)
        case Wondering(choices):
            return AtOffer("policy", f"policy:{','.join(id for id, _ in choices)}:{state.acts}", top)
        case Correction():
            return _correcting(top, state, agenda)
        case Confirm() | Edit() | Ticking() | Reviewing():
            return _at_slot(top, state, agenda)
        case None:
            return None


def _at_slot(top: Confirm | Edit | Ticking | Reviewing, state: State, agenda: Agenda) -> AtSlot | None:
    slot = agenda.at("review" if isinstance(top, Reviewing) else top.path)
    if slot is None:
        return None
    match top:
        case Confirm(readings=readings):
            return _of(slot, f"confirm{len(readings)}", state, confirm=top)
        case Edit(path):
            return _of(slot, "edit", state, word=_word(state, path))
        case Ticking(path, ticked):
            return _of(slot, "ask", state, ticked=ticked, word=_word(state, path))
        case Reviewing(only):
            return _of(slot, "looking", state, looking=True, only=only)


def _correcting(frame: Correction, state: State, agenda: Agenda) -> Opening | None:
    for path, word in frame.items:
        slot = agenda.at(path)
        if slot is not None and not _answered_since(frame, slot, agenda):
            return _of(_unsettled_item(slot, agenda) or slot, "correct", state, word=word)
    slot = agenda.first_open()
    return _of(slot, "correct", state) if slot is not None else None


def _unsettled_item(slot: Slot, agenda: Agenda) -> Slot | None:
    """Before "one more?" is asked again: what is still open about the items there are."""
    if slot.role != "more":
        return None
    own = (one for one in agenda.slots if one.group is slot.group and one.role == "question")
    return next((one for one in own if not agenda.settled(one)), None)


def _answered_since(frame: Correction, slot: Slot, agenda: Agenda) -> bool:
    """Whether this was answered after it was asked again; an item added is the answer to "one more?"."""
    given = agenda.answers.given.get(slot.path)
    if given is not None or slot.role != "more" or slot.group is None:
        return given is not None and given.act > frame.since
    group = slot.group.key
    return any(act > frame.since and path.rpartition(".")[0] == group for act, path in agenda.answers.acts)


def _word(state: State, path: str) -> str:
    frame = state.correction
    return dict(frame.items).get(path, "") if frame is not None else ""


def _of(
    slot: Slot,
    mode: str,
    state: State,
    *,
    confirm: Confirm | None = None,
    ticked: tuple[str, ...] | None = None,
    word: str = "",
    looking: bool = False,
    only: tuple[str, ...] = (),
) -> AtSlot:
    # The count of acts makes the same question, asked again after something changed, another asking.
    identity = f"{mode}:{slot.path}:{state.draft}:{state.acts}"
    return AtSlot(slot.key, identity, slot, confirm, ticked, word, looking, only)
