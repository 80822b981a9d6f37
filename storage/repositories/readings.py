"""How often staff read declarations in full, a row a person, day and kind."""

from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.repositories.base import PerEngine, Repository
from storage.repositories.scope import Scope
from storage.rows import ReadingCount
from storage.tables import reading_counts, staff

_KEY = ["day", "staff_id", "kind"]
_lite, _pg = sqlite.insert(reading_counts), postgresql.insert(reading_counts)
_ADD = PerEngine(
    _lite.on_conflict_do_update(
        index_elements=_KEY,
        set_={
            "times": reading_counts.c.times + _lite.excluded.times,
            "files": reading_counts.c.files + _lite.excluded.files,
        },
    ).returning(reading_counts.c.times, reading_counts.c.files),
    _pg.on_conflict_do_update(
        index_elements=_KEY,
        set_={
            "times": reading_counts.c.times + _pg.excluded.times,
            "files": reading_counts.c.files + _pg.excluded.files,
        },
    ).returning(reading_counts.c.times, reading_counts.c.files),
)
_SINCE = (
    select(staff.c.username, staff.c.area_code, *reading_counts.c)
    .join(staff, staff.c.id == reading_counts.c.staff_id)
    .where(reading_counts.c.day >= bindparam("since"))
    .order_by(reading_counts.c.day.desc(), reading_counts.c.files.desc(), staff.c.username, reading_counts.c.kind)
)


class Readings(Repository):
    """`unit.readings`."""

    __slots__ = ()

    def count(self, staff_id: int, day: date, kind: str, *, first: bool) -> tuple[int, int]:
        """Count one reading, `first` of this declaration today or not; how often, and of how many, by now."""
        values = {"staff_id": staff_id, "day": day, "kind": kind, "times": 1, "files": int(first)}
        times, files = self.connection.execute(_ADD.on(self.connection), values).one()
        return times, files

    def since(self, scope: Scope, day: date) -> list[ReadingCount]:
        """What staff of these areas read from a day on, newest first, those who read most before the others."""
        found = self.connection.execute(_SINCE.where(*scope.conditions(staff.c.area_code)), {"since": day}).mappings()
        return [ReadingCount(**{name: value for name, value in row.items() if name != "staff_id"}) for row in found]
