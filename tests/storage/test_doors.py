"""The doors to a conversation and to the console: sessions, return codes, addresses, papers, staff."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import NAME, a_conversation


async def test_a_session_opens_its_conversation_until_it_is_closed(database: Database) -> None:
    conversation = await database.run(a_conversation)
    await database.run(lambda unit: unit.conversations.open_session(b"h", conversation))
    assert await database.read(lambda unit: unit.conversations.session(b"h")) == conversation
    assert await database.read(lambda unit: unit.conversations.session(b"other")) is None
    await database.run(lambda unit: unit.conversations.close_session(b"h"))
    assert await database.read(lambda unit: unit.conversations.session(b"h")) is None


async def test_a_renewed_return_code_replaces_the_old(database: Database) -> None:
    conversation = await database.run(a_conversation)
    for code in (b"first", b"second"):
        await database.run(lambda unit, code=code: unit.conversations.set_return_code(conversation, code))  # type: ignore[misc]
    found = await database.read(lambda unit: unit.conversations.by_return_code(b"second"))
    assert found is not None
    assert found.id == conversation
    assert await database.read(lambda unit: unit.conversations.by_return_code(b"first")) is None


async def test_a_conversation_is_saved_with_where_it_asks(database: Database, clock: Clock) -> None:
    conversation = await database.run(a_conversation)
    clock.advance(minutes=5)
    await database.run(lambda unit: unit.conversations.save(conversation, b"new", 1, "bo_CN", "telegram"))
    row = await database.read(lambda unit: unit.conversations.get(conversation))
    assert row is not None
    assert (row.state, row.turn, row.locale, row.asking_channel) == (b"new", 1, "bo_CN", "telegram")
    assert (row.updated_at - row.created_at) == timedelta(minutes=5)
    assert await database.read(lambda unit: unit.conversations.get("no such")) is None


async def test_turns_are_read_in_order(database: Database, clock: Clock) -> None:
    def work(unit: Unit) -> str:
        conversation = a_conversation(unit)
        for number in (1, 2, 3, 4):
            unit.turns.append(conversation, number, clock.advance(seconds=1), "web", b"%d" % number)
        return conversation

    conversation = await database.run(work)
    some = await database.read(lambda unit: unit.turns.after(conversation, 1, 2))
    assert [(turn.number, turn.body) for turn in some] == [(2, b"2"), (3, b"3")]
    last = await database.read(lambda unit: unit.turns.last(conversation))
    assert last is not None
    assert (last.number, last.at) == (4, clock())
    assert await database.read(lambda unit: unit.turns.get(conversation, 9)) is None


async def test_an_address_is_found_marked_and_moved(database: Database) -> None:
    one, two = await database.run(a_conversation), await database.run(a_conversation)
    assert await database.run(lambda unit: unit.addresses.attach("telegram", "77", one)) == one
    assert await database.run(lambda unit: unit.addresses.attach("telegram", "77", two)) == one
    assert await database.read(lambda unit: unit.addresses.find("mail", "77")) is None
    assert await database.read(lambda unit: unit.addresses.address_of(one, "telegram")) == "77"
    assert await database.read(lambda unit: unit.addresses.address_of(two, "telegram")) is None
    await database.run(lambda unit: unit.addresses.mark_unreachable(one, "telegram"))
    assert not await database.read(lambda unit: unit.addresses.reachable(one, "telegram"))
    await database.run(lambda unit: unit.addresses.mark_reachable(one, "telegram"))
    assert await database.read(lambda unit: unit.addresses.reachable(one, "telegram")) is True
    await database.run(lambda unit: unit.addresses.mark_unreachable(one, "telegram"))
    assert await database.run(lambda unit: unit.addresses.heard_from("telegram", "77")) == one
    assert await database.run(lambda unit: unit.addresses.heard_from("telegram", "78")) is None
    assert await database.read(lambda unit: unit.addresses.reachable(one, "telegram")) is True
    await database.run(lambda unit: unit.addresses.move("telegram", "77", two))
    assert await database.read(lambda unit: unit.addresses.find("telegram", "77")) == two
    assert await database.read(lambda unit: unit.addresses.reachable(two, "telegram"))


async def test_a_paper_belongs_to_whoever_gave_it(database: Database) -> None:
    mine, other = await database.run(a_conversation), await database.run(a_conversation)
    paper = await database.run(lambda unit: unit.papers.keep(mine, "image/jpeg", b"\xff\xd8 photo"))
    found = await database.read(lambda unit: unit.papers.get(paper))
    assert found is not None
    assert (found.content, found.size, found.mime, found.conversation_id) == (b"\xff\xd8 photo", 8, "image/jpeg", mine)
    owners = await database.read(lambda unit: [unit.papers.belongs_to(paper, each) for each in (mine, other)])
    assert owners == [True, False]


async def test_an_expired_or_unknown_handover_opens_nothing(database: Database, clock: Clock) -> None:
    conversation = await database.run(a_conversation)
    until = clock() + timedelta(minutes=30)
    await database.run(lambda unit: unit.handovers.make(b"t", conversation, until))
    assert await database.run(lambda unit: unit.handovers.use(b"other", clock())) is None
    clock.advance(minutes=30)
    assert await database.run(lambda unit: unit.handovers.use(b"t", clock())) is None


async def test_a_staff_session_ends_by_time_by_closing_and_with_the_person(database: Database, clock: Clock) -> None:
    person = await database.run(lambda unit: unit.staff.add("village", NAME, "village", "993601001", "hash"))
    assert (person.name, person.active) == (NAME, True)
    until = clock() + timedelta(hours=8)

    async def enter(token: bytes) -> None:
        await database.run(lambda unit: unit.staff.open_session(token, person.id, "csrf", until))

    async def is_in(token: bytes) -> bool:
        found = await database.read(lambda unit: unit.staff.session(token, clock()))
        return found is not None and found[0] == person

    await enter(b"a")
    assert await is_in(b"a")
    assert await database.read(lambda unit: unit.staff.csrf_of(b"a", clock())) == "csrf"
    await database.run(lambda unit: unit.staff.close_session(b"a"))
    assert not await is_in(b"a")
    await enter(b"b")
    await database.run(lambda unit: unit.staff.set_active(person.id, False))
    await database.run(lambda unit: unit.staff.set_active(person.id, True))
    assert not await is_in(b"b")
    await enter(b"c")
    clock.advance(hours=8)
    assert not await is_in(b"c")
    with pytest.raises(IntegrityError):
        await database.run(lambda unit: unit.staff.add("village", NAME, "village", "993601001", "hash"))
    assert [row.username for row in await database.read(lambda unit: unit.staff.everyone())] == ["village"]


async def test_failed_logins_are_counted_by_name_and_time(database: Database, clock: Clock) -> None:
    begun = clock()
    for name in ("village", "Village", "county"):
        await database.run(lambda unit, name=name: unit.staff.note_failed_login(name, clock.advance(minutes=1)))  # type: ignore[misc]
    since = begun + timedelta(minutes=2)
    assert await database.read(lambda unit: unit.staff.failed_logins_since("village", begun)) == 2
    assert await database.read(lambda unit: unit.staff.failed_logins_since("village", since)) == 1
    await database.run(lambda unit: unit.staff.forget_failed_logins("village"))
    assert await database.read(lambda unit: unit.staff.failed_logins_since("village", begun)) == 0
    assert await database.read(lambda unit: unit.staff.failed_logins_since("county", begun)) == 1
