"""Senders that are in the way: one that insists in one conversation, one that begins a new one each time. Loopback only.

They keep their pace whether they are answered or not, as scripts do, and count what came of it. Each has an address
of its own, named as a trusted proxy would name it.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle

from httpx import AsyncClient, HTTPError, Response

CHAT = "/api/v1/chat"
INSISTING, FLOODING = "203.0.113.7", "203.0.113.8"
A_TURN, A_SESSION = 0.5, 0.4
"""Seconds between two inputs of the one, and between two new conversations of the other."""
MOST_OPEN = 100
"""Requests of one sender that may be unanswered; what would be more is not sent."""
Answers = Iterable[tuple[str, object]]


@dataclass
class Sender:
    """One of them: what was sent, and how each was answered."""

    address: str
    started: float = field(default_factory=time.perf_counter)
    sent: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    late: list[float] = field(default_factory=list)

    def client(self, url: str) -> AsyncClient:
        """A connection from this address."""
        return AsyncClient(base_url=url, timeout=60, headers={"x-forwarded-for": self.address})

    async def post(self, web: AsyncClient, path: str, body: object, session: str = "") -> Response:
        """One request, counted."""
        self.sent += 1
        began = time.perf_counter()
        headers = {"Authorization": f"Bearer {session}"} if session else {}
        response = await web.post(path, json=body, headers=headers)
        self.answers[response.status_code] += 1
        self.late.append(time.perf_counter() - began)
        return response

    def told(self, name: str) -> str:
        """A line on it."""
        minutes = (time.perf_counter() - self.started) / 60
        taken = sum(count for status, count in self.answers.items() if status < 300)
        other = sum(self.answers.values()) - taken - self.answers[429]
        return (
            f"{name}: {self.sent} requests, {self.sent / minutes:.0f} a minute: "
            f"{taken} answered, {self.answers[429]} told to wait, {other} otherwise"
        )


async def keeping_pace(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Begin `work` every so often, answered or not, until cancelled."""
    loop, running = asyncio.get_running_loop(), set[asyncio.Task[None]]()
    due = loop.time()
    try:
        while True:
            if len(running) < MOST_OPEN:
                task = asyncio.ensure_future(_quietly(work))
                running.add(task)
                task.add_done_callback(running.discard)
            due = max(due + seconds, loop.time())
            passed = asyncio.Event()
            loop.call_at(due, passed.set)
            await passed.wait()
    finally:
        for task in tuple(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _quietly(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except HTTPError:
        # Nobody answered in time: it is counted as sent, and as nothing else.
        return


async def insist(url: str, sender: Sender, answers: Answers) -> None:
    """The same emergency over and over in one conversation, without waiting for an answer."""
    every = cycle((*answers, *[("command", {"name": "skip"})] * 4))
    async with sender.client(url) as web:
        opened = (await sender.post(web, f"{CHAT}/sessions", {})).json()

        async def one() -> None:
            kind, value = next(every)
            body = {"id": f"i{sender.sent}", "input": {"kind": kind, "value": value}}
            await sender.post(web, f"{CHAT}/turns", body, opened["session"])

        await keeping_pace(A_TURN, one)


async def flood(url: str, sender: Sender, answers: Answers) -> None:
    """The same emergency over and over, each in a conversation of its own."""
    answers = tuple(answers)
    async with sender.client(url) as web:

        async def one() -> None:
            opened = await sender.post(web, f"{CHAT}/sessions", {})
            if opened.status_code != 201:
                return
            for place, (kind, value) in enumerate(answers):
                body = {"id": f"f{place}", "input": {"kind": kind, "value": value}}
                await sender.post(web, f"{CHAT}/turns", body, opened.json()["session"])

        await keeping_pace(A_SESSION, one)
