"""After the decision: the letter, the forms of dibao and tekun, the end of aid and a new look."""

from api.bootstrap import House
from tests.services.review.cases import Case, refused


async def test_a_refusal_is_handed_over_in_writing_and_the_time_to_appeal_begins(sqlite_house: House) -> None:
    case = await (await Case.of(sqlite_house)).to("accept")
    done = await case.act("decide", category="dibao_margin", result="refused", note="人均收入高于当地的线。")
    assert done.due is not None and "letter_due" in (await case.view()).item.flags
    await case.act("record_letter", place="送到家里，本人签收", on="2026-11-23")
    assert "60 天" in await case.said()
    view = await case.view()
    assert "letter_due" not in view.item.flags and view.item.due is None


async def test_dibao_and_tekun_go_on_their_own_forms_and_the_result_comes_back(sqlite_house: House) -> None:
    case = await (await Case.of(sqlite_house)).to("accept")
    await case.act("decide", category="dibao", result="approved")
    assert "另填一张申请表" in await case.said()
    assert "own_form" in (await case.view()).item.flags
    assert await refused(case, "record_own_form", result="approved") == ["on"]
    clock_day = "2026-11-23"
    await case.act("record_own_form", result="approved", on=clock_day)
    assert "最低生活保障对象" in await case.said()
    view = await case.view()
    assert "own_form" not in view.item.flags and view.timeline[-1].record.text("on") == clock_day


async def test_tekun_names_the_people(sqlite_house: House) -> None:
    case = await (await Case.of(sqlite_house)).to("accept")
    assert await refused(case, "decide", category="tekun", result="approved", members=("9",)) == ["members"]
    await case.act("decide", category="tekun", result="approved", members=("2",))
    assert (await case.view()).timeline[-1].record.texts("members") == ("2",)


async def test_aid_ends_with_its_reason_and_somebody_goes_on_looking_in(sqlite_house: House) -> None:
    case = await (await Case.of(sqlite_house)).to("accept", "decide")
    assert await refused(case, "close", monitored="yes") == ["note"]
    done = await case.act("close", monitored="yes", note="大儿子找到了工作。")
    said = await case.said()
    assert done.status == "closed" and "大儿子找到了工作。" in said and "还会来看看" in said and "复议" in said
    assert said.startswith("以后遇到难处")
    assert "monitoring_kept" in (await case.view()).item.flags
    assert await refused(case, "reopen") == ["note"]
    assert (await case.act("reopen", note="工作又没了。")).status == "accepted"
    await case.act("ask_back", keys=("income.wages",))
    await case.said()
    assert case.resident.key == "income.wages"
