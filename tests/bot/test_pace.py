"""How fast messages go out, on a clock that stands still; and work in lanes."""

import asyncio

from bot.budget import Budget, Pace
from bot.lanes import Lanes
from tests.fakes.clocks import Clock

PACE = Pace(per_second=10, burst=5, chat_per_second=1, chat_burst=3)


def test_a_burst_goes_at_once_and_then_the_pace_holds() -> None:
    budget = Budget(PACE, Clock())
    waits = [budget.wait(chat, answering=False) for chat in range(8)]
    assert waits[:5] == [0.0] * 5
    assert [round(wait, 3) for wait in waits[5:]] == [0.1, 0.2, 0.3]


def test_one_chat_has_a_pace_of_its_own_except_for_answers() -> None:
    clock = Clock()
    budget = Budget(PACE, clock)
    assert [round(budget.wait(1, answering=False), 3) for _ in range(5)] == [0.0, 0.0, 0.0, 1.0, 2.0]
    clock.advance(seconds=60)
    assert [budget.wait(1, answering=True) for _ in range(5)] == [0.0] * 5


def test_in_any_second_after_the_burst_no_more_go_out_than_the_pace_allows() -> None:
    clock = Clock()
    budget = Budget(PACE, clock)
    times = sorted(budget.wait(chat, answering=True) for chat in range(100))
    for start in times:
        assert sum(1 for at in times if start <= at < start + 1) <= PACE.burst + PACE.per_second


def test_when_told_to_stop_nothing_goes_until_then() -> None:
    clock = Clock()
    budget = Budget(PACE, clock)
    budget.hold(30)
    budget.hold(10)
    assert budget.held() == 30 and budget.wait(1, answering=True) == 30
    clock.advance(seconds=31)
    assert budget.held() == 0 and budget.wait(1, answering=True) == 0


def test_a_chat_that_runs_ahead_of_its_pace_waits_alone() -> None:
    clock = Clock()
    budget = Budget(PACE, clock)
    for _ in range(30):
        budget.wait(1, answering=True)
    clock.advance(seconds=5)
    budget.hold(30, 1)
    assert (budget.held(), budget.wait(1, answering=True), budget.wait(2, answering=True)) == (0, 30, 0)
    clock.advance(seconds=31)
    assert budget.wait(1, answering=True) == 0
    # One that writes as people do was not the reason: everybody waits.
    budget.hold(30, 2)
    assert budget.wait(3, answering=True) == 30


async def test_of_one_chat_in_order_of_two_at_once_and_a_failure_stops_neither() -> None:
    lanes, done = Lanes(2), list[str]()
    gate = asyncio.Event()

    async def slow() -> None:
        await gate.wait()
        done.append("slow")

    async def fails() -> None:
        raise LookupError

    async def says(word: str) -> None:
        done.append(word)

    futures = [lanes.put(1, slow), lanes.put(1, fails), lanes.put(1, lambda: says("after"))]
    await lanes.put(2, lambda: says("other"))
    assert done == ["other"] and lanes.busy == 1
    gate.set()
    await asyncio.gather(*futures)
    assert done == ["other", "slow", "after"]
    await lanes.close()


async def test_closing_drops_what_waits() -> None:
    lanes, done = Lanes(1), list[str]()
    begun = asyncio.Event()

    async def forever() -> None:
        begun.set()
        await asyncio.Event().wait()

    async def says() -> None:
        done.append("said")

    first, second = lanes.put(1, forever), lanes.put(1, says)
    await begun.wait()
    await lanes.close()
    assert first.cancelled() and second.cancelled() and done == [] and lanes.busy == 0
