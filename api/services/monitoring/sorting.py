"""Which of the four kinds of handling a finding is for (国办发〔2023〕39号 三(四), 鲁 四(三), 赣 12 and 13). Pure."""

from collections.abc import Mapping
from typing import Literal

from api.services.monitoring.signals import Direction
from conversations.answers import Json

Handling = Literal["deliver", "start", "complex", "recheck"]
HANDLINGS: tuple[Handling, ...] = ("deliver", "start", "complex", "recheck")
_NOT_AID = frozenset({"none", "other"})


def helped(status: str, outcome: str, answers: Mapping[str, Json]) -> bool:
    """Whether the household is among those already helped: recognised here, or it says what it receives."""
    if status == "decided" and outcome == "approved":
        return True
    current = answers.get("current_aid")
    return isinstance(current, list) and any(str(one) not in _NOT_AID for one in current)


def handling_of(directions: frozenset[Direction], *, is_helped: bool) -> Handling:
    """What a finding asks for. A person may sort it another way, "complex" above all.

    Better and worse at once is not for a rule to weigh: it is looked at as a whole, case by case.
    """
    if directions == {"better"}:
        return "recheck"
    if len(directions) > 1:
        return "complex"
    return "deliver" if is_helped else "start"
