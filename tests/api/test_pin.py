"""A number before a filed declaration is shown: nothing of it before, help without it, nothing lost by it."""

import re

import pytest
from httpx import AsyncClient

from api.web.doors import BEFORE, COOKIE
from tests.api.test_page import FRAGMENT, HTML, Browser
from tests.fakes.chatting import CHAT
from tests.fakes.clocks import Clock
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR

PIN = "4827"
# As a browser says that a page of ours led there.
FROM_US = {**HTML, "Sec-Fetch-Site": "same-origin"}
FROM_OUTSIDE = {**HTML, "Sec-Fetch-Site": "none"}
NAMES_IT = ("申报", "困难", "低保", "低收入", "暴", APPLICANT)
BEHIND_IT = (
    "/", "/?more=40", "/mine", "/mine.zip", "/code", "/elsewhere", "/households", "/pin", "/papers/abc/thumbnail",
    "/mine/papers/abc", "/mine/prints/SB0/form.pdf", f"{CHAT}/turns", f"{CHAT}/export", f"{CHAT}/households", f"{CHAT}/events",
)  # fmt: skip


@pytest.fixture
async def hidden(web: AsyncClient) -> Browser:
    """A family that filed, set a number, and left."""
    browser = Browser(web)
    await browser.start()
    await browser.declare(FAMILY_OF_FOUR)
    assert 'href="/pin"' in browser.page
    assert "密码设好了" in (await web.post("/pin", data={"pin": PIN, "again": PIN}, headers=FROM_US)).text
    await web.post("/leave")
    await web.post("/open")
    return browser


async def opened(web: AsyncClient) -> str:
    """The page after the right number."""
    assert (await web.post("/unlock", data={"pin": PIN})).status_code == 303
    return (await web.get("/", headers=FROM_US)).text


async def test_nothing_is_shown_before_the_number(hidden: Browser) -> None:
    for path in BEHIND_IT:
        for headers in (FROM_US, FROM_OUTSIDE, FRAGMENT, {}):
            answer = await hidden.web.get(path, headers=headers)
            assert answer.status_code == 423, path
            assert not [word for word in NAMES_IT if word in answer.text], path
    for path in ("/return-code", "/say", f"{CHAT}/turns", f"{CHAT}/files", "/pin"):
        assert (await hidden.web.post(path)).status_code == 423, path
    assert APPLICANT in await opened(hidden.web)


async def test_a_program_is_told_what_to_do_in_the_shape_of_every_refusal(hidden: Browser) -> None:
    bearer = {"Authorization": f"Bearer {hidden.web.cookies[COOKIE]}"}
    answer = await hidden.web.get(f"{CHAT}/turns", headers=bearer)
    assert answer.status_code == 423
    told = answer.json()
    assert told["error"] == "locked" and [fault["key"] for fault in told["faults"]] == ["session"]
    assert "输密码" in told["faults"][0]["message"]


async def test_every_visit_asks_again_and_going_on_within_one_does_not(hidden: Browser, clock: Clock) -> None:
    await opened(hidden.web)
    clock.advance(minutes=9)
    assert (await hidden.web.get("/mine", headers=FROM_US)).status_code == 200
    assert (await hidden.web.get("/", headers=FROM_OUTSIDE)).status_code == 423
    # A browser that does not say where it comes from says the page before.
    await opened(hidden.web)
    assert (await hidden.web.get("/", headers={**HTML, "Referer": "http://127.0.0.1:8000/mine"})).status_code == 200
    assert (await hidden.web.get("/", headers=HTML)).status_code == 423
    await opened(hidden.web)
    clock.advance(minutes=11)
    assert (await hidden.web.get("/mine", headers=FROM_US)).status_code == 423


async def test_what_was_typed_too_late_waits_in_the_field(web: AsyncClient, clock: Clock) -> None:
    browser = Browser(web)
    await browser.start()
    await browser.declare(FAMILY_OF_FOUR, until="members.0.name")
    await web.post("/pin", data={"pin": PIN, "again": PIN}, headers=FROM_US)
    clock.advance(minutes=30)
    late = await browser.post({"text": "周<示例"})
    assert late.status_code == 423
    kept = dict(re.findall(r'name="(text|question|household)" value="([^"]*)"', late.text))
    assert kept["text"] == "周&lt;示例"
    wrong = await web.post("/unlock", data={**kept, "text": "周示例", "pin": "0000"}, headers=FROM_US)
    assert wrong.status_code == 401 and 'value="周示例"' in wrong.text and 'role="alert"' in wrong.text
    page = await web.post("/unlock", data={**kept, "text": "周示例", "pin": PIN}, headers=FROM_US)
    assert page.status_code == 200 and re.search(r'id="text"[^>]*value="周示例"', page.text)


async def test_help_is_there_without_the_number_and_what_is_hidden_comes_back_hidden(hidden: Browser) -> None:
    web, session = hidden.web, hidden.web.cookies[COOKIE]
    page = (await web.get("/", headers=FROM_OUTSIDE)).text
    assert all(f'href="tel:{number}"' in page for number in (110, 119, 120)) and 'action="/urgent"' in page
    assert (await web.post("/urgent")).status_code == 303
    told = (await web.get("/", headers=FROM_US)).text
    assert 'id="chat"' in told and APPLICANT not in told and web.cookies[BEFORE] == session
    assert "不用设密码" in (await web.get("/pin", headers=FROM_US)).text
    await web.post("/leave")
    await web.post("/open")
    assert web.cookies[COOKIE] == session and BEFORE not in web.cookies
    assert APPLICANT in await opened(web)


async def test_too_many_wrong_ones_and_the_return_code_opens_for_a_new_number(hidden: Browser) -> None:
    web = hidden.web
    await opened(web)
    code = re.search(r'class="code">([^<]+)<', (await web.post("/return-code", headers=FROM_US)).text)
    assert code is not None
    await web.post("/lock")
    statuses = [(await web.post("/unlock", data={"pin": "0000"})).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    wrong = await web.post("/return", data={"return_code": "不对"}, headers=FROM_US)
    assert wrong.status_code == 401 and not [word for word in NAMES_IT if word in wrong.text]
    before = web.cookies[COOKIE]
    assert (await web.post("/return", data={"return_code": code[1]}, headers=FROM_US)).status_code == 303
    assert APPLICANT in (await web.get("/", headers=FROM_US)).text and web.cookies[COOKIE] != before
    # The session with the old number is none any more.
    bearer = {"Authorization": f"Bearer {before}"}
    assert (await web.get(f"{CHAT}/turns", headers=bearer)).status_code == 401
    assert "密码设好了" in (await web.post("/pin", data={"pin": "913 5", "again": "9135"}, headers=FROM_US)).text


async def test_a_link_opened_in_front_of_the_lock_tells_nothing_of_what_is_hidden(hidden: Browser) -> None:
    web = hidden.web
    async with AsyncClient(transport=web._transport, base_url=web.base_url) as elsewhere:
        other = Browser(elsewhere)
        await other.start()
        link = re.search(r'class="code">([^<]+)<', (await elsewhere.get("/elsewhere", headers=FROM_US)).text)
        assert link is not None
    assert (await web.post("/return", data={"return_code": link[1]}, headers=FROM_US)).status_code == 303
    page = (await web.get("/", headers=FROM_US)).text
    assert APPLICANT not in page and "返回码：" not in page and BEFORE in web.cookies
