"""Three sample emergencies, in inputs and seconds, and how soon each is on an officer's screen: `make emergencies`.

A real server on the loopback, over HTTP as a browser would; a hundred ordinary families answer their declarations at
the same moment from a process of their own, and one sender asks for emergencies a hundred times a minute. The floor
is the answer to the same last input: the screen can be no sooner than its commit. Docs: docs/emergency.md.
"""

import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from httpx import AsyncClient, HTTPError

from tests.fakes.chatting import Chat
from tests.fakes.households import FAMILY_OF_FOUR, answer_for
from tests.fakes.serving import Served, served

EAST = "993601001"
FAMILIES, PACE = 100, 6.0
"""Ordinary conversations, and the seconds between two answers of one."""
ROUNDS = 20
GOAL_SECONDS, MOST_INPUTS = 1.0, 6
SAMPLES: dict[str, tuple[tuple[str, object], ...]] = {
    "a fire": (
        ("text", "我家着火了"), ("choice", True), ("choice", "fire"), ("choice", EAST), ("choice", ["shelter"]),
    ),
    "intensive care": (
        ("text", "没钱交住院费"), ("choice", True), ("choice", "sudden_illness"), ("choice", EAST),
        ("text", "孩子在重症监护，要交两万"),
    ),
    "far from home": (
        ("text", "救急"), ("choice", True), ("text", "在工地上摔伤了，老板跑了"),
        ("location", {"lat": 28.1, "lon": 116.15}), ("choice", ["medical_fee", "transport"]),
    ),
}  # fmt: skip


@dataclass
class Times:
    """Seconds, one a measure."""

    told: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)


def late(seconds: list[float]) -> float:
    """The 95th percentile."""
    return sorted(seconds)[max(0, -(-len(seconds) * 95 // 100) - 1)]


async def pause(seconds: float) -> None:
    """The time a person takes: nothing is waited for, the load has this pace."""
    passed = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, passed.set)
    await passed.wait()


def ordinary(url: str) -> None:
    """A hundred families declare, over and over, until this process is ended."""

    async def family(place: int) -> None:
        await pause(PACE * place / FAMILIES)
        while True:
            async with AsyncClient(base_url=url, timeout=60) as web:
                await _declaring(web)

    async def every() -> None:
        await asyncio.gather(*(family(place) for place in range(FAMILIES)))

    asyncio.run(every())


async def _declaring(web: AsyncClient) -> None:
    chat = await Chat.begin(web)
    while (question := chat.turn["question"]) is not None:
        await chat.say(*answer_for(question, FAMILY_OF_FOUR))
        await pause(PACE)


async def insistent(url: str, answered: list[int]) -> None:
    """One sender, a hundred requests a minute, as fast as a script would with the same words."""
    async with AsyncClient(base_url=url, timeout=60) as web:
        chat = await Chat.begin(web)
        while True:
            for kind, value in SAMPLES["a fire"]:
                await chat.say(kind, value)
                answered[0] += 1
                await pause(0.6)
            for _ in range(4):
                await chat.say("command", {"name": "skip"})


@dataclass
class Screen:
    """What an officer's console showed, and when: receipt → the moment the list with it had come."""

    shown: dict[str, float] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self, web: AsyncClient) -> None:
        """Fetch the list, as the page does when it is told that something happened."""
        items = (await web.get("/api/v1/emergencies")).raise_for_status().json()["items"]
        now = time.perf_counter()
        for item in items:
            self.shown.setdefault(item["receipt"], now)
        self.changed.set()

    async def seen(self, receipt: str) -> float:
        """When this one was there; waits for it."""
        while receipt not in self.shown:
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), 30)
        return self.shown[receipt]


@asynccontextmanager
async def officer(served: Served) -> AsyncIterator[Screen]:
    """An officer with the console open."""
    screen = Screen()

    async def listen(web: AsyncClient) -> None:
        async with web.stream("GET", "/console/emergencies/events") as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    await screen.look(web)

    with served.as_staff("township") as known:
        headers = dict(known.headers)
    async with AsyncClient(base_url=served.url, headers=headers, timeout=None) as web:
        listening = asyncio.create_task(listen(web))
        await screen.changed.wait()
        try:
            yield screen
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


async def tell(url: str, sample: str, screen: Screen, times: Times) -> None:
    """One emergency, from the first word to the desk."""
    async with AsyncClient(base_url=url, timeout=60) as web:
        chat, began = await Chat.begin(web), time.perf_counter()
        *first, (kind, value) = SAMPLES[sample]
        for one in first:
            await chat.say(*one)
        sent = time.perf_counter()
        turn = await chat.say(kind, value)
        answered = time.perf_counter()
        receipt = next(str(reply["receipt"]) for reply in turn["replies"] if reply["kind"] == "receipt")
        times.told.append(answered - began)
        times.answered.append(answered - sent)
        times.seen.append(await screen.seen(receipt) - sent)


async def measured(served: Served) -> tuple[dict[str, Times], int]:
    """All samples, one after another, while one sender insists."""
    every, answered = {name: Times() for name in SAMPLES}, [0]
    insisting = asyncio.create_task(insistent(served.url, answered))
    await pause(PACE)  # until every family has begun
    async with officer(served) as screen:
        for _ in range(ROUNDS):
            for name, times in every.items():
                await tell(served.url, name, screen, times)
    if insisting.done():
        insisting.result()
    insisting.cancel()
    await asyncio.gather(insisting, return_exceptions=True)
    return every, answered[0]


def main() -> int:
    """Print the table; 1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as house:
        crowd = multiprocessing.get_context("spawn").Process(target=ordinary, args=(house.url,), daemon=True)
        crowd.start()
        try:
            every, insisted = asyncio.run(measured(house))
        except HTTPError as error:
            print(f"the server did not answer: {type(error).__name__}")
            return 1
        finally:
            crowd.terminate()
            crowd.join()
    print(f"{FAMILIES} ordinary conversations at the same moment, one sender with {insisted} requests beside")
    for name, times in every.items():
        inputs = len(SAMPLES[name])
        print(f"{name:>15}: {inputs} inputs, {late(times.told):.2f} s of answers; on the officer's screen after "
              f"{late(times.seen):.2f} s (p95 of {len(times.seen)}), its own answer after {late(times.answered):.2f} s")  # fmt: skip
    seen = [one for times in every.values() for one in times.seen]
    answered = [one for times in every.values() for one in times.answered]
    print(f"all: screen p95 {late(seen):.2f} s, floor {late(answered):.2f} s, ratio {late(seen) / late(answered):.2f}")
    return 0 if late(seen) <= GOAL_SECONDS and max(map(len, SAMPLES.values())) <= MOST_INPUTS else 1


if __name__ == "__main__":
    sys.exit(main())
