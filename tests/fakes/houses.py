"""Whole houses for tests: everything put together on a real database, and a resident who talks with one."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from api.bootstrap import House, build
from api.services.shown import TurnJson
from api.settings import Settings
from conversations.inputs import Body, Channel, Choice, Command, CommandName, Input, Signature, Text
from storage.crypto import Keyring
from tests.fakes.clocks import Clock
from tests.fakes.households import Household, answer_for


def settings_for(folder: Path, database_url: str | None = None, **others: object) -> Settings:
    """Settings of a demo in a folder. No photo is read, whatever is installed here."""
    named: dict[str, object] = {"demo": True, "data_dir": folder, "ocr": False, **others}
    if database_url is not None:
        named["database_url"] = database_url
    return Settings.model_validate(named)


@pytest.fixture
def house(tmp_path: Path, database_url: str, keyring: Keyring, clock: Clock) -> Iterator[House]:
    """A house on SQLite, then on PostgreSQL."""
    made = build(settings_for(tmp_path, database_url), clock)
    yield made
    made.close()


@pytest.fixture
def sqlite_house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    """A house on SQLite only, for what does not depend on the database."""
    made = build(settings_for(tmp_path), clock)
    yield made
    made.close()


def body_for(kind: str, value: object) -> Body:
    """An answer of the web contract as the engine hears it."""
    if kind == "command" and isinstance(value, Mapping):
        name: CommandName = value["name"]
        return Command(name, value.get("key"))
    if kind == "signature":
        return Signature(name=str(value))
    if kind == "choice":
        return (
            Choice(tuple(value))
            if isinstance(value, list)
            else Choice(value if isinstance(value, bool) else str(value))
        )
    return Text(str(value))


class Resident:
    """Somebody in a web conversation, with ids of inputs counted up. `sender`: the address they are at, if known."""

    def __init__(self, house: House, conversation_id: str, turn: TurnJson) -> None:
        self.house = house
        self.conversation_id = conversation_id
        self.turn = turn
        self.count = 0
        self.receipts: list[str] = []
        self.sender = ""

    @classmethod
    async def arrive(cls, house: House) -> "Resident":
        """Open the page for the first time."""
        opened = await house.sessions.begin("zh_CN")
        return cls(house, opened.conversation_id, opened.turn)

    @property
    def key(self) -> str | None:
        """The key of the open question."""
        question = self.turn["question"]
        return question["key"] if question is not None else None

    async def send(self, body: Body, input_id: str | None = None, channel: Channel = "web") -> TurnJson:
        """One input; its id is counted up unless one is given."""
        self.count += 1
        heard = Input(input_id or f"i{self.count}", channel, self.house.clock(), body, sender=self.sender)
        self.turn = await self.house.turns.take(self.conversation_id, heard)
        return self.turn

    async def declare(self, household: Household, until: str = "") -> TurnJson:
        """Answer as this household does, up to the question `until`, or to the receipt."""
        while (question := self.turn["question"]) is not None and question["key"] != until:
            await self.send(body_for(*answer_for(question, household)))
        return self.turn

    @property
    def receipt(self) -> str:
        """The receipt number of the turn that filed."""
        return next(reply["receipt"] for reply in self.turn["replies"] if reply["kind"] == "receipt")
