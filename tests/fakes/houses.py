"""Whole houses for tests: everything put together on a real database, and a resident who talks with one."""

import shutil
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from api.bootstrap import House, build, keyring_of, prepare
from api.services.staffing.staff import StaffDesk
from api.services.transcript.shown import TurnJson
from api.services.ways_in.locking import Locking
from api.settings import Settings
from conversations.inputs import Body, Channel, Choice, Command, CommandName, Input, Signature, Text
from tests.fakes.clocks import Clock
from tests.fakes.databases import Postgres
from tests.fakes.households import Household, answer_for


def settings_for(folder: Path, database_url: str | None = None, **others: object) -> Settings:
    """Settings of a demo in a folder. No photo is read, whatever is installed here."""
    named: dict[str, object] = {"demo": True, "data_dir": folder, "ocr": False, **others}
    if database_url is not None:
        named["database_url"] = database_url
    return Settings.model_validate(named)


# Slow hashes keep out whoever has the file. That is tested where it is made; the demo has seven accounts.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
DATABASE = "shenbao.db"


def quick(house: House) -> House:
    """The same house, in which passwords are hashed at once."""
    house.sessions.locking = Locking(house.database, house.clock, QUICK)
    return replace(house, staff=StaffDesk(house.database, keyring_of(house.settings), house.clock, QUICK))


def first_start(folder: Path, database_url: str | None = None) -> None:
    """What a demo does at its first start: the key, the tables, the sample figures."""
    settings = settings_for(folder, database_url)
    prepare(settings, keyring_of(settings), Clock())


def copied(started: Path, folder: Path) -> Path:
    """A copy of what the first start left, in another folder; returns that."""
    for name in (DATABASE, settings_for(folder).key_file.name):
        shutil.copy(started / name, folder)
    return folder


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a demo leaves it after its first start: to be copied, not used."""
    folder = tmp_path_factory.mktemp("started")
    first_start(folder)
    return folder


@pytest.fixture
def demo_folder(started: Path, tmp_path: Path) -> Path:
    """A folder of this test, as a demo leaves it after its first start: a house in it begins at once."""
    return copied(started, tmp_path)


@pytest.fixture(scope="session")
def _started_postgres(started: Path, postgres: Postgres) -> str:
    first_start(started, postgres.create("started"))
    return "started"


@pytest.fixture
def _demo_postgres(_started_postgres: str, postgres: Postgres) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    yield postgres.create(name, _started_postgres)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def demo_url(request: pytest.FixtureRequest, demo_folder: Path) -> str:
    """The address of a demo's database after its first start, on one engine after the other; key in `demo_folder`."""
    if request.param == "sqlite":
        return f"sqlite:///{demo_folder / DATABASE}"
    return str(request.getfixturevalue("_demo_postgres"))


@pytest.fixture
def house(demo_folder: Path, demo_url: str, clock: Clock) -> Iterator[House]:
    """A house on SQLite, then on PostgreSQL."""
    made = quick(build(settings_for(demo_folder, demo_url), clock))
    yield made
    made.close()


@pytest.fixture
def sqlite_house(demo_folder: Path, clock: Clock) -> Iterator[House]:
    """A house on SQLite only, for what does not depend on the database."""
    made = quick(build(settings_for(demo_folder), clock))
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
