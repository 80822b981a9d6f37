"""A standard is raised: whose result changes is shown first, and told once, when somebody approves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.bootstrap import House, build
from api.errors import Conflict, Forbidden, NotFound
from api.services.figures import Entry, Figures, Standards
from api.services.recheck import Recheck
from api.services.recheck_telling import FLAG, RecheckTelling
from api.services.review.views import Filters
from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident, settings_for
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, VILLAGE, declared


def raised(house: House, standard: str) -> Callable[[Unit], Standards]:
    """The same figures, with another dibao standard in the county 993601 from the first of November on."""

    def known(unit: Unit) -> Standards:
        figures = house.figures.known(unit, "993601")
        day = date(2025, 11, 1)
        new = (
            Entry("993601", one, "dibao_monthly", standard, day, number=10**6, revision=9) for one in ("urban", "rural")
        )
        return Figures(house.figures.areas(), (*figures.entries(), *new))

    return known


class Rechecking(Recheck):
    """Judging again and telling it, by one name."""

    def __init__(self, database: Database, house: House, standard: str) -> None:
        super().__init__(database, raised(house, standard), house.clock)
        self.tell = RecheckTelling(
            database, house.turns, house.figures, house.clock, lambda: house.renderer("zh_CN")
        ).tell


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
    view = await house.recheck.view(COUNTY, run.id)
    assert (run.state, run.seen, view.changed) == ("ready", 1, 0)


async def test_who_changes_is_shown_first_and_told_once_when_approved(house: House) -> None:
    resident = await declared(house)
    await told_at(house, "1")
    before = await words_of(resident)
    recheck = with_standard(house, "9000")
    run = await recheck.begin(COUNTY)
    view = await recheck.view(COUNTY, run.id)
    assert view.changed == 1 and view.may_approve
    change = view.found[0].change
    assert (change.to_category, change.to_outcome) == ("dibao", "likely")
    assert change.article and change.rule.startswith("dibao")
    assert resident.receipt not in str(view)
    assert await recheck.tell() == 0
    assert await words_of(resident) == before
    await recheck.approve(COUNTY, run.id)
    with pytest.raises(Conflict):
        await recheck.approve(ADMIN, run.id)
    assert await recheck.tell() == 1
    assert await recheck.tell() == 0
    news = (await words_of(resident))[len(before) :]
    assert len([one for one in news if "可以申请" in one]) == 1
    opened = await house.review.open(TOWNSHIP, resident.receipt)
    assert FLAG in opened.item.flags
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


class Killed(Exception):
    """The process ended here."""


async def test_a_kill_in_the_middle_is_read_on_and_told_once(
    tmp_path: Path, database_url: str, keyring: Keyring, clock: Clock
) -> None:
    def dies(at: str, after: int) -> Callable[[str], None]:
        seen = iter(range(after))

        def on_point(point: str) -> None:
            if point == at and next(seen, None) is None:
                raise Killed

        return on_point

    house = build(settings_for(tmp_path, database_url), clock)
    residents = [await declared(house) for _ in range(3)]
    url = house.settings.database_url
    ring = Keyring.load(house.settings.key_file)
    house.close()
    for at in ("recheck_read", "recheck_told"):
        cut = open_database(url, ring, clock=clock, on_point=dies(at, 1))
        mortal = Rechecking(cut, house, "1")
        with pytest.raises(Killed):
            if at == "recheck_read":
                await mortal.run("test", at_once=1)
            else:
                await mortal.approve_as("test", 1)
                await mortal.tell()
        cut.close()
        if at == "recheck_read":
            house = build(settings_for(tmp_path, database_url), clock)
            run = await with_standard(house, "1").run("test", at_once=1)
            assert (run.id, run.state, run.seen) == (1, "ready", 3)
            house.close()
    house = build(settings_for(tmp_path, database_url), clock)
    recheck = with_standard(house, "1")
    assert (await recheck.report(1)).left == 2
    assert await recheck.tell() == 2
    for resident in residents:
        resident.house = house
        assert len([one for one in await words_of(resident) if "重新看了一遍" in one]) == 1
    house.close()


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
    assert FLAG in page.items[0].flags
