"""After a rotation every sealed value is renewed, and then the old key is needed no more."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select, text

from storage.binding import row_of, sealed_columns
from storage.crypto import Keyring
from storage.database import open_database
from storage.errors import SealBroken
from storage.reseal import reseal
from storage.tables import metadata, sessions
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import NAME, a_declaration, a_version

SESSION = b"s" * 32
# Found by, compared with or counted, never opened: what they leak is equality.
# Amounts, ages and codes by which many households are judged at once; whole they are sealed beside them.
PLAIN = {"facts", "members", "pairs"}
KEYED = {
    "door", "return_code_hash", "token_hash", "address_index", "digest", "name_index", "id_index", "username_index",
    "source_index", "person", "code_hash", "hash", "ref", "phone_index", "sender",
}  # fmt: skip


def filled(unit: Unit) -> str:
    """One value in every sealed column."""
    clock = unit.clock
    conversation = unit.conversations.create(b"state", "zh_CN").id
    unit.turns.append(conversation, 1, clock(), "web", b"body")
    unit.addresses.attach("telegram", "77001234", conversation)
    paper = unit.papers.keep(conversation, "image/jpeg", b"photo", thumbnail=b"small")
    unit.paper_jobs.put(conversation, paper, "fetch", "where it is", clock(), input_id="i")
    filed = unit.declarations.file(a_declaration(Clock(clock())), a_version(Clock(clock())))
    unit.timeline.append(filed.id, clock() + timedelta(seconds=1), actor="a", action="b", status="c", note="note")
    unit.consents.say(filed.id, b"p" * 16, "authorize", clock(), "web", "body")
    unit.staff.add("village", NAME, "village", "993601001", "hash")
    unit.conversations.open_session(SESSION, conversation)
    unit.locks.put(SESSION, "hash", clock())
    return f"{conversation} {paper} {filed.id}"


def everything(unit: Unit, made: str) -> list[object]:
    """All that `filled` wrote, opened."""
    conversation, paper, declaration = made.split()
    found = unit.papers.get(paper)
    assert found is not None
    return [
        unit.conversations.get(conversation),
        unit.turns.last(conversation),
        unit.addresses.address_of(conversation, "telegram"),
        found.content,
        unit.papers.thumbnail(paper),
        unit.declarations.by_receipt("SB-0001"),
        unit.declarations.versions(int(declaration)),
        unit.timeline.of(int(declaration)),
        unit.consents.of(int(declaration)),
        unit.staff.by_username("village"),
        unit.locks.keyring.open(
            "sessions", "pin", row_of(SESSION), unit.connection.execute(select(sessions.c.pin)).scalar_one()
        ),
    ]


def test_bytes_in_a_table_are_sealed_or_keyed() -> None:
    columns = [
        each for table in metadata.tables.values() for each in table.columns if isinstance(each.type, LargeBinary)
    ]
    sealed = {column for column, _ in sealed_columns(metadata)}
    assert {column.name for column in columns if column not in sealed} == KEYED | PLAIN
    assert len(sealed) == 30


async def test_every_value_is_renewed(database_url: str, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    database = open_database(database_url, Keyring.create(path), clock=clock)
    made = await database.run(filled)
    before = await database.read(lambda unit: everything(unit, made))
    await asyncio.to_thread(database.close)

    database = open_database(database_url, Keyring.rotate(path), clock=clock)
    assert await database.read(lambda unit: everything(unit, made)) == before
    renewed = [await database.run(lambda unit: reseal(unit, at_most=4)) for _ in range(5)]
    assert renewed == [4, 4, 4, 2, 0]
    await asyncio.to_thread(database.close)

    content = json.loads(path.read_text())
    content["keys"] = {content["active"]: content["keys"][content["active"]]}
    path.write_text(json.dumps(content))
    database = open_database(database_url, Keyring.load(path), clock=clock)
    assert await database.read(lambda unit: everything(unit, made)) == before
    await asyncio.to_thread(database.close)


async def test_a_value_that_does_not_open_is_not_passed_over(database_url: str, clock: Clock, tmp_path: Path) -> None:
    database = open_database(database_url, Keyring.generate(), clock=clock)
    await database.run(filled)
    spoilt = text("UPDATE staff SET name = :bytes")

    def spoil(unit: Unit) -> None:
        unit.connection.execute(spoilt, {"bytes": b"not sealed at all"})

    await database.run(spoil)
    with pytest.raises(SealBroken):
        await database.run(reseal)
    await asyncio.to_thread(database.close)
