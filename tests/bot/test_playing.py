"""A child with the family's phone, and a sender who insists: answered each time, a few lines at the desk, nobody late."""

import random

from api.services.emergency.folding import MANY_A_DAY
from api.services.emergency.lines import lines_of
from bot.budget import Pace
from tests.bot.offices import Office
from tests.bot.residents import key_of, press, whole_turn
from tests.fakes.phones import Phone
from tests.services.review.desks import TOWNSHIP

EAST = "示例江县东镇"


async def told(office: Office, phone: Phone, what: str = "着火") -> None:
    """An emergency by taps."""
    phone.say("救急")
    await whole_turn(office, phone)
    for label in ("是的", what, EAST):
        await press(phone, label)
        await whole_turn(office, phone)
    await press(phone, "住的地方")
    await phone.next()
    phone.tap("选好了")
    await whole_turn(office, phone)


async def test_who_says_it_twenty_times_is_one_line_and_each_time_told_so(at_work: Office) -> None:
    phone, true = at_work.phone(), at_work.phone(1002)
    await told(at_work, phone)
    for _ in range(20):
        phone.say("救急")
        await whole_turn(at_work, phone)
    assert "119" in phone.messages[-2].text
    while str(await key_of(at_work, phone)).startswith("emergency."):
        await press(phone, "跳过")
        await whole_turn(at_work, phone)
    await told(at_work, phone)
    await told(at_work, true)
    lines = lines_of(await at_work.house.emergencies.queue(TOWNSHIP))
    assert [len(line.under) for line in lines] == [0, 0]
    assert sorted(line.item.flags for line in lines) == [(), ("told_again",)]
    assert any("不用再报" in one.text for one in phone.messages)


async def test_when_telegram_refuses_whoever_writes_without_end_the_others_are_answered(closed: Office) -> None:
    at_work = closed
    at_work.pace = Pace(per_second=100_000, burst=1000, chat_per_second=1, chat_burst=1000)
    await at_work.start()
    phone, true = at_work.phone(), at_work.phone(1002)
    for _ in range(40):
        phone.say("救急")
    await at_work.api.confirmed()
    at_work.api.trouble("sendMessage", 429, "Too Many Requests: retry after 40", chat_id=phone.chat_id, retry_after=40)
    phone.say("救急")
    await at_work.api.confirmed()
    await told(at_work, true)
    lines = lines_of(await at_work.house.emergencies.queue(TOWNSHIP))
    assert len(lines) == 1
    answered = len(phone.messages)
    at_work.clock.advance(seconds=41)
    while len(phone.messages) == answered:
        await phone.next()


async def test_a_child_that_taps_everything_has_a_few_lines_and_every_tap_an_answer(at_work: Office) -> None:
    phone, dice = at_work.phone(), random.Random(8)
    for _ in range(12):
        phone.say("救急")
        await whole_turn(at_work, phone)
        for _ in range(9):
            labels = [label for label in phone.messages[-1].labels if label.lstrip("☑☐ ")]
            if not labels:
                break
            phone.tap_data(_data(phone, dice), phone.messages[-1])
            await whole_turn(at_work, phone)
    true = at_work.phone(1002)
    await told(at_work, true, "突然得了重病")
    lines = lines_of(await at_work.house.emergencies.queue(TOWNSHIP))
    assert len(lines) <= MANY_A_DAY + 1
    assert lines[-1].item.what == "sudden_illness" and lines[-1].item.flags == ()
    assert await key_of(at_work, true) is not None


def _data(phone: Phone, dice: random.Random) -> str:
    buttons = [button for row in phone.messages[-1].rows for button in row if "callback_data" in button]
    return str(dice.choice(buttons)["callback_data"])
