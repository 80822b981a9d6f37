"""What is kept of a check so that it can be judged again without opening what was answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.eligibility.household import Household
from api.eligibility.reading import read_household
from api.eligibility.sets.facts import LAYOUT, Facts, NotPlain, facts_of
from api.eligibility.sets.leading import leading
from api.eligibility.values import Faults, Node
from api.eligibility.writing import household_json
from api.services.checking.filed_household import read_filed
from api.services.filed_json import load_answers
from storage.repositories.checked import Projection
from storage.rows import VersionRow
from storage.unit import Unit

_NOT_FOUND_OUT = ("skipped", "unsure")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a check came to, by which rules and figures."""

    category: str
    outcome: str
    pack: str
    figures: str


def project(household: Household, version: int, judged: Kept) -> Projection:
    """The household without names, as numbers where its amounts are plain, and whole."""
    facts: Facts | None
    try:
        facts = facts_of(household)
    except NotPlain:
        facts = None
    return Projection(
        version=version,
        layout=LAYOUT,
        settlement=household.settlement,
        category=judged.category,
        outcome=judged.outcome,
        pack=judged.pack,
        figures=judged.figures,
        facts=None if facts is None else facts.household,
        members=None if facts is None else facts.members,
        pairs=None if facts is None else facts.pairs,
        household=json.dumps(household_json(household)).encode(),
    )


def read_projected(text: bytes) -> Household:
    """The household that `project` kept. Raises ValueError for what it never wrote."""
    faults = Faults()
    household = read_household(Node(json.loads(text), "household", faults))
    if faults.found:
        raise ValueError("a household that was kept cannot be read: " + ", ".join(one.key for one in faults.found))
    return household


def project_filed(
    unit: Unit, declaration_id: int, version: int, answers: Mapping[str, object], flags: Mapping[str, str], judged: Kept
) -> None:
    """Keep what was just filed, within the same transaction."""
    passed_over = tuple(key for key, flag in flags.items() if flag in _NOT_FOUND_OUT)
    household = read_filed(answers, passed_over).household
    unit.checked.put(declaration_id, project(household, version, judged))


def backfill(unit: Unit, numbers: Iterable[int]) -> None:
    """Work the numbers out anew from the newest version of these declarations, as the check left them."""
    for number in numbers:
        row = unit.declarations.by_id(number)
        version = None if row is None else unit.declarations.version(number, row.version)
        if version is not None:
            kept = load_answers(version.answers)
            project_filed(unit, number, version.version, kept["answers"], kept["flags"], _assessed(version))


def _assessed(version: VersionRow) -> Kept:
    """What the check came to when it was filed; the declaration itself says what people decided since."""
    assessment: object = json.loads(version.assessment) if version.assessment is not None else None
    return kept_of(assessment if isinstance(assessment, dict) else None, version.pack, version.figures)


def kept_of(assessment: Mapping[str, object] | None, pack: str, figures: str) -> Kept:
    """What an assessment as it is filed comes to; None: there was none."""
    if assessment is None:
        return Kept("none", "undetermined", pack, figures)
    rows = assessment["verdicts"]
    verdicts = [(str(one["category"]), str(one["outcome"])) for one in rows] if isinstance(rows, list) else []
    return Kept(*leading(str(assessment["category"]), str(assessment["outcome"]), verdicts), pack, figures)
