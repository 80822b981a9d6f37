"""Who polls and who sends: one process for a bot. On SQLite there is but one that can write, and it need not ask."""

import logging

from api.bootstrap import House

_log = logging.getLogger(__name__)


class Lease:
    """The right to do `name`, for `seconds` at a time; `release` it at the end, so that another need not wait."""

    def __init__(self, house: House, name: str, seconds: float) -> None:
        self._house = house
        self._name = name
        self._seconds = seconds
        self._until = 0.0

    async def held(self) -> bool:
        """Whether this process has it; renewed when half its time is over."""
        if self._house.settings.on_sqlite:
            return True
        now = self._house.clock().timestamp()
        if now < self._until - self._seconds / 2:
            return True
        held = await self._house.outbox.hold_lease(self._name, self._seconds)
        self._until = now + self._seconds if held else 0.0
        return held

    async def release(self) -> None:
        """Let another have it now. Without the database it lapses by itself."""
        if self._until == 0.0:
            return
        self._until = 0.0
        try:
            await self._house.outbox.release_lease(self._name)
        except Exception as error:  # noqa: BLE001 — the end goes on; the lease lapses, and the reason is named
            _log.warning("the lease %s lapses by itself: %s", self._name, type(error).__name__)
