"""Emergencies that others told about the same time, whoever they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from storage.emergency_rows import EmergencyRow
from storage.repositories.emergencies import Emergencies
from storage.repositories.scope import Scope
from storage.tables import emergencies

_MOST = 200


class EmergencyNeighbours(Emergencies):
    """`unit.emergency_neighbours`. At most two hundred each, newest first."""

    __slots__ = ()

    def about_then(self, row: EmergencyRow, within: timedelta) -> list[EmergencyRow]:
        """Others of its kind in its area, told within this time of it."""
        columns, at = emergencies.c, row.submitted_at
        alike = columns.area_code == row.area_code, columns.what == row.what, columns.id != row.id
        return self._newest(*alike, columns.submitted_at.between(at - within, at + within))

    def lately(self, scope: Scope, statuses: Sequence[str], since: datetime) -> list[EmergencyRow]:
        """Those in these statuses within a scope that were told since then."""
        columns = emergencies.c
        told = columns.status.in_(statuses), columns.submitted_at >= since
        return self._newest(*scope.conditions(columns.area_code), *told)

    def _newest(self, *where: ColumnElement[bool]) -> list[EmergencyRow]:
        query = select(emergencies).where(*where).order_by(emergencies.c.id.desc()).limit(_MOST)
        return [self._open(row) for row in self.connection.execute(query).mappings()]
