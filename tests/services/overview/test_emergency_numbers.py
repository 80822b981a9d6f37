"""Emergencies in the overview: how soon first help came, what was paid, and nothing that tells of one family."""

from api.bootstrap import House
from conversations.inputs import Choice
from tests.fakes.clocks import Clock
from tests.services.review.desks import COUNTY, NEIGHBOUR, TOWNSHIP
from tests.services.test_emergency import EAST, FIRE, act, receipt_of, told, with_fund


async def helped(house: House, clock: Clock, hours: float, yuan: int) -> None:
    """A family is paid so many hours after it told of a fire."""
    receipt = receipt_of(await told(house))
    clock.advance(hours=hours)
    await act(house, TOWNSHIP, receipt, "grant", amount=yuan * 100)
    await act(house, COUNTY, receipt, "pay", amount=yuan * 100, method="cash", reference="1")


async def test_how_soon_first_help_came_and_what_was_paid(house: House, clock: Clock) -> None:
    await with_fund(house, 10_000)
    await helped(house, clock, 1, 300)
    await helped(house, clock, 23, 500)
    one = (await house.overview.overview(TOWNSHIP)).emergencies
    assert (one.told, one.helped, one.paid) == (2, 2, None), "what two families got is not told"
    assert [(bar.code, bar.n) for bar in one.kinds] == [("other", None)]
    await helped(house, clock, 30, 700)
    waits = receipt_of(await told(house))
    one = (await house.overview.overview(COUNTY)).emergencies
    assert (one.told, one.in_time, one.helped, one.paid, one.waiting, one.over) == (4, 2, 3, 150_000, 1, 0)
    assert {bar.code: bar.n for bar in one.soon} == {"2h": 1, "24h": 1, "late": 1, "none": 1}
    assert [(bar.code, bar.n) for bar in one.kinds] == [("fire", 4)]
    clock.advance(days=20)
    one = (await house.overview.overview(TOWNSHIP)).emergencies
    assert (one.over, one.papers) == (1, 3)
    assert {bar.code: bar.n for bar in one.soon}["late"] == 2
    await act(house, TOWNSHIP, waits, "decline", reason="已经接走", refer_to="县救助管理站")
    one = (await house.overview.overview(TOWNSHIP)).emergencies
    assert (one.waiting, one.over, {bar.code: bar.n for bar in one.soon}["late"]) == (0, 0, 1)
    await act(house, TOWNSHIP, receipt_of(await told(house)), "escalate", amount=500_000)
    waiting = [(await house.overview.overview(one)).emergencies.waiting for one in (TOWNSHIP, COUNTY)]
    assert waiting == [0, 1] == [await house.emergencies.waiting(one) for one in (TOWNSHIP, COUNTY)], "as on the strip"
    other = (await house.overview.overview(NEIGHBOUR)).emergencies
    assert (other.told, other.helped, other.paid, other.soon) == (0, 0, 0, ())


async def test_no_kind_of_few_families_is_told_not_even_by_what_is_left_of_the_total(sqlite_house: House) -> None:
    for _ in range(3):
        await told(sqlite_house, FIRE[:-1])
    for _ in range(4):
        await told(sqlite_house, (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",))))
    await told(sqlite_house, (Choice(True), Choice("accident"), Choice(EAST), Choice(("medical_fee",))))
    one = (await sqlite_house.overview.overview(TOWNSHIP)).emergencies
    assert (one.told, [(bar.code, bar.n) for bar in one.kinds]) == (8, [("fire", 3), ("other", 5)])
