"""An officer's own chat over a Bot API server: linked, called when a family is in need, a tap says somebody looks."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.bootstrap import House, build
from api.services.staffing.staff import StaffMember
from conversations.inputs import Body, Choice
from tests.bot.offices import Office, office
from tests.bot.residents import key_of, press, reply, turn_of, whole_turn
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.officers import COUNTY, EAST, called, officer
from tests.fakes.phones import PATIENCE, Phone
from tests.services.test_emergency import receipt_of, said, told

CHAT, OTHER = 7001, 7002
VIOLENCE: tuple[Body, ...] = (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",)))


async def linked(made: Office, staff: StaffMember, phone: Phone) -> str:
    """The officer opens the link of the page in Telegram; the payload it carried."""
    await made.api.until(lambda: bool(made.api.commands))
    link = (await made.house.duty.desk.link(staff)).link
    start = link.partition("start=")[2]
    phone.say(f"/start {start}")
    assert "连上了" in (await phone.next()).text
    return start


async def test_a_family_tells_of_a_fire_and_the_officer_who_taps_has_seen_it(at_work: Office) -> None:
    house, phone = at_work.house, at_work.phone(CHAT)
    east = await officer(house, "east")
    await linked(at_work, east, phone)
    resident = await told(house)
    call = await phone.next()
    assert "有一件急事：着火" in call.text and receipt_of(resident) in call.text and "示例江县东镇" in call.text
    assert f"/console/emergencies/{receipt_of(resident)}" in call.text and call.labels == ["我来看"]
    phone.tap("我来看")
    assert "记下了" in (await phone.next()).text
    assert "已经看到了" in await said(resident)
    phone.tap("我来看", call)
    assert "已经看过了" in (await phone.next()).text
    # No conversation was begun by any of it.
    assert await house.turns.last_of_telegram(CHAT) is None


async def test_by_https_the_console_is_a_button(tmp_path: Path) -> None:
    async with office(tmp_path, public_url="https://shenbao.example") as made:
        await made.start()
        await officer(made.house, "east", chat=CHAT)
        phone = made.phone(CHAT)
        resident = await told(made.house)
        call = await phone.next()
        (url,) = [one["url"] for row in call.rows for one in row if "url" in one]
        assert url == f"https://shenbao.example/console/emergencies/{receipt_of(resident)}"
        assert "://" not in call.text


async def test_off_duty_by_a_word_the_county_is_called_and_of_violence_nothing_is_said(at_work: Office) -> None:
    house, mine, countys = at_work.house, at_work.phone(CHAT), at_work.phone(OTHER)
    await linked(at_work, await officer(house, "east"), mine)
    await officer(house, "county", COUNTY, "county", chat=OTHER)
    mine.say("不值班")
    assert "现在您不值班" in (await mine.next()).text
    resident = await told(house, VIOLENCE)
    call = await countys.next()
    assert call.text.startswith("▲ 有一件急事\n") and "施暴" not in call.text
    countys.tap("我来看")
    assert "记下了" in (await countys.next()).text
    assert "新进展" in await said(resident)
    mine.say("/onduty")
    assert "现在您在值班" in (await mine.next()).text
    assert "看过了，还没有决定" in (await mine.next()).text
    mine.say("解除值班")
    assert "解除了" in (await mine.next()).text
    # No officer's chat any more: the same word is for the conversation.
    mine.say("不值班")
    await whole_turn(at_work, mine)
    assert await house.turns.last_of_telegram(CHAT) is not None


async def test_nobody_linked_nothing_is_lost_and_who_links_is_called_then_and_after_the_quarter(
    at_work: Office,
) -> None:
    house, phone = at_work.house, at_work.phone(CHAT)
    east = await officer(house, "east")
    resident = await told(house)
    await linked(at_work, east, phone)
    first = await phone.next()
    assert "有一件急事" in first.text and receipt_of(resident) in first.text and first.labels == ["我来看"]
    at_work.clock.advance(minutes=15)
    assert await house.duty.watching.look() == 1
    call = await phone.next()
    assert "还没有人看" in call.text and receipt_of(resident) in call.text


async def test_a_restart_between_filing_and_sending_loses_no_call(closed: Office) -> None:
    house, phone = closed.house, closed.phone(CHAT)
    await officer(house, "east", chat=CHAT)
    resident = await told(house)
    # Taken out to be sent, and the process dies: its lease must not keep the call back.
    assert len(await house.duty.post.due(10)) == 1
    house.close()
    again = build(house.settings, closed.clock)
    try:
        await closed.start(again)
        assert receipt_of(resident) in (await phone.next()).text
        await closed.stop()
    finally:
        again.close()


async def test_two_processes_on_postgresql_call_once_and_either_takes_the_tap(
    tmp_path: Path, postgres_url: str
) -> None:
    async with office(tmp_path, None, database_url=postgres_url) as made:
        other = build(made.house.settings, made.clock)
        try:
            await made.start()
            await made.start(other)
            await officer(made.house, "east", chat=CHAT)
            phone = made.phone(CHAT)
            residents = [await told(house) for house in (made.house, other, other)]
            calls = [await phone.next() for _ in residents]
            assert all(sum(receipt_of(one) in call.text for call in calls) == 1 for one in residents)
            # The sender goes, and the other takes over: what is told then is called by it.
            await made.stop(0)
            phone.tap("我来看", calls[0])
            assert "记下了" in (await phone.next()).text
            late = await told(made.house)
            assert receipt_of(late) in (await phone.next()).text
            assert not phone.unread
        finally:
            while made.bots:
                await made.stop()
            other.close()


async def test_a_stranger_with_a_used_link_gets_a_plain_answer(at_work: Office) -> None:
    officers, strangers = at_work.phone(CHAT), at_work.phone(OTHER)
    start = await linked(at_work, await officer(at_work.house, "east"), officers)
    for payload in (start, "duty_" + "x" * 22):
        strangers.say(f"/start {payload}")
        assert "再要一个新的链接" in (await strangers.next()).text
    assert await at_work.house.turns.last_of_telegram(OTHER) is None


async def test_the_officer_declares_in_the_same_chat_and_neither_disturbs_the_other(at_work: Office) -> None:
    house, phone = at_work.house, at_work.phone(CHAT)
    phone.say("你好")
    await whole_turn(at_work, phone)
    for _ in range(4):
        question = (await turn_of(at_work, phone))["question"]
        assert question is not None
        await reply(phone, question, FAMILY_OF_FOUR)
        await whole_turn(at_work, phone)
    before, open_key = await turn_of(at_work, phone), await key_of(at_work, phone)
    asked = next(one for one in reversed(phone.messages) if one.rows)
    await linked(at_work, await officer(house, "east"), phone)
    resident = await told(house)
    call = await phone.next()
    phone.tap("我来看")
    assert "记下了" in (await phone.next()).text
    phone.say("不值班")
    assert "不值班" in (await phone.next()).text
    assert await turn_of(at_work, phone) == before and "已经看到了" in await said(resident)
    # The question that was open is answered by its own button, as if nothing had been between.
    assert call is not asked and open_key == "settlement"
    phone.tap("农村", asked)
    await whole_turn(at_work, phone)
    assert await key_of(at_work, phone) != open_key


async def test_ones_own_emergency_told_in_this_chat_does_not_call_oneself(at_work: Office) -> None:
    house, phone, colleague = at_work.house, at_work.phone(CHAT), at_work.phone(OTHER)
    await linked(at_work, await officer(house, "east"), phone)
    await officer(house, "colleague", chat=OTHER)
    phone.say("我家着火了")
    await whole_turn(at_work, phone)
    for label in ("是的", "示例江县东镇", "住的地方"):
        await press(phone, label)
        await phone.next() if label == "住的地方" else await whole_turn(at_work, phone)
    phone.tap("选好了")
    assert "着火" in (await colleague.next()).text
    assert await called(house) == [("colleague", "filed")]


@pytest.fixture
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What is logged, whatever the level."""
    caplog.set_level(logging.DEBUG)
    yield caplog


async def test_a_chat_that_refuses_is_marked_and_the_next_circle_is_called(
    at_work: Office, quiet_log: pytest.LogCaptureFixture
) -> None:
    house, mine, countys = at_work.house, at_work.phone(CHAT), at_work.phone(OTHER)
    east = await officer(house, "east", chat=CHAT)
    await officer(house, "county", COUNTY, "county", chat=OTHER)
    mine.blocked = True
    await told(house)
    assert "着火" in (await countys.next()).text
    assert not (await house.duty.desk.standing(east)).reachable
    assert (await house.duty.desk.roster(east)).refused == ("示例east",)
    mine.blocked = False
    chat = {"id": CHAT, "type": "private", "first_name": "示例"}
    member = {"user": mine.person(), "status": "member"}
    was = {"user": mine.person(), "status": "kicked", "until_date": 0}
    at_work.api.push(
        my_chat_member={"chat": chat, "from": mine.person(), "date": 1_795_400_000, "old_chat_member": was,
                        "new_chat_member": member}
    )  # fmt: skip
    await at_work.api.confirmed()
    assert (await house.duty.desk.standing(east)).reachable
    assert str(CHAT) not in quiet_log.text and str(OTHER) not in quiet_log.text


async def test_telegram_away_the_call_waits_and_too_fast_is_obeyed(at_work: Office) -> None:
    house, phone = at_work.house, at_work.phone(CHAT)
    await officer(house, "east", chat=CHAT)
    away = at_work.api.trouble("sendMessage", 502, "Bad Gateway")
    slow = at_work.api.trouble("sendMessage", 429, "Too Many Requests", retry_after=3)
    resident = await told(house)
    async with asyncio.timeout(PATIENCE):
        while not phone.unread:
            at_work.clock.advance(seconds=10)
            await settle(house)
    assert away.reached.is_set() and slow.reached.is_set()
    assert receipt_of(resident) in (await phone.next()).text
    assert [one.text for one in phone.messages].count(phone.last.text) == 1


async def settle(house: House) -> None:
    """Let the sender look once more."""
    house.bell.ring("duty")
    await house.outbox.waiting_count()


async def test_a_test_call_asked_for_in_the_chat_rings_and_is_answered_by_a_tap(at_work: Office) -> None:
    house, phone = at_work.house, at_work.phone(CHAT)
    east = await officer(house, "east")
    await linked(at_work, east, phone)
    at_work.clock.advance(minutes=5)
    phone.say("试值班")
    assert "马上发一条" in (await phone.next()).text
    call = await phone.next()
    assert "这不是急事" in call.text and call.labels == ["收到了"] and "://" not in call.text
    phone.tap("收到了")
    assert "好，收到" in (await phone.next()).text
    assert (await house.duty.desk.standing(east)).answered_at == at_work.clock()
    assert await house.turns.last_of_telegram(CHAT) is None


async def test_on_duty_since_yesterday_one_tap_goes_off(at_work: Office) -> None:
    house, phone = at_work.house, at_work.phone(CHAT)
    east = await officer(house, "east")
    await linked(at_work, east, phone)
    at_work.clock.advance(hours=24)
    assert await house.duty.watching.ask() == 1
    asked = await phone.next()
    assert "还在值班吗" in asked.text and asked.labels == ["还在值班", "不值班了"]
    phone.tap("不值班了")
    assert "现在您不值班" in (await phone.next()).text
    assert (await house.duty.desk.standing(east)).on_duty is False


async def test_all_that_waited_for_somebody_to_link_a_chat_comes_as_one_message(at_work: Office) -> None:
    house, phone = at_work.house, at_work.phone(CHAT)
    east = await officer(house, "east")
    residents = [await told(house, VIOLENCE) for _ in range(3)]
    await linked(at_work, east, phone)
    call = await phone.next()
    assert "3 件急事还没有人看" in call.text and all(receipt_of(one) in call.text for one in residents)
    assert call.text.endswith("/console/emergencies") and call.labels == []
    phone.say("不值班")
    assert "现在您不值班" in (await phone.next()).text, "and nothing between"
