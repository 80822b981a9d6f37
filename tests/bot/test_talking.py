"""A resident and the bot, over a Bot API server: declared by taps and typing, and what goes on beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.services.shown import QuestionJson
from tests.bot.offices import Office, office
from tests.fakes.bot_api import Phone
from tests.fakes.households import FAMILY_OF_FOUR, Household, answer_for


@pytest.fixture
async def at_work(tmp_path: Path) -> AsyncIterator[Office]:
    """An office in which the bot runs."""
    async with office(tmp_path) as made:
        await made.start()
        yield made


async def question_of(made: Office, phone: Phone) -> QuestionJson | None:
    """What is open in a chat."""
    turn = await made.house.turns.last_of_telegram(phone.chat_id)
    return turn["question"] if turn is not None else None


async def reply(phone: Phone, question: QuestionJson, household: Household) -> None:
    """Answer as a resident does: by a button where there is one, else by typing."""
    kind, value = answer_for(question, household)
    if kind == "command":
        phone.tap("跳过")
    elif isinstance(value, list):
        labels = {choice["value"]: choice["label"] for choice in question["choices"]}
        for one in value:
            phone.tap(labels[one])
            await phone.next()
        phone.tap("选好了")
    elif kind == "choice":
        (label,) = [choice["label"] for choice in question["choices"] if choice["value"] == value]
        phone.tap(label)
    else:
        phone.say(str(value))


async def declare(made: Office, phone: Phone, household: Household, until: str = "") -> None:
    """Declare from the first word to the receipt, or to the question `until`."""
    phone.say("你好")
    await phone.next()
    while (question := await question_of(made, phone)) is not None and question["key"] != until:
        await reply(phone, question, household)
        while not (await phone.next()).rows and await question_of(made, phone) is not None:
            pass


async def test_a_family_of_four_declares_by_taps_and_typing(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR)
    told = "\n".join(one.text for one in phone.messages)
    turn = await at_work.house.turns.last_of_telegram(phone.chat_id)
    assert turn is not None
    (receipt,) = [reply["receipt"] for reply in turn["replies"] if reply["kind"] == "receipt"]
    assert receipt in told and "低保" in told
