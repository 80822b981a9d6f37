"""A resident and the bot, over a Bot API server: declared by taps and typing, and what goes on beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.bootstrap import build
from conversations.inputs import StatusPushed
from conversations.messages import say
from tests.bot.offices import Office, office
from tests.bot.residents import declare, key_of, turn_of
from tests.fakes.households import FAMILY_OF_FOUR


@pytest.fixture
async def at_work(demo_folder: Path) -> AsyncIterator[Office]:
    """An office in which the bot runs."""
    async with office(demo_folder) as made:
        await made.start()
        yield made


async def test_a_family_of_four_declares_by_taps_and_typing(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR)
    await at_work.api.confirmed()
    told = "\n".join(one.text for one in phone.messages)
    replies = (await turn_of(at_work, phone))["replies"]
    (receipt,) = [reply["receipt"] for reply in replies if reply["kind"] == "receipt"]
    assert receipt in told and "低保" in told
    # Every line ticked changed the box where it stood: 2 people, 5 kinds of income, 3 of spending, a home, 2 causes.
    assert sum(one.edited for one in phone.messages) == 13


async def test_two_processes_on_postgresql_share_one_bot(demo_folder: Path, postgres_url: str) -> None:
    async with office(demo_folder, None, database_url=postgres_url) as made:
        other = build(made.house.settings, made.clock)
        try:
            await made.start()
            await made.start(other)
            phone = made.phone()
            await declare(made, phone, FAMILY_OF_FOUR, until="members.1.more")
            await made.api.confirmed()
            turns = await turn_of(made, phone)
            assert turns["number"] == len(phone.messages)
            # The other goes on where the first one ends.
            await made.stop(0)
            phone.tap("丈夫或妻子")
            await phone.next()
            assert await key_of(made, phone) == "members.1.name"
        finally:
            while made.bots:
                await made.stop()
            other.close()


async def test_the_menu_is_in_chinese_and_polling_is_asked_for(at_work: Office) -> None:
    await at_work.api.until(lambda: bool(at_work.api.commands))
    menu = {one["command"]: one["description"] for one in at_work.api.commands}
    assert menu["urgent"] == "救急" and all(name == name.lower() for name in menu)
    assert at_work.api.calls["deleteWebhook"] == 1 and at_work.api.webhook == {}


async def test_a_second_tap_on_skip_does_not_skip_the_next_question(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR, until="settlement")
    shown = phone.last
    phone.tap("跳过", shown)
    phone.tap("跳过", shown)
    await phone.next()
    after = await key_of(at_work, phone)
    second = await phone.next()
    assert "没有动您的答案" in second.text and await key_of(at_work, phone) == after != "settlement"


async def test_an_answer_is_changed_from_the_review(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR, until="income.wages")
    phone.say("检查")
    review = await phone.next()
    label = next(one for one in review.labels if one.startswith("改：") and "城镇" in one)
    phone.tap(label)
    asked = await phone.next()
    assert await key_of(at_work, phone) == "settlement"
    phone.tap("城镇", asked)
    assert "改好了" in (await phone.next()).text


async def test_pages_turn_without_a_turn_of_the_conversation(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR, until="income.wages")
    phone.say("检查")
    review = await phone.next()
    before = await turn_of(at_work, phone)
    first = review.labels
    onward = next(one for one in first if one.endswith("›"))
    phone.tap(onward, review)
    assert await phone.next() is review and review.labels != first and "‹ 前面的" in review.labels
    assert await turn_of(at_work, phone) == before
    # A page of a question that is over turns nothing.
    phone.tap("看完了，接着填", review)
    await phone.next()
    phone.tap("‹ 前面的", review)
    await at_work.api.until(lambda: any("前面的" in text for text in at_work.api.answered))


async def test_a_sticker_and_an_edited_message_take_nothing(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR, until="income.wages")
    picture = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9}
    phone.write(sticker=picture | {"is_animated": False, "is_video": False})
    assert "表情" in (await phone.next()).text and await key_of(at_work, phone) == "income.wages"
    at_work.api.push(edited_message=phone.message(text="城镇", edit_date=1_795_400_001))
    assert "检查" in (await phone.next()).text and await key_of(at_work, phone) == "income.wages"


async def test_a_group_is_told_to_come_in_private(at_work: Office) -> None:
    group = at_work.phone(-1009)
    message = group.message(text="/start") | {"chat": {"id": -1009, "type": "group", "title": "示例村群"}}
    at_work.api.push(message=message)
    assert "私下" in (await group.next()).text
    assert await at_work.house.turns.conversation_of_telegram(-1009) is None


async def test_after_filing_the_buttons_under_the_receipt_work(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR)
    phone.tap("查进度")
    status = await phone.next()
    assert "受理编号" in status.text and (await turn_of(at_work, phone))["replies"][0]["kind"] == "status"
    phone.tap("看看填的")
    assert "改：城镇或农村" in (await phone.next()).labels


async def test_what_staff_do_is_told_at_once(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR)
    conversation_id = await at_work.house.turns.conversation_of_telegram(phone.chat_id)
    assert conversation_id is not None
    known = len(phone.messages)
    words = say("镇里收到了，十个工作日内给您答复。")
    body = StatusPushed("SB-1", "accepted", words)
    push = at_work.house.turns.push
    await at_work.house.database.run(lambda unit: push(unit, conversation_id, body, "township", "staff-1"))
    await at_work.api.until(lambda: any(words.text in one.text for one in phone.messages[known:]))


async def test_by_link_a_sensitive_question_is_answered_on_the_web_only(demo_folder: Path) -> None:
    async with office(demo_folder, telegram_answers="link") as made:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until="residence_detail")
        assert phone.last.labels[0] == "在网页上安全填写"
        phone.say("东山村三组")
        told = (await phone.next()).text
        assert made.api.looked_at == [], "Telegram would have used up a link that opens once"
        assert "/h/" in told and await key_of(made, phone) == "residence_detail"
        token = told.partition("/h/")[2].split()[0]
        opened = await made.house.sessions.by_handover(token)
        question = opened.turn["question"]
        assert question is not None and question["key"] == "residence_detail"
