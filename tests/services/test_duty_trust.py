"""Can this township be relied on tonight? A test call, who forgot to go off duty, and what waits for who comes on."""

from datetime import datetime

from api.bootstrap import House
from api.services.emergency.duty.post import Call
from api.services.emergency.duty.words import roster_words
from api.services.staffing.staff import StaffMember
from conversations.inputs import Body, Choice, Text
from tests.fakes.clocks import SHANGHAI, Clock
from tests.fakes.officers import COUNTY, EAST, WEST, called, officer, worded
from tests.services.test_duty_links import link as link_chat
from tests.services.test_emergency import FIRE, act, receipt_of, told

VIOLENCE: tuple[Body, ...] = (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",)))


async def families(house: House, count: int) -> list[str]:
    """So many families tell of a fire, each with a phone of its own; their receipts."""
    fires = [(*FIRE[:-1], Text(f"1390013900{number}")) for number in range(count)]
    return [receipt_of(await told(house, fire)) for fire in fires]


async def link(house: House, staff: StaffMember, chat: int) -> None:
    """As the bot does: linked, told so, then told what waits."""
    await link_chat(house, staff, chat)
    await house.duty.chat.tell_what_waits(chat)


async def sent(house: House) -> list[tuple[int, str]]:
    """All that goes out now, chat by chat, and arrives."""
    calls = [*await house.duty.post.due(20), *await house.duty.post.due(20)]
    for one in calls:
        await house.duty.post.sent(one.id)
    return [(one.chat_id, worded(house, one.message)) for one in calls]


async def trial_of(house: House, staff: StaffMember) -> Call:
    """The officer rings their own phone."""
    await house.duty.desk.try_out(staff)
    (call,) = await house.duty.post.due(10)
    return call


async def test_a_test_call_rings_ones_own_chat_only_and_the_desk_shows_when_it_was_heard(
    duty_house: House, clock: Clock
) -> None:
    house = duty_house
    east = await officer(house, "east", chat=1)
    await officer(house, "colleague", chat=2)
    linked_at = clock()
    clock.advance(minutes=5)
    call = await trial_of(house, east)
    assert call.chat_id == 1 and "这不是急事" in worded(house, call.message)
    asked = await house.duty.desk.standing(east)
    assert (asked.asked_at, asked.answered_at, asked.relied_on) == (clock(), linked_at, True)
    clock.advance(minutes=1)
    assert "用不了" in worded(house, await house.duty.chat.look(2, call.id))
    assert "收到" in worded(house, await house.duty.chat.look(1, call.id))
    heard = await house.duty.desk.standing(east)
    assert (heard.asked_at, heard.answered_at) == (None, clock())
    assert (await house.duty.desk.roster(east)).people[1].answered_at == clock()


async def test_a_test_call_that_comes_late_is_not_sent_and_one_that_nobody_heard_is_not_relied_on(
    duty_house: House, clock: Clock
) -> None:
    house = duty_house
    east = await officer(house, "east", chat=1)
    await house.duty.desk.try_out(east)
    clock.advance(minutes=11)
    assert await sent(house) == []
    clock.advance(hours=1)
    assert not (await house.duty.desk.standing(east)).relied_on
    # Ringing once more gives no more time.
    await house.duty.desk.try_out(east)
    assert not (await house.duty.desk.standing(east)).relied_on


async def test_who_forgot_to_go_off_duty_is_asked_by_day_once(duty_house: House, clock: Clock) -> None:
    house = duty_house
    clock.now = datetime(2026, 11, 23, 22, 30, tzinfo=SHANGHAI)
    east = await officer(house, "east", chat=1)
    await officer(house, "closed", chat=2)
    closed = await officer(house, "off", chat=3)
    await house.duty.desk.set_on_duty(closed, False)
    row = await house.database.read(lambda unit: unit.staff.by_username("closed"))
    assert row is not None
    await house.database.run(lambda unit: unit.staff.set_active(row.id, False))
    clock.advance(hours=23)
    assert await house.duty.watching.ask() == 0
    clock.advance(hours=1, minutes=1)
    assert await house.duty.watching.ask() == 0, "it is night"
    clock.advance(hours=8, minutes=30)
    assert await house.duty.watching.ask() == 1 and await house.duty.watching.ask() == 0
    ((chat, text),) = await sent(house)
    assert chat == 1 and "11月23日" in text and "还在值班吗" in text
    clock.advance(hours=30)
    assert await house.duty.watching.ask() == 0
    assert (await house.duty.desk.standing(east)).since == datetime(2026, 11, 23, 22, 30, tzinfo=SHANGHAI)


async def test_one_tap_says_that_one_still_is_or_is_not(duty_house: House, clock: Clock) -> None:
    house = duty_house
    east, colleague = await officer(house, "east", chat=1), await officer(house, "colleague", chat=2)
    clock.advance(hours=24)
    assert await house.duty.watching.ask() == 2
    calls = {one.chat_id: one for one in await house.duty.post.due(10)}
    assert "您在值班" in worded(house, await house.duty.chat.look(1, calls[1].id))
    assert "现在您不值班" in worded(house, await house.duty.chat.look(2, calls[2].id, off=True))
    standing = await house.duty.desk.standing(east)
    assert (standing.on_duty, standing.answered_at, standing.relied_on) == (True, clock(), True)
    assert (await house.duty.desk.standing(colleague)).on_duty is False
    clock.advance(hours=23)
    assert await house.duty.watching.ask() == 0
    clock.advance(hours=1)
    assert await house.duty.watching.ask() == 1, "a day later once more"


async def test_until_they_answer_the_next_circle_is_called_as_well(duty_house: House, clock: Clock) -> None:
    house = duty_house
    east, county = await officer(house, "east", chat=1), await officer(house, "county", COUNTY, "county", chat=2)
    clock.advance(hours=24)
    assert await house.duty.watching.ask() == 2
    (still, _) = sorted(await house.duty.post.due(10), key=lambda one: one.chat_id)
    await told(house)
    assert await called(house) == [("east", "filed")], "an hour to answer"
    clock.advance(hours=1)
    # The county answered by a word, so nobody off duty is woken.
    await house.duty.chat.say(2, "on")
    await officer(house, "asleep", chat=3)
    asleep = await house.database.read(lambda unit: unit.duty_chats.of_chat("3"))
    assert asleep is not None
    await house.database.run(lambda unit: unit.duty_chats.set_on_duty(asleep.staff_id, False, clock()))
    await told(house)
    assert (await called(house))[1:] == [("east", "filed"), ("county", "filed")]
    await house.outbox.keep_bot("shenbao_bot")
    roster = await house.duty.desk.roster(east)
    assert "▲ 值班的示例east，问过手机，还没有回" in worded(house, roster_words(roster))
    assert roster.silent == ("示例east",) and not (await house.duty.desk.standing(east)).relied_on
    assert (await house.duty.desk.roster(county)).silent == ("示例east",)
    # A tap on the call itself is an answer too, as good as the one that was asked for.
    await house.duty.chat.look(1, still.id)
    await told(house)
    assert (await called(house))[3:] == [("east", "filed")]


async def test_who_comes_on_duty_hears_of_all_that_waits_at_once(duty_house: House, clock: Clock) -> None:
    house = duty_house
    east = await officer(house, "east")
    colleague = await officer(house, "colleague")
    receipts = await families(house, 6)
    clock.advance(minutes=1)
    silent = receipt_of(await told(house, VIOLENCE))
    await told(house, (Choice(True), Choice("fire"), Choice(WEST), Choice(("shelter",)), Text("13700137000")))
    await house.emergencies.open(colleague, receipts[0])
    assert await sent(house) == []
    await link(house, east, 1)
    ((chat, text),) = await sent(house)
    assert chat == 1 and "6 件急事还没有人看" in text and "另外 1 件看过了" in text
    assert receipts[0] not in text and all(one in text for one in receipts[1:]) and "还有 1 件" in text
    assert silent not in text and "139001" not in text and "施暴" not in text
    # Coming on duty at the console is told the same, staying on duty nothing.
    for on_duty, messages in ((True, 0), (False, 0), (True, 1)):
        await house.duty.desk.set_on_duty(east, on_duty)
        assert len(await sent(house)) == messages


async def test_a_single_one_that_waits_is_a_call_with_its_button(duty_house: House) -> None:
    house = duty_house
    east = await officer(house, "east")
    resident = await told(house)
    await link(house, east, 1)
    (call,) = await house.duty.post.due(10)
    assert call.kind == "look" and receipt_of(resident) in worded(house, call.message)
    assert "记下了" in worded(house, await house.duty.chat.look(1, call.id))


async def test_nothing_of_ones_own_family_waits_for_anybody(duty_house: House) -> None:
    house = duty_house
    east = await officer(house, "east")
    await house.database.run(lambda unit: unit.staff.set_phone(east.id, "13800138000"))
    await told(house)
    await link(house, east, 1)
    assert await sent(house) == []


async def test_the_county_hears_of_what_is_its_own_or_nobody_has_looked_at(duty_house: House) -> None:
    house = duty_house
    east, county = await officer(house, "east"), await officer(house, "county", COUNTY, "county")
    seen, up, unseen = await families(house, 3)
    await house.emergencies.open(east, seen)
    await act(house, east, up, "escalate", amount=500_000)
    await link(house, county, 1)
    ((_, text),) = await sent(house)
    assert up in text and unseen in text and seen not in text and "另外" not in text


async def test_after_an_outage_one_message_tells_of_all_and_the_next_call_comes_alone_again(
    duty_house: House, clock: Clock
) -> None:
    house = duty_house
    await officer(house, "east", chat=1)
    receipts = await families(house, 4)
    for call in await house.duty.post.due(10):
        await house.duty.post.retry(call.id, 1, "away")
    clock.advance(minutes=5)
    receipts.append(receipt_of(await told(house)))
    ((chat, text),) = await sent(house)
    assert chat == 1 and "5 件急事还没有人看" in text and all(one in text for one in receipts)
    assert await sent(house) == []
    await told(house, VIOLENCE)
    ((_, alone),) = await sent(house)
    assert "有一件急事" in alone


async def test_an_outage_short_of_two_minutes_leaves_each_call_its_button(duty_house: House, clock: Clock) -> None:
    house = duty_house
    await officer(house, "east", chat=1)
    await families(house, 3)
    for call in await house.duty.post.due(10):
        await house.duty.post.retry(call.id, 1, "away")
    clock.advance(minutes=1)
    assert [one.kind for one in await house.duty.post.due(10)] == ["look"] * 3


async def test_a_backlog_that_cannot_be_told_calls_the_next_circle_for_each(duty_house: House, clock: Clock) -> None:
    house = duty_house
    await officer(house, "east", chat=1)
    await officer(house, "county", COUNTY, "county", chat=2)
    receipts = await families(house, 2)
    for call in await house.duty.post.due(10):
        await house.duty.post.retry(call.id, 1, "away")
    clock.advance(minutes=5)
    assert await house.duty.post.due(10) == []
    (waiting,) = await house.duty.post.due(10)
    assert waiting.kind == "waiting"
    await house.duty.post.unreachable(waiting.id)
    told_to_county = await sent(house)
    assert [chat for chat, _ in told_to_county] == [2, 2]
    assert all(any(one in text for _, text in told_to_county) for one in receipts)


async def test_who_opens_the_bot_again_hears_what_waits(duty_house: House) -> None:
    house = duty_house
    await officer(house, "east", chat=1)
    await house.duty.chat.reached(1, False)
    receipts = await families(house, 2)
    for call in await house.duty.post.due(10):
        await house.duty.post.unreachable(call.id)
    await house.duty.chat.reached(1, True)
    ((chat, text),) = await sent(house)
    assert chat == 1 and all(one in text for one in receipts)


async def test_a_call_for_who_spoke_of_dying_says_so_and_stands_first_among_those_that_wait(duty_house: House) -> None:
    house = duty_house
    east = await officer(house, "east")
    await families(house, 6)
    dying = receipt_of(await told(house, (Text("我不想活了"), Choice(True), Choice(EAST), Choice(("food",)))))
    await link(house, east, 1)
    ((_, text),) = await sent(house)
    assert text.splitlines()[1].startswith("· 人命关天，请现在就看") and dying in text.splitlines()[1]
    await told(house, (Text("真的不想活了"), Choice(True), Choice(EAST), Choice(("food",))))
    ((_, alone),) = await sent(house)
    assert alone.startswith("▲ 人命关天，请现在就看") and "死" not in alone and "活" not in alone
