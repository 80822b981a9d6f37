"""A whole house on a real database, with a family that declares and staff who log in."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.bootstrap import House, build
from api.services.shown import QuestionJson, TurnJson
from api.services.staff import StaffMember
from api.settings import Settings
from conversations.inputs import Body, Choice, Command, Input, Signature, Text
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR, Household, answer_for

_MOST_TURNS = 300


@dataclass(frozen=True)
class Filed:
    """A declaration that was filed by conversation."""

    conversation_id: str
    receipt: str


def heard_of(question: QuestionJson, household: Household) -> Body:
    """What this household answers, as the conversation hears it."""
    kind, value = answer_for(question, household)
    if kind == "command":
        return Command("skip")
    if kind == "signature":
        return Signature(name=str(value))
    if kind == "choice":
        return Choice(tuple(value) if isinstance(value, list) else value if isinstance(value, bool) else str(value))
    return Text(str(value))


async def declare(house: House, household: Household = FAMILY_OF_FOUR, **changes: str) -> Filed:
    """Declare this household by web chat, question by question, up to the receipt."""
    opened = await house.sessions.begin("zh_CN")
    turn = await answer_all(house, opened.conversation_id, opened.turn, {**household, **changes})
    receipt = next(reply["receipt"] for reply in turn["replies"] if "receipt" in reply)
    return Filed(opened.conversation_id, receipt)


async def answer_all(house: House, conversation_id: str, turn: TurnJson, household: Household) -> TurnJson:
    """Answer whatever is asked until nothing is; the last turn."""
    for _ in range(_MOST_TURNS):
        question = turn["question"]
        if question is None:
            return turn
        body = heard_of(question, household)
        heard = Input(f"after-{turn['number']}", "web", house.clock(), body, question["key"])
        turn = await house.turns.take(conversation_id, heard)
    raise AssertionError(f"still asked after {_MOST_TURNS} turns: {turn['question']}")


async def at_desk(house: House, username: str) -> StaffMember:
    """This member of the demo's staff, logged in."""
    password = dict(house.staff.demo_credentials())[username]
    return (await house.staff.login(username, password)).staff


def settings_for(url: str, folder: object, **more: object) -> Settings:
    """The demo on this database."""
    given: Mapping[str, object] = {"demo": True, "database_url": url, "data_dir": folder, **more}
    return Settings.model_validate(given)


def house_on(url: str, folder: object, clock: Clock) -> House:
    """The demo's house on a migrated database."""
    return build(settings_for(url, folder), clock)
