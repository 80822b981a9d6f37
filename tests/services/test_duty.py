"""Who is called when a family is in need: the nearest circle that has anybody, once, and once more if nobody looks."""

import asyncio

import pytest

from api.bootstrap import House
from api.services.emergency.folding import FREE
from api.services.review.within import Related
from conversations.inputs import Choice, Command, Input, Location, Text
from tests.fakes.clocks import Clock
from tests.fakes.officers import COUNTY, EAST, WEST, called, officer, worded
from tests.services.test_duty_links import link
from tests.services.test_emergency import FIRE, act, receipt_of, said, tell, told
from tests.services.test_emergency_folding import SCHOOL, told_at

CHAT = 9001


async def test_nobody_is_called_to_their_own_family(duty_house: House) -> None:
    east, _ = await officer(duty_house, "east", chat=1), await officer(duty_house, "colleague", chat=2)
    await duty_house.database.run(lambda unit: unit.staff.set_phone(east.id, "13800138000"))
    # The phone comes after it was filed, and before anything was sent.
    await told(duty_house)
    assert await called(duty_house) == [("colleague", "filed"), ("east", "filed")]
    assert [one.chat_id for one in await duty_house.duty.post.due(10)] == [2]


async def test_the_nearest_circle_that_has_anybody_is_called(duty_house: House) -> None:
    house = duty_house
    east, west = await officer(house, "east", chat=1), await officer(house, "west", WEST, chat=2)
    colleague = await officer(house, "colleague", chat=3)
    county = await officer(house, "county", COUNTY, "county", chat=4)
    await officer(house, "elsewhere", "993701001", chat=5)
    await officer(house, "unlinked")
    await told(house)
    assert await called(house) == [("colleague", "filed"), ("east", "filed")]
    for one in (east, colleague):
        await house.duty.desk.set_on_duty(one, False)
    await told(house)
    assert (await called(house))[2:] == [("county", "filed")]
    await house.duty.desk.set_on_duty(county, False)
    await told(house)
    # Nobody is on duty: everybody of the township and the county, and nobody else.
    assert (await called(house))[3:] == [("colleague", "filed"), ("county", "filed"), ("east", "filed")]
    await house.database.run(lambda unit: unit.staff.set_active(east.id, False))
    await house.database.run(lambda unit: unit.staff.change(colleague.id, role="auditor", area_code=COUNTY))
    await told(house)
    assert (await called(house))[6:] == [("county", "filed")]
    assert west.username not in {name for name, _ in await called(house)}


async def test_nobody_linked_calls_nobody_and_the_page_says_so(duty_house: House) -> None:
    east = await officer(duty_house, "east")
    resident = await told(duty_house)
    assert receipt_of(resident) and await called(duty_house) == []
    roster = await duty_house.duty.desk.roster(east)
    assert (roster.here, roster.county, roster.linked, roster.empty) == ((), (), 0, ("示例江县东镇",))


async def test_a_place_nobody_knows_calls_the_county_and_so_does_what_is_reported_up(duty_house: House) -> None:
    house = duty_house
    east = await officer(house, "east", chat=1)
    await officer(house, "county", COUNTY, "county", chat=2)
    receipt = receipt_of(await told(house))
    await act(house, east, receipt, "escalate", amount=500_000)
    assert await called(house) == [("east", "filed"), ("county", "escalate")]
    # Who handed it on looks at it again: nobody of the county has.
    assert not await house.emergencies.look(east, receipt)
    nowhere = (Choice(True), Choice("accident"), Location(10.0, 10.0), Command("skip"), Choice(("food",)))
    # What nobody can place lies at the desk of the first county.
    await officer(house, "first", "990001001", chat=3)
    await officer(house, "first_county", "990001", "county", chat=4)
    await told(house, nowhere)
    assert (await called(house))[2:] == [("first_county", "filed")]


async def test_handed_to_another_township_that_one_is_called_and_its_look_is_the_first(
    duty_house: House, clock: Clock
) -> None:
    house = duty_house
    east, west = await officer(house, "east", chat=1), await officer(house, "west", WEST, chat=2)
    county = await officer(house, "county", COUNTY, "county", chat=3)
    receipt = receipt_of(await told(house))
    await act(house, east, receipt, "transfer", area_code=WEST)
    assert await called(house) == [("east", "filed"), ("west", "transfer")]
    clock.advance(minutes=15)
    assert await house.duty.watching.look() == 1
    assert (await called(house))[2:] == [("west", "unseen"), ("county", "unseen")]
    assert await house.emergencies.look(west, receipt)
    assert not await house.emergencies.look(county, receipt)
    clock.advance(hours=1)
    assert await house.duty.watching.look() == 0


async def test_told_again_calls_once_more_and_only_once(duty_house: House) -> None:
    await officer(duty_house, "east", chat=1)
    resident = await told(duty_house)
    for _ in range(3):
        for _ in range(3):
            await resident.send(Command("skip"))
        await tell(resident, FIRE)
    assert await called(duty_house) == [("east", "filed"), ("east", "again")]


async def test_nobody_looked_for_fifteen_minutes_the_county_is_called_too_once(duty_house: House, clock: Clock) -> None:
    house = duty_house
    east = await officer(house, "east", chat=1)
    county = await officer(house, "county", COUNTY, "county", chat=2)
    await house.duty.desk.set_on_duty(county, False)
    seen, unseen = receipt_of(await told(house)), receipt_of(await told(house))
    await house.emergencies.open(east, seen)
    clock.advance(minutes=14)
    assert await house.duty.watching.look() == 0
    clock.advance(minutes=1)
    assert await asyncio.gather(*(house.duty.watching.look() for _ in range(2))) in ([1, 0], [0, 1])
    again = [one for one in await called(house) if one[1] == "unseen"]
    assert again == [("east", "unseen"), ("county", "unseen")]
    clock.advance(hours=3)
    assert await house.duty.watching.look() == 0
    assert (await house.emergencies.open(east, unseen)).item.status == "seen"


async def test_who_told_it_in_their_own_chat_is_not_called_and_kept_from_it(duty_house: House) -> None:
    house = duty_house
    own, other = await officer(house, "own", chat=CHAT), await officer(house, "other", chat=2)
    for n, body in enumerate((Text("救急"), *FIRE[:4])):
        await house.turns.from_telegram(CHAT, Input(f"t{n}", "telegram", house.clock(), body))
    assert await called(house) == [("other", "filed")]
    (item,) = await house.emergencies.queue(other)
    assert await house.emergencies.queue(own) == ()
    with pytest.raises(Related):
        await house.emergencies.open(own, item.receipt)


async def test_what_was_told_in_a_chat_before_it_was_linked_is_kept_too(duty_house: House, clock: Clock) -> None:
    house = duty_house
    for n, body in enumerate((Text("救急"), *FIRE[:4])):
        await house.turns.from_telegram(CHAT, Input(f"t{n}", "telegram", house.clock(), body))
    east = await officer(house, "east")
    await link(house, east, CHAT)
    assert await house.emergencies.queue(east) == ()
    # Nobody else is there to be called again: better nobody than a case of one's own.
    clock.advance(minutes=15)
    await house.duty.watching.look()
    assert await called(house) == []


async def test_a_township_put_right_by_the_family_is_called(duty_house: House) -> None:
    house = duty_house
    await officer(house, "east", chat=1)
    await officer(house, "west", WEST, chat=2)
    resident = await told(house, FIRE[:-1])
    await resident.send(Command("edit", "emergency.place"))
    await resident.send(Choice(WEST))
    assert await called(house) == [("east", "filed"), ("west", "transfer")]


async def test_who_cannot_be_reached_is_passed_over_and_tried_when_there_is_nobody_else(
    duty_house: House, clock: Clock
) -> None:
    house = duty_house
    east, county = await officer(house, "east", chat=1), await officer(house, "county", COUNTY, "county", chat=2)
    await told(house)
    (first,) = await house.duty.post.due(10)
    await house.duty.post.unreachable(first.id)
    # The township's only phone refused: the county is called in the same breath.
    assert await called(house) == [("east", "filed"), ("county", "filed")]
    roster = await house.duty.desk.roster(county)
    assert roster.refused == ("示例east",) and roster.here == ()
    (second,) = await house.duty.post.due(10)
    await house.duty.post.unreachable(second.id)
    assert await house.duty.post.due(10) == []
    await told(house)
    assert (await called(house))[2:] == [("county", "filed"), ("east", "filed")]
    third = (await house.duty.post.due(10))[-1]
    await house.duty.post.sent(third.id)
    assert (await house.duty.desk.standing(east)).reachable


async def test_a_call_that_could_not_be_sent_for_a_shift_is_dropped_where_somebody_looked(
    duty_house: House, clock: Clock
) -> None:
    house = duty_house
    east = await officer(house, "east", chat=1)
    seen, unseen = receipt_of(await told(house)), receipt_of(await told(house))
    await house.emergencies.open(east, seen)
    for call in await house.duty.post.due(10):
        await house.duty.post.retry(call.id, 60, "away")
    clock.advance(hours=7)
    (left,) = await house.duty.post.due(10)
    assert unseen in left.link
    # Within the shift it is still told, though somebody looked.
    third = await told(house)
    await house.emergencies.open(east, receipt_of(third))
    assert [one for one in await house.duty.post.due(10) if receipt_of(third) in one.link]


async def test_nothing_goes_to_an_account_closed_or_moved_before_it_was_sent(duty_house: House) -> None:
    house = duty_house
    closed, moved = await officer(house, "closed", chat=1), await officer(house, "moved", chat=2)
    await told(house)
    await house.database.run(lambda unit: unit.staff.set_active(closed.id, False))
    await house.database.run(lambda unit: unit.staff.change(moved.id, role="township", area_code=WEST))
    assert await house.duty.post.due(10) == []


async def test_what_is_said_names_nobody_and_of_violence_not_even_what_it_is(duty_house: House) -> None:
    house = duty_house
    await officer(house, "east", chat=1)
    fallen = (Choice(True), Choice("other"), Text("周小样家的房顶塌了，东山村3组"), Choice(EAST), Text("要个住的地方"))
    await told(house, (*fallen, Text("13800138000")))
    violence = (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",)), Text("13800138000"))
    await told(house, violence)
    texts = [worded(house, one.message) for one in await house.duty.post.due(10)]
    assert len(texts) == 2
    for text in texts:
        assert not any(secret in text for secret in ("周小样", "东山村", "138", "房顶", "施暴", "塌"))
        assert "示例江县东镇" in text and "JN" in text
    assert "别的急事" in texts[0] and "施暴" not in texts[1] and "有一件急事\n" in texts[1]


async def test_a_tap_is_a_look_at_the_desk_of_that_officer_only(duty_house: House) -> None:
    house = duty_house
    await officer(house, "east", chat=1)
    await officer(house, "colleague", chat=2)
    resident = await told(house)
    calls = {one.chat_id: one for one in await house.duty.post.due(10)}
    assert "用不了" in worded(house, await house.duty.chat.look(2, calls[1].id))
    assert "记下了" in worded(house, await house.duty.chat.look(1, calls[1].id))
    assert "已经看到了" in await said(resident)
    assert "示例east已经在看了" in worded(house, await house.duty.chat.look(2, calls[2].id))
    assert "已经看过了" in worded(house, await house.duty.chat.look(1, calls[1].id))
    row = await house.database.read(lambda unit: unit.emergencies.by_receipt(receipt_of(resident)))
    assert row is not None
    events = await house.database.read(lambda unit: unit.emergencies.events(row))
    assert [one.actor for one in events if one.action == "see"] == ["east"]


async def test_of_two_senders_at_once_each_call_is_given_to_one(duty_house: House) -> None:
    for number in range(6):
        await officer(duty_house, f"east{number}", chat=number + 1)
    await told(duty_house)
    taken = await asyncio.gather(*(duty_house.duty.post.due(4) for _ in range(3)))
    assert sorted(one.chat_id for calls in taken for one in calls) == [1, 2, 3, 4, 5, 6]
    assert await duty_house.duty.post.due(10) == []


async def test_what_lies_under_another_line_calls_nobody_until_it_says_something_of_its_own(duty_house: House) -> None:
    await officer(duty_house, "east", chat=1)
    flood = [await told_at(duty_house, SCHOOL) for _ in range(5)]
    assert await called(duty_house) == [("east", "filed")] * FREE
    # Of one address and all alike; the last adds a phone of its own, and has its line and its call.
    await flood[-1].send(Text("13700137000"))
    assert await called(duty_house) == [("east", "filed")] * (FREE + 1)
