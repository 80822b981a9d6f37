"""One turn, one transaction: sent twice, or by many at once, the end is the same as once."""

import asyncio

import pytest

from api.bootstrap import House
from api.errors import Conflict, NotFound, Unauthorized
from api.web.console.labels import label
from conversations.inputs import Choice, Command, Input, Text
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident


async def test_a_family_declares_and_is_on_file_with_its_check(house: House) -> None:
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR)
    kinds = [reply["kind"] for reply in resident.turn["replies"]]
    assert kinds[0] == "receipt" and "assessment" in kinds
    exported = await house.exporting.everything(resident.conversation_id)
    (declaration,) = exported["declarations"]
    assert "低保" in resident.turn["replies"][1]["text"]
    version = declaration["versions"][0]
    assert version["assessment"] is not None and version["answers"]["income.total"] == "25200.00"


async def test_the_same_input_again_gives_the_same_turn(house: House) -> None:
    resident = await Resident.arrive(house)
    first = await resident.send(Choice(True), "tap")
    again = await resident.send(Choice(True), "tap")
    assert again == first
    assert (await house.turns.last(resident.conversation_id)) == first


async def test_the_same_id_with_other_content_is_refused_and_takes_nothing(house: House) -> None:
    resident = await Resident.arrive(house)
    first = await resident.send(Choice(True), "tap")
    with pytest.raises(Conflict):
        await resident.send(Choice(False), "tap")
    assert (await house.turns.last(resident.conversation_id)) == first


async def test_fifty_submits_at_once_file_once(house: House) -> None:
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR, until="review")
    heard = [Input(f"s{n}", "web", house.clock(), Choice("submit"), "review") for n in range(50)]
    turns = await asyncio.gather(*(house.turns.take(resident.conversation_id, one) for one in heard))
    receipts = {reply.get("receipt") for turn in turns for reply in turn["replies"] if reply["kind"] == "receipt"}
    assert len(receipts) == 1
    exported = await house.exporting.everything(resident.conversation_id)
    assert len(exported["declarations"]) == 1


async def test_one_input_to_two_workers_at_once_is_one_turn(house: House) -> None:
    resident = await Resident.arrive(house)
    heard = Input("same", "web", house.clock(), Choice(True))
    turns = await asyncio.gather(*(house.turns.take(resident.conversation_id, heard) for _ in range(8)))
    assert all(turn == turns[0] for turn in turns)
    assert turns[0]["number"] == 2


async def test_turns_are_numbered_without_gaps_and_can_be_read_after_any(house: House) -> None:
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR, until="members.1.more")
    turns = await house.turns.after(resident.conversation_id, 0)
    assert [turn["number"] for turn in turns] == list(range(1, len(turns) + 1))
    assert await house.turns.after(resident.conversation_id, 3) == turns[3:]


async def test_an_unknown_conversation_takes_nothing(house: House) -> None:
    with pytest.raises(NotFound):
        await house.turns.take("0" * 32, Input("x", "web", house.clock(), Text("你好")))


async def test_the_return_code_opens_the_same_question_days_later(house: House, clock: Clock) -> None:
    opened = await house.sessions.begin("zh_CN")
    resident = Resident(house, opened.conversation_id, opened.turn)
    await resident.declare(FAMILY_OF_FOUR, until="income.wages")
    clock.advance(days=12)
    assert opened.return_code is not None
    back = await house.sessions.by_return_code(opened.return_code.lower().replace("-", " "))
    assert back.turn == resident.turn and back.session != opened.session
    with pytest.raises(Unauthorized):
        await house.sessions.by_return_code("2345-6789")


async def test_a_renewed_return_code_closes_the_old_one(house: House) -> None:
    opened = await house.sessions.begin("zh_CN")
    assert opened.return_code is not None
    await house.sessions.renew_return_code(opened.conversation_id)
    with pytest.raises(Unauthorized):
        await house.sessions.by_return_code(opened.return_code)


async def test_a_forged_session_speaks_for_nobody(house: House) -> None:
    with pytest.raises(Unauthorized):
        await house.sessions.conversation_of("forged")


async def test_withdrawing_reaches_the_file(house: House) -> None:
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR)
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))
    assert resident.turn["replies"][-1].get("status") == "withdrawn"
    exported = await house.exporting.everything(resident.conversation_id)
    assert exported["declarations"][0]["status"] == "withdrawn"


async def test_a_row_of_the_outbox_that_nobody_can_be_told_does_not_come_due_for_ever(house: House) -> None:
    resident = await Resident.arrive(house)
    now = house.clock()
    await house.database.run(lambda unit: unit.outbox.put(resident.conversation_id, "telegram", 1, now))
    assert await house.outbox.due(10) == []
    assert await house.outbox.waiting_count() == 0


async def test_staff_read_once_that_a_resident_must_be_called(house: House) -> None:
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR)
    here = resident.conversation_id
    await house.database.run(lambda unit: unit.addresses.attach("telegram", "77", here))
    for _ in range(2):
        await house.outbox.unreachable(0, here)
    (row,) = await house.database.read(lambda unit: unit.declarations.by_conversation(here))
    timeline = await house.database.read(lambda unit: unit.timeline.of(row.id))
    assert [one.action for one in timeline] == ["file", "unreachable"]
    assert label("event", "unreachable").text != "unreachable"
