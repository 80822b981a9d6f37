"""From a change at a family to the work list, and from there to what was done about it."""

import pytest

from api.bootstrap import House
from api.errors import BadInput, Conflict, Forbidden, NotAllowedNow, NotFound
from api.services.monitoring.desk import Close, WorkFilter
from api.services.review.actions import Action
from conversations.inputs import Choice, Command
from tests.fakes.clocks import Clock
from tests.fakes.houses import Resident
from tests.services.monitoring.families import ILL, POORER, RICHER, decided, declared_again, open_cases, reported
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, VILLAGE, declared
from tests.services.test_afterwards import act, finish


async def last_words(house: House, resident: Resident) -> str:
    turn = await house.turns.last(resident.conversation_id)
    assert turn is not None
    return "\n".join(reply["text"] for reply in turn["replies"])


async def test_what_a_family_reports_is_on_the_list_once(house: House) -> None:
    resident = await declared(house)
    assert await open_cases(house) == ()
    await reported(resident, "income", POORER)
    (case,) = await open_cases(house)
    assert (case.receipt, case.source, case.signal, case.handling) == (
        resident.receipt, "resident", "income_fall", "start",
    )  # fmt: skip
    assert await open_cases(house) == (case,)
    view = await house.monitoring.desk.open(TOWNSHIP, case.id)
    renderer = house.renderer("zh_CN")
    (words,) = [renderer.render(one) for one in view.found]
    assert "25,200" in words and "12,000" in words and "13,200" in words


async def test_a_change_below_every_line_is_still_told_and_a_new_number_is_not(house: House) -> None:
    resident = await declared(house)
    await reported(resident, "contact", {"phone": "13900139000"})
    assert await open_cases(house) == ()
    await reported(resident, "income", {"income.wages": "每月1210"})
    (case,) = await open_cases(house)
    assert (case.signal, case.source) == ("changed", "resident")


async def test_what_the_township_asked_for_is_only_found_when_it_reaches_a_line(house: House) -> None:
    resident = await declared(house)
    await act(house, resident.receipt, "accept")
    await act(house, resident.receipt, "ask_back", keys=("income.wages",))
    await finish(resident)
    assert await open_cases(house) == ()


async def test_a_decision_answers_what_was_told_before_it(house: House) -> None:
    resident = await declared(house)
    await reported(resident, "income", POORER)
    (case,) = await open_cases(house)
    await decided(house, resident.receipt)
    assert await open_cases(house) == ()
    (closed,) = await open_cases(house, state="closed")
    assert (closed.id, closed.closing, closed.closed_by) == (case.id, "decided", "system")


@pytest.mark.parametrize(
    ("result", "change", "part", "handling"),
    [("approved", ILL, "expenditure", "deliver"), ("approved", RICHER, "income", "recheck"),
     ("registered", ILL, "expenditure", "start")],
)  # fmt: skip
async def test_a_family_that_was_decided_and_declares_again_is_compared_with_what_it_said(
    house: House, result: str, change: dict[str, str], part: str, handling: str
) -> None:
    resident = await declared(house)
    receipt = resident.receipt
    await decided(house, receipt, result=result, category="dibao_margin" if result == "approved" else "none")
    await declared_again(resident, part, change)
    (case,) = await open_cases(house)
    assert (case.handling, case.receipt != receipt) == (handling, True)
    assert (await house.monitoring.desk.open(TOWNSHIP, case.id)).detail.earlier == receipt


async def test_telling_the_policy_leaves_it_to_the_family(house: House, clock: Clock) -> None:
    resident = await declared(house)
    await reported(resident, "income", POORER)
    (case,) = await open_cases(house)
    close = Close("c1", "told", "可以来问问教育救助。")
    clock.advance(days=1)
    view = await house.monitoring.desk.close(TOWNSHIP, case.id, close)
    assert (view.item.state, view.item.closing, view.item.closed_by) == ("closed", "told", "township")
    told = await last_words(house, resident)
    assert "由您自己决定" in told and "教育救助" in told and resident.receipt in told
    row = await house.review.open(TOWNSHIP, resident.receipt)
    assert [one.action for one in row.timeline if one.action.startswith("monitor")] == [
        "monitor_found", "monitor_closed",
    ]  # fmt: skip
    assert row.item.status == "submitted"
    again = await house.monitoring.desk.close(TOWNSHIP, case.id, close)
    assert again.item == view.item
    with pytest.raises(Conflict):
        await house.monitoring.desk.close(TOWNSHIP, case.id, Close("c1", "not_fitting", "看过"))
    with pytest.raises(NotAllowedNow):
        await house.monitoring.desk.close(COUNTY, case.id, Close("c2", "told"))


async def test_sorted_another_way_it_has_other_closings_and_says_why(house: House) -> None:
    resident = await declared(house)
    await reported(resident, "income", POORER)
    (case,) = await open_cases(house)
    view = await house.monitoring.desk.sort(TOWNSHIP, case.id, "complex", "两个孩子分在两县")
    assert view.item.handling == "complex" and view.item.due > case.due
    assert [one.before for one in view.detail.sorted] == ["start"] and view.found
    with pytest.raises(BadInput):
        await house.monitoring.desk.close(TOWNSHIP, case.id, Close("c", "told"))
    before = await last_words(house, resident)
    closed = await house.monitoring.desk.close(TOWNSHIP, case.id, Close("c", "met", "协调机制 11 月 23 日商定"))
    assert closed.note == "协调机制 11 月 23 日商定"
    assert await last_words(house, resident) == before


@pytest.mark.parametrize(
    ("close", "key"),
    [
        (Close("x", "vanish"), "closing"),
        (Close("x", "not_fitting"), "note"),
        (Close("x", "pushed"), "department"),
        (Close("x", "pushed", department="post"), "department"),
        (Close("", "told"), "id"),
        (Close("x", "delivered", "办了"), "closing"),
        (Close("x", "told", "字" * 1001), "note"),
    ],
)
async def test_what_a_closing_needs_is_named(sqlite_house: House, close: Close, key: str) -> None:
    resident = await declared(sqlite_house)
    await reported(resident, "income", POORER)
    (case,) = await open_cases(sqlite_house)
    with pytest.raises(BadInput) as refused:
        await sqlite_house.monitoring.desk.close(TOWNSHIP, case.id, close)
    assert refused.value.faults[0].key == key
    assert len(await open_cases(sqlite_house)) == 1


async def test_nobody_sees_or_closes_what_lies_elsewhere(house: House) -> None:
    resident = await declared(house)
    await reported(resident, "income", POORER)
    (case,) = await open_cases(house)
    desk = house.monitoring.desk
    for staff in (NEIGHBOUR, STRANGER):
        page = await desk.work_list(staff, WorkFilter())
        assert (page.items, page.total, sum(page.counts.values())) == ((), 0, 0)
        for attempt in (
            desk.open(staff, case.id), desk.sort(staff, case.id, "complex", "x"),
            desk.close(staff, case.id, Close("x", "told")),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                await attempt
    for staff in (VILLAGE, AUDITOR, ADMIN):
        assert len((await desk.work_list(staff, WorkFilter())).items) == 1
        view = await desk.open(staff, case.id)
        assert not view.may_act
        # What was found may tell an illness: neighbours and administrators do not read it.
        assert bool(view.detail.signals) == (staff is AUDITOR)
        for refused in (desk.sort(staff, case.id, "complex", "x"), desk.close(staff, case.id, Close("x", "told"))):
            with pytest.raises(Forbidden):
                await refused
    assert (await desk.open(COUNTY, case.id)).may_act


async def test_a_family_that_withdraws_is_not_looked_at_any_more(house: House) -> None:
    resident = await declared(house)
    await reported(resident, "income", POORER)
    assert len(await open_cases(house)) == 1
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))
    assert await open_cases(house) == ()


async def test_overdue_ones_are_found(house: House, clock: Clock) -> None:
    resident = await declared(house)
    await reported(resident, "income", POORER)
    await open_cases(house)
    desk = house.monitoring.desk
    assert (await desk.work_list(TOWNSHIP, WorkFilter(overdue=True))).total == 0
    clock.advance(days=20)
    (late,) = (await desk.work_list(TOWNSHIP, WorkFilter(overdue=True))).items
    assert late.urgency == "over"


async def test_when_its_year_is_due_a_household_joins_the_list_until_it_was_gone_through(
    house: House, clock: Clock
) -> None:
    receipt = (await declared(house)).receipt
    await decided(house, receipt)
    clock.advance(days=364)
    await house.watching.look()
    assert await open_cases(house) == ()
    clock.advance(days=3)
    await house.watching.look()
    (case,) = await open_cases(house)
    assert (case.source, case.signal, case.handling) == ("review", "review", "deliver")
    reviewed = Action("y1", "review_year", result="unchanged")
    await house.review.act(TOWNSHIP, receipt, reviewed)
    assert await open_cases(house) == ()
    (closed,) = await open_cases(house, state="closed")
    assert (closed.id, closed.closing) == (case.id, "reviewed")
