"""Lists of other departments beside what families declared: who is found, what is news, what is never kept."""

from pathlib import Path

import pytest
from sqlalchemy import select

from api.bootstrap import House
from api.errors import Conflict, Forbidden
from api.services.local_figures.checking import Proposal
from api.services.monitoring.importing import Preview
from api.services.staffing.staff import StaffMember
from conversations.inputs import Choice, Command
from storage.tables import metadata
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.monitoring.families import decided, open_cases
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, NEIGHBOUR, TOWNSHIP, VILLAGE, declared

SELF, WIFE, SON, GRANDCHILD = (str(FAMILY_OF_FOUR[f"members.{n}.id_number"]) for n in range(4))
NOBODY = "110101199003070097"


async def brought(house: House, kind: str, *rows: str, staff: StaffMember = TOWNSHIP, heading: str = "") -> Preview:
    """A list of these rows, as CSV."""
    text = "\n".join((heading or "身份证号,日期", *rows))
    return await house.monitoring.lists.bring(staff, kind, "示例单位", "2026-11-20", text.encode())


@pytest.mark.parametrize(
    ("kind", "heading", "row", "fresh"),
    [
        ("students", "身份证号,学段", f"{GRANDCHILD},小学", 0),
        ("students", "身份证号,学段", f"{SON},高中", 1),
        ("unemployed", "身份证号", WIFE, 1),
        ("serious_illness", "身份证号,病种", f"{WIFE},肾病", 1),
        ("medical_bills", "身份证号,自付金额", f"{WIFE},19999", 0),
        ("medical_bills", "身份证号,自付金额", f"{WIFE},20000", 1),
        ("disability", "身份证号,残疾等级", f"{SON},二级", 0),
        ("disability", "身份证号,残疾等级", f"{SON},一级", 1),
        ("deaths", "身份证号,死亡日期", f"{SELF},2026-10-01", 1),
        ("disaster", "身份证号,损失金额", f"{SELF},4999.99", 0),
        ("disaster", "身份证号,损失金额", f"{SELF},5000", 1),
        ("vehicles", "身份证号,车辆类型", f"{SELF},小型轿车", 1),
        ("businesses", "身份证号", SELF, 1),
        ("monitored", "身份证号", SELF, 1),
        ("employed", "身份证号", SON, 1),
        ("employed", "身份证号", NOBODY, 0),
    ],
)  # fmt: skip
async def test_only_what_was_not_declared_and_reaches_the_line_is_news(
    sqlite_house: House, kind: str, heading: str, row: str, fresh: int
) -> None:
    await declared(sqlite_house)
    preview = await brought(sqlite_house, kind, row, heading=heading)
    assert (preview.row.fresh, len(preview.hits)) == (fresh, fresh)
    assert await open_cases(sqlite_house) == ()


async def test_who_is_helped_is_checked_and_who_is_not_is_told(house: House) -> None:
    await decided(house, (await declared(house)).receipt)
    car = await brought(house, "vehicles", f"{SELF},2026-09-01")
    ill = await brought(house, "serious_illness", f"{WIFE},2026-09-01")
    dead = await brought(house, "deaths", f"{GRANDCHILD},2026-09-01", heading="身份证号,死亡日期")
    assert [hit.handling for one in (car, ill, dead) for hit in one.hits] == ["recheck", "deliver", "recheck"]
    for one in (car, ill):
        await house.monitoring.lists.confirm(TOWNSHIP, one.row.id)
    cases = await open_cases(house)
    assert {(case.handling, case.source, case.signal) for case in cases} == {
        ("recheck", "list", "listed"), ("deliver", "list", "listed"),
    }  # fmt: skip
    # Nothing of it is a decision.
    assert {case.status for case in cases} == {"decided"}


async def test_another_name_under_the_same_number_is_said(sqlite_house: House) -> None:
    await declared(sqlite_house)
    right = await brought(sqlite_house, "vehicles", f"周 示例,{SELF}", heading="姓名,身份证号")
    wrong = await brought(sqlite_house, "vehicles", f"王五,{SELF}", heading="姓名,身份证号")
    assert [hit.detail.differs for one in (right, wrong) for hit in one.hits] == [False, True]


async def test_a_list_of_the_next_year_is_news_again_and_one_with_the_same_day_is_not(
    house: House, clock: Clock
) -> None:
    await declared(house)
    for row, fresh in ((SELF, 1), (SELF, 0), (f"{SELF},2026-09-01", 1), (f"{SELF},2026-09-01", 0)):
        preview = await brought(house, "vehicles", row)
        assert preview.row.fresh == fresh
        taken = await house.monitoring.lists.confirm(TOWNSHIP, preview.row.id)
        assert (taken.state, taken.fresh, taken.body) == ("taken", fresh, None)
    assert len(await open_cases(house)) == 2


async def test_rows_that_match_nobody_and_id_numbers_are_kept_nowhere(house: House, tmp_path: Path) -> None:
    await declared(house)
    rows = (f"{NOBODY},过敏性休克,2026-09-01", f"{WIFE},尿毒症,2026-09-01", "12345,红斑狼疮,")
    preview = await brought(house, "serious_illness", *rows, heading="身份证号,病种,确诊日期")
    await house.monitoring.lists.confirm(TOWNSHIP, preview.row.id)

    def kept(unit: Unit) -> bytes:
        found = b""
        for table in metadata.sorted_tables:
            for row in unit.connection.execute(select(table)):
                found += b"".join(one if isinstance(one, bytes) else str(one).encode() for one in row)
        return found

    everything = await house.database.read(kept)
    for secret in (NOBODY, WIFE, "过敏性休克", "尿毒症", "红斑狼疮"):
        assert secret.encode() not in everything
    (case,) = await open_cases(house)
    assert (await house.monitoring.desk.open(TOWNSHIP, case.id)).detail.listed is not None


async def test_what_was_not_confirmed_within_a_day_is_forgotten(house: House, clock: Clock) -> None:
    await declared(house)
    old = await brought(house, "vehicles", SELF)
    left = await brought(house, "vehicles", SELF)
    assert (await house.monitoring.lists.drop(TOWNSHIP, left.row.id)).body is None
    clock.advance(days=1, minutes=1)
    await brought(house, "vehicles", SELF)
    with pytest.raises(Conflict):
        await house.monitoring.lists.confirm(TOWNSHIP, old.row.id)
    for staff in (TOWNSHIP, COUNTY):
        states = [row.state for row in await house.monitoring.lists.brought(staff)]
        assert states == ["preview", "dropped", "dropped"]
    assert await house.monitoring.lists.brought(NEIGHBOUR) == ()
    for staff in (VILLAGE, AUDITOR, ADMIN):
        with pytest.raises(Forbidden):
            await brought(house, "vehicles", SELF, staff=staff)


async def test_who_withdrew_is_not_found_any_more(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    preview = await brought(sqlite_house, "vehicles", SELF)
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))
    assert (await sqlite_house.monitoring.lists.confirm(TOWNSHIP, preview.row.id)).fresh == 0
    assert (await brought(sqlite_house, "vehicles", SELF)).row.matched == 0


async def test_a_countys_own_line_holds_from_its_day_and_is_shown_with_its_source(house: House) -> None:
    await declared(house)
    code, lines = await house.monitoring.lines.in_force(TOWNSHIP)
    assert (code, str(lines.value("medical_own_paid"))) == ("993601001", "20000")
    source = "示例民字〔2026〕9号"
    asked = Proposal("993601", "both", "monitoring.medical_own_paid", "8000", "2026-11-01", source=source)
    row = await house.figure_desk.enter(COUNTY, asked)
    await house.figure_desk.decide(ADMIN, row.id, "approve")
    _, lines = await house.monitoring.lines.in_force(TOWNSHIP)
    line = lines.by_name["medical_own_paid"]
    assert (str(line.value), line.source, line.area) == ("8000", source, "993601")
    preview = await brought(house, "medical_bills", f"{WIFE},9000", heading="身份证号,自付金额")
    assert preview.row.fresh == 1
