"""The lifecycle of an emergency as one table: from, action, to, who may, what the resident is told.

Small sum first, papers afterwards: 国办发〔2023〕39号 四（三）; the township's own decision up to a limit and its
reserve fund: 山西指南 四（三）. One approval may be paid in instalments (一次审批、分阶段救助), there too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from api.services.emergency import words
from conversations.messages import Message

Status = Literal["received", "seen", "at_county", "granted", "paying", "paid", "settled", "declined"]
Telling: TypeAlias = Callable[[words.Told], Message]

TOWNSHIP, COUNTY = "township", "county"
DESK = (TOWNSHIP, COUNTY)
OPEN: tuple[Status, ...] = ("received", "seen", "at_county", "granted", "paying", "paid")
UNDECIDED: tuple[Status, ...] = ("received", "seen", "at_county")
CLOSED: tuple[Status, ...] = ("settled", "declined")
RECUSE = "recuse"
TO_ERASE = "to_erase"
"""A mark: the family wants everything deleted; what was told goes when it is long done."""
TIERS = ("light", "heavy")
"""兵团 师市方案 三（三）: light is a small sum first; heavy is help first, with the checks made simpler."""
METHODS = ("cash", "bank", "goods", "hospital")


@dataclass(frozen=True, slots=True)
class Step:
    """A row: in which statuses the action is possible, where it leads (None: it stays), who may, what is told."""

    action: str
    sources: tuple[Status, ...]
    target: Status | None
    roles: tuple[str, ...]
    told: Telling | None


TABLE: tuple[Step, ...] = (
    Step("see", ("received",), "seen", DESK, words.seen),
    Step("grant", ("received", "seen"), "granted", DESK, words.granted),
    Step("grant", ("at_county",), "granted", (COUNTY,), words.granted),
    Step("escalate", ("received", "seen"), "at_county", (TOWNSHIP,), words.at_county),
    Step("pay", ("granted", "paying"), "paying", DESK, words.paid_part),
    Step("release", ("granted", "paying"), "paid", DESK, words.released),
    Step("decline", UNDECIDED, "declined", DESK, words.declined),
    Step("refer", (*OPEN, *CLOSED), None, DESK, words.referred),
    Step("transfer", UNDECIDED, None, DESK, words.transferred),
    Step("settle", ("paid",), "settled", DESK, words.settled),
    Step("note", (*OPEN, *CLOSED), None, DESK, None),
    # Of the own family: from then on it is kept from them, wherever it stands.
    Step(RECUSE, (*OPEN, *CLOSED), None, DESK, None),
)
ACTIONS = tuple(dict.fromkeys(step.action for step in TABLE))


def step_for(action: str, status: str, role: str) -> Step | None:
    """The row for this action, status and role; None when it is not possible."""
    return next((one for one in TABLE if one.action == action and status in one.sources and role in one.roles), None)


def possible(status: str, role: str) -> tuple[str, ...]:
    """What this role can do in this status, in the order of the table."""
    return tuple(dict.fromkeys(one.action for one in TABLE if status in one.sources and role in one.roles))


def undecided_by(role: str) -> tuple[Status, ...]:
    """In which statuses an emergency waits for a decision of this role: what was reported up, for the county's."""
    return UNDECIDED if role != TOWNSHIP else tuple(one for one in UNDECIDED if one != "at_county")


def may_act(role: str) -> bool:
    """Whether this role takes part at all; the others only look."""
    return any(role in one.roles for one in TABLE)
