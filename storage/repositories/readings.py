"""How often staff read declarations in full, a row a person, day and kind."""

from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.repositories.base import PerEngine, Repository
from storage.repositories.scope import Scope
from storage.staff_rows import ReadingCount
from storage.tables import reading_counts

_KEY = ["day", "username", "kind"]
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
    select(reading_counts)
    .where(reading_counts.c.day >= bindparam("since"))
    .order_by(
        reading_counts.c.day.desc(), reading_counts.c.files.desc(), reading_counts.c.username, reading_counts.c.kind
    )
)


class Readings(Repository):
    """`unit.readings`."""

    __slots__ = ()

    def count(self, username: str, area_code: str, day: date, kind: str, *, first: bool) -> tuple[int, int]:
        """Count one reading, `first` of this declaration today or not; how often, and of how many, by now."""
        values = {
            "username": username, "area_code": area_code, "day": day, "kind": kind, "times": 1, "files": int(first),
        }  # fmt: skip
        times, files = self.connection.execute(_ADD.on(self.connection), values).one()
        return times, files

    def since(self, scope: Scope, day: date) -> list[ReadingCount]:
        """What staff of these areas read from a day on, newest first, those who read most before the others."""
        query = _SINCE.where(*scope.conditions(reading_counts.c.area_code))
        return [ReadingCount(**row) for row in self.connection.execute(query, {"since": day}).mappings()]
