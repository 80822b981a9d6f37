"""Stored households judged by the rules and figures of a day, many at once, and the clause of each change."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household
from api.eligibility.packs import PackMissing, pack_for
from api.eligibility.packs.base import Pack
from api.eligibility.reasons import Citation, Reason, Verdict
from api.eligibility.sets.batch import batch_from
from api.eligibility.sets.facts import NotPlain
from api.eligibility.sets.judging import Judges, Result
from api.eligibility.truth import Truth
from api.services.checking.projecting import read_projected
from api.services.local_figures.figures import Known
from api.services.rechecks.again import judged_by
from api.services.rechecks.words import reach
from api.services.territory.areas import UnknownArea
from storage.repositories.checked import CheckedRow
from storage.repositories.recheck_changes import ChangeRow

Households = Callable[[Sequence[int]], dict[int, bytes]]


class ResultsDiffer(RuntimeError):
    """Many at once and one by itself came to different results: a fault of ours that stops a run."""


@dataclass(frozen=True, slots=True)
class Rejudged:
    """Whose result changes, and how many were judged one by one because their numbers do not fit."""

    changes: tuple[ChangeRow, ...]
    one_by_one: int


@dataclass(frozen=True, slots=True, eq=False)
class _Here:
    """What holds in one place: its rules, its figures, and who judges by them."""

    pack: Pack
    figures: str
    judges: Judges


class Rejudging:
    """Judges by what holds on one day; remembers what it judged."""

    def __init__(self, figures: Known, on: date) -> None:
        self._figures = figures
        self._on = on
        self._here: dict[tuple[str, str, str | None], _Here | None] = {}
        self._judges: dict[tuple[str, AreaFigures], Judges] = {}

    def judge(self, run_id: int, rows: Sequence[CheckedRow], households: Households) -> Rejudged:
        """The changes among these rows, in their order. `households` gives whole ones by number of declaration."""
        places: dict[_Here, list[CheckedRow]] = defaultdict(list)
        for row in rows:
            here = self._place(row)
            if here is not None:
                places[here].append(row)
        changes: list[ChangeRow] = []
        alone = 0
        for here, those in places.items():
            changed, single = _of_place(here, those, households)
            alone += single
            changes += _changes(run_id, here, changed, households, self._figures)
        return Rejudged(tuple(sorted(changes, key=lambda one: one.declaration_id)), alone)

    def _place(self, row: CheckedRow) -> _Here | None:
        """None where the area is not served, or no rules hold there: a person judges, and nothing changes."""
        key = (row.area_code, row.region, row.settlement)
        if key not in self._here:
            self._here[key] = self._found(*key)
        return self._here[key]

    def _found(self, area_code: str, region: str, settlement: str | None) -> _Here | None:
        try:
            pack = pack_for(region, self._on)
            in_force = self._figures.for_area(area_code, settlement, self._on)
        except (PackMissing, UnknownArea):
            return None
        key = (pack.terms.version, in_force.figures)
        judges = self._judges.setdefault(key, Judges(pack, in_force.figures, self._on))
        return _Here(pack, in_force.version, judges)


def _of_place(
    here: _Here, rows: Sequence[CheckedRow], households: Households
) -> tuple[list[tuple[CheckedRow, Result]], int]:
    """The rows of one place whose result is another now, and how many went one by one."""
    plain = [row for row in rows if row.facts is not None]
    odd = [row for row in rows if row.facts is None]
    changed: list[tuple[CheckedRow, Result]] = []
    try:
        if plain:
            changed += _at_once(here, plain, households)
    except NotPlain:
        odd = list(rows)
    if odd:
        whole = households([row.declaration_id for row in odd])
        judged = ((row, here.judges.one(read_projected(whole[row.declaration_id]))) for row in odd)
        changed += [(row, result) for row, result in judged if _differs(row, result)]
    return changed, len(odd)


def _at_once(here: _Here, rows: Sequence[CheckedRow], households: Households) -> list[tuple[CheckedRow, Result]]:
    batch = batch_from(
        [row.facts or b"" for row in rows], [row.members or b"" for row in rows], [row.pairs or b"" for row in rows]
    )

    def represent(places: Sequence[int]) -> list[Household]:
        numbers = [rows[place].declaration_id for place in places]
        whole = households(numbers)
        return [read_projected(whole[number]) for number in numbers]

    many = here.judges.many(batch, represent)
    told = [one.leading for one in many.results]
    return [
        (row, many.results[which])
        for row, which in zip(rows, many.which.tolist(), strict=True)
        if (row.category, row.outcome) != told[which]
    ]


def _differs(row: CheckedRow, result: Result) -> bool:
    return (row.category, row.outcome) != result.leading


def _changes(
    run_id: int, here: _Here, changed: Sequence[tuple[CheckedRow, Result]], households: Households, known: Known
) -> list[ChangeRow]:
    """Each with its clause, for which it is judged once more by itself: both must come to the same."""
    whole = households([row.declaration_id for row, _ in changed]) if changed else {}
    found: list[ChangeRow] = []
    for row, result in changed:
        household = read_projected(whole[row.declaration_id])
        verdicts = here.judges.verdicts(household)
        if tuple(each.outcome for each in verdicts) != result.outcomes:
            raise ResultsDiffer("judged at once and by itself, a household came to different results")
        before = judged_by(household, row.region, row.figures, known)
        rule, citation = _clause(here.pack, (before.verdicts if before is not None else ()), verdicts, row, result)
        found.append(
            ChangeRow(
                run_id,
                row.declaration_id,
                row.version,
                row.area_code,
                row.category,
                row.outcome,
                *result.leading,
                row.pack,
                row.figures,
                here.pack.terms.version,
                here.figures,
                rule,
                citation.document,
                citation.article,
            )
        )
    return found


def _clause(
    pack: Pack, before: tuple[Verdict, ...], verdicts: tuple[Verdict, ...], row: CheckedRow, result: Result
) -> tuple[str, Citation]:
    """The condition that did it: for the better, one that the category now reached fulfils; for the worse, one that
    keeps it from what it was. One that was answered otherwise before comes first.
    """
    by_name: dict[str, Verdict] = {verdict.category: verdict for verdict in verdicts}
    category, outcome = result.leading
    nearer = reach(category, outcome) > reach(row.category, row.outcome)
    verdict = by_name.get(category if nearer else row.category) or by_name.get(category, verdicts[0])
    then = {(one.category, reason.rule): reason.truth for one in before for reason in one.reasons}
    wanted = [reason for reason in verdict.reasons if (reason.truth is Truth.YES) is nearer]
    new = [reason for reason in wanted if then.get((verdict.category, reason.rule), reason.truth) is not reason.truth]
    reason: Reason | None = next(iter((*new, *wanted, *verdict.reasons)), None)
    return (verdict.category, pack.terms.cite(verdict.category)) if reason is None else (reason.rule, reason.citation)
