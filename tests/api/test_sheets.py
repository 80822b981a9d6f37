"""Every action through its sheet, as a browser without scripts sends it: drawn from the table of inputs, read back by it."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from api.services.review.record import Record
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP, declared

HTML = {"accept": "text/html", "content-type": "application/x-www-form-urlencoded"}
Fields = list[tuple[str, str]]


class Case:
    """A declaration on the desk of an officer who is logged in."""

    def __init__(self, web: AsyncClient, house: House, resident: Resident) -> None:
        self.web = web
        self.house = house
        self.resident = resident
        self.receipt = resident.receipt

    async def sheet(self, name: str) -> str:
        """The form of one sheet as it stands on the page now."""
        page = (await self.web.get(f"/console/d/{self.receipt}", headers=HTML)).text
        assert f'id="form-{name}"' in page, re.findall(r'id="form-(\w+)"', page)
        return page.split(f'id="form-{name}"')[1].split("</form>")[0]

    async def send(self, name: str, *fields: tuple[str, str]) -> Response:
        """Fill it in and send it."""
        form = await self.sheet(name)
        hidden: Fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
        body = urlencode([*hidden, *fields])
        return await self.web.post(f"/console/d/{self.receipt}/actions", content=body, headers=HTML)

    async def done(self, name: str, *fields: tuple[str, str]) -> Record:
        """Send it, and what the timeline keeps of it."""
        answer = await self.send(name, *fields)
        assert answer.status_code == 303, re.findall(r'class="fault"[^>]*>(.*?)</div>', answer.text, re.S)
        return (await self.house.review.open(TOWNSHIP, self.receipt)).timeline[-1].record


@pytest.fixture
async def case(web: AsyncClient, sqlite_house: House) -> Case:
    """A declaration that was received."""
    await sqlite_house.staff.add("officer", "示例人员", "township", "993601001", "long enough")
    await web.post(
        "/console/login", data={"username": "officer", "password": "long enough"}, headers={"accept": "text/html"}
    )
    made = Case(web, sqlite_house, await declared(sqlite_house))
    await made.done("accept", ("note", "收到了"))
    return made


async def test_a_visit_by_two_people_line_by_line(case: Case) -> None:
    record = await case.done(
        "record_visit", ("visitors", "王示例\r\n 李示例 \r\n"), ("on", "2026-11-20"), ("place", ""),
        ("findings", "住房一般。"), ("signed", "周示例"), ("note", ""),
    )  # fmt: skip
    assert record.texts("visitors") == ("王示例", "李示例") and record.text("findings") == "住房一般。"


async def test_one_visitor_is_not_enough_and_nothing_typed_is_lost(case: Case) -> None:
    answer = await case.send("record_visit", ("visitors", "王示例"), ("findings", "<住房>一般"), ("signed", "周示例"))
    assert answer.status_code == 422 and "请写上至少 2 个人的名字" in answer.text
    sheet = answer.text.split('id="sheet-record_visit"')[1].split("</details>")[0]
    assert sheet.startswith(" open") and "&lt;住房&gt;一般</textarea>" in sheet and ">王示例</textarea>" in sheet


async def test_a_query_and_what_it_found_beside_the_answers(case: Case) -> None:
    await case.done("request_query", ("source", "县核对中心"))
    sheet = unescape(await case.sheet("record_query"))
    assert "都对得上" in sheet and "有不一样的" in sheet and '<option value="assets.deposits">' in sheet
    assert '<option value="members.1.health">李** · 健康状况' in sheet
    found = [("found_key", "assets.deposits"), ("found_value", "23,000 元"), ("found_key", ""), ("found_value", "")]
    record = await case.done("record_query", ("source", "县核对中心"), *found)
    assert record.words("found") == {"assets.deposits": "23,000 元"}
    page = (await case.web.get(f"/console/d/{case.receipt}", headers=HTML)).text
    assert "核对查到：23,000 元" in page


async def test_departments_are_ticked_and_their_answers_recorded(case: Case) -> None:
    record = await case.done("refer", ("departments", "医保"), ("departments", "残联"), ("note", "请看看"))
    assert record.texts("departments") == ("医保", "残联")
    sheet = await case.sheet("record_referral")
    (first, *_) = re.findall(r'<option value="(\d+-\d+)">医保', sheet)
    answered = await case.done("record_referral", ("referral", first), ("result", "helped"), ("note", "已办"))
    assert answered.result == "helped"
    page = unescape((await case.web.get(f"/console/d/{case.receipt}", headers=HTML)).text)
    assert "转给哪些部门：医保、残联" in page and "已经得到：" in page and "这家人已经得到过帮助" in page


async def test_from_the_opinion_to_the_end_of_aid(case: Case) -> None:
    opinion = await case.sheet("opinion")
    assert '<option value="agree">' in opinion and 'data-of="disagree"' in opinion
    await case.done("opinion", ("result", "agree"), ("category", "dibao_margin"))
    await case.done("publish", ("place", "村务公开栏"))
    record = await case.done("approved", ("category", "dibao_margin"), ("note", "可以认定"))
    assert (record.category, record.result) == ("dibao_margin", "approved")
    record = await case.done("close", ("monitored", "yes"), ("note", "收入高了"))
    assert record.text("monitored") == "yes"
    await case.done("reopen", ("note", "又有变化"))
    assert (await case.house.review.open(TOWNSHIP, case.receipt)).item.status == "accepted"


async def test_a_case_goes_to_another_township_that_is_served(case: Case) -> None:
    sheet = await case.sheet("transfer")
    assert '<option value="993601002">' in sheet and '<option value="993601001">' not in sheet
    answer = await case.send("transfer", ("area_code", "993601002"), ("note", "您现在住那里"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/console?done=transfer")
    assert (await case.web.get(f"/console/d/{case.receipt}", headers=HTML)).status_code == 404


async def test_a_second_round_asks_for_its_reason(case: Case) -> None:
    assert 'name="reason"' not in await case.sheet("ask_back")
    await case.done("ask_back", ("key", "phone"), ("word.phone", "打不通"))
    turn = await case.house.turns.last(case.resident.conversation_id)
    assert turn is not None
    case.resident.turn = turn
    await case.resident.declare({**FAMILY_OF_FOUR, "phone": "13800138001"})
    assert 'name="reason"' in await case.sheet("ask_back")
    again = await case.send("ask_back", ("key", "phone"))
    assert again.status_code == 422 and "为什么再问一次" in again.text
    assert (await case.done("ask_back", ("key", "phone"), ("reason", "号码少一位"))).text("reason") == "号码少一位"


async def test_tekun_names_whom(case: Case) -> None:
    sheet = await case.sheet("approved")
    assert 'name="members" value="2"' in sheet and 'data-of="tekun"' in sheet
    record = await case.done("approved", ("category", "tekun"), ("members", "2"))
    assert record.texts("members") == ("2",)
