"""The console in a browser without scripts: log in, find, read, act; and what it refuses."""

import re
from urllib.parse import urlencode

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from api.services.review.actions import Action
from tests.fakes.households import FAMILY_OF_FOUR, Household
from tests.services.review.desks import TOWNSHIP, declared, with_gaps

PASSWORD = "long enough"
HTML = {"accept": "text/html"}


@pytest.fixture
async def desk(web: AsyncClient, sqlite_house: House) -> AsyncClient:
    """A browser in which an officer of the township is logged in."""
    await sqlite_house.staff.add("officer", "示例人员", "township", "993601001", PASSWORD)
    answer = await web.post("/console/login", data={"username": "officer", "password": PASSWORD}, headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    return web


def hidden(page: Response, sheet: str) -> dict[str, str]:
    """The hidden fields of one sheet."""
    form = page.text.split(f'id="form-{sheet}"')[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))


async def send(desk: AsyncClient, receipt: str, fields: list[tuple[str, str]]) -> Response:
    """Post a form as a browser does."""
    headers = {**HTML, "content-type": "application/x-www-form-urlencoded"}
    return await desk.post(f"/console/d/{receipt}/actions", content=urlencode(fields), headers=headers)


async def test_who_is_not_logged_in_is_led_to_the_login(web: AsyncClient) -> None:
    for path, back in (("/console", ""), ("/console/d/SB1", "?after=/console/d/SB1"), ("/console/admin", "")):
        answer = await web.get(path, headers=HTML)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/console/login{back}")
    assert (await web.get("/console/login", headers=HTML)).status_code == 200


async def test_a_wrong_password_keeps_the_name_typed(web: AsyncClient) -> None:
    answer = await web.post("/console/login", data={"username": "offic<er", "password": "x"}, headers=HTML)
    assert answer.status_code == 401 and 'value="offic&lt;er"' in answer.text and "没有对上" in answer.text


async def test_the_queue_names_nobody_in_full_and_leads_to_the_page(desk: AsyncClient, sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    page = await desk.get("/console", headers=HTML)
    assert "周**" in page.text and "周示例" not in page.text
    assert f"/console/d/{receipt}" in page.text and "还剩 3 个工作日" in page.text
    found = await desk.get("/console", params={"q": "周示例"}, headers=HTML)
    assert receipt in found.text and "q=%E5%91%A8" in found.text
    assert "没有符合" in (await desk.get("/console", params={"q": "没这个人"}, headers=HTML)).text
    assert (await desk.get("/console?status=gone", headers=HTML)).status_code == 422


async def test_the_page_shows_the_form_the_check_and_what_can_be_done(desk: AsyncClient, sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house, with_gaps())).receipt
    page = (await desk.get(f"/console/d/{receipt}", headers=HTML)).text
    assert "一年 24,000 元" in page and "大概数" in page and "跳过了" in page
    assert "江西实施意见" in page and "÷ 4 ÷ 12" in page
    assert "说的是大概数" in page and "上下差两成" in page and "可以转介的帮助" in page
    assert 'id="sheet-accept"' in page and 'id="sheet-ask_back"' in page and 'id="sheet-approved"' not in page
    assert "周示例" not in page and "13800138000" not in page
    assert "示例江县东镇已经受理您的申报" in page  # what the resident would get


async def test_showing_needs_the_form_of_this_session_and_is_written_down(
    desk: AsyncClient, sqlite_house: House
) -> None:
    receipt = (await declared(sqlite_house)).receipt
    page = await desk.get(f"/console/d/{receipt}", headers=HTML)
    refused = await desk.post(f"/console/d/{receipt}/show", data={"csrf": "forged"}, headers=HTML)
    assert refused.status_code == 403 and "周示例" not in refused.text
    csrf = hidden(page, "accept")["csrf"]
    asked = await desk.post(f"/console/d/{receipt}/show", data={"csrf": csrf}, headers=HTML)
    assert "为什么要看" in asked.text and "周示例" not in asked.text
    wordless = {"csrf": csrf, "reason": "other"}
    assert (await desk.post(f"/console/d/{receipt}/show", data=wordless, headers=HTML)).status_code == 422
    given = {"csrf": csrf, "reason": "call"}
    shown = await desk.post(f"/console/d/{receipt}/show", data=given, headers=HTML)
    assert "周示例" in shown.text and "查看完整信息" in shown.text


async def test_accepting_twice_with_one_page_is_accepting_once(desk: AsyncClient, sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    page = await desk.get(f"/console/d/{receipt}", headers=HTML)
    fields = [*hidden(page, "accept").items(), ("note", "收到了")]
    for _ in range(2):
        answer = await send(desk, receipt, fields)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/console/d/{receipt}?done=accept")
    after = (await desk.get(answer.headers["location"], headers=HTML)).text
    assert "已办：受理" in after and 'id="sheet-approved"' in after and 'id="sheet-accept"' not in after


async def test_asking_back_sends_what_was_ticked_with_its_words(desk: AsyncClient, sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    page = await desk.get(f"/console/d/{resident.receipt}", headers=HTML)
    ticks = [("key", "income.wages"), ("key", "phone")]
    words = [("word.income.wages", "到手多少？"), ("word.members.0.name", "没勾的不算")]
    answer = await send(desk, resident.receipt, [*hidden(page, "ask_back").items(), *ticks, *words])
    assert answer.status_code == 303
    turn = await sqlite_house.turns.last(resident.conversation_id)
    assert turn is not None and turn["question"] is not None and turn["question"]["key"] == "income.wages"


async def test_what_was_typed_stays_when_an_action_is_refused(desk: AsyncClient, sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    await sqlite_house.review.act(TOWNSHIP, receipt, Action("a", "accept"))
    page = await desk.get(f"/console/d/{receipt}", headers=HTML)
    empty = await send(desk, receipt, [*hidden(page, "ask_back").items(), ("note", "请再看<一下>")])
    assert empty.status_code == 422 and "请至少勾选一处" in empty.text and "请再看&lt;一下&gt;</textarea>" in empty.text
    refused = await send(desk, receipt, [*hidden(page, "refused").items(), ("category", "dibao"), ("note", " ")])
    assert refused.status_code == 422 and "请写上原因" in refused.text
    forged = await send(desk, receipt, [("csrf", "x"), ("id", "1"), ("action", "decide")])
    assert forged.status_code == 403


async def test_each_category_has_its_own_letter_and_the_likely_one_is_offered(
    desk: AsyncClient, sqlite_house: House
) -> None:
    receipt = (await declared(sqlite_house)).receipt
    await sqlite_house.review.act(TOWNSHIP, receipt, Action("a", "accept"))
    page = await desk.get(f"/console/d/{receipt}", headers=HTML)
    sheet = page.text.split('id="form-approved"')[1].split("</form>")[0]
    assert '<option value="dibao" selected>' in sheet
    letters = dict(re.findall(r'<p data-of="(\w+)">([^<]*编号[^<]*)</p>', sheet))
    assert "可以按最低生活保障对象来申请" in letters["dibao"]
    assert "认定为低保边缘家庭" in letters["dibao_margin"]
    assert hidden(page, "registered")["category"] == "none"


async def test_a_relative_in_office_is_told_at_the_head_of_the_page(desk: AsyncClient, sqlite_house: House) -> None:
    relative: Household = {
        "relative_in_office": True, "relative_in_office.name": "王样本",
        "relative_in_office.post": "村主任", "relative_in_office.relation": "sibling",
    }  # fmt: skip
    near = await declared(sqlite_house, {**FAMILY_OF_FOUR, **relative})
    far = await declared(sqlite_house)
    told = "那位亲属不参与办理"
    assert told in (await desk.get(f"/console/d/{near.receipt}", headers=HTML)).text
    assert told not in (await desk.get(f"/console/d/{far.receipt}", headers=HTML)).text


async def test_a_post_from_elsewhere_does_nothing(desk: AsyncClient, sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    page = await desk.get(f"/console/d/{receipt}", headers=HTML)
    headers = {**HTML, "origin": "https://elsewhere.example"}
    answer = await desk.post(f"/console/d/{receipt}/actions", data=hidden(page, "accept"), headers=headers)
    assert answer.status_code == 403
    assert (await sqlite_house.review.open(TOWNSHIP, receipt)).item.status == "submitted"


async def test_logging_out_ends_the_session(desk: AsyncClient) -> None:
    page = await desk.get("/console", headers=HTML)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf is not None
    await desk.post("/console/logout", data={"csrf": csrf[1]}, headers=HTML)
    assert (await desk.get("/console", headers=HTML)).status_code == 303


async def test_pages_run_no_script_and_no_style_of_their_own(desk: AsyncClient, sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    for path in ("/console", f"/console/d/{receipt}", "/console/login"):
        page = await desk.get(path, headers=HTML)
        assert " style=" not in page.text and "<style" not in page.text and " onclick" not in page.text
        assert re.findall(r"<script(?![^>]*\bsrc=)", page.text) == []
        assert "script-src 'self'" in page.headers["content-security-policy"]
