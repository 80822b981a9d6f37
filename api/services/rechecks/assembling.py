"""From rows of a run to what staff see of it: names masked, the clause judged by the figures of then and of now."""

from collections.abc import Iterator, Sequence

from api.eligibility.reasons import Reason
from api.eligibility.sums import fixed
from api.services.checking.projecting import read_projected
from api.services.local_figures.figures import Known
from api.services.phrasing import as_message
from api.services.rechecks.again import judged_by
from api.services.rechecks.views import Clause, Condition, Found, Letter, RunView
from api.services.rechecks.words import better, told_of
from api.services.review.masks import mask_name
from api.services.territory.areas import Areas
from storage.repositories.checked import GONE
from storage.repositories.recheck_changes import ChangeRow, Moved
from storage.repositories.rechecks import RunRow
from storage.repositories.scope import Scope
from storage.unit import Unit

PER_PAGE = 50
_NOBODYS = "SB············"


def assembled(
    unit: Unit,
    run: RunRow,
    scope: Scope,
    areas: Areas,
    known: Known,
    page: int,
    *,
    to_call: bool = False,
    only: int = 0,
) -> RunView:
    """A run within a scope and a page of what it found; `only`: just this declaration of it."""
    moved = unit.recheck_changes.moved(run.id, scope)
    changed = sum(one.count for one in moved)
    one = unit.recheck_changes.get(run.id, only) if only else None
    start = (page - 1) * PER_PAGE
    rows = [one] if one is not None else unit.recheck_changes.page(run.id, scope, start, PER_PAGE, to_call=to_call)
    how = unit.recheck_changes.how(run.id, scope)
    listed = how.get("call", 0) if to_call else changed
    return RunView(
        run=run,
        moved=tuple(moved),
        found=tuple(_found(unit, rows, areas, known)),
        letters=tuple(_letters(run, moved, areas)),
        changed=changed,
        to_tell=how.get("waiting", 0),
        how=how,
        page=page,
        pages=max(1, -(-listed // PER_PAGE)),
        may_approve=False,
        may_leave_out=False,
    )


def _found(unit: Unit, rows: Sequence[ChangeRow], areas: Areas, known: Known) -> Iterator[Found]:
    whole = unit.checked.households([row.declaration_id for row in rows])
    for change in rows:
        row = unit.declarations.by_id(change.declaration_id)
        if row is None:
            raise LookupError("a change of a declaration that was never filed")
        stands = row.status not in GONE and (row.version, row.area_code) == (change.version, change.area_code)
        kept = whole.get(row.id) if stands else None
        clause = _clause(kept, row.region, change, known) if kept is not None else Clause(None, None)
        name = mask_name(row.applicant_name)
        yield Found(row.receipt, name, areas.named(row.area_code), change, better(change), stands, clause)


def _clause(kept: bytes, region: str, change: ChangeRow, known: Known) -> Clause:
    household = read_projected(kept)
    then = judged_by(household, region, change.from_figures, known)
    now = judged_by(household, region, change.to_figures, known)
    before, after = (one.reason(change.rule) if one is not None else None for one in (then, now))
    return Clause(_condition(before), _condition(after))


def _condition(reason: Reason | None) -> Condition | None:
    if reason is None:
        return None
    figure, threshold = (
        "" if one is None else fixed(one, reason.places) for one in (reason.figure, reason.threshold)
    )  # fmt: skip
    words = as_message(reason.phrase)
    return Condition(reason.holds, words, reason.arithmetic, figure, reason.comparison, threshold, reason.unit)


def _letters(run: RunRow, moved: Sequence[Moved], areas: Areas) -> Iterator[Letter]:
    """The different messages, each once, as the first township of the run would send it."""
    area = next((one for one in areas.areas() if one.code.startswith(run.area_code)), None)
    kinds: dict[tuple[bool | None, str], list[Moved]] = {}
    for one in moved:
        nearer = better(one)
        kinds.setdefault((nearer, one.to_category if nearer else ""), []).append(one)
    for (nearer, _), those in kinds.items():
        words = told_of(_NOBODYS, area.name if area else None, area.phone if area else "", those[0])
        count = sum(one.count - one.left_out for one in those)
        if count:
            yield Letter(nearer, words, count)
