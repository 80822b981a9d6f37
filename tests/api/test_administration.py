"""The pages that run the place, through the browser's forms: accounts, the second factor, keeping apart, the audit."""

import re

import pyotp
import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.review.desks import declared

HTML = {"Accept": "text/html"}


class Desk:
    """Somebody at the console."""

    def __init__(self, web: AsyncClient) -> None:
        self.web = web
        self.csrf = ""

    @classmethod
    async def of(cls, web: AsyncClient, username: str, password: str, code: str = "") -> "Desk":
        """Through the login page."""
        web.cookies.clear()
        sent = {"username": username, "password": password, "code": code}
        answer = await web.post("/console/login", data=sent, headers=HTML)
        assert answer.status_code == 303, answer.text
        desk = cls(web)
        page = await desk.get("/console/account")
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        assert found is not None
        desk.csrf = found.group(1)
        return desk

    async def get(self, path: str) -> Response:
        """A page."""
        return await self.web.get(path, headers=HTML)

    async def post(self, path: str, **fields: str) -> Response:
        """A form of a page."""
        return await self.web.post(path, data={"csrf": self.csrf, **fields}, headers=HTML, follow_redirects=True)


@pytest.fixture
async def passwords(sqlite_house: House) -> dict[str, str]:
    """The demo's staff and their passwords."""
    await sqlite_house.staff.make_demo_staff()
    return dict(sqlite_house.staff.demo_credentials())


async def test_an_administrator_opens_an_account_and_the_colleague_comes_in(
    web: AsyncClient, passwords: dict[str, str]
) -> None:
    admin = await Desk.of(web, "admin", passwords["admin"])
    wanted = {"username": "wangli", "name": "王示例", "role": "township", "area_code": "993601001"}
    refused = await admin.post("/console/staff", **{**wanted, "area_code": "993701001"})
    assert refused.status_code == 422 and 'value="wangli"' in refused.text
    made = await admin.post("/console/staff", **wanted, id_number=str(FAMILY_OF_FOUR["members.1.id_number"]))
    password = re.search(r'<code class="secret">(\w+)</code>', made.text)
    assert password is not None and "登记了" in made.text
    number = re.search(r"/console/staff/(\d+)/change", made.text)
    assert number is not None
    assert (await admin.post(f"/console/staff/{number[1]}/close")).status_code == 200
    web.cookies.clear()
    shut = await web.post("/console/login", data={"username": "wangli", "password": password[1]}, headers=HTML)
    assert shut.status_code == 401
    admin = await Desk.of(web, "admin", passwords["admin"])
    await admin.post(f"/console/staff/{number[1]}/open")
    colleague = await Desk.of(web, "wangli", password[1])
    assert (await colleague.get("/console/staff")).status_code == 403
    assert "工作人员账号" not in (await colleague.get("/console/admin")).text
    assert "操作记录" in (await (await Desk.of(web, "auditor", passwords["auditor"])).get("/console/admin")).text


async def test_a_second_factor_from_the_picture_to_the_login(
    web: AsyncClient, sqlite_house: House, passwords: dict[str, str], clock: Clock
) -> None:
    desk = await Desk.of(web, "township", passwords["township"])
    wrong = await desk.post("/console/account/factor", password="not this one")
    assert wrong.status_code == 422 and "<svg" not in wrong.text
    offered = await desk.post("/console/account/factor", password=passwords["township"])
    secret = re.search(r'<code class="secret">([A-Z2-7]{32})</code>', offered.text)
    assert secret is not None and "<svg" in offered.text
    phone = pyotp.TOTP(secret[1])
    done = await desk.post("/console/account/confirm", code=phone.at(clock()))
    codes = re.findall(r"<li><code>([\w-]+)</code></li>", done.text)
    assert len(codes) == 10
    assert codes[0] not in (await desk.get("/console/account")).text and secret[1] not in done.text
    clock.advance(minutes=1)
    sent = {"username": "township", "password": passwords["township"]}
    asked = await web.post("/console/login", data=sent, headers=HTML)
    assert asked.status_code == 401 and "动态码" in asked.text
    assert (await web.post("/api/v1/staff/sessions", json=sent)).json()["faults"][0]["key"] == "code"
    assert (await web.post("/api/v1/staff/sessions", json={**sent, "code": phone.at(clock())})).status_code == 201
    await Desk.of(web, "township", passwords["township"], codes[1])


async def test_the_named_relative_is_looked_at_and_the_auditor_sees_what_became_of_it(
    web: AsyncClient, sqlite_house: House, passwords: dict[str, str]
) -> None:
    family = {
        **FAMILY_OF_FOUR, "relative_in_office": "yes", "relative_in_office.name": "示例经办员",
        "relative_in_office.post": "经办员", "relative_in_office.relation": "表哥",
    }  # fmt: skip
    receipt = (await declared(sqlite_house, family)).receipt
    county = await Desk.of(web, "county", passwords["county"])
    page = await county.get("/console/recusals")
    assert receipt in page.text and "同名" in page.text
    kept = await county.post("/console/recusals", receipt=receipt, username="township")
    assert "登记好了" in kept.text
    officer = await Desk.of(web, "township", passwords["township"])
    told = await officer.get(f"/console/d/{receipt}")
    assert told.status_code == 403 and "已转给示例县级人员办理" in told.text and "周" not in told.text
    auditor = await Desk.of(web, "auditor", passwords["auditor"])
    seen = (await auditor.get("/console/audit?kind=kept_apart")).text
    assert receipt in seen
    assert "没有打开" in seen, seen[-3000:]
    assert "没有被改过" in (await auditor.get("/console/audit?verify=1")).text
    assert (await auditor.get("/console/audit?kind=nothing")).status_code == 422


async def test_what_is_shown_depends_on_what_the_role_is_for(
    web: AsyncClient, sqlite_house: House, passwords: dict[str, str]
) -> None:
    receipt = (await declared(sqlite_house)).receipt
    number, name = str(FAMILY_OF_FOUR["members.0.id_number"]), "周示例"

    async def read(username: str) -> tuple[dict[str, object], str]:
        session = await sqlite_house.staff.login(username, passwords[username])
        headers = {"Authorization": f"Bearer {session.token}", "X-Reason": "visit"}
        answer = await web.get(f"/api/v1/declarations/{receipt}", headers=headers)
        assert answer.status_code == 200
        return answer.json(), answer.text

    township, whole = await read("township")
    assert name in whole and number in whole and township["assessment"] is not None
    village, visited = await read("village")
    assert name in visited and number not in visited and village["assessment"] is None
    answers = village["answers"]
    assert isinstance(answers, dict) and "phone" in answers
    assert not any({"health", "illness", "disability"} & set(key.split(".")) for key in answers)
    for username in ("auditor", "admin"):
        _, masked = await read(username)
        assert name not in masked and number not in masked
    read_by = (await read("township"))[0]["read_by"]
    assert isinstance(read_by, list)
    assert {(one["by"], one["reason"]) for one in read_by} >= {("township", "visit"), ("village", "visit")}


async def test_texts_holidays_sentences_and_packs_through_the_forms(
    web: AsyncClient, passwords: dict[str, str]
) -> None:
    county = await Desk.of(web, "county", passwords["county"])
    words = "我写的都是我知道的真实情况，愿意配合镇里核对。"
    refused = await county.post("/console/texts", name="pledge", words=words, reading="", since="2020-01-01")
    assert refused.status_code == 422 and words in refused.text
    drafted = await county.post("/console/texts", name="pledge", words=words, reading="", since="2027-01-01")
    assert "起草好了" in drafted.text and "撤回" in drafted.text
    assert "请带上身份证" in (await county.post("/console/sentences", words="请带上身份证")).text
    assert (await county.post("/console/holidays", year="2027", off="2027-01-01", worked="")).status_code == 403
    assert "江西实施意见" in (await county.get("/console/packs")).text
    place = {"code": "993601001", "name": "示例江县东镇", "phone": "0791-88880000", "address": "东街 1 号"}
    assert "找小王" in (await county.post("/console/areas", **{**place, "phone": "找小王"})).text
    assert "0791-88880000" in (await county.post("/console/areas", **place)).text
    admin = await Desk.of(web, "admin", passwords["admin"])
    number = re.search(r"/console/texts/(\d+)/decide", (await admin.get("/console/texts")).text)
    assert number is not None
    assert "已同意" in (await admin.post(f"/console/texts/{number[1]}/decide", decision="approve")).text
    wrong = await admin.post("/console/holidays", year="2027", off="2027-01-02", worked="1月3日")
    assert wrong.status_code == 422 and "1月3日" in wrong.text
    stored = await admin.post("/console/holidays", year="2027", off="2027-01-01", worked="2027-01-03")
    assert "存好了" in stored.text and "2027-01-03" in stored.text
    officer = await Desk.of(web, "township", passwords["township"])
    assert "请带上身份证" in (await officer.get("/console/sentences")).text
    assert (await officer.get("/console/texts")).status_code == 403


async def test_the_same_over_json(web: AsyncClient, sqlite_house: House, passwords: dict[str, str]) -> None:
    receipt = (await declared(sqlite_house)).receipt

    async def headers(username: str, password: str) -> dict[str, str]:
        sent = {"username": username, "password": password}
        return {"Authorization": f"Bearer {(await web.post('/api/v1/staff/sessions', json=sent)).json()['token']}"}

    admin = await headers("admin", passwords["admin"])
    wanted = {"username": "wangli", "name": "王示例", "role": "township", "area_code": "993601001"}
    made = await web.post("/api/v1/staff/accounts", json=wanted, headers=admin)
    assert made.status_code == 201 and made.json()["knows_id"] is False
    refused = await web.post("/api/v1/staff/accounts", json={**wanted, "role": 5}, headers=admin)
    assert (refused.status_code, refused.json()["faults"][0]["key"]) == (422, "role")
    number = {"change": "id_number", "id_number": str(FAMILY_OF_FOUR["members.1.id_number"])}
    assert (await web.post("/api/v1/staff/accounts/wangli", json=number, headers=admin)).json()["knows_id"] is True
    officer = await headers("wangli", made.json()["password"])
    told = await web.get(f"/api/v1/declarations/{receipt}", headers=officer)
    assert told.status_code == 403 and "亲属关系" in told.json()["faults"][0]["message"]
    assert (await web.get("/api/v1/declarations", headers=officer)).json()["items"] == []
    assert (await web.get("/api/v1/staff/accounts", headers=officer)).status_code == 403
    auditor = await headers("auditor", passwords["auditor"])
    (kept,) = (await web.get("/api/v1/recusals", headers=auditor)).json()["items"]
    assert (kept["receipt"], kept["username"], kept["handled_by"]) == (receipt, "wangli", "township")
    seen = (await web.get("/api/v1/audit?kind=kept_apart", headers=auditor)).json()
    assert seen["items"][0]["action"] == "kept_out" and ":" in seen["head"]
    stepped_back = await web.post(
        f"/api/v1/declarations/{receipt}/recusals", json={}, headers=await headers("township", passwords["township"])
    )
    assert stepped_back.status_code == 200
    (first, *_) = (await web.get("/api/v1/recusals", headers=auditor)).json()["items"]
    assert (first["handled_by"], first["to_county"]) == ("county", True)
