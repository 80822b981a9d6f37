"""What staff are given to see of a re-check: the run, how many change in which way, each household, each message."""

from dataclasses import dataclass

from conversations.messages import Message
from storage.repositories.recheck_changes import ChangeRow, How, Moved
from storage.repositories.rechecks import RunRow

__all__ = ["Clause", "Condition", "Found", "Letter", "RunRow", "RunView"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with everything to check it by hand: words, the sum, what was compared with what. `holds` None:
    unknown or for a person; the numbers are written for showing, "" where there are none.
    """

    holds: bool | None
    words: Message
    arithmetic: str
    figure: str
    comparison: str
    threshold: str
    unit: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The condition that changed, judged by the figures of then and of now; None where that is not known any more."""

    before: Condition | None
    after: Condition | None


@dataclass(frozen=True, slots=True)
class Found:
    """A declaration whose result changes: whose (name masked) and where, the change, whether for the better.

    `stands`: nothing was filed or withdrawn since it was judged.
    """

    receipt: str
    name: str
    place: str
    change: ChangeRow
    better: bool | None
    stands: bool
    clause: Clause


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as residents will get it, and how many get it; `place` and `phone` in it are of each one's township."""

    better: bool | None
    words: Message
    count: int


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as staff see it, within their area. `changed`: how many results change; `to_tell`: how many are told
    on approval; `how`: how many were told in which way; `refused`: why it cannot be approved by who looks.
    """

    run: RunRow
    moved: tuple[Moved, ...]
    found: tuple[Found, ...]
    letters: tuple[Letter, ...]
    changed: int
    to_tell: int
    how: dict[How, int]
    page: int
    pages: int
    may_approve: bool
    may_leave_out: bool
    refused: Message | None = None
