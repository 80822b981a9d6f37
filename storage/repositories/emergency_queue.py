"""The order in which emergencies stand at the desk, as queries: of all that was ever told only what is shown is read."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Select, case, func, select

from storage.emergency_rows import EmergencyRow
from storage.repositories.scope import Scope
from storage.tables import emergencies

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When what is not due stands to be due."""
_DUE, _ID = emergencies.c.queue_at, emergencies.c.id


def queue_queries(scope: Scope, statuses: Sequence[str], most: int) -> Iterator[Select[tuple[object, ...]]]:
    """At most so many with a line of their own, and as many that lie under another's."""
    here = *scope.conditions(emergencies.c.area_code), emergencies.c.status.in_(statuses)
    # Not by the index of lines: nearly all lie under none.
    for folded in (func.coalesce(emergencies.c.together, "") == "", emergencies.c.together.is_not(None)):
        # First only which: the index holds all that is needed for that.
        which = select(_ID).where(*here, folded).order_by(_DUE, case((_DUE < NEVER, _ID), else_=-_ID)).limit(most)
        yield select(emergencies).where(_ID.in_(which))


def place_in_queue(row: EmergencyRow) -> tuple[datetime, int]:
    """What is due first on top, then whoever told it first; of what is not due the newest."""
    return row.queue_at, row.id if row.queue_at < NEVER else -row.id
