"""The desk of a re-check: shown with its clause, left out for a reason, told in ways that are counted."""

import pytest
from sqlalchemy import select

from api.bootstrap import House
from api.errors import BadInput, Conflict, Forbidden, NotFound
from api.services.review.actions import Action
from api.services.review.news import RESULT_CHANGED
from conversations.inputs import Command, Input, Text
from storage.tables import recheck_changes
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.rechecking import change_standard
from tests.services.review.desks import ADMIN, COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, declared
from tests.services.test_afterwards import finish
from tests.services.test_recheck import words_of


async def judged_again(house: House, value: str = "500") -> int:
    """The standard is another, the county has begun, and everything is read; the number of the run."""
    await change_standard(house, value)
    run = await house.recheck_desk.begin(COUNTY)
    assert await house.recheck.read_waiting() == 1
    return run.id


async def test_shown_with_the_figures_of_then_and_of_now(house: House) -> None:
    resident = await declared(house)
    run = await judged_again(house)
    view = await house.recheck_desk.view(COUNTY, run)
    (found,) = view.found
    assert (found.receipt, found.name, found.place) == (resident.receipt, "周**", "示例江县东镇")
    assert found.clause.before is not None and found.clause.after is not None
    assert (found.clause.before.holds, found.clause.after.holds) == (True, False)
    assert found.clause.before.figure == found.clause.after.figure
    assert (found.clause.before.threshold, found.clause.after.threshold) == ("715.00", "500.00")
    assert found.clause.after.arithmetic and found.change.article
    (letter,) = view.letters
    assert letter.count == 1 and resident.receipt not in str(letter.words.params)


async def test_one_left_out_is_not_told_and_found_again(house: House) -> None:
    first, second = await declared(house), await declared(house)
    run = await judged_again(house)
    desk = house.recheck_desk
    with pytest.raises(BadInput):
        await desk.leave_out(COUNTY, run, first.receipt, "  ")
    with pytest.raises(Forbidden):
        await desk.leave_out(TOWNSHIP, run, first.receipt, "再核对")
    with pytest.raises(NotFound):
        await desk.leave_out(COUNTY, run, "SB261122000000", "再核对")
    await desk.leave_out(COUNTY, run, second.receipt, "点错了")
    await desk.leave_out(COUNTY, run, second.receipt, "", out=False)
    left = await desk.leave_out(COUNTY, run, first.receipt, "家里老人刚过世，等几天")
    assert (left.change.left_out_by, left.change.left_out_why) == ("county", "家里老人刚过世，等几天")
    view = await desk.view(ADMIN, run)
    assert (view.changed, view.to_tell, view.moved[0].left_out, view.letters[0].count) == (2, 1, 1, 1)
    await desk.approve(ADMIN, run)
    with pytest.raises(Conflict):
        await desk.leave_out(COUNTY, run, second.receipt, "太晚了")
    assert await house.recheck_telling.tell() == 1
    await house.recheck_telling.tell()
    assert not [one for one in await words_of(first) if "重新看了一遍" in one]
    assert (await desk.view(ADMIN, run)).how == {"left_out": 1, "web": 1}
    assert RESULT_CHANGED not in (await house.review.open(TOWNSHIP, first.receipt)).item.flags
    noted = [
        event for event in (await house.review.open(TOWNSHIP, first.receipt)).timeline if "recheck" in event.action
    ]
    assert [(one.action, one.record.note) for one in noted] == [("recheck_left_out", "家里老人刚过世，等几天")]
    again = await desk.begin(COUNTY)
    await house.recheck.read_waiting()
    assert [one.receipt for one in (await desk.view(COUNTY, again.id)).found] == [first.receipt]


async def test_two_runs_that_found_the_same_tell_it_once(house: House) -> None:
    resident = await declared(house)
    first, second = await judged_again(house), (await house.recheck_desk.begin(COUNTY)).id
    await house.recheck.read_waiting()
    for run in (first, second):
        await house.recheck_desk.approve(ADMIN, run)
    while await house.recheck_telling.tell():
        pass
    assert len([one for one in await words_of(resident) if "重新看了一遍" in one]) == 1
    assert (await house.recheck_desk.view(ADMIN, second)).how == {"passed_over": 1}


async def test_what_changed_since_keeps_it_from_being_told(house: House) -> None:
    await declared(house)
    run = await judged_again(house)
    await change_standard_again(house, "450")
    view = await house.recheck_desk.view(ADMIN, run)
    assert view.refused is not None and not view.may_approve
    with pytest.raises(Conflict):
        await house.recheck_desk.approve(ADMIN, run)


async def change_standard_again(house: House, value: str) -> None:
    """A later entry with a later first day."""
    from dataclasses import replace

    from tests.services.rechecking import proposal

    row = await house.figure_desk.enter(COUNTY, replace(proposal(value), since="2025-12-01"))
    await house.figure_desk.decide(ADMIN, row.id, "approve")


async def test_whom_no_message_reaches_is_to_be_called(house: House) -> None:
    begun = await house.turns.from_telegram(77, Input("hello", "telegram", house.clock(), Text("你好")))
    by_telegram = Resident(house, begun.conversation_id, begun.turn)
    await by_telegram.declare(FAMILY_OF_FOUR)
    run = await judged_again(house)
    await house.recheck_desk.approve(ADMIN, run)
    await house.recheck_telling.tell()
    assert (await house.recheck_desk.view(COUNTY, run)).how == {"on_its_way": 1}
    assert begun.outbox_id is not None
    await house.outbox.sent(begun.outbox_id)
    (parcel,) = await house.outbox.due(10)
    assert "重新看了一遍" in parcel.turn["replies"][0]["text"]
    await house.outbox.unreachable(parcel.id, parcel.conversation_id)
    view = await house.recheck_desk.view(COUNTY, run, to_call=True)
    assert view.how == {"call": 1} and [one.receipt for one in view.found] == [by_telegram.receipt]


async def test_staff_have_looked(house: House) -> None:
    resident = await declared(house)
    run = await judged_again(house)
    await house.recheck_desk.approve(ADMIN, run)
    await house.recheck_telling.tell()
    before = await words_of(resident)
    opened = await house.review.open(TOWNSHIP, resident.receipt)
    assert RESULT_CHANGED in opened.item.flags and "result_seen" in opened.actions
    await house.review.act(TOWNSHIP, resident.receipt, Action("seen", "result_seen"))
    opened = await house.review.open(TOWNSHIP, resident.receipt)
    assert RESULT_CHANGED not in opened.item.flags and "result_seen" not in opened.actions
    assert await words_of(resident) == before


async def test_nobody_sees_another_area(house: House) -> None:
    await declared(house)
    run = await judged_again(house)
    assert (await house.recheck_desk.view(TOWNSHIP, run)).changed == 1
    other = await house.recheck_desk.view(NEIGHBOUR, run)
    assert (other.changed, other.found, other.moved, other.how) == (0, (), (), {})
    with pytest.raises(NotFound):
        await house.recheck_desk.view(STRANGER, run)
    assert await house.recheck_desk.runs(STRANGER) == []


async def test_why_one_was_left_out_goes_with_an_erasure(house: House) -> None:
    resident = await declared(house)
    run = await judged_again(house)
    await house.recheck_desk.leave_out(COUNTY, run, resident.receipt, "周示例在住院")
    receipt = resident.receipt
    await resident.send(Command("withdraw"))
    await finish(resident)
    await house.erasing.erase(receipt, "system")
    kept = select(recheck_changes.c.left_out_why)
    assert await house.database.read(lambda unit: unit.connection.execute(kept).scalars().all()) == [None]
