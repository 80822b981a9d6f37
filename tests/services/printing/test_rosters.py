"""Rosters: the form's columns for many households, within the area, text that stays text, jobs with progress."""

from datetime import timedelta

import pytest

from api.bootstrap import House
from api.errors import BadInput, Forbidden, NotFound
from api.services.printing.asking_for import Asked
from api.services.printing.rosters import Job, Workbook
from api.services.staffing.staff import StaffMember
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.printing.sheets import filed_as
from tests.services.printing.workbooks import EMPTY, read_workbook
from tests.services.review.desks import AUDITOR, COUNTY, STRANGER, TOWNSHIP, VILLAGE, declared

Rows = dict[str, list[list[object]]]


def opened(content: bytes) -> Rows:
    """The workbook: sheet → rows of values, each as long as its heads."""
    sheets = read_workbook(content)
    return {
        name: [[cell.value for cell in (*row, *[EMPTY] * (len(rows[0]) - len(row)))] for row in rows]
        for name, rows in sheets.items()
    }


async def roster(house: House, staff: StaffMember, asked: Asked | None = None) -> Rows:
    """A short one."""
    made = await house.rosters.wanted(staff, asked or Asked())
    assert isinstance(made, Workbook)
    return opened(made.content)


def receipts(rows: Rows) -> set[object]:
    """Which households it holds."""
    return {row[0] for row in rows["花名册"][1:]}


async def test_a_household_is_a_row_and_its_people_are_rows_with_the_columns_of_the_form(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    rows = await roster(sqlite_house, TOWNSHIP)
    household = dict(zip(rows["花名册"][0], rows["花名册"][1], strict=True))
    assert household["编号"] == receipt and household["申报人姓名"] == "周示例"
    assert household["身份证号"] == "993601196303050119" and household["家庭困难原因"] == "因残、因病"
    assert household["工资性收入"] == 14400 and household["家庭年收入（元）"] == 25200 and household["家庭人口"] == 4
    assert household["诚信承诺"] == "已签" and household["户籍地"] == "示例江县" and household["类别"] is None
    people = [dict(zip(rows["共同生活家庭成员"][0], row, strict=True)) for row in rows["共同生活家庭成员"][1:]]
    assert [one["与申报人关系"] for one in people] == ["申报人", "配偶", "子", "孙子女"]
    assert [one["残疾类别"] for one in people] == [None, None, "智力", None]
    assert rows["房产"][1][2:] == ["东山村三组", 90, "自建房", "自建", "2009-10"]


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.invalid")', "https://x.y"]
)
async def test_what_begins_like_a_formula_is_text(sqlite_house: House, name: str) -> None:
    await filed_as(sqlite_house, {"members.1.name": name, "residence_detail": name})
    made = await sqlite_house.rosters.wanted(TOWNSHIP, Asked())
    assert isinstance(made, Workbook)
    cells = [cell for rows in read_workbook(made.content).values() for row in rows for cell in row]
    assert not any(cell.formula for cell in cells)
    assert [cell.kind for cell in cells if cell.value == name] == ["text", "text"]


async def test_nobody_exports_what_lies_elsewhere(sqlite_house: House) -> None:
    here = (await declared(sqlite_house)).receipt
    there = (await declared(sqlite_house, {**FAMILY_OF_FOUR, "area_code": "993601002"})).receipt
    far = (await declared(sqlite_house, {**FAMILY_OF_FOUR, "area_code": "993701001"})).receipt
    assert receipts(await roster(sqlite_house, TOWNSHIP)) == {here}
    assert receipts(await roster(sqlite_house, COUNTY)) == {here, there}
    assert receipts(await roster(sqlite_house, COUNTY, Asked(area="993601002"))) == {there}
    assert receipts(await roster(sqlite_house, TOWNSHIP, Asked(area="993701001"))) == set()
    assert receipts(await roster(sqlite_house, STRANGER)) == {far}
    for staff in (VILLAGE, AUDITOR):
        with pytest.raises(Forbidden):
            await sqlite_house.rosters.wanted(staff, Asked())


async def test_filters_by_month_and_status(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    for asked, found in (
        (Asked(month="2026-11"), {receipt}), (Asked(month="2026-10"), set()), (Asked(month="2026-12"), set()),
        (Asked(status="submitted"), {receipt}), (Asked(status="decided"), set()),
    ):  # fmt: skip
        assert receipts(await roster(sqlite_house, TOWNSHIP, asked)) == found, asked
    for wrong in (Asked(month="2026-13"), Asked(month="=1"), Asked(status="nonsense"), Asked(area="x")):
        with pytest.raises(BadInput):
            await sqlite_house.rosters.wanted(TOWNSHIP, wrong)


async def test_a_long_one_is_a_job_that_is_made_aside_and_kept_a_day(house: House, clock: Clock) -> None:
    await house.staff.make_demo_staff()
    staff = await _demo(house, "township")
    receipt = (await declared(house)).receipt
    job = await house.rosters.wanted(staff, Asked(), at_once=0)
    assert isinstance(job, Job) and (job.state, job.percent, job.total) == ("waiting", 0, 1)
    with pytest.raises(NotFound):
        await house.rosters.fetch(staff, job.id)
    assert await house.rosters.work() and not await house.rosters.work()
    assert (await house.rosters.job(staff, job.id)).percent == 100
    made = await house.rosters.fetch(staff, job.id)
    assert receipts(opened(made.content)) == {receipt}
    with pytest.raises(NotFound):
        await house.rosters.fetch(await _demo(house, "county"), job.id)
    clock.now += timedelta(days=1, minutes=1)
    assert await house.rosters.jobs(staff) == [] and await house.rosters.sweep() == 1


async def test_a_job_of_an_account_that_was_closed_is_not_made(sqlite_house: House) -> None:
    await sqlite_house.staff.make_demo_staff()
    staff = await _demo(sqlite_house, "township")
    await declared(sqlite_house)
    job = await sqlite_house.rosters.wanted(staff, Asked(), at_once=0)
    assert isinstance(job, Job)
    await sqlite_house.database.run(lambda unit: unit.staff.set_active(staff.id, False))
    assert await sqlite_house.rosters.work()
    assert (await sqlite_house.rosters.job(staff, job.id)).state == "failed"


async def test_who_exported_is_in_the_audit_and_on_every_timeline(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    await roster(sqlite_house, TOWNSHIP, Asked(month="2026-11"))
    rows = await sqlite_house.database.read(lambda unit: unit.audit.latest(COUNTY.scope, actions=("export",)))
    assert [(row.actor, row.area_code) for row in rows] == [("township", "993601001")]
    assert '"households":1' in rows[0].detail and "周示例" not in rows[0].detail
    kept = await sqlite_house.exporting.everything(resident.conversation_id)
    assert "print" in [event["action"] for event in kept["declarations"][0]["read_by"]]


async def _demo(house: House, username: str) -> StaffMember:
    row = await house.database.read(lambda unit: unit.staff.by_username(username))
    assert row is not None
    return StaffMember(row.id, row.username, row.name, row.role, row.area_code)
