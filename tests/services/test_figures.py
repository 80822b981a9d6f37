"""Local figures as a county keeps them: periods, four eyes, what a past day was judged by, files taken in."""

import asyncio
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.at_rest import figures_at_rest, take_figures
from api.bootstrap import House, build
from api.eligibility.figures import AreaFigures, FinancialLimits
from api.errors import BadInput, Conflict, Forbidden, NotFound
from api.services.calendar.workdays import china_day
from api.services.local_figures.checking import Proposal
from api.services.local_figures.figures import InForce, UnknownVersion
from api.services.local_figures.files import UnreadableFile, read_file
from api.services.local_figures.importing import Taken
from api.services.local_figures.names import MONITORING, NAMES
from api.services.local_figures.samples import sample_figures
from api.services.staffing.staff import StaffMember
from storage.crypto import Keyring
from storage.figure_rows import FigureRow
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident, settings_for
from tests.services.review.desks import declared

COUNTY = StaffMember(1, "li", "示例", "county", "993601")
SECOND = StaffMember(2, "wang", "示例", "county", "993601")
ADMIN = StaffMember(3, "zhao", "示例", "admin", "993601")
ELSEWHERE = StaffMember(4, "sun", "示例", "county", "993701")
TOWNSHIP = StaffMember(5, "zhou", "示例", "township", "993601001")
AUDITOR = StaffMember(6, "wu", "示例", "auditor", "993601")
TOWN, OTHER_TOWN = "993601001", "993601002"
RAISED = Proposal("993601", "rural", "dibao_monthly", "760", "2026-07-01", source="示例民字〔2026〕1号")


async def line(house: House, on: date, area: str = TOWN, version: str = "") -> str:
    """The dibao standard in force there in the country; or by a version."""
    found = await in_force(house, on, area, version)
    return str(found.figures.dibao_monthly)


async def in_force(house: House, on: date, area: str = TOWN, version: str = "") -> InForce:
    if version:
        return await house.database.read(lambda unit: house.figures.pinned(unit, version))
    return await house.database.read(lambda unit: house.figures.within(unit).for_area(area, "rural", on))


async def approved(house: House, asked: Proposal) -> FigureRow:
    row = await house.figure_desk.enter(COUNTY, asked)
    return await house.figure_desk.decide(ADMIN, row.id, "approve")


async def test_a_figure_counts_from_its_day_and_only_when_a_second_person_agreed(house: House) -> None:
    row = await house.figure_desk.enter(COUNTY, RAISED)
    assert await line(house, date(2026, 7, 1)) == "715"
    for decision, who in (("approve", COUNTY), ("take_back", ADMIN), ("approve", TOWNSHIP), ("approve", AUDITOR)):
        with pytest.raises(Forbidden):
            await house.figure_desk.decide(who, row.id, decision)
    with pytest.raises(NotFound):
        await house.figure_desk.decide(ELSEWHERE, row.id, "approve")
    kept = await house.figure_desk.decide(ADMIN, row.id, "approve")
    assert (kept.entered_by, kept.decided_by, kept.state) == ("li", "zhao", "approved")
    assert [await line(house, day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == ["715", "760"]
    with pytest.raises(Conflict):
        await house.figure_desk.decide(SECOND, row.id, "decline")


async def test_what_is_declined_or_taken_back_never_counts(house: House) -> None:
    for who, decision in ((SECOND, "decline"), (COUNTY, "take_back")):
        row = await house.figure_desk.enter(COUNTY, RAISED)
        await house.figure_desk.decide(who, row.id, decision)
        assert await line(house, date(2026, 8, 1)) == "715"
    assert (await house.figure_desk.waiting(ADMIN)) == ()


async def test_a_change_from_tomorrow_is_not_todays_and_a_past_day_stays_as_it_was(house: House) -> None:
    today = china_day(house.clock())
    first = await declared(house, FAMILY_OF_FOUR)
    before = await in_force(house, today)
    await approved(house, replace(RAISED, value="900", since=str(today + timedelta(days=1))))
    assert (await in_force(house, today)).figures == before.figures
    assert await line(house, today + timedelta(days=1)) == "900"
    # A mistake of the past is corrected: today's check changes, the one that was made does not.
    await approved(house, replace(RAISED, value="700", since="2024-01-01", note="原来看错了一行"))
    assert await line(house, today) == "700"
    pinned = await pinned_by(house, first)
    assert str((await in_force(house, today, version=pinned)).figures.dibao_monthly) == "715"
    second = await pinned_by(house, await declared(house, {**FAMILY_OF_FOUR, "area_code": OTHER_TOWN}))
    assert str((await in_force(house, today, version=second)).figures.dibao_monthly) == "700"


async def pinned_by(house: House, resident: Resident) -> str:
    row = await house.database.read(lambda unit: unit.declarations.by_receipt(resident.receipt))
    assert row is not None
    (version,) = await house.database.read(lambda unit: unit.declarations.versions(row.id))
    return version.figures


async def test_a_late_entry_does_not_reach_back_into_what_was_known(house: House) -> None:
    day = date(2026, 3, 1)
    then = (await in_force(house, day)).version
    await approved(house, replace(RAISED, since="2026-01-01"))
    assert await line(house, day) == "760"
    assert await line(house, day, version=then) == "715"
    with pytest.raises(UnknownVersion):
        await in_force(house, day, version=then.replace("#1", "#99"))
    with pytest.raises(UnknownVersion):
        await in_force(house, day, version="993601/both@2024-01-01")


async def test_a_townships_own_comes_before_the_countys(house: House) -> None:
    await approved(house, replace(RAISED, area=TOWN, value="730", since="2026-01-01"))
    await approved(house, RAISED)
    day = date(2026, 8, 1)
    assert [await line(house, day, area) for area in (TOWN, OTHER_TOWN, "993601")] == ["730", "760", "760"]


async def test_a_mistake_is_corrected_by_an_entry_that_says_so(house: House) -> None:
    wrong = await approved(house, RAISED)
    moved = replace(RAISED, since="2026-09-01", corrects=wrong.id)
    with pytest.raises(BadInput) as refused:
        await house.figure_desk.enter(COUNTY, moved)
    assert [fault.key for fault in refused.value.faults] == ["note"]
    right = await approved(house, replace(moved, note="执行日期写错了"))
    assert [await line(house, day) for day in (date(2026, 8, 1), date(2026, 9, 1))] == ["715", "760"]
    await approved(house, replace(moved, value=None, taken_back=True, corrects=right.id, note="文件作废"))
    assert await line(house, date(2026, 10, 1)) == "715"
    rows = await house.figure_desk.history(COUNTY, "993601", "dibao_monthly")
    assert [(row.value, row.corrects) for row in rows if not row.sample] == [
        (None, right.id), ('"760"', wrong.id), ('"760"', None),
    ]  # fmt: skip
    changed = await house.figure_desk.changed(COUNTY, "993601", wrong.revision or 0)
    assert [(one.name, one.since.isoformat()) for one in changed] == [
        ("dibao_monthly", "2026-09-01"), ("dibao_monthly", "2026-07-01"), ("dibao_monthly", "2026-09-01"),
    ]  # fmt: skip


async def test_of_two_who_enter_the_same_at_once_one_is_told(house: House) -> None:
    entered = await asyncio.gather(
        *(house.figure_desk.enter(who, RAISED) for who in (COUNTY, SECOND)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in entered) == ["Conflict", "FigureRow"]
    (waiting,) = await house.figure_desk.waiting(ADMIN)
    agreed = await asyncio.gather(
        *(house.figure_desk.decide(ADMIN, waiting.row.id, "approve") for _ in range(4)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in agreed) == ["Conflict"] * 3 + ["FigureRow"]
    assert (await in_force(house, date(2026, 7, 1))).version.endswith("#2")


async def test_another_process_sees_an_approval_at_once(tmp_path: Path, postgres_url: str, clock: Clock) -> None:
    first, second = (build(settings_for(tmp_path, postgres_url), clock) for _ in range(2))
    try:
        assert await line(second, date(2026, 7, 1)) == "715"
        await approved(first, RAISED)
        assert await line(second, date(2026, 7, 1)) == "760"
    finally:
        first.close()
        second.close()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"value": "76O"}, "value"),
        ({"value": "-1"}, "value"),
        ({"name": "rigid_spending", "value": ["medical", "trips"]}, "value"),
        ({"name": "houses_max", "value": "1.5"}, "value"),
        ({"since": "2026-02-30"}, "valid_from"),
        ({"until": "2026-06-30"}, "valid_to"),
        ({"source": " "}, "source"),
        ({"settlement": "town"}, "settlement"),
        ({"name": "rent"}, "name"),
        ({"corrects": 999999}, "corrects"),
    ],
)
async def test_what_cannot_be_is_named(sqlite_house: House, change: dict[str, object], key: str) -> None:
    asked = Proposal(**{name.name: getattr(RAISED, name.name) for name in fields(RAISED)} | change)
    with pytest.raises(BadInput) as refused:
        await sqlite_house.figure_desk.enter(COUNTY, asked)
    assert key in [fault.key for fault in refused.value.faults]


async def test_only_the_county_enters_and_only_for_itself(sqlite_house: House) -> None:
    for who in (TOWNSHIP, AUDITOR, ADMIN):
        with pytest.raises(Forbidden):
            await sqlite_house.figure_desk.enter(who, RAISED)
    with pytest.raises(NotFound):
        await sqlite_house.figure_desk.enter(ELSEWHERE, RAISED)
    with pytest.raises(NotFound):
        await sqlite_house.figure_desk.history(TOWNSHIP, OTHER_TOWN, "dibao_monthly")


async def test_a_real_deployment_begins_without_figures(tmp_path: Path, sqlite_url: str, clock: Clock) -> None:
    key = tmp_path / "master.key"
    Keyring.create(key)
    house = build(settings_for(tmp_path, sqlite_url, demo=False, master_key_file=key), clock)
    try:
        nothing = await in_force(house, date(2026, 7, 1))
        assert nothing.figures == AreaFigures(settlement="rural") and nothing.version.endswith("#0")
    finally:
        house.close()


def test_every_figure_of_the_check_can_be_entered() -> None:
    limits = [f"financial_assets_per_head.{one.name}" for one in fields(FinancialLimits)]
    known = {one.name for one in fields(AreaFigures)} - {"settlement", "financial_assets_per_head"}
    assert {one.name for one in NAMES if not one.name.startswith(MONITORING)} == known | set(limits)


async def test_the_table_holds_exactly_the_samples(sqlite_house: House) -> None:
    samples, day = sample_figures(), date(2026, 7, 1)
    for area in sqlite_house.figures.areas():
        code = area.code
        kept = await in_force(sqlite_house, day, code)
        assert kept == samples.for_area(code, "rural", day)


HEAD = "area,settlement,name,value,valid_from,source,note,entered_by,approved_by"
GOOD = "993601,rural,dibao_monthly,760,2026-07-01,示例文件,,li,wang"


def taken(folder: Path, rows: Sequence[str], *, keep_good: bool = False, dry_run: bool = False) -> tuple[Taken, ...]:
    content = "\n".join((HEAD, *rows)).encode()
    return take_figures(settings_for(folder), read_file("a.csv", content), keep_good=keep_good, dry_run=dry_run)


def standard(folder: Path, day: date = date(2026, 8, 1)) -> str:
    known = figures_at_rest(settings_for(folder), TOWN)
    return str(known.for_area(TOWN, "rural", day).figures.dibao_monthly)


def test_a_file_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    bad = "993601,rural,disposable_income_annual,many,2026-07-01,示例文件,,li,wang"
    found = taken(tmp_path, [GOOD, bad])
    assert [(one.row.line, one.outcome) for one in found] == [(2, "changed"), (3, "bad")]
    assert [fault.key for fault in found[1].faults] == ["value"]
    assert standard(tmp_path) == "715"
    taken(tmp_path, [GOOD, bad], keep_good=True, dry_run=True)
    assert standard(tmp_path) == "715"
    taken(tmp_path, [GOOD, bad], keep_good=True)
    assert standard(tmp_path) == "760"
    assert [one.outcome for one in taken(tmp_path, [GOOD])] == ["same"]


def test_a_row_with_one_name_waits_and_with_the_same_name_twice_is_bad(tmp_path: Path, clock: Clock) -> None:
    alone = GOOD.replace(",wang", ",")
    assert [one.outcome for one in taken(tmp_path, [GOOD.replace("wang", "li")])] == ["bad"]
    assert [one.outcome for one in taken(tmp_path, [GOOD, GOOD])] == ["changed", "bad"]
    assert taken(tmp_path, [alone])[0].waits
    assert [one.outcome for one in taken(tmp_path, [GOOD])] == ["bad"]
    assert standard(tmp_path) == "715"
    house = build(settings_for(tmp_path), clock)
    try:
        (waiting,) = asyncio.run(house.figure_desk.waiting(ADMIN))
        assert waiting.decisions == ("approve", "decline")
    finally:
        house.close()


def test_a_figure_wrong_from_its_first_day_needs_a_reason(tmp_path: Path) -> None:
    over = "993601,rural,dibao_monthly,720,2024-01-01,示例文件,{},li,wang"
    assert [fault.key for fault in taken(tmp_path, [over.format("")])[0].faults] == ["note"]
    assert taken(tmp_path, [over.format("抄错了")])[0].outcome == "corrected"
    assert standard(tmp_path) == "720"


def test_files_as_offices_save_them_are_read() -> None:
    rows = read_file(
        "a.csv", f"{HEAD}\r\n993601,both,rigid_spending,medical；education,2026-01-01,文件,,li,wang".encode("gb18030")
    )
    assert rows[0].proposal.value == ["medical", "education"]
    listed = "- {area: '993601', settlement: both, name: vehicles_allowed, value: true, valid_from: 2026-01-01, source: 文件}"
    (row,) = read_file("a.yaml", f"# kept\n{listed}\n".encode())
    assert (row.line, row.proposal.value, row.proposal.since) == (2, True, "2026-01-01")
    for name, content in (("a.csv", b"area,name\n1,2\n"), ("a.yaml", b"{a: ["), ("a.yaml", b"a: 1"), ("a.csv", b"")):
        with pytest.raises(UnreadableFile):
            read_file(name, content)
