"""Being on duty over HTTP: the JSON, the pages, and what they say when nobody would be called."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.bootstrap import House, build
from api.services.emergency.duty.desk import START
from tests.api.conftest import BASE
from tests.fakes.clocks import Clock
from tests.fakes.houses import settings_for
from tests.fakes.officers import officer


@pytest.fixture
async def served(tmp_path: Path, clock: Clock) -> AsyncIterator[House]:
    """A house with the demo's staff that a bot works for."""
    house = build(settings_for(tmp_path, telegram_token="1:never-called"), clock)
    await house.staff.make_demo_staff()
    await house.outbox.keep_bot("shenbao_bot")
    yield house
    house.close()


@pytest.fixture
async def office(served: House) -> AsyncIterator[AsyncClient]:
    """A browser."""
    # Nobody starts the application: the bot of these settings is never called.
    async with AsyncClient(transport=ASGITransport(create_app(served.settings, served)), base_url=BASE) as client:
        yield client


async def token_of(house: House, username: str) -> tuple[str, str]:
    """A session of the demo's staff: its token and its CSRF token."""
    password = dict(house.staff.demo_credentials())[username]
    session = await house.staff.login(username, password)
    return session.token, session.csrf


async def test_linked_switched_and_unlinked_by_json(office: AsyncClient, served: House) -> None:
    token, _ = await token_of(served, "township")
    headers = {"Authorization": f"Bearer {token}"}
    before = (await office.get("/api/v1/staff/duty", headers=headers)).json()
    assert (before["able"], before["bot"], before["linked"]) == (True, True, False)
    assert before["area"] == {"on_duty": 0, "county_on_duty": 0, "linked": 0, "empty": ["示例江县东镇"], "refused": [],
                              "silent": []}  # fmt: skip
    assert (await office.post("/api/v1/staff/duty", json={"on_duty": True}, headers=headers)).status_code == 404
    made = await office.post("/api/v1/staff/duty/link", headers=headers)
    assert made.status_code == 201
    payload = re.fullmatch(r"https://t\.me/shenbao_bot\?start=([A-Za-z0-9_-]{1,64})", made.json()["link"])
    assert payload is not None
    await served.duty.chat.link(9001, payload[1].removeprefix(START))
    standing = (await office.get("/api/v1/staff/duty", headers=headers)).json()
    assert (standing["linked"], standing["on_duty"], standing["area"]["on_duty"]) == (True, True, 1)
    tried = await office.post("/api/v1/staff/duty/test", headers=headers)
    assert tried.status_code == 202 and tried.json()["asked_at"] and tried.json()["relied_on"] is True
    off = await office.post("/api/v1/staff/duty", json={"on_duty": False}, headers=headers)
    assert off.json()["on_duty"] is False
    assert (await office.post("/api/v1/staff/duty", json={"on_duty": "yes"}, headers=headers)).status_code == 422
    assert (await office.delete("/api/v1/staff/duty", headers=headers)).json()["linked"] is False


async def test_who_has_no_part_in_it_is_refused(office: AsyncClient, served: House) -> None:
    for name in ("village", "auditor", "admin"):
        token, _ = await token_of(served, name)
        headers = {"Authorization": f"Bearer {token}"}
        assert (await office.get("/api/v1/staff/duty", headers=headers)).json()["able"] is False
        for path in ("link", "test"):
            assert (await office.post(f"/api/v1/staff/duty/{path}", headers=headers)).status_code == 403
        assert (await office.delete("/api/v1/staff/duty", headers=headers)).status_code == 403


async def test_the_pages_link_a_phone_and_say_who_would_be_called(office: AsyncClient, served: House) -> None:
    token, csrf = await token_of(served, "township")
    office.headers["Cookie"] = f"shenbao_staff={token}"
    office.headers["Accept"] = "text/html"
    assert "连我的手机" in (await office.get("/console/account")).text
    assert "请至少一个人连上手机" in (await office.get("/console/emergencies")).text
    page = await office.post("/console/duty/link", data={"csrf": csrf})
    found = re.search(r"start=" + START + r"([A-Za-z0-9_-]{22})", page.text)
    assert found is not None and "<svg" in page.text
    await served.duty.chat.link(9001, found[1])
    assert "现在您在值班" in (await office.get("/console/account")).text
    assert "现在值班：示例经办员。" in (await office.get("/console/emergencies")).text
    tried = await office.post("/console/duty/try", data={"csrf": csrf})
    assert tried.headers["location"] == "/console/account?done=duty_tried#duty"
    assert "问过您的手机，还没有按" in (await office.get("/console/account")).text
    (call,) = await served.duty.post.due(10)
    await served.duty.chat.look(9001, call.id)
    assert "手机上按过，能收到" in (await office.get("/console/account")).text
    assert "从11月23日（周一）09:00 起" in (await office.get("/console/emergencies")).text.replace("从 ", "从")
    back = await office.post("/console/duty/off", data={"csrf": csrf, "back": "emergencies"})
    assert back.headers["location"] == "/console/emergencies"
    assert "都没有人值班：急事发给连了手机的 1 人" in (await office.get("/console/emergencies")).text
    await served.duty.chat.reached(9001, False)
    assert "值班手机收不到：示例经办员" in (await office.get("/console/emergencies")).text
    assert "值班手机收不到" in (await office.get("/console/account")).text
    await office.post("/console/duty/unlink", data={"csrf": csrf})
    assert "连我的手机" in (await office.get("/console/account")).text
    assert (await office.get("/console/duty/link")).headers["location"] == "/console/account#duty"
    assert (await office.post("/console/duty/dance", data={"csrf": csrf})).status_code == 404
    assert (await office.post("/console/duty/link", data={"csrf": "forged"})).status_code == 403


async def test_the_county_reads_which_townships_have_nobody(office: AsyncClient, served: House) -> None:
    token, _ = await token_of(served, "county")
    county = await served.staff.who(token)
    link = (await served.duty.desk.link(county)).link
    await served.duty.chat.link(9002, link.partition(START)[2])
    office.headers["Cookie"] = f"shenbao_staff={token}"
    page = (await office.get("/console/emergencies")).text
    assert "县里现在值班：示例县级人员。" in page and "示例江县东镇、" in page


async def test_without_a_bot_the_page_says_so(web: AsyncClient, sqlite_house: House) -> None:
    await sqlite_house.staff.make_demo_staff()
    token, csrf = await token_of(sqlite_house, "township")
    web.headers["Cookie"] = f"shenbao_staff={token}"
    assert "还没有接 Telegram 机器人" in (await web.get("/console/emergencies")).text
    assert "还没有接 Telegram 机器人" in (await web.get("/console/account")).text
    assert (await web.post("/console/duty/link", data={"csrf": csrf})).status_code == 404


async def test_many_on_duty_stand_folded_and_who_does_not_answer_is_always_seen(
    office: AsyncClient, served: House, clock: Clock
) -> None:
    for number in range(6):
        await officer(served, f"east{number}", chat=100 + number)
    await officer(served, "forgetful", chat=200)
    clock.advance(hours=24)
    assert await served.duty.watching.ask() == 7
    for number in range(6):
        await served.duty.chat.say(100 + number, "on")
    clock.advance(hours=2)
    token, _ = await token_of(served, "township")
    office.headers["Cookie"] = f"shenbao_staff={token}"
    page = (await office.get("/console/emergencies")).text
    assert "在值班的 6 人" in page
    assert page.index("示例forgetful") < page.index("在值班的 6 人") and page.count("问过手机，没有回") == 1
