"""Emergencies and reserve funds counted for the overview: no answers are opened, nothing of whose they are is read."""

from datetime import datetime

from sqlalchemy import func, select

from storage.repositories.base import Repository
from storage.repositories.scope import Scope
from storage.tables import emergencies, emergency_events, fund_entries


class EmergencyNumbers(Repository):
    """`unit.emergency_numbers`. Times are aware, amounts fen."""

    __slots__ = ()

    def told(
        self, scope: Scope, start: datetime, end: datetime
    ) -> list[tuple[str, str, str, datetime, datetime | None]]:
        """Each emergency told from `start` until before `end` that nobody else's line folds: what it was, its
        status and area, when it was told, when something was first paid (None: nothing yet).
        """
        first = (
            select(emergency_events.c.emergency_id, func.min(emergency_events.c.at).label("at"))
            .where(emergency_events.c.action == "pay")
            .group_by(emergency_events.c.emergency_id)
            .subquery()
        )
        row = emergencies.c
        query = (
            select(row.what, row.status, row.area_code, row.submitted_at, first.c.at)
            .outerjoin(first, first.c.emergency_id == row.id)
            .where(
                *scope.conditions(row.area_code),
                row.submitted_at >= start, row.submitted_at < end, row.together.is_(None),
            )
        )  # fmt: skip
        return [(what, status, area, told, at) for what, status, area, told, at in self.connection.execute(query)]

    def paid(self, scope: Scope, start: datetime, end: datetime) -> tuple[int, int]:
        """To how many emergencies something was paid in this time, and how much in all."""
        query = select(func.count(fund_entries.c.receipt.distinct()), func.sum(fund_entries.c.amount)).where(
            *scope.conditions(fund_entries.c.area_code), fund_entries.c.kind == "payment",
            fund_entries.c.at >= start, fund_entries.c.at < end,
        )  # fmt: skip
        n, amount = self.connection.execute(query).one()
        return int(n), int(amount or 0)

    def over(self, scope: Scope, statuses: tuple[str, ...], now: datetime) -> int:
        """How many in these statuses were due before now."""
        row = emergencies.c
        query = (
            select(func.count())
            .select_from(emergencies)
            .where(*scope.conditions(row.area_code), row.status.in_(statuses), row.due_at < now)
        )
        return int(self.connection.execute(query).scalar_one())
