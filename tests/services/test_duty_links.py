"""An officer's chat: linked by a link of one use, by who may act, let go on the page, in the chat and with the account."""

import asyncio

import pytest

from api.bootstrap import House
from api.errors import Forbidden, NotFound
from api.services.emergency.duty.desk import START
from api.services.staffing.staff import StaffMember
from tests.fakes.clocks import Clock
from tests.fakes.officers import COUNTY, EAST, called, officer, worded
from tests.services.test_emergency import told

CHAT = 9001


async def link(house: House, staff: StaffMember, chat: int) -> str:
    """Link this chat as the page and the bot do; what the bot says."""
    await house.outbox.keep_bot("shenbao_bot")
    made = await house.duty.desk.link(staff)
    token = made.link.partition("start=")[2]
    assert made.link.startswith("https://t.me/shenbao_bot?start=") and len(token) <= 64
    return worded(house, await house.duty.chat.link(chat, token.removeprefix(START)))


async def test_a_chat_is_linked_once_says_so_and_is_let_go(duty_house: House, clock: Clock) -> None:
    house = duty_house
    east, other = await officer(house, "east"), await officer(house, "other")
    words = await link(house, east, CHAT)
    assert "示例江县东镇" in words and "不值班" in words and "解除值班" in words and "试值班" in words
    standing = await house.duty.desk.standing(east)
    assert (standing.linked, standing.on_duty, standing.reachable) == (True, True, True)

    made = await house.duty.desk.link(other)
    token = made.link.partition(START)[2]
    clock.advance(minutes=31)
    assert "再要一个" in worded(house, await house.duty.chat.link(CHAT + 1, token))
    token = (await house.duty.desk.link(other)).link.partition(START)[2]
    await house.duty.chat.link(CHAT + 1, token)
    # The same again from the same chat, as Telegram repeats what it is not sure of; a stranger with it gets nothing.
    assert "连上了" in worded(house, await house.duty.chat.link(CHAT + 1, token))
    assert "再要一个" in worded(house, await house.duty.chat.link(CHAT + 2, token))
    # Another account takes the chat over: it is no longer the first one's.
    token = (await house.duty.desk.link(other)).link.partition(START)[2]
    await house.duty.chat.link(CHAT, token)
    assert not (await house.duty.desk.standing(east)).linked

    await house.duty.desk.set_on_duty(other, False)
    assert worded(house, await house.duty.chat.say(CHAT, "on")).startswith("好，现在您在值班")
    assert "解除了" in worded(house, await house.duty.chat.say(CHAT, "leave"))
    assert await house.duty.chat.say(CHAT, "on") is None
    with pytest.raises(NotFound):
        await house.duty.desk.set_on_duty(other, True)
    noted = await house.database.read(lambda unit: [(one.actor, one.action) for one in unit.audit.all()])
    assert [one for one in noted if one[1].startswith("duty")] == [
        ("east", "duty_linked"), ("other", "duty_linked"), ("east", "duty_unlinked"), ("other", "duty_linked"),
        ("other", "duty_off"), ("other", "duty_on"), ("other", "duty_unlinked"),
    ]  # fmt: skip


async def test_two_who_open_one_link_at_once_do_not_both_get_it(duty_house: House) -> None:
    east = await officer(duty_house, "east")
    await duty_house.outbox.keep_bot("shenbao_bot")
    token = (await duty_house.duty.desk.link(east)).link.partition(START)[2]
    words = [
        worded(duty_house, one)
        for one in await asyncio.gather(*(duty_house.duty.chat.link(CHAT + n, token) for n in range(2)))
    ]
    assert sum("连上了" in one for one in words) == 1


async def test_only_who_may_act_links_a_chat(duty_house: House) -> None:
    await duty_house.outbox.keep_bot("shenbao_bot")
    for role, area in (("village", EAST), ("auditor", COUNTY), ("admin", COUNTY)):
        with pytest.raises(Forbidden):
            await duty_house.duty.desk.link(await officer(duty_house, role, area, role))


async def test_an_account_that_is_closed_has_no_chat_when_it_is_opened_again(duty_house: House) -> None:
    house = duty_house
    east, admin = await officer(house, "east", chat=1), await officer(house, "boss", COUNTY, "admin")
    await house.administration.accounts.set_active(admin, east.id, False)
    await told(house)
    assert await called(house) == []
    await house.administration.accounts.set_active(admin, east.id, True)
    assert not (await house.duty.desk.standing(east)).linked
