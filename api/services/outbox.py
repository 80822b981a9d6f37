"""The outbox as a sender sees it: parcels that are due, leased to this process, and what became of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from api.services.bell import Bell
from api.services.conversing.at_door import aside_of, key_of
from api.services.conversing.turns import OUTBOX, TELEGRAM
from api.services.review.lifecycle import closed
from api.services.transcript.evidence import shown
from api.services.transcript.shown import TurnJson
from conversations.listed import Household
from storage.database import Database
from storage.rows import OutboxRow
from storage.unit import Unit

LEASE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One turn to be told in one chat; `parts_sent` messages of it went out before."""

    id: int
    conversation_id: str
    chat_id: int
    turn: TurnJson
    parts_sent: int
    attempts: int
    # Names the household in buttons; with `aside`, the chat is at another one, and this is told without its question.
    household: str = ""
    aside: Household | None = None


class Outbox:
    """Hands out parcels and writes down what became of them."""

    def __init__(self, database: Database, bell: Bell, clock: Callable[[], datetime], holder: str) -> None:
        self._database = database
        self._bell = bell
        self._clock = clock
        self._holder = holder

    @property
    def holder(self) -> str:
        """Names this process in leases."""
        return self._holder

    async def due(self, limit: int) -> list[Parcel]:
        """What is due now, leased to this process; of one conversation only the oldest."""
        now = self._clock()

        def work(unit: Unit) -> list[Parcel]:
            parcels = []
            for row in unit.outbox.due(now, self._holder, now + LEASE, limit):
                parcel = _parcel(unit, row)
                if parcel is not None:
                    parcels.append(parcel)
                else:
                    # It would come due for ever, and whatever follows in its conversation would wait behind it.
                    unit.outbox.dead(row.id, "nobody or nothing to tell")
            return parcels

        return await self._database.run(work)

    async def parcel(self, outbox_id: int, turn: TurnJson) -> Parcel | None:
        """The parcel of a turn this process took, to be sent at once.

        None when another process has it or an older one waits.
        """

        def work(unit: Unit) -> Parcel | None:
            row = unit.outbox.ready(outbox_id, self._holder)
            return _parcel(unit, row, turn) if row is not None else None

        return await self._database.read(work)

    async def sent(self, outbox_id: int) -> None:
        """All of it was told."""
        await self._database.run(lambda unit: unit.outbox.sent(outbox_id))

    async def release(self, outbox_id: int) -> None:
        """Give it back: it is sent in its turn."""
        await self._database.run(lambda unit: unit.outbox.release(outbox_id))

    async def progress(self, outbox_id: int, parts: int) -> None:
        """So many messages of it went out."""
        await self._database.run(lambda unit: unit.outbox.progress(outbox_id, parts))

    async def retry(self, outbox_id: int, after_seconds: float, error: str) -> None:
        """It failed; again after so many seconds. `error` names nobody."""
        again = self._clock() + timedelta(seconds=after_seconds)
        await self._database.run(lambda unit: unit.outbox.retry(outbox_id, again, error))

    async def dead(self, outbox_id: int, error: str) -> None:
        """It failed for good. `error` names nobody."""
        await self._database.run(lambda unit: unit.outbox.dead(outbox_id, error))

    async def unreachable(self, outbox_id: int, conversation_id: str) -> None:
        """The resident blocked the bot: nothing reaches them there until they write again.

        Staff read it once in the timeline, now they must call: when the declaration is not closed yet, or when
        this very parcel (0: none), perhaps the decision, did not arrive.
        """
        now = self._clock()

        def work(unit: Unit) -> None:
            unit.outbox.unreachable(outbox_id)
            if not unit.addresses.reachable(conversation_id, TELEGRAM):
                return
            doors = unit.addresses.doors_of(conversation_id, TELEGRAM)
            unit.addresses.mark_unreachable(conversation_id, TELEGRAM)
            # Whoever declared for several households is not reached about any of them.
            for one in {id for door in doors for id in unit.households.beside(door)}:
                # Another one can be filed only after the one before it was closed.
                for row in unit.declarations.by_conversation(one)[-1:]:
                    if (outbox_id and one == conversation_id) or not closed(row.status):
                        unit.timeline.append(row.id, now, actor="system", action="unreachable", status=row.status)

        await self._database.run(work)

    async def take_over(self) -> None:
        """Give back every lease there is: only for a process that starts and knows itself to be the only one.

        What a killed process had leased is then sent at once, not when its lease ends.
        """
        await self._database.run(lambda unit: unit.outbox.release_all())

    async def keep_bot(self, name: str) -> None:
        """The bot is called so: residents on the web are told, when they want to go on with it."""
        await self._database.run(lambda unit: unit.bots.keep(TELEGRAM, name))

    async def hold_lease(self, name: str, seconds: float) -> bool:
        """Whether this process may do `name` for so many seconds; to be asked again before they are over."""
        now = self._clock()
        until = now + timedelta(seconds=seconds)
        return await self._database.run(lambda unit: unit.leases.take(name, self._holder, now, until))

    async def release_lease(self, name: str) -> None:
        """Let another process do `name`."""
        await self._database.run(lambda unit: unit.leases.release(name, self._holder))

    async def waiting_count(self) -> int:
        """How many parcels wait."""
        return await self._database.read(lambda unit: unit.outbox.waiting_count())

    async def wait(self, timeout: float) -> bool:
        """Wait until something may be due, at most `timeout` seconds; whether the bell rang."""
        async with self._bell.subscribe(OUTBOX) as waiting:
            return await waiting.wait(timeout)


def _parcel(unit: Unit, row: OutboxRow, known: TurnJson | None = None) -> Parcel | None:
    reached = unit.addresses.reached_at(row.conversation_id, TELEGRAM)
    kept = unit.turns.get(row.conversation_id, row.turn) if known is None else None
    turn = shown(kept.body) if kept is not None else known
    if reached is None or turn is None:
        return None
    parcel = Parcel(row.id, row.conversation_id, int(reached.address), turn, row.parts_sent, row.attempts)
    aside = None if reached.current else aside_of(unit, row.conversation_id, TELEGRAM)
    return replace(parcel, household=key_of(row.conversation_id), aside=aside)
