"""The steps between acceptance and decision, and after it: who has the case, what is told, what is kept."""

import pytest

from api.bootstrap import House
from api.errors import BadInput, Conflict, Forbidden, NotAllowedNow, NotFound
from api.services.local_figures.checking import Proposal
from api.services.review.actions import Action
from api.services.review.query_list import as_csv
from conversations.inputs import Choice, Command, Text
from tests.fakes.clocks import SHANGHAI, Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.review.cases import VISITORS, Case, picture, refused
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, VILLAGE


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
    assert await refused(case, "record_visit", TOWNSHIP, visitors=VISITORS, on="2027-01-01", **same) == ["on"]
    assert await refused(case, "record_visit", TOWNSHIP, visitors=VISITORS, photos=("0" * 32,), **same) == ["photos"]
    done = await case.act("record_visit", VILLAGE, visitors=VISITORS, on="2026-11-22", **same)
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


async def test_another_desk_sees_none_of_it(sqlite_house: House) -> None:
    case = await Case.of(sqlite_house)
    for action in ("accept", "record_visit", "transfer"):
        with pytest.raises(NotFound):
            await case.act(action, NEIGHBOUR, area_code="993601002")


async def test_photos_of_a_visit_are_kept_with_it(house: House) -> None:
    case = await Case.of(house)
    sent = [await house.visiting.keep(VILLAGE, case.receipt, picture(shade)) for shade in (40, 90, 40)]
    assert sent[0] == sent[2] != sent[1]
    await case.act("record_visit", VILLAGE, visitors=VISITORS, findings="看过了。", signed="周示例", photos=tuple(sent))
    assert (await case.view()).timeline[-1].record.texts("photos") == (sent[0], sent[1])
    assert (await house.visiting.photo(TOWNSHIP, case.receipt, sent[0])).mime == "image/jpeg"
    assert ("paper", "township") in [(one.action, one.actor) for one in (await case.view()).read_by]
    other = await Case.of(house)
    with pytest.raises(NotFound):
        await house.visiting.photo(TOWNSHIP, other.receipt, sent[0])
    for officer, error in ((NEIGHBOUR, NotFound), (AUDITOR, Forbidden)):
        with pytest.raises(error):
            await house.visiting.photo(officer, case.receipt, sent[0])
        with pytest.raises(error):
            await house.visiting.keep(officer, case.receipt, picture(1))
    with pytest.raises(BadInput):
        await house.visiting.keep(VILLAGE, case.receipt, b"not a picture")


async def test_the_list_for_a_query_names_those_who_authorized_it_and_nobody_else(sqlite_house: House) -> None:
    case = await Case.of(sqlite_house)
    people = await sqlite_house.query_list.of(TOWNSHIP, case.receipt)
    assert [(one.name, one.id_number, one.relation) for one in people] == [("周示例", "993601196303050119", "self")]
    assert people[0].text_version and people[0].at.endswith("+08:00")
    table = as_csv(people, sqlite_house.renderer("zh_CN").render).decode("utf-8-sig")
    assert table.startswith("受理编号,姓名,身份证号") and "993601196303050119" in table
    assert ("show", "township") in [(one.action, one.actor) for one in (await case.view()).read_by]
    with pytest.raises(Forbidden):
        await sqlite_house.query_list.of(AUDITOR, case.receipt)
    with pytest.raises(NotFound):
        await sqlite_house.query_list.of(NEIGHBOUR, case.receipt)
    await case.resident.send(Command("unauthorize"))
    await case.resident.send(Choice(True))
    with pytest.raises(Conflict):
        await sqlite_house.query_list.of(TOWNSHIP, case.receipt)


async def test_a_paper_is_asked_back_like_an_answer(sqlite_house: House) -> None:
    case = await Case.of(sqlite_house)
    await case.act("ask_back", keys=("documents.0.more",), notes={"documents.0.more": "请拍一下药费单。"})
    await case.said()
    question = case.resident.turn["question"]
    assert question is not None and "药费单" in str(question["note"])
    await case.resident.send(Choice(False))
    await case.resident.declare(FAMILY_OF_FOUR)
    assert (await case.view()).item.status == "answered"


async def test_a_county_that_keeps_decisions_to_itself_is_obeyed_and_a_notice_as_long_as_it_says(
    sqlite_house: House, clock: Clock
) -> None:
    case = await (await Case.of(sqlite_house)).to("accept")
    for name, value in (("township_decides", False), ("notice_days", 10)):
        asked = Proposal("993601", "both", name, value, "2026-11-01", source="示例民字〔2026〕2号")
        row = await sqlite_house.figure_desk.enter(COUNTY, asked)
        await sqlite_house.figure_desk.decide(ADMIN, row.id, "approve")
    assert "decide" not in (await case.view()).actions and "decide" in (await case.view(COUNTY)).actions
    with pytest.raises(NotAllowedNow):
        await case.act("decide", category="dibao_margin", result="approved")
    done = await (await case.to("opinion")).act("publish", on="2026-11-23")
    assert done.due is not None and done.due.astimezone(SHANGHAI).day == 3
    await case.act("decide", COUNTY, category="dibao_margin", result="approved")
    # Who only registers is not waited for by the county.
    other = await Case.of(sqlite_house, {**FAMILY_OF_FOUR, "applies_for_aid": False})
    await (await other.to("accept")).act("decide", category="none", result="registered")


async def test_the_family_can_see_who_has_it_and_what_comes_next(sqlite_house: House, clock: Clock) -> None:
    case = await (await Case.of(sqlite_house)).to("accept", "opinion", "publish")

    async def status() -> str:
        await case.resident.send(Command("status"))
        return "\n".join(reply["text"] for reply in case.resident.turn["replies"])

    seen = await status()
    assert "公示" in seen and "11月30日" in seen and "示例江县东镇" in seen
    clock.advance(days=8)
    await sqlite_house.watching.look()
    seen = await status()
    assert "公示完了" in seen and "12月15日" in seen
    await case.act("escalate", note="要几个部门商量。")
    assert "县里" in await status()
    await case.act("transfer", area_code="993601002")
    seen = await status()
    assert "示例江县西镇" in seen and "东镇" not in seen
    await case.act("decide", COUNTY, category="none", result="refused", note="收入高于当地的线。")
    assert "书面决定" in await status()
