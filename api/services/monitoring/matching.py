"""Rows of a list beside what the families themselves declared: who is found, and whether it is news. Pure but for
the look-up by blind index.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.services.monitoring.kinds import ListKind
from api.services.monitoring.list_files import ListRow
from api.services.monitoring.signals import AT_WORK, WITHOUT, Direction
from api.services.monitoring.sorting import Handling, handling_of, helped
from api.services.monitoring.thresholds import Lines
from conversations.answers import Json
from storage.repositories.imports import Match
from storage.rows import DeclarationRow

MEMBERS, SUPPORTERS = "members", "supporters"
_GRADES = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Found:
    """A row whose person is in a declaration. `role` as declared: `members.2`."""

    row: ListRow
    declaration: DeclarationRow
    role: str


def newest(matches: Iterable[Match], rows: Sequence[ListRow], known: Mapping[int, DeclarationRow], kind: ListKind,
           ) -> list[Found]:  # fmt: skip
    """For each person, in each family that stands, its newest declaration; somebody of the household first."""
    best: dict[tuple[int, str], Found] = {}
    for match in matches:
        declaration = known.get(match.declaration_id)
        group = match.role.partition(".")[0]
        if declaration is None or (group != MEMBERS and not (kind.obliged and group == SUPPORTERS)):
            continue
        # An applicant's family: whoever is found in two of its declarations is found once.
        family = (match.place, declaration.applicant_name + declaration.area_code)
        earlier = best.get(family)
        if earlier is None or _weight(match, declaration) > _weight_of(earlier):
            best[family] = Found(rows[match.place], declaration, match.role)
    return list(best.values())


def _weight(match: Match, declaration: DeclarationRow) -> tuple[int, bool]:
    return declaration.id, match.role.startswith(MEMBERS)


def _weight_of(found: Found) -> tuple[int, bool]:
    return found.declaration.id, found.role.startswith(MEMBERS)


def known_already(kind: ListKind, found: Found, answers: Mapping[str, Json], lines: Lines) -> bool:
    """Whether the row says nothing new: it was declared so, or an amount does not reach its line."""
    amount = Decimal(found.row.facts["amount"]) if "amount" in found.row.facts else None
    if kind.line and amount is not None and amount < lines.value(kind.line):
        return True
    one = found.role
    occupation, health = answers.get(f"{one}.occupation"), answers.get(f"{one}.health")
    match kind.code:
        case "students":
            return occupation in ("student", "preschool") or answers.get(f"{one}.student_stage") is not None
        case "unemployed":
            return occupation in WITHOUT
        case "employed":
            return occupation == "employed"
        case "serious_illness":
            return health == "serious_illness"
        case "medical_bills":
            declared = _amount(answers.get("expenditure.medical"))
            return amount is not None and declared is not None and declared >= amount
        case "disaster":
            declared = _amount(answers.get("expenditure.disaster"))
            return amount is not None and declared is not None and declared >= amount
        case "disability":
            return _disability_known(found, answers)
        case "monitored":
            return answers.get("monitored_status") not in (None, "none", "unknown")
        case "businesses":
            return any(key.startswith("assets.businesses.") for key in answers)
    return False


def _disability_known(found: Found, answers: Mapping[str, Json]) -> bool:
    grade = answers.get(f"{found.role}.disability.grade")
    listed = next((_GRADES[char] for char in found.row.facts.get("grade", "") if char in _GRADES), None)
    return grade is not None and (listed is None or str(grade) == str(listed))


def handling_for(kind: ListKind, found: Found, answers: Mapping[str, Json]) -> Handling:
    """Which handling the row asks for."""
    is_helped = helped(found.declaration.status, found.declaration.outcome, answers)
    direction: Direction = kind.direction
    if kind.code == "deaths" and is_helped and not _earned(answers, found.role):
        # Fewer people in the household: what each gets is worked out anew (鲁 四(三), 赣 13).
        direction = "better"
    return handling_of(frozenset({direction}), is_helped=is_helped)


def _earned(answers: Mapping[str, Json], role: str) -> bool:
    income = _amount(answers.get(f"{role}.income"))
    return answers.get(f"{role}.occupation") in AT_WORK or (income is not None and income > 0)


def differs(found: Found, answers: Mapping[str, Json]) -> bool:
    """Whether the list has another name than was declared."""
    declared = answers.get(f"{found.role}.name")
    return bool(found.row.name) and isinstance(declared, str) and _plain(declared) != _plain(found.row.name)


def _plain(name: str) -> str:
    return "".join(name.split()).replace("•", "·")


def _amount(value: Json) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) and value else None
