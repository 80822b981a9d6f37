"""Where a conversation stands: the answer log, a stack of frames, and little else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from conversations.answers import Entry, Value
from conversations.inputs import CommandName
from conversations.messages import Message
from conversations.told import Told

Phase = Literal["draft", "filed", "closed"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value understood but not yet taken, and how it is said back."""

    value: Value
    restated: Message
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One answer is asked again; what stands there stays until it is answered."""

    path: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """A doubtful answer is said back: yes takes the first reading, no offers the next or asks again."""

    path: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ConfirmCommand:
    """Something that cannot be undone by `back` wants a yes first.

    `told`: what was said or sent before the yes and must not be asked again, each with what it is; `before` are
    words that were heard as nothing, until the way in was told.
    """

    name: CommandName
    key: str | None = None
    told: tuple[tuple[Told, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ticking:
    """A `several` question half ticked, button by button."""

    path: str
    ticked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewing:
    """The review, looked at before everything is answered; `only` these paths, or everything when empty."""

    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """Some answers of a filed declaration are asked again: path → the officer's word.

    Answers given by acts after `since` are the new ones; `asked_by_staff` tells an ask-back from a change
    the resident wants.
    """

    receipt: str
    items: tuple[tuple[str, str], ...]
    since: int
    asked_by_staff: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice beside the form: what is wanted, which part has changed. `offers` are its values, in order."""

    name: str
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wondering:
    """A policy question aside: which of these cards (id, title) is meant? Empty: what is it that you ask?"""

    choices: tuple[tuple[str, str], ...]


Frame: TypeAlias = Edit | Confirm | ConfirmCommand | Ticking | Reviewing | Correction | Menu | Wondering


@dataclass(frozen=True, slots=True)
class Called:
    """The emergency that was told last: its receipt, and when something was last said of it.

    `silent`: somebody of the household may be the danger, and nothing said of it may speak of telephoning.
    """

    receipt: str
    at: datetime
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Unheard:
    """What was typed last and heard as nothing; of use while nothing else was answered since (`acts`)."""

    words: tuple[str, ...]
    acts: int
    at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """All that a conversation remembers.

    `acts` counts the steps that wrote to the log, `items` the item ids given out, `asked` the askings;
    `asking` identifies what is being asked, so that a new asking gets a new number. `draft` counts the
    declarations begun; `receipt` is that of the filed one. `aside`: an emergency on top, a small conversation of
    its own (its `draft` is its number); `emergencies` counts those begun; `owed` is the receipt of the one that was
    paid and whose papers may still be handed in; `called` is the one told last; `unheard`
    are words that may turn out to be one.
    """

    form_version: int
    locale: str = "zh_CN"
    draft: int = 1
    phase: Phase = "draft"
    receipt: str | None = None
    paused: bool = False
    log: tuple[Entry, ...] = ()
    frames: tuple[Frame, ...] = ()
    acts: int = 0
    items: int = 0
    asked: int = 0
    asking: str = ""
    emergencies: int = 0
    aside: "State | None" = None
    owed: str | None = None
    called: Called | None = None
    unheard: Unheard | None = None

    @property
    def top(self) -> Frame | None:
        """The frame that decides what is asked, None for the declaration itself."""
        return self.frames[-1] if self.frames else None

    @property
    def correction(self) -> Correction | None:
        """The correction in progress, whatever lies on top of it."""
        return next((frame for frame in reversed(self.frames) if isinstance(frame, Correction)), None)
