"""Reads papers that wait to be read, one after another and outside the turn, and offers what was found.

From rows: a killed process loses none. What cannot be read is told once, with what would do.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import datetime

from api.services.bell import PAPERS, Bell
from api.services.calendar.workdays import china_day
from api.services.looking import look_when_rung
from api.services.ocr.finding import find
from api.services.ocr.id_cards import Found
from api.services.ocr.reader import CannotRead, Reader
from api.services.paper_work import Job, PaperWork
from api.services.papers.decoding import PDF
from api.services.papers.sealing import Papers
from conversations.reading import Wants

_log = logging.getLogger(__name__)

# Due rows are looked for this often even if no bell rings.
LOOK_SECONDS = 2.0
# Shorter than the lease of a row, so that no other process begins it meanwhile.
ONE_PAPER_SECONDS = 80.0
# A photo on which the reader failed so often is not read.
MOST_TRIES = 3


class PaperReading:
    """Works as long as the task of `run` lives."""

    def __init__(
        self,
        work: PaperWork,
        papers: Papers,
        reader: Reader,
        bell: Bell,
        clock: Callable[[], datetime],
        on_point: Callable[[str], None],
    ) -> None:
        self._work = work
        self._papers = papers
        self._reader = reader
        self._bell = bell
        self._clock = clock
        self._on_point = on_point

    async def run(self) -> None:
        """Read whatever is due, until cancelled."""
        try:
            await look_when_rung(self._bell, PAPERS, LOOK_SECONDS, self.once, _log, "papers cannot be read")
        finally:
            await self._reader.close()

    async def once(self) -> bool:
        """Read what is due now, at most one paper; whether anything was."""
        jobs = await self._work.due("read", 1)
        for job in jobs:
            await self._read(job)
        return bool(jobs)

    async def _read(self, job: Job) -> None:
        path, wants = _asked(job.source)
        paper = await self._papers.of_conversation(job.conversation_id, job.paper)
        if paper is None:
            # It could not be fetched, which was told; or it was taken back.
            await self._work.done(job)
            return
        found: Found = ()
        try:
            async with asyncio.timeout(ONE_PAPER_SECONDS):
                today = china_day(self._clock())
                found = await find(self._reader, wants, paper.content, pdf=paper.mime == PDF, today=today)
        except (CannotRead, TimeoutError) as error:
            _log.warning("a paper cannot be read: %s", type(error).__name__)
            if job.attempts < MOST_TRIES:
                await self._work.later(job)
                return
        self._on_point("read")
        await self._work.was_read(job, path, found)


def _asked(source: str) -> tuple[str, Wants]:
    """The path of the question at which the photo came, and which paper would answer it."""
    path, wants = json.loads(source)
    return str(path), "id_card" if wants == "id_card" else "medical_bill"
