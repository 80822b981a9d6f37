"""The answer log and what it amounts to: every act is appended, nothing is overwritten, `undo` takes acts back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from conversations.inputs import Channel

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class SignedAnswer:
    """A signature: over which text, bound to which answers, by whom, when and how.

    `digest` is the SHA-256 (hex) of text and answers; `name` the full name typed, `drawn` the id of a stored
    drawing (neither: put off, to be signed on paper); `behalf` the applicant for whom a proxy signed. A
    signature whose digest no longer fits the answers is asked for again; one that was put off is not.
    """

    key: str
    text_version: str
    language: str
    digest: str
    name: str | None
    drawn: str | None
    at: datetime
    channel: Channel
    by: str
    behalf: str | None = None

    @property
    def put_off(self) -> bool:
        """Nothing is signed yet: it will be by hand, at the window or at the visit."""
        return self.name is None and self.drawn is None


Value: TypeAlias = bool | int | str | Decimal | tuple[str, ...] | SignedAnswer | None
Op = Literal["answer", "skip", "unsure", "open", "add", "remove", "undo"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: who said what when, through which channel.

    `act` numbers the step that wrote it; `undo` names the undone act in `value`; `open` asks again what had an
    answer. `path` has stable item ids: `members.m2.name`, never an index.
    """

    act: int
    op: Op
    path: str
    value: Value
    at: datetime
    channel: Channel
    by: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Who said something (`resident` or a staff user name), when (aware), and through which channel."""

    channel: Channel
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What stands at a path now: an answer, or a question passed over (`skip`) or not known (`unsure`).

    `said` is None only for what was filed before it was kept.
    """

    op: Literal["answer", "skip", "unsure"]
    value: Value
    act: int
    approximate: bool = False
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The log, folded. `items` lists the item ids of each group in order; `withdrawn` the last value undone."""

    given: Mapping[str, Given] = field(default_factory=dict)
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    withdrawn: Mapping[str, Value] = field(default_factory=dict)
    acts: tuple[tuple[int, str], ...] = ()

    def value(self, path: str) -> Value:
        """The answer at `path`; None when nothing was answered there (or it was skipped)."""
        given = self.given.get(path)
        return given.value if given is not None and given.op == "answer" else None


def fold(log: Iterable[Entry]) -> Answers:
    """What the log amounts to. An undone act counts as never done, but its values are remembered."""
    entries = tuple(log)
    undone = {entry.value for entry in entries if entry.op == "undo"}
    given: dict[str, Given] = {}
    items: dict[str, tuple[str, ...]] = {}
    withdrawn: dict[str, Value] = {}
    acts: dict[int, str] = {}
    for entry in entries:
        if entry.op == "undo":
            continue
        if entry.act in undone:
            if entry.op == "answer":
                withdrawn[entry.path] = entry.value
            continue
        # A tick list answers several questions in one act; the act is about the first.
        acts.setdefault(entry.act, entry.path)
        if entry.op == "add":
            group, _, item = entry.path.rpartition(".")
            items[group] = (*items.get(group, ()), item)
            # "One more?" is open again after every item that was added.
            given.pop(f"{group}.more", None)
        elif entry.op == "remove":
            group, _, item = entry.path.rpartition(".")
            items[group] = tuple(other for other in items.get(group, ()) if other != item)
        elif entry.op == "open":
            given.pop(entry.path, None)
        else:
            given[entry.path] = Given(
                entry.op, entry.value, entry.act, entry.approximate, Said(entry.channel, entry.by, entry.at)
            )
    return Answers(given, items, withdrawn, tuple(acts.items()))
