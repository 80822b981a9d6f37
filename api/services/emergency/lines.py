"""The lines of the desk: each emergency that has one of its own, with those that lie under it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.services.emergency.folding import STANDS_OUT
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
    def is_open(self) -> bool:
        """Whether what lies under it is shown at once: a few that stand out are not to be missed."""
        return 0 < self.standing_out <= SHOWN_UNDER


def lines_of(items: Sequence[EmergencyItem]) -> tuple[Line, ...]:
    """The lines in the order of the queue. Where the one above is done already, the first below takes its place."""
    groups: dict[str, list[EmergencyItem]] = {}
    for item in items:
        groups.setdefault(item.together or item.receipt, []).append(item)
    return tuple(_line(receipt, group) for receipt, group in groups.items())


def _line(receipt: str, group: list[EmergencyItem]) -> Line:
    head = next((one for one in group if one.receipt == receipt), group[0])
    under = sorted((one for one in group if one is not head), key=lambda one: STANDS_OUT not in one.flags)
    return Line(head, tuple(under))
