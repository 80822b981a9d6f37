"""The steps between acceptance and decision, and after it: who has the case, what is told, what is kept."""

import pytest

from api.bootstrap import House
from api.errors import BadInput, Forbidden, NotAllowedNow, NotFound
from api.services.review.actions import Action, Done
from api.services.review.views import DeclarationView
from api.services.staff import StaffMember
from conversations.inputs import Choice, Command, Text
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR, Household
from tests.fakes.houses import Resident
from tests.services.review.desks import COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, VILLAGE, declared

VISIT = Action("v", "record_visit", visitors=("王示例", "赵示例"), findings="两间砖房，屋里有药。", signed="周示例")


class Case:
    """One family's case at the desk; actions are numbered so that each has an id of its own."""

    def __init__(self, house: House, resident: Resident) -> None:
        self.house, self.resident, self.receipt, self.count = house, resident, resident.receipt, 0

    @classmethod
    async def of(cls, house: House, household: Household = FAMILY_OF_FOUR) -> "Case":
        return cls(house, await declared(house, household))

    async def act(self, action: str, by: StaffMember = TOWNSHIP, **content: object) -> Done:
        self.count += 1
        return await self.house.review.act(by, self.receipt, Action(f"n{self.count}", action, **content))  # type: ignore[arg-type]

    async def to(self, *actions: str) -> "Case":
        """Through these steps in the usual way."""
        usual: dict[str, dict[str, object]] = {
            "opinion": {"result": "agree", "category": "dibao_margin"},
            "record_visit": {"visitors": VISIT.visitors, "findings": VISIT.findings, "signed": VISIT.signed},
            "decide": {"category": "dibao_margin", "result": "approved"},
        }
        for action in actions:
            await self.act(action, TOWNSHIP, **usual.get(action, {}))
        return self

    async def view(self, by: StaffMember = TOWNSHIP) -> DeclarationView:
        return await self.house.review.open(by, self.receipt)

    async def said(self) -> str:
        """What the resident was told last; the conversation goes on from there."""
        turn = await self.house.turns.last(self.resident.conversation_id)
        assert turn is not None
        self.resident.turn = turn
        return "\n".join(reply["text"] for reply in turn["replies"])


async def refused(case: Case, action: str, by: StaffMember = TOWNSHIP, **content: object) -> list[str]:
    """The keys of what was wrong."""
    with pytest.raises(BadInput) as found:
        await case.act(action, by, **content)
    return [fault.key for fault in found.value.faults]


async def test_the_whole_way_leaves_nothing_out(house: House, clock: Clock) -> None:
    case = await Case.of(house)
    await case.to("accept", "request_query", "record_query", "record_visit", "opinion", "publish")
    clock.advance(days=8)
    await house.watching.look()
    await case.act("decide", COUNTY, category="dibao_margin", result="approved")
    view = await case.view()
    assert [(step.name, step.state) for step in view.steps] == [
        (name, "done") for name in ("accept", "query", "visit", "opinion", "notice", "notice_days", "decision")
    ]
    assert view.timeline[-1].record.texts("skipped") == ()


async def test_a_decision_straight_from_the_acceptance_keeps_what_it_left_out(house: House) -> None:
    case = await (await Case.of(house)).to("accept", "decide")
    view = await case.view()
    assert view.timeline[-1].record.texts("skipped") == ("query", "visit", "opinion", "notice")
    assert [step.name for step in view.steps if step.state == "left_out"] == [
        "query", "visit", "opinion", "notice", "notice_days",
    ]  # fmt: skip


async def test_who_only_declares_goes_through_no_query_and_no_notice(sqlite_house: House) -> None:
    case = await Case.of(sqlite_house, {**FAMILY_OF_FOUR, "applies_for_aid": False})
    await case.to("accept")
    assert {"request_query", "opinion", "publish"}.isdisjoint((await case.view()).actions)
    await case.act("decide", category="none", result="registered")
    view = await case.view()
    assert [step.name for step in view.steps] == ["accept", "decision"]
    assert view.timeline[-1].record.texts("skipped") == ()


async def test_a_case_moves_to_another_county_with_its_deadline_and_nobody_refuses(house: House) -> None:
    case = await (await Case.of(house)).to("accept")
    before = (await case.view()).item.due
    assert await refused(case, "transfer") == ["area_code"]
    assert await refused(case, "transfer", area_code="110101001") == ["area_code"]
    assert await refused(case, "transfer", area_code="993601001") == ["area_code"]
    done = await case.act("transfer", area_code="993701001", note="您住在那边。")
    assert (done.status, done.due, done.actions) == ("accepted", before, ())
    said = await case.said()
    assert "示例海县东镇" in said and "0531-00000001" in said and "您住在那边。" in said
    for officer in (TOWNSHIP, COUNTY):
        with pytest.raises(NotFound):
            await case.view(officer)
    view = await case.view(STRANGER)
    assert view.timeline[-1].record.text("from_area") == "993601001" and view.item.due == before
    # Sent twice, it is answered as if it were not there: it is with others now.
    with pytest.raises(NotFound):
        await house.review.act(TOWNSHIP, case.receipt, Action("n4", "transfer", area_code="993701001"))
    await case.act("decide", STRANGER, category="none", result="registered")


async def test_a_second_round_of_questions_needs_its_reason(sqlite_house: House) -> None:
    case = await (await Case.of(sqlite_house)).to("accept")
    await case.act("ask_back", keys=("income.wages", "phone"), notes={"income.wages": "到手多少？"})
    await case.said()
    await case.resident.declare({**FAMILY_OF_FOUR, "income.wages": "每月1000"})
    assert (await case.view()).item.status == "answered"
    assert await refused(case, "ask_back", keys=("phone",)) == ["reason"]
    await case.act("ask_back", keys=("phone",), reason="电话是空号，联系不上")
    assert (await case.view()).timeline[-1].record.text("reason") == "电话是空号，联系不上"
    # The reason is for colleagues and auditors; the resident is told what is wanted.
    assert "空号" not in await case.said()


async def test_what_differs_is_put_to_the_household_first_and_its_word_is_kept(house: House) -> None:
    case = await (await Case.of(house)).to("accept")
    assert "record_query" not in (await case.view()).actions
    await case.act("request_query", source="县核对中心")
    assert "授权" in await case.said() and "query_open" in (await case.view()).item.flags
    assert await refused(case, "record_query", found={"income.lottery": "1"}) == ["found"]
    done = await case.act("record_query", source="县核对中心", found={"assets.deposits": "52000"})
    assert done.status == "asked_back" and "query_open" not in (await case.view()).item.flags
    said = await case.said()
    assert "1 处" in said and "52000" not in said
    question = case.resident.turn["question"]
    assert question is not None and question["key"] == "assets.deposits"
    assert "52000" in str(question["note"]) and "县核对中心" in str(question["note"])
    await case.resident.send(Text("9000"))
    question = case.resident.turn["question"]
    assert question is not None and question["key"] == "explanation"
    await case.resident.send(Text("那笔钱是借来看病的，已经交给医院了"))
    await case.resident.declare(FAMILY_OF_FOUR)
    view = await case.view()
    assert view.item.status == "answered" and view.answers["explanation"] == "那笔钱是借来看病的，已经交给医院了"
    assert view.answers["assets.deposits"] == "9000.00"
    assert any(line.key == "explanation" and line.value is not None for line in view.lines())
    assert view.item.category != "decided"


async def test_data_are_asked_for_only_under_an_authorization_that_stands(sqlite_house: House) -> None:
    case = await (await Case.of(sqlite_house)).to("accept")
    await case.resident.send(Command("unauthorize"))
    await case.resident.send(Choice(True))
    assert "request_query" not in (await case.view()).actions
    with pytest.raises(NotAllowedNow):
        await case.act("request_query")


async def test_a_visit_has_two_names_a_past_day_findings_and_a_signature(sqlite_house: House) -> None:
    case = await Case.of(sqlite_house)
    assert await refused(case, "record_visit", VILLAGE) == ["visitors", "findings", "signed"]
    same = {"findings": "看过了。", "signed": "周示例"}
    assert await refused(case, "record_visit", TOWNSHIP, visitors=("王示例", " 王示例 "), **same) == ["visitors"]
    assert await refused(case, "record_visit", TOWNSHIP, visitors=VISIT.visitors, on="2027-01-01", **same) == ["on"]
    assert await refused(case, "record_visit", TOWNSHIP, visitors=VISIT.visitors, photos=("0" * 32,), **same) == [
        "photos"
    ]
    done = await case.act("record_visit", VILLAGE, visitors=VISIT.visitors, on="2026-11-22", **same)
    assert done.status == "submitted"
    said = await case.said()
    assert "11月22日" in said and "看过了。" not in said
    with pytest.raises(Forbidden):
        await case.act("accept", VILLAGE)


async def test_a_complex_case_is_with_the_county(sqlite_house: House) -> None:
    case = await (await Case.of(sqlite_house)).to("accept")
    assert await refused(case, "escalate") == ["note"]
    await case.act("escalate", reason="一家三代都病，收入算不清")
    assert "县里" in await case.said() and "一家三代都病" in await case.said()
    assert "decide" not in (await case.view()).actions
    with pytest.raises(NotAllowedNow):
        await case.act("decide", category="none", result="registered")
    await case.act("decide", COUNTY, category="rigid_expenditure", result="approved")
    assert "escalated" not in (await case.view()).item.flags


async def test_departments_are_asked_and_each_answers(sqlite_house: House) -> None:
    case = await (await Case.of(sqlite_house)).to("accept", "decide")
    assert await refused(case, "refer") == ["departments"]
    assert await refused(case, "refer", departments=("公安",)) == ["departments"]
    await case.act("refer", departments=("教育", "医保", "残联"), note="看看孩子的学费。")
    said = await case.said()
    # A department that says what somebody has is counted, not named.
    assert "教育等 3 个部门" in said and "医保" not in said and "残联" not in said
    waiting = (await case.view()).referrals
    assert [one.department for one in waiting] == ["教育", "医保", "残联"]
    assert await refused(case, "record_referral", referral="7-9", result="helped") == ["referral"]
    for one, result in zip(waiting, ("helped", "pending", "not_possible"), strict=True):
        await case.act("record_referral", referral=one.id, result=result)
    assert "referred" in (await case.view()).item.flags
    await case.act("record_referral", referral=waiting[1].id, result="helped", note="办好了。")
    view = await case.view()
    assert "referred" not in view.item.flags and view.referrals[1].result == "helped"


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


async def test_another_desk_sees_none_of_it(sqlite_house: House) -> None:
    case = await Case.of(sqlite_house)
    for action in ("accept", "record_visit", "transfer"):
        with pytest.raises(NotFound):
            await case.act(action, NEIGHBOUR, area_code="993601002")
