"""A resident at a phone who declares as a household of the tests would: by a button where there is one."""

import asyncio
from collections.abc import Iterable

from api.services.bell import PAPERS
from api.services.transcript.shown import QuestionJson, TurnJson
from tests.bot.offices import Office
from tests.fakes.households import Household, answer_for
from tests.fakes.phones import Phone

PATIENCE = 60


async def turn_of(made: Office, phone: Phone) -> TurnJson:
    """The last turn of a chat."""
    turn = await made.house.turns.last_of_telegram(phone.chat_id)
    assert turn is not None, "nothing was said in this chat"
    return turn


async def key_of(made: Office, phone: Phone) -> str | None:
    """The key of the open question of a chat."""
    question = (await turn_of(made, phone))["question"]
    return question["key"] if question is not None else None


async def reply(phone: Phone, question: QuestionJson, household: Household) -> None:
    """Answer the open question; ticks are waited for, the answer itself is not."""
    kind, value = answer_for(question, household)
    if kind == "command":
        phone.tap("跳过")
    elif isinstance(value, list):
        await tick(phone, question, value)
    elif kind == "choice" and isinstance(value, str | bool):
        await press(phone, {choice["value"]: choice["label"] for choice in question["choices"]}[value])
    else:
        phone.say(str(value))


async def tick(phone: Phone, question: QuestionJson, values: list[str]) -> None:
    """Tick these lines of a list and untick the others; "none of these" is an answer at once."""
    labels = {choice["value"]: choice["label"] for choice in question["choices"]}
    ticked = [str(choice["value"]) for choice in question["choices"] if choice.get("ticked")]
    if values == ["none"]:
        await press(phone, labels["none"])
        return
    for one in (*(one for one in ticked if one not in values), *(one for one in values if one not in ticked)):
        await press(phone, labels[one])
        await phone.next()
    phone.tap("选好了")


async def press(phone: Phone, label: str) -> None:
    """Tap the button, on whatever page of the buttons it is."""
    while label not in (labels := _labels(phone)):
        turning = [one for one in labels if one.endswith("›")] or [one for one in labels if one.startswith("‹")]
        phone.tap(turning[0])
        await phone.next()
    phone.tap(label)


def _labels(phone: Phone) -> list[str]:
    shown = next(one for one in reversed(phone.messages) if one.rows)
    return [label.lstrip("☑☐ ") for label in shown.labels]


async def declare(made: Office, phone: Phone, household: Household, until: str = "") -> None:
    """Declare from the first word to the receipt, or to the question `until`."""
    phone.say("你好")
    await whole_turn(made, phone)
    while (question := (await turn_of(made, phone))["question"]) is not None and question["key"] != until:
        await reply(phone, question, household)
        await whole_turn(made, phone)


async def whole_turn(made: Office, phone: Phone) -> None:
    """Wait for the last message of a turn: the one with the buttons, or with nothing asked."""
    while not (await phone.next()).rows and await key_of(made, phone) is not None:
        pass


async def kept(made: Office, phone: Phone, papers: Iterable[str]) -> None:
    """Wait until these papers are fetched and kept."""
    conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
    assert conversation_id is not None
    async with made.house.bell.subscribe(PAPERS) as bell, asyncio.timeout(PATIENCE):
        for paper in papers:
            while await made.house.papers.thumbnail(conversation_id, paper) is None:
                await bell.wait(PATIENCE)
