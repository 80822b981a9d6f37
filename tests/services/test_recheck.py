"""A standard is raised: whose result changes is shown first, and told once, when somebody approves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from api.bootstrap import House
from api.errors import Conflict, Forbidden, NotFound
from api.services.local_figures.figures import Entry, Figures
from api.services.rechecks.desk import RecheckDesk
from api.services.rechecks.running import Recheck
from api.services.rechecks.telling import RecheckTelling
from api.services.review.news import RESULT_CHANGED
from api.services.review.views import Filters
from api.services.staffing.staff import StaffMember
from storage.database import Database
from storage.repositories.rechecks import RunRow
from storage.unit import Unit
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, VILLAGE, declared


def raised(house: House, standard: str) -> Callable[[Unit], Figures]:
    """The same figures, with another dibao standard in the county 993601 from the first of November on."""

    def known(unit: Unit) -> Figures:
        figures = house.figures.known(unit, "993601")
        day = date(2025, 11, 1)
        new = (
            Entry("993601", one, "dibao_monthly", standard, day, number=10**6, revision=9) for one in ("urban", "rural")
        )
        return Figures(house.figures.areas(), (*figures.entries(), *new))

    return known


class Rechecking:
    """Judging again, its desk, and telling it, by one name."""

    def __init__(self, database: Database, house: House, standard: str) -> None:
        figures = raised(house, standard)
        running = Recheck(database, figures, house.clock, house.outbox, alone=True)
        desk = RecheckDesk(database, running, figures, house.figures, house.clock)
        self.desk, self.run, self.read_waiting = desk, running.run, running.read_waiting
        self.report, self.view, self.leave_out = desk.report, desk.view, desk.leave_out
        self.approve, self.approve_as = desk.approve, desk.approve_as
        self.tell = RecheckTelling(
            database, house.turns, house.figures, house.clock, lambda: house.renderer("zh_CN")
        ).tell

    async def begin(self, staff: StaffMember) -> RunRow:
        """Begun at the desk, then read as a server does."""
        run = await self.desk.begin(staff)
        assert await self.read_waiting() == 1
        return run


def with_standard(house: House, standard: str) -> Rechecking:
    """The re-check where this standard holds."""
    return Rechecking(house.database, house, standard)


async def told_at(house: House, standard: str) -> Rechecking:
    """What is on file was judged again at this standard, and told."""
    recheck = with_standard(house, standard)
    run = await recheck.run("test")
    await recheck.approve_as("test", run.id)
    await recheck.tell()
    return recheck


async def words_of(resident: Resident) -> list[str]:
    """All that was said in the conversation."""
    turns = await resident.house.turns.after(resident.conversation_id, 0, 1000)
    return [reply["text"] for turn in turns for reply in turn["replies"]]


async def test_nothing_changes_while_nothing_changed(house: House) -> None:
    await declared(house)
    run = await house.recheck.run("test")
    view = await house.recheck_desk.view(COUNTY, run.id)
    assert (run.state, run.seen, view.changed) == ("ready", 1, 0)


async def test_who_changes_is_shown_first_and_told_once_when_approved(house: House) -> None:
    resident = await declared(house)
    await told_at(house, "1")
    before = await words_of(resident)
    recheck = with_standard(house, "9000")
    run = await recheck.begin(COUNTY)
    view = await recheck.view(COUNTY, run.id)
    assert view.changed == 1 and not view.may_approve and view.refused is not None
    with pytest.raises(Forbidden):
        await recheck.approve(COUNTY, run.id)
    assert (await recheck.view(ADMIN, run.id)).may_approve
    change = view.found[0].change
    assert (change.to_category, change.to_outcome) == ("dibao", "likely")
    assert change.article and change.rule.startswith("dibao")
    assert view.found[0].name == "周**" and "周示例" not in str(view)
    assert await recheck.tell() == 0
    assert await words_of(resident) == before
    await recheck.approve(ADMIN, run.id)
    with pytest.raises(Conflict):
        await recheck.approve(ADMIN, run.id)
    assert await recheck.tell() == 1
    assert await recheck.tell() == 0
    news = (await words_of(resident))[len(before) :]
    assert len([one for one in news if "可以申请" in one]) == 1
    opened = await house.review.open(TOWNSHIP, resident.receipt)
    assert RESULT_CHANGED in opened.item.flags
    again = await recheck.run("test")
    assert (await recheck.report(again.id)).changed == 0
    assert (await recheck.view(COUNTY, run.id)).run.state == "told"


async def test_for_the_worse_the_words_end_nothing(house: House) -> None:
    resident = await declared(house)
    await told_at(house, "1")
    said = "".join((await words_of(resident))[-2:])
    assert "不会因为这条消息停下来" in said


async def test_withdrawn_and_corrected_ones_are_not_told(house: House) -> None:
    from conversations.inputs import Command

    resident = await declared(house)
    recheck = with_standard(house, "1")
    run = await recheck.run("test")
    assert (await recheck.report(run.id)).changed == 1
    await resident.send(Command("withdraw"))
    while (question := resident.turn["question"]) is not None and question["kind"] == "confirm":
        from conversations.inputs import Choice

        await resident.send(Choice(True))
    before = await words_of(resident)
    await recheck.approve_as("test", run.id)
    assert await recheck.tell() == 1
    assert await words_of(resident) == before
    assert (await recheck.run("test")).seen == 0


async def test_only_county_and_administrator_of_the_area_begin_and_approve(house: House) -> None:
    await declared(house)
    recheck = with_standard(house, "1")
    run = await recheck.begin(ADMIN)
    for staff in (VILLAGE, TOWNSHIP, NEIGHBOUR, AUDITOR):
        with pytest.raises(Forbidden):
            await recheck.begin(staff)
        with pytest.raises(Forbidden):
            await recheck.approve(staff, run.id)
        assert not (await recheck.view(staff, run.id)).may_approve
    with pytest.raises(NotFound):
        await recheck.view(STRANGER, run.id)
    with pytest.raises(NotFound):
        await recheck.approve(replace(COUNTY, area_code="993701"), run.id)
    assert (await recheck.view(NEIGHBOUR, run.id)).changed == 0
    assert (await recheck.view(TOWNSHIP, run.id)).changed == 1


async def test_what_was_filed_before_is_worked_out_by_the_first_run(house: House) -> None:
    from sqlalchemy import text

    await declared(house, FAMILY_OF_FOUR)
    kept = await house.database.read(lambda unit: unit.checked.page("", 0, 10))
    await house.database.run(lambda unit: unit.connection.execute(text("DELETE FROM checked")).close())
    await house.recheck.run("test")
    assert await house.database.read(lambda unit: unit.checked.page("", 0, 10)) == kept


async def test_the_queue_still_lists_it(house: House) -> None:
    await declared(house)
    await told_at(house, "1")
    page = await house.queueing.page(TOWNSHIP, Filters())
    assert RESULT_CHANGED in page.items[0].flags
