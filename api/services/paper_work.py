"""What is done with papers outside the turn: rows that outlive the process, and inputs that tell the outcome.

A photo from Telegram is first expected (a row), then announced to the conversation (a turn that takes it as
coming), then fetched and kept. A paper that turned out well says nothing more; one that did not is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.errors import Conflict, NotFound
from api.services.bell import BELL, PAPERS
from api.services.conversing.at_door import key_of
from api.services.conversing.turns import TELEGRAM, Turns
from api.services.papers.sealing import Papers
from conversations.inputs import Input, PaperFailed, PaperRead
from conversations.messages import Message
from storage.crypto import Keyring
from storage.database import Database
from storage.rows import PaperJobKind, PaperJobRow
from storage.unit import Unit

# How long after the last photo of an album the album counts as complete.
SETTLED = timedelta(seconds=1.5)
LEASE = timedelta(seconds=90)
MOST_ATTEMPTS = 6
LONGEST_PAUSE = timedelta(minutes=5)
ARRIVALS = 60


@dataclass(frozen=True, slots=True)
class Arrival:
    """Papers sent together of which the conversation was not told yet; `input_id` names the telling."""

    chat_id: int
    input_id: str
    papers: tuple[str, ...]
    household: str


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do with one paper; `last`: it will not be tried again."""

    id: int
    conversation_id: str
    paper: str
    source: str
    attempts: int

    @property
    def last(self) -> bool:
        """Whether this is the last attempt."""
        return self.attempts >= MOST_ATTEMPTS


class PaperWork:
    """Puts the rows, hands them out, writes down what became of them."""

    def __init__(
        self, database: Database, keyring: Keyring, papers: Papers, turns: Turns, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._papers = papers
        self._turns = turns
        self._clock = clock

    async def expect(self, conversation_id: str, input_id: str, file_id: str, album: str | None) -> str:
        """A file that a channel holds for us will be fetched once it is announced; the id it will be kept under.

        The same input again is the same paper.
        """
        digest = self._keyring.digest(b"coming", conversation_id.encode(), input_id.encode())
        paper, at = digest[:16].hex(), self._clock() + SETTLED

        def work(unit: Unit) -> None:
            unit.paper_jobs.put(
                conversation_id, paper, "fetch", file_id, at, input_id=input_id, album=album, announced=False
            )

        await self._database.run(work)
        return paper

    async def arrived(self) -> list[Arrival]:
        """What must be announced now, because nobody did: albums that are complete, and what a crash left over."""
        now = self._clock()

        def work(unit: Unit) -> list[Arrival]:
            together: dict[tuple[str, str], list[PaperJobRow]] = {}
            for row in unit.paper_jobs.arrived(now, now + LEASE, ARRIVALS):
                together.setdefault((row.conversation_id, row.album or row.paper_id), []).append(row)
            return [one for rows in together.values() if (one := _arrival(unit, rows)) is not None]

        return await self._database.run(work)

    async def announced(self, papers: tuple[str, ...]) -> None:
        """The conversation was told of them: now they are fetched."""
        now = self._clock()

        def work(unit: Unit) -> None:
            unit.paper_jobs.announced(papers, now)
            unit.notify(BELL, PAPERS)

        await self._database.run(work)

    async def due(self, kind: PaperJobKind, limit: int) -> list[Job]:
        """What is to be done now, by this process alone for a while; what is to be read only once it is fetched."""
        now = self._clock()
        rows = await self._database.run(lambda unit: unit.paper_jobs.due(kind, now, now + LEASE, limit))
        return [Job(row.id, row.conversation_id, row.paper_id, row.source, row.attempts) for row in rows]

    async def keep(self, job: Job, content: bytes) -> None:
        """The file is here. Raises `BadInput` for what cannot be opened; nothing is kept that was taken back."""
        if await self._database.read(lambda unit: unit.paper_jobs.waits(job.id)):
            await self._papers.keep_as(job.conversation_id, job.paper, content)

            def work(unit: Unit) -> None:
                unit.paper_jobs.done(job.id)
                # It may wait to be read.
                unit.notify(BELL, PAPERS)

            await self._database.run(work)

    async def done(self, job: Job) -> None:
        """It is done, and there is nothing to tell."""
        await self._database.run(lambda unit: unit.paper_jobs.done(job.id))

    async def later(self, job: Job) -> None:
        """It failed for now; again after a pause that grows."""
        at = self._clock() + min(timedelta(seconds=2**job.attempts), LONGEST_PAUSE)
        await self._database.run(lambda unit: unit.paper_jobs.later(job.id, at))

    async def give_up(self, job: Job, what: Message) -> None:
        """It failed for good; the resident is told `what` would do."""
        await self._told(job, f"paper:{job.paper}", PaperFailed(job.paper, what))
        await self._database.run(lambda unit: unit.paper_jobs.dead(job.id))

    async def was_read(self, job: Job, path: str, found: tuple[tuple[str, str], ...]) -> None:
        """What stands on it is offered to the resident."""
        await self._told(job, f"read:{job.paper}", PaperRead(job.paper, path, found))
        await self.done(job)

    async def take_over(self, kind: PaperJobKind) -> None:
        """Give every lease of this kind back: only for a process that starts and knows itself to be the only one."""
        await self._database.run(lambda unit: unit.paper_jobs.release_all(kind))

    async def _told(self, job: Job, id: str, body: PaperFailed | PaperRead) -> None:
        heard = Input(id, "staff", self._clock(), body, by="service")
        try:
            await self._turns.take(job.conversation_id, heard)
        except (Conflict, NotFound):
            # Told before, in other words; or the conversation was forgotten meanwhile.
            return


def _arrival(unit: Unit, rows: list[PaperJobRow]) -> Arrival | None:
    first = rows[0]
    chat = unit.addresses.address_of(first.conversation_id, TELEGRAM)
    if chat is None:
        for row in rows:
            unit.paper_jobs.dead(row.id)
        return None
    # A single photo is told under the id of its own input, so that whoever tells it again tells the same.
    id = first.input_id if first.album is None else f"album:{first.paper_id}:{len(rows)}"
    return Arrival(int(chat), id, tuple(row.paper_id for row in rows), key_of(first.conversation_id))
