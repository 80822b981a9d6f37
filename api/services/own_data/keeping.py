"""Keeping only what may be kept: drafts nobody touched for a year are deleted, as the notice promises.

Forms that staff typed in part go sooner: the paper is still there. Where emergencies were sent from, sooner still.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from api.services.looking import look_every
from api.services.own_data.erasing import erase_told
from storage.database import Database

_log = logging.getLogger(__name__)

DRAFTS_LIVE = timedelta(days=365)
TYPED_LIVE = timedelta(days=90)
A_DAY = timedelta(days=1)
SENDERS_KEPT = timedelta(days=1)
"""As long as the digest of the address an emergency was sent from is of any use."""
DONE_SINCE = timedelta(days=30)
"""How long an emergency is done before it is erased, where its family had everything deleted while it was in hand: the
sheet is signed by then, and nobody objects any more."""
AT_ONCE = 100


class Keeping:
    """Sweeps old drafts."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def sweep(self) -> int:
        """Delete what is over its time, in small transactions; how many drafts, typed forms and emergencies."""
        typed_before = self._clock() - TYPED_LIVE
        before, gone = self._clock() - DRAFTS_LIVE, 0
        gone += await self._database.run(lambda unit: unit.intake_drafts.drop_idle(typed_before))
        told_before = self._clock() - SENDERS_KEPT
        await self._database.run(lambda unit: unit.emergencies.forget_senders(told_before))
        done_before = self._clock() - DONE_SINCE
        gone += await self._database.run(lambda unit: erase_told(unit, done_before, AT_ONCE))
        while True:
            some = await self._database.run(lambda unit: unit.forgetting.idle_drafts(before, AT_ONCE))
            gone += some
            if some < AT_ONCE:
                # Also what was erased while readers held the log.
                await self._database.scrub()
                return gone

    async def every_day(self) -> None:
        """Sweep now and once a day until cancelled."""
        await look_every(A_DAY, self.sweep, _log, "old drafts cannot be swept")
