"""What goes wrong between Telegram and us (failure modes 1–4, 7–9): nothing is lost, nothing is taken twice."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from api.services.conversing.turns import TELEGRAM, Taken, Turns
from conversations.inputs import Input, StatusPushed, Text
from conversations.messages import say
from tests.bot.offices import Office
from tests.bot.residents import declare, key_of, turn_of
from tests.fakes.bot_api import TOKEN
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.phones import Phone


class StandingInTheWay(Turns):
    """The turns of a house, with something that happens before each."""

    def __init__(self, inner: Turns, before: Callable[[Input], "asyncio.Future[None] | None"]) -> None:
        self.__dict__.update(vars(inner))
        self._before = before

    async def from_telegram(self, chat_id: int, heard: Input, language: str = "zh_CN") -> Taken:
        waiting = self._before(heard)
        if waiting is not None:
            await waiting
        return await super().from_telegram(chat_id, heard, language)


async def reachable(made: Office, phone: Phone) -> bool:
    """Whether staff are told that this resident can be reached by Telegram."""
    conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
    assert conversation_id is not None
    return await made.house.database.read(lambda unit: unit.addresses.reachable(conversation_id, TELEGRAM))


async def tell(made: Office, phone: Phone, words: str, number: str) -> None:
    """Staff tell a resident something."""
    conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
    assert conversation_id is not None
    body = StatusPushed("SB-1", "accepted", say("{words}", words=words))
    push = made.house.turns.push
    await made.house.database.run(lambda unit: push(unit, conversation_id, body, "township", number))


async def test_an_update_that_comes_again_is_one_turn_and_one_message(at_work: Office) -> None:
    phone = at_work.phone()
    first = phone.say("你好")
    await phone.next()
    await at_work.api.confirmed()
    before = await turn_of(at_work, phone)
    at_work.api.deliver(first)
    await at_work.api.confirmed()
    phone.say("帮助")
    await phone.next()
    assert (await turn_of(at_work, phone))["number"] == before["number"] + 1 and len(phone.messages) == 2


async def test_a_tap_that_comes_again_after_its_question_is_over_changes_nothing(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR, until="settlement")
    skipped = phone.tap("跳过")
    await phone.next()
    await at_work.api.confirmed()
    before = await turn_of(at_work, phone)
    at_work.api.deliver(skipped)
    await at_work.api.confirmed()
    assert await turn_of(at_work, phone) == before and phone.unread == 0


async def test_numbers_that_go_backwards_lose_nothing(at_work: Office) -> None:
    phone = at_work.phone()
    phone.say("你好")
    await phone.next()
    await at_work.api.confirmed()
    # Telegram begins anew with any number after a quiet week; a poll that found nothing lies between.
    quiet = at_work.api.calls["getUpdates"] + 2
    await at_work.api.until(lambda: at_work.api.calls["getUpdates"] >= quiet)
    at_work.api.deliver({"update_id": 17, "message": phone.message(text="帮助")})
    assert "同意" in (await phone.next()).text


async def test_two_words_in_a_row_are_taken_in_order_though_chats_do_not_wait_for_each_other(closed: Office) -> None:
    gate: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    heard: list[str] = []

    def before(one: Input) -> "asyncio.Future[None] | None":
        heard.append(one.body.text if isinstance(one.body, Text) else "")
        return gate if heard[-1] == "慢" else None

    slow, quick = closed.phone(1), closed.phone(2)
    slow.say("慢")
    slow.say("快")
    quick.say("你好")
    await closed.start(replace(closed.house, turns=StandingInTheWay(closed.house.turns, before)))
    await quick.next()
    assert "快" not in heard and slow.unread == 0
    # Nothing behind the slow one is confirmed: after a crash Telegram would send all of it again.
    polls = closed.api.calls["getUpdates"] + 1
    await closed.api.until(lambda: closed.api.calls["getUpdates"] > polls)
    assert closed.api.waiting == 3
    gate.set_result(None)
    await closed.api.confirmed()
    assert heard.index("慢") < heard.index("快")


async def test_too_many_requests_waits_as_long_as_told_and_then_sends(at_work: Office) -> None:
    phone = at_work.phone()
    at_work.api.trouble("sendMessage", 429, "Too Many Requests: retry after 40", retry_after=40)
    phone.say("你好")
    await put_off(at_work, 1)
    other = at_work.phone(2)
    other.say("你好")
    await put_off(at_work, 2)
    assert phone.unread == 0 and other.unread == 0 and at_work.api.calls["sendMessage"] == 1
    at_work.clock.advance(seconds=41)
    assert "同意" in (await phone.next()).text and "同意" in (await other.next()).text


async def test_a_server_error_is_tried_again(at_work: Office) -> None:
    phone = at_work.phone()
    at_work.api.trouble("sendMessage", 502, "Bad Gateway", times=1)
    phone.say("你好")
    await put_off(at_work, 1)
    at_work.clock.advance(seconds=2)
    await phone.next()
    assert at_work.api.calls["sendMessage"] == 2


async def test_a_message_whose_answer_cannot_be_read_went_out_all_the_same(at_work: Office) -> None:
    phone = at_work.phone()
    at_work.api.strange = True
    phone.say("你好")
    await phone.next()
    await settled(at_work)
    assert at_work.api.calls["sendMessage"] == len(phone.messages) == 1


async def test_who_blocked_the_bot_is_marked_and_heard_again_when_they_write(at_work: Office) -> None:
    phone, other = at_work.phone(1), at_work.phone(2)
    for one in (phone, other):
        one.say("你好")
        await one.next()
    phone.blocked = True
    await tell(at_work, phone, "镇里收到了。", "s1")
    await tell(at_work, other, "镇里收到了。", "s2")
    await other.next()
    await at_work.api.until(lambda: at_work.api.calls["sendMessage"] == 4)
    await settled(at_work)
    assert not await reachable(at_work, phone) and await reachable(at_work, other)
    phone.blocked = False
    phone.say("帮助")
    await phone.next()
    assert await reachable(at_work, phone)


async def put_off(made: Office, row: int) -> None:
    """Wait until a row of the outbox is written down for later."""
    async with asyncio.timeout(10), made.house.bell.subscribe("nobody") as never:
        while (
            found := await made.house.database.read(lambda unit: unit.outbox.get(row))
        ) is None or not found.attempts:
            await never.wait(0.02)


async def settled(made: Office) -> None:
    """Wait until nothing waits in the outbox."""
    async with asyncio.timeout(10), made.house.bell.subscribe("nobody") as never:
        while await made.house.outbox.waiting_count():
            await never.wait(0.05)


async def test_being_blocked_is_known_before_anything_is_sent(at_work: Office) -> None:
    phone = at_work.phone()
    phone.say("你好")
    await phone.next()
    bot = {"id": 4242, "is_bot": True, "first_name": "申报"}
    change = {"chat": {"id": phone.chat_id, "type": "private"}, "from": phone.person(), "date": 1}
    before, after = {"user": bot, "status": "member"}, {"user": bot, "status": "kicked", "until_date": 0}
    at_work.api.push(my_chat_member=change | {"old_chat_member": before, "new_chat_member": after})
    await at_work.api.confirmed()
    assert not await reachable(at_work, phone)


async def test_a_poison_update_is_set_aside_told_and_the_queue_goes_on(
    closed: Office, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[str] = []

    def before(one: Input) -> None:
        if one.body == Text("毒药 360102196303050011"):
            tries.append(one.id)
            raise LookupError("毒药 360102196303050011")

    await closed.start(replace(closed.house, turns=StandingInTheWay(closed.house.turns, before)))
    phone = closed.phone()
    phone.say("毒药 360102196303050011")
    told = await phone.next()
    assert "再发一遍" in told.text and len(tries) == 5
    phone.say("你好")
    assert "同意" in (await phone.next()).text
    await closed.api.confirmed()
    reference = told.text.partition("编号 ")[2].rstrip("。")
    assert reference in caplog.text and "毒药" not in caplog.text


async def test_an_update_nobody_can_read_stops_nothing(at_work: Office) -> None:
    at_work.api.push(message={"chat": "nonsense"})
    phone = at_work.phone()
    phone.say("你好")
    await phone.next()
    await at_work.api.confirmed()


async def test_killed_between_commit_and_answer_the_next_start_answers(closed: Office) -> None:
    phone = closed.phone()
    held = closed.api.trouble("sendMessage", gate=asyncio.Event(), status=500)
    await closed.start()
    phone.say("你好")
    await held.reached.wait()
    before = await turn_of(closed, phone)
    await closed.stop()
    assert held.gate is not None
    held.gate.set()
    closed.clock.advance(minutes=1)
    await closed.start()
    assert "同意" in (await phone.next()).text
    await closed.api.confirmed()
    assert await turn_of(closed, phone) == before


async def test_killed_before_the_commit_telegram_brings_it_again(closed: Office) -> None:
    stuck: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    begun = asyncio.Event()

    def before(one: Input) -> "asyncio.Future[None]":
        begun.set()
        return stuck

    phone = closed.phone()
    await closed.start(replace(closed.house, turns=StandingInTheWay(closed.house.turns, before)))
    phone.say("你好")
    await begun.wait()
    await closed.stop()
    assert await closed.house.turns.conversation_of_telegram(phone.chat_id) is None
    await closed.start()
    await phone.next()
    assert (await turn_of(closed, phone))["number"] == 1


async def test_an_old_tap_cannot_be_answered_and_is_taken_all_the_same(at_work: Office) -> None:
    phone = at_work.phone()
    phone.say("你好")
    await phone.next()
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    at_work.api.trouble("answerCallbackQuery", 400, words)
    phone.tap("同意，开始填")
    await phone.next()
    assert await key_of(at_work, phone) == "consent_sensitive"


async def test_ticks_are_asked_anew_when_the_message_cannot_be_changed(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR, until="hardship_causes")
    at_work.api.trouble("editMessageReplyMarkup", 400, "Bad Request: message can't be edited")
    shown = phone.last
    label = next(one for one in shown.labels if one.startswith("☐"))
    phone.tap(label.removeprefix("☐ "))
    anew = await phone.next()
    assert anew is not shown and any(one.startswith("☑") for one in anew.labels)


async def test_telegram_away_at_the_start_stops_nothing_and_the_token_is_not_logged(
    closed: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for method in ("deleteWebhook", "setMyCommands", "getUpdates"):
        closed.api.trouble(method, 500, "Internal Server Error", times=3)
    await closed.start()
    phone = closed.phone()
    phone.say("你好")
    await phone.next()
    await closed.api.until(lambda: bool(closed.api.commands))
    assert closed.api.webhook == {} and closed.api.calls["getUpdates"] >= 4
    assert "Telegram cannot be polled" in caplog.text and TOKEN not in caplog.text
