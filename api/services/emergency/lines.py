"""The lines of the desk: each emergency that has one of its own, with those that lie under it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.services.emergency.folding import CALL_NOW, STANDS_OUT
from api.services.emergency.views import EmergencyItem

SHOWN_UNDER = 10
"""As many that stand out are shown without opening anything."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `under` it lie those told again and again, what says something of its own first."""

    item: EmergencyItem
    under: tuple[EmergencyItem, ...] = ()

    @property
    def standing_out(self) -> int:
        """How many under it say something of their own."""
        return sum(STANDS_OUT in one.flags for one in self.under)

    @property
    def calls_now(self) -> bool:
        """Whether somebody on it spoke of dying."""
        return any(CALL_NOW in one.flags for one in (self.item, *self.under))

    @property
    def is_open(self) -> bool:
        """Whether what lies under it is shown at once: a few that stand out are not to be missed."""
        return self.calls_now or 0 < self.standing_out <= SHOWN_UNDER


def lines_of(items: Sequence[EmergencyItem]) -> tuple[Line, ...]:
    """The lines in the order of the queue, those with somebody who spoke of dying before all others. Where the one
    above is done already, the first below takes its place.
    """
    groups: dict[str, list[EmergencyItem]] = {}
    for item in items:
        groups.setdefault(item.together or item.receipt, []).append(item)
    lines = [_line(receipt, group) for receipt, group in groups.items()]
    return tuple(sorted(lines, key=lambda line: not line.calls_now))


def _line(receipt: str, group: list[EmergencyItem]) -> Line:
    head = next((one for one in group if one.receipt == receipt), group[0])
    under = sorted((one for one in group if one is not head), key=lambda one: STANDS_OUT not in one.flags)
    return Line(head, tuple(under))
