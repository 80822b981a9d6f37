"""What a button carries: at most 64 bytes that name the asking and a place in it, never an answer or a name."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from conversations.inputs import COMMANDS, Command, CommandName, Tap

_COUNTED = re.compile(r"([aep]):(\d{1,9}):(\d{1,4})", re.ASCII)
_GUARDED = re.compile(r"k:(\d{1,9}):([a-z]{2,16})", re.ASCII)
_COME_OVER = re.compile(r"h:([A-Za-z0-9_\-]{16,60})", re.ASCII)
_OF = re.compile(r"(.*)@([0-9a-f]{10})", re.ASCII | re.DOTALL)
_LOOK = re.compile(r"d:(\d{1,18})(:off)?", re.ASCII)
_ANYTIME = re.compile(r"c:([a-z]{2,16})(?::([A-Za-z0-9_.\-]{1,48}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class EditLine:
    """Button `place` beside the review shown with asking number `asked`: it changes a line or removes an item."""

    asked: int
    place: int


@dataclass(frozen=True, slots=True)
class Guarded:
    """A command about the open question: a second tap, or one on an older message, must not hit the next one."""

    asked: int
    name: CommandName


@dataclass(frozen=True, slots=True)
class Page:
    """Show another page of the same buttons; says nothing to the conversation."""

    asked: int
    page: int


@dataclass(frozen=True, slots=True)
class ComeOver:
    """Of two drafts, go on with the one this token opens. `token`: 22 signs, so it fits."""

    token: str


@dataclass(frozen=True, slots=True)
class Look:
    """The officer looks at what call number `push` was about, or heard it; `off`: and is not on duty."""

    push: int
    off: bool = False


Press: TypeAlias = ComeOver | Look | Tap | Command | EditLine | Guarded | Page
# The asking number of a button that is no button of ours: no asking has it, so it is stale.
NO_ASKING = -1
# Buttons that mean the same in whichever household.
_NOBODYS = ("c:another", "c:switch", "c:language", "h:")


def answer(asked: int, index: int) -> str:
    """The option at `index` of asking number `asked`."""
    return f"a:{asked}:{index}"


def edit_line(asked: int, place: int) -> str:
    """The button at `place` beside the review of asking number `asked`."""
    return f"e:{asked}:{place}"


def page_of(asked: int, page: int) -> str:
    """Page number `page` (from 0) of the buttons of asking number `asked`."""
    return f"p:{asked}:{page}"


def guarded(asked: int, name: CommandName) -> str:
    """A command that takes effect only while asking number `asked` is open."""
    return f"k:{asked}:{name}"


def come_over(token: str) -> str:
    """Go on with what the token of a hand-over opens."""
    return f"h:{token}"


def look(push: int) -> str:
    """I look at what this call is about, or heard it."""
    return f"d:{push}"


def off_duty(push: int) -> str:
    """I heard this call, and am not on duty."""
    return f"d:{push}:off"


def anytime(name: CommandName) -> str:
    """A command that may come at any time."""
    return f"c:{name}"


def in_language(locale: str) -> str:
    """Speak this language from now on."""
    return f"c:language:{locale}"


def of_household(data: str, household: str) -> str:
    """The same button, which counts only while this household (10 hex digits) is the one that is spoken of."""
    return f"{data}@{household}" if data and household and not data.startswith(_NOBODYS) else data


def whose_button(data: str | None) -> tuple[str, str | None]:
    """A button without its household, and the household: "" where a button that should bear one bears none."""
    data = data or ""
    found = _OF.fullmatch(data)
    if found is not None:
        return found[1], found[2]
    return data, None if data.startswith(("c:", "h:")) else ""


def go_to(household: str) -> str:
    """Go to a household of this chat, to a page of them, or do what the command of this name does."""
    command = _command(household)
    return anytime(command) if command is not None else f"c:switch:{household}"


def read_button(data: str | None) -> Press:
    """What a tapped button means; a stale `Tap` for what is none of ours."""
    data = data or ""
    counted = _COUNTED.fullmatch(data)
    if counted is not None:
        asked, place = int(counted[2]), int(counted[3])
        if counted[1] == "a":
            return Tap(asked, place)
        return EditLine(asked, place) if counted[1] == "e" else Page(asked, place)
    found = _GUARDED.fullmatch(data)
    if found is not None and (name := _command(found[2])) is not None:
        return Guarded(int(found[1]), name)
    found = _COME_OVER.fullmatch(data)
    if found is not None:
        return ComeOver(found[1])
    found = _LOOK.fullmatch(data)
    if found is not None:
        return Look(int(found[1]), found[2] is not None)
    found = _ANYTIME.fullmatch(data)
    if found is not None and (name := _command(found[1])) is not None:
        return Command(name, found[2])
    return Tap(NO_ASKING, 0)


def _command(word: str) -> CommandName | None:
    return next((name for name in COMMANDS if name == word), None)
