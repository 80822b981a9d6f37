"""Fetches what residents sent: albums are announced when they are complete, then each file is fetched and kept.

All of it outside the turn and outside the chat's lane, from rows: a restart goes on where the last process was.
"""

import asyncio
import logging

from api.bootstrap import House
from api.errors import BadInput, Conflict, TooLarge
from api.services.bell import PAPERS
from api.services.looking import look_when_rung
from api.services.paper_work import Arrival, Job
from api.services.papers.sealing import MOST_TELEGRAM_BYTES, too_large
from bot.line import Line, LineError, Refused
from bot.sender import Sender
from conversations.inputs import Input, Photos
from conversations.messages import Message, say

_log = logging.getLogger(__name__)

# Due rows are looked for this often even if no bell rings: an album that settles has none.
LOOK_SECONDS = 0.5
AT_ONCE = 4
AGAIN = say("请再发一次这张照片：刚才没有取到。")


class Fetcher:
    """Works as long as the task of `run` lives."""

    def __init__(self, house: House, line: Line, sender: Sender, language: str) -> None:
        self._house = house
        self._line = line
        self._sender = sender
        self._language = language

    async def run(self) -> None:
        """Announce and fetch whatever is due, until cancelled."""
        await look_when_rung(self._house.bell, PAPERS, LOOK_SECONDS, self._round, _log, "papers cannot be fetched")

    async def _round(self) -> bool:
        """Whether anything was due."""
        arrivals = await self._house.paper_work.arrived()
        for arrival in arrivals:
            await self._announce(arrival)
        jobs = await self._house.paper_work.due("fetch", AT_ONCE)
        await asyncio.gather(*map(self._fetch, jobs))
        return bool(arrivals or jobs)

    async def _announce(self, arrival: Arrival) -> None:
        heard = Input(
            arrival.input_id, "telegram", self._house.clock(), Photos(arrival.papers), meant=arrival.household
        )
        try:
            taken = await self._house.turns.from_telegram(arrival.chat_id, heard, self._language)
        except Conflict:
            # Told before, when one of them was still on its way.
            pass
        else:
            if taken.outbox_id is not None:
                self._sender.soon(arrival.chat_id, taken.outbox_id, taken.turn)
        await self._house.paper_work.announced(arrival.papers)

    async def _fetch(self, job: Job) -> None:
        work = self._house.paper_work
        try:
            content = await self._line.download(job.source, MOST_TELEGRAM_BYTES)
            self._house.on_point("fetched")
            await work.keep(job, content)
        except Refused as error:
            await work.give_up(job, too_large(MOST_TELEGRAM_BYTES) if error.name == "too_large" else AGAIN)
        except (BadInput, TooLarge) as error:
            await work.give_up(job, error.message)
        except Exception as error:  # noqa: BLE001 — one file must not stop the others; named, tried again, then told
            _log.warning("a paper cannot be fetched: %s", _named(error))
            await self._once_more(job, AGAIN)

    async def _once_more(self, job: Job, what: Message) -> None:
        if job.last:
            await self._house.paper_work.give_up(job, what)
        else:
            await self._house.paper_work.later(job)


def _named(error: Exception) -> str:
    return error.name if isinstance(error, LineError) else type(error).__name__
