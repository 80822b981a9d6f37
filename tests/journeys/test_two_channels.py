"""The same household by web and by Telegram: asked the same questions, and filed the same answers."""

import re
from pathlib import Path

from api.services.transcript.shown import TurnJson
from tests.bot.offices import Office, office
from tests.bot.residents import reply, turn_of, whole_turn
from tests.fakes.households import FAMILY_OF_FOUR, answer_for
from tests.fakes.houses import Resident, body_for
from tests.fakes.phones import Phone


async def by_web(made: Office) -> tuple[str, list[str]]:
    """Declare on the web: the conversation, and the questions in the order they were asked."""
    resident, asked = await Resident.arrive(made.house), list[str]()
    while (question := resident.turn["question"]) is not None:
        asked.append(question["key"])
        await resident.send(body_for(*answer_for(question, FAMILY_OF_FOUR)))
    return resident.conversation_id, asked


async def by_telegram(made: Office, phone: Phone) -> tuple[str, list[str]]:
    """Declare by taps and typing: the same two."""
    asked: list[str] = []
    phone.say("/start")
    await whole_turn(made, phone)
    while (question := (await turn_of(made, phone))["question"]) is not None:
        asked.append(question["key"])
        await reply(phone, question, FAMILY_OF_FOUR)
        await whole_turn(made, phone)
    conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
    assert conversation_id is not None
    return conversation_id, asked


def assessed(turns: list[TurnJson]) -> list[str]:
    """What was said about the preliminary check; the links to sign by are each of one family only."""
    said = (one["text"] for turn in turns for one in turn["replies"] if one["kind"] == "assessment")
    return [re.sub(r"(/authorize/)[\w-]+", r"\1…", text) for text in said]


async def test_what_is_asked_and_what_is_filed_do_not_depend_on_the_channel(demo_folder: Path) -> None:
    async with office(demo_folder) as made:
        await made.start()
        web, asked_by_web = await by_web(made)
        telegram, asked_by_telegram = await by_telegram(made, made.phone())
        assert asked_by_web == asked_by_telegram and len(asked_by_web) > 60
        of_web, of_telegram = (
            await made.house.exporting.everything(web),
            await made.house.exporting.everything(telegram),
        )
        (one,), (other,) = of_web["declarations"], of_telegram["declarations"]
        filed, also = one["versions"][0], other["versions"][0]
        assert filed["answers"] == also["answers"] != {}
        assert filed["assessment"] == also["assessment"] and filed["assessment"] is not None
        assert assessed(of_web["turns"]) == assessed(of_telegram["turns"]) != []
