"""One tap and nothing is there: a neutral page, whatever is asked for, until somebody opens it again."""

from collections.abc import Awaitable

from httpx import AsyncClient, Response

from api.bootstrap import House
from api.web.doors import CLOSED, COOKIE
from conversations.inputs import Body, Choice, Command, Input
from tests.api.test_page import FRAGMENT, HTML, Browser
from tests.fakes.chatting import CHAT
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.test_emergency import EAST

# What a page on a phone that others pick up says nothing of.
NAMES_IT = ("申报", "困难", "救", "低保", "暴", "政策", "家")


async def left(web: AsyncClient, path: str) -> str:
    """The page at this address, which must be the neutral one."""
    page = (await web.get(path, headers=HTML)).text
    assert "页面已关闭" in page, path
    assert not [word for word in NAMES_IT if word in page], path
    return page


async def test_leaving_shows_nothing_at_any_address_and_loses_nothing(web: AsyncClient) -> None:
    """Whoever is done for today taps it too, and few have kept a return code."""
    browser = Browser(web)
    await browser.start()
    await browser.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    response = await web.post("/leave")
    assert response.status_code == 303 and response.headers["location"] == "/closed"
    assert "cache" in response.headers["clear-site-data"]
    # What “back” would ask for, and what an old page would send.
    for path in ("/", "/?more=12", "/closed", "/mine", "/code", "/elsewhere", "/households", "/explanations"):
        await left(web, path)
    assert "页面已关闭" in (await web.post("/say", data={"id": "1", "text": "周"}, headers=FRAGMENT)).text
    assert (await web.get(f"{CHAT}/turns")).status_code == 401
    again = await web.post("/open")
    assert (again.status_code, again.headers["location"]) == (303, "/")
    assert "身份证" in await browser.look()


async def test_where_violence_was_told_of_whoever_opens_it_again_finds_the_door(
    web: AsyncClient, sqlite_house: House, clock: Clock
) -> None:
    await beaten(web, sqlite_house, clock)
    await ends_with(Browser(web), web.post("/leave"))


async def test_who_says_so_in_words_is_logged_out(web: AsyncClient) -> None:
    browser = Browser(web)
    await browser.start()
    await ends_with(browser, browser.post({"text": "退出"}))


async def ends_with(browser: Browser, leaving: Awaitable[Response]) -> None:
    """This ends the session: opened again, there is the door."""
    response = await leaving
    assert response.headers["location"] == "/closed" and COOKIE not in browser.web.cookies
    await left(browser.web, "/")
    await browser.web.post("/open")
    assert "开始申报" in await browser.look()


async def test_who_left_without_a_network_is_let_go_when_the_browser_comes_again(
    web: AsyncClient, sqlite_house: House, clock: Clock
) -> None:
    session = await beaten(web, sqlite_house, clock)
    # All that the page could do: no request went through.
    web.cookies.set(CLOSED, "1", domain="127.0.0.1")
    assert (await web.get(f"{CHAT}/turns")).status_code == 401
    await left(web, "/")
    assert COOKIE not in web.cookies
    web.cookies.clear()
    assert (await web.get(f"{CHAT}/turns", headers={"Authorization": f"Bearer {session}"})).status_code == 401


async def test_opening_again_first_does_what_could_not_be_told(
    web: AsyncClient, sqlite_house: House, clock: Clock
) -> None:
    await beaten(web, sqlite_house, clock)
    web.cookies.set(CLOSED, "1", domain="127.0.0.1")
    await web.post("/open")
    assert "开始申报" in await Browser(web).look()


async def beaten(web: AsyncClient, house: House, clock: Clock) -> str:
    """A session in which violence at home was told of; its token."""
    await Browser(web).start()
    conversation = await house.sessions.conversation_of(web.cookies[COOKIE])
    told: tuple[Body, ...] = (Command("urgent"), Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",)))
    for number, body in enumerate(told):
        await house.turns.take(conversation, Input(f"told {number}", "web", clock(), body))
    return web.cookies[COOKIE]


async def test_a_program_with_its_own_token_does_not_mind_that_the_browser_was_left(web: AsyncClient) -> None:
    opened = (await web.post(f"{CHAT}/sessions", json={"language": "zh_CN"})).json()
    web.cookies.set(CLOSED, "1", domain="127.0.0.1")
    bearer = {"Authorization": f"Bearer {opened['session']}"}
    assert (await web.get(f"{CHAT}/turns", headers=bearer)).status_code == 200
    # Whoever opens a conversation of their own in it is here again.
    await web.post(f"{CHAT}/sessions", json={"return_code": opened["return_code"]})
    assert CLOSED not in web.cookies and (await web.get(f"{CHAT}/turns")).status_code == 200


async def test_a_link_for_one_person_is_found_again_and_no_other_address_is_gone_to(web: AsyncClient) -> None:
    web.cookies.set(CLOSED, "1", domain="127.0.0.1")
    assert 'value="/authorize/abc-1_2"' in await left(web, "/authorize/abc-1_2")
    for to, goes in (
        ("/authorize/abc-1_2", "/authorize/abc-1_2"), ("/h/abc/mine", "/h/abc/mine"),
        ("//elsewhere.example", "/"), ("https://elsewhere.example", "/"), ("/mine", "/"), ("/h/a/../../x", "/"),
    ):  # fmt: skip
        assert (await web.post("/open", data={"to": to})).headers["location"] == goes


async def test_the_way_out_is_at_the_head_of_every_page(web: AsyncClient) -> None:
    browser = Browser(web)
    assert '<button class="leave">离开</button>' in await browser.look()
    await browser.start()
    for path in (
        "/",
        "/mine",
        "/code",
        "/elsewhere",
        "/households",
        "/explanations",
        "/confirm/none",
        "/authorize/none",
    ):
        page = (await web.get(path, headers=HTML)).text
        assert page.index('action="/leave"') < page.index("<main>"), path


async def test_titles_name_nothing_for_they_stay_in_the_history_of_the_phone(
    web: AsyncClient, sqlite_house: House, clock: Clock
) -> None:
    browser = Browser(web)
    await browser.start()
    conversation = await sqlite_house.sessions.conversation_of(web.cookies[COOKIE])
    await sqlite_house.turns.take(conversation, Input("u", "web", clock(), Command("urgent")))
    cards = [f"/explanations/{card.id}" for card in sqlite_house.explanations.cards()]
    for path in ("/", "/code", "/elsewhere", "/households", "/closed", *cards):
        page = (await web.get(path, headers=HTML)).text
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert title and not [word for word in ("困难", "救", "低保", "暴", "病") if word in title], (path, title)
