"""Telling residents and townships what a run of judging again found, once it is approved, each one once."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from api.services.conversing.turns import TELEGRAM
from api.services.flags import with_flags
from api.services.looking import look_every, one_by_one
from api.services.rechecks.words import noted, told_of
from api.services.review.news import RESULT_CHANGED
from api.services.territory.areas import Areas
from conversations.inputs import AskedBack, StatusPushed
from locales.rendering import Renderer
from storage.database import Database
from storage.repositories.checked import GONE
from storage.repositories.recheck_changes import ChangeRow, Channel
from storage.unit import Unit

_log = logging.getLogger(__name__)

ACTION = "recheck"
TELL_AT_ONCE = 50
LOOK_EVERY = timedelta(seconds=5)


class Pushes(Protocol):
    """Tells the resident, within the transaction of what is told."""

    def push(self, unit: Unit, conversation_id: str, body: StatusPushed | AskedBack, by: str, id: str) -> None:
        """A turn that nobody asked for; `id` names it once."""
        ...


class RecheckTelling:
    """Takes one changed result after the other; any number of processes may."""

    def __init__(
        self,
        database: Database,
        turns: Pushes,
        areas: Areas,
        clock: Callable[[], datetime],
        chinese: Callable[[], Renderer],
    ) -> None:
        self._database = database
        self._turns = turns
        self._areas = areas
        self._clock = clock
        self._chinese = chinese

    async def tell(self, at_most: int = TELL_AT_ONCE) -> int:
        """Tell some of what is approved, each resident and township in one transaction; how many were settled."""
        return await one_by_one(lambda: self._database.run(self._tell_one), at_most)

    async def all_day(self) -> None:
        """Tell what is approved until cancelled."""
        await look_every(LOOK_EVERY, self.tell, _log, "changed results cannot be told", eager=True)

    def _tell_one(self, unit: Unit) -> bool:
        run_id = unit.rechecks.approved()
        if run_id is None:
            return False
        change = unit.recheck_changes.untold(run_id)
        if change is None:
            if not unit.recheck_changes.left(run_id):
                unit.rechecks.set_state(run_id, "told")
            return False
        unit.recheck_changes.settle(change, *self._told(unit, run_id, change))
        unit.point("recheck_told")
        return True

    def _told(self, unit: Unit, run_id: int, change: ChangeRow) -> tuple[Channel | None, int | None]:
        """Tell the township and the resident; how, and by which row of the outbox.

        Not where it was corrected, withdrawn or transferred since, or another run told the same.
        """
        row = unit.declarations.by_id(change.declaration_id, for_update=True)
        if row is None or row.status in GONE or (row.version, row.area_code) != (change.version, change.area_code):
            return None, None
        if unit.checked.result(row.id) != (change.from_category, change.from_outcome):
            return None, None
        run = unit.rechecks.get(run_id)
        by = run.approved_by if run is not None and run.approved_by else "system"
        unit.checked.judged(row.id, change.to_category, change.to_outcome, change.to_pack, change.to_figures)
        unit.declarations.set_flags(row.id, with_flags(row.flags, RESULT_CHANGED))
        once = f"recheck:{run_id}"
        note = self._chinese().render(noted(change))
        unit.timeline.append(
            row.id, self._clock(), actor=by, action=ACTION, status=row.status, note=note, action_id=once
        )
        if row.conversation_id is None:
            return "none", None
        area = self._areas.area(row.area_code)
        words = told_of(row.receipt, area.name if area else None, area.phone if area else "", change)
        body = StatusPushed(row.receipt, row.status, words)
        self._turns.push(unit, row.conversation_id, body, by=by, id=f"{once}:{row.receipt}")
        return _channel_of(unit, row.conversation_id)


def _channel_of(unit: Unit, conversation_id: str) -> tuple[Channel, int | None]:
    """Where what was just said to a conversation goes. On the web it waits until they come back."""
    parcel = unit.outbox.last_waiting(conversation_id)
    if parcel is not None:
        return "telegram", parcel
    return ("web" if unit.addresses.address_of(conversation_id, TELEGRAM) is None else "unreachable"), None
