"""One sender starves nobody: turns wait in order, beginnings are bounded, and whoever is told to wait knows what to do."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from starlette.requests import Request

from api.app import create_app
from api.bootstrap import House
from api.serving import Server
from api.settings import Settings
from api.web.addresses import address_of, limited_address, sender_of
from api.web.turnstile import AT_ONCE, BEGINNINGS, Beginnings, Lanes, Turnstile
from tests.api.conftest import BASE
from tests.fakes.chatting import CHAT, Chat
from tests.services.review.desks import TOWNSHIP
from tests.services.test_emergency import EAST

SCHOOL, WARD = "203.0.113.7", "198.51.100.9"
FIRE = (
    ("command", {"name": "urgent"}),
    ("choice", True),
    ("choice", "fire"),
    ("choice", EAST),
    ("choice", ["shelter"]),
)


@pytest.fixture
def app(sqlite_house: House) -> FastAPI:
    """The application, in a minute that does not pass."""
    app = create_app(sqlite_house.settings, sqlite_house)
    app.state.turnstile = Turnstile(lambda: 0.0)
    return app


@asynccontextmanager
async def at(app: FastAPI, address: str, **headers: str) -> AsyncIterator[AsyncClient]:
    """A browser at this address."""
    transport = ASGITransport(app, client=(address, 40000))
    async with AsyncClient(transport=transport, base_url=BASE, headers=headers) as web:
        yield web


async def begin(web: AsyncClient) -> int:
    """Begin another conversation; the status."""
    status = (await web.post(f"{CHAT}/sessions", json={})).status_code
    web.cookies.clear()
    return status


async def test_beyond_what_a_ward_begins_in_a_minute_one_is_told_what_to_do(app: FastAPI) -> None:
    async with at(app, SCHOOL) as school, at(app, WARD) as ward:
        began = await Chat.begin(school)
        assert [await begin(school) for _ in range(BEGINNINGS - 1)] == [201] * (BEGINNINGS - 1)
        refused = await school.post(f"{CHAT}/sessions", json={})
        assert refused.status_code == 429
        assert refused.headers["retry-after"] == "5"
        words = " ".join(fault["message"] for fault in refused.json()["faults"])
        assert words.startswith("请过 5 秒再按一次")
        assert all(number in words for number in ("119", "120", "110", "示例江县"))
        # Whoever has begun goes on; “救急” on the page has its own count; other addresses are not concerned.
        assert (await began.say(*FIRE[0]))["question"] is not None
        assert (await school.post("/urgent", headers={"origin": BASE})).status_code == 303
        assert await begin(ward) == 201


async def test_the_page_says_it_too_and_keeps_the_numbers_to_tap(app: FastAPI) -> None:
    async with at(app, SCHOOL, accept="text/html", origin=BASE) as school:
        for _ in range(BEGINNINGS):
            assert (await school.post("/urgent")).status_code == 303
            school.cookies.clear()
        refused = await school.post("/urgent")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
        assert all(words in refused.text for words in ("tel:110", "tel:119", "tel:120", "秒再按一次", "示例江县"))


async def test_who_waits_as_told_is_let_in_however_many_push(app: FastAPI) -> None:
    now = [0.0]
    app.state.turnstile = Turnstile(lambda: now[0])
    async with at(app, SCHOOL) as pushing, at(app, SCHOOL) as patient, at(app, WARD) as elsewhere:
        while await begin(pushing) == 201:
            pass
        assert (await patient.post(f"{CHAT}/sessions", json={})).status_code == 429
        given = {"cookie": f"shenbao_turn={patient.cookies['shenbao_turn']}"}
        for second in range(1, 5):
            now[0] = float(second)
            assert {await begin(pushing) for _ in range(3)} == {201, 429}
            told = await patient.post(f"{CHAT}/sessions", json={})
            assert (told.status_code, told.headers["retry-after"]) == (429, str(5 - second))
        now[0] = 5.0
        await begin(pushing)
        assert (await patient.post(f"{CHAT}/sessions", json={})).status_code == 201
        # Once, and only where it was given.
        patient.cookies.clear()
        assert (await patient.post(f"{CHAT}/sessions", json={}, headers=given)).status_code == 429
        while await begin(elsewhere) == 201:
            pass
        other = {"cookie": f"shenbao_turn={patient.cookies['shenbao_turn']}"}
        now[0] = 10.0
        while await begin(elsewhere) == 201:
            pass
        assert (await elsewhere.post(f"{CHAT}/sessions", json={}, headers=other)).status_code == 429


async def test_this_machine_begins_as_many_as_it_likes(app: FastAPI) -> None:
    async with at(app, "127.0.0.1") as here:
        assert {await begin(here) for _ in range(BEGINNINGS + 5)} == {201}


async def test_a_flood_of_sessions_is_one_group_at_the_desk_and_the_ward_rings(
    app: FastAPI, house_of_app: House
) -> None:
    async with at(app, SCHOOL) as school, at(app, WARD) as ward:
        for web in (*[school] * 6, ward):
            chat = await Chat.begin(web)
            for kind, value in FIRE:
                await chat.say(kind, value)
    items = await house_of_app.emergencies.queue(TOWNSHIP)
    assert len(items) == 7
    assert [one.together is not None for one in items].count(True) == 3
    assert items[-1].together is None and items[-1].flags == ()


@pytest.fixture
def house_of_app(sqlite_house: House) -> House:
    """The house behind `app`."""
    return sqlite_house


def _asking(app: FastAPI, peer: str, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    return Request({"type": "http", "app": app, "client": (peer, 1), "headers": headers})


async def test_an_address_is_believed_only_from_listed_proxies(
    app: FastAPI, sqlite_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    assert address_of(_asking(app, SCHOOL)) == SCHOOL
    # A stranger may claim what it likes.
    assert address_of(_asking(app, SCHOOL, "10.0.0.1")) == SCHOOL
    # What a listed proxy named was put in its place by the server.
    assert address_of(_asking(app, SCHOOL, f"6.6.6.6, {SCHOOL}")) == SCHOOL
    assert address_of(_asking(app, "::ffff:203.0.113.7")) == SCHOOL
    assert address_of(_asking(app, "2408:8000:1:2:aaaa::1")) == address_of(_asking(app, "2408:8000:1:2:bbbb::2"))
    assert address_of(_asking(app, "unix")) == ""
    with caplog.at_level(logging.WARNING):
        assert [address_of(_asking(app, "172.17.0.1", SCHOOL)) for _ in range(2)] == ["", ""]
    (warned,) = [one.message for one in caplog.records if "proxy" in one.message]
    assert "SHENBAO_TRUSTED_PROXIES" in warned and SCHOOL not in warned


async def test_this_machine_is_a_sender_only_where_the_product_has_no_other_name(sqlite_house: House) -> None:
    public = create_app(sqlite_house.settings, sqlite_house)
    asking = _asking(public, "127.0.0.1")
    assert (sender_of(asking), limited_address(asking)) == ("web 127.0.0.1", "")
    assert sender_of(_asking(public, SCHOOL)) == f"web {SCHOOL}"
    object.__setattr__(sqlite_house, "settings", Settings(demo=True, public_url="https://shenbao.example"))
    assert sender_of(asking) == ""
    assert sender_of(_asking(public, SCHOOL)) == f"web {SCHOOL}"


def test_proxies_are_addresses_and_never_everybody(app: FastAPI) -> None:
    settings = Settings(demo=True, trusted_proxies="10.0.0.5, 192.168.7.0/24")
    assert Server(app, "127.0.0.1", 0, settings.trusted_proxies).config.forwarded_allow_ips == settings.trusted_proxies
    for wrong in ("*", "proxy.example", "", "10.0.0.5,"):
        with pytest.raises(ValidationError):
            Settings(demo=True, trusted_proxies=wrong)


async def test_of_one_address_so_many_work_at_once_and_the_next_in_order() -> None:
    lanes, inside, order = Lanes(AT_ONCE), [0, 0], []
    gate, full = asyncio.Event(), asyncio.Event()

    async def work(place: int) -> None:
        async with lanes.turn(SCHOOL):
            inside[0] += 1
            inside[1] = max(inside)
            order.append(place)
            if inside[0] == AT_ONCE:
                full.set()
            await gate.wait()
            inside[0] -= 1

    working = [asyncio.create_task(work(place)) for place in range(40)]
    await full.wait()
    async with lanes.turn(WARD):
        gate.set()
    await asyncio.gather(*working)
    assert (inside[1], order, lanes.busy) == (AT_ONCE, list(range(40)), 0)


async def test_a_conversation_that_insists_takes_one_place_of_its_address_and_who_gives_up_leaves_none() -> None:
    turnstile, gate = Turnstile(lambda: 0.0), asyncio.Event()

    async def insist() -> None:
        async with turnstile.turn("c1", SCHOOL):
            await gate.wait()

    insisting = [asyncio.create_task(insist()) for _ in range(50)]
    await asyncio.wait_for(_take(turnstile, "c2"), 5)
    for one in insisting[10:]:
        one.cancel()
    gate.set()
    await asyncio.gather(*insisting, return_exceptions=True)
    assert turnstile.busy == 0


async def _take(turnstile: Turnstile, conversation: str) -> None:
    async with turnstile.turn(conversation, SCHOOL):
        pass


@given(st.lists(st.floats(0, 5, allow_nan=False), max_size=300), st.integers(1, 20))
def test_beginnings_are_never_more_than_allowed_and_the_wait_told_is_enough(pauses: list[float], most: int) -> None:
    now, let_in = [0.0], []
    beginnings = Beginnings(most, lambda: now[0])
    for pause in pauses:
        now[0] += pause
        seconds = beginnings.wait(SCHOOL)
        if seconds:
            now[0] += seconds
            assert beginnings.wait(SCHOOL) == 0, "whoever waits as long as they are told is let in"
        let_in.append(now[0])
    for at in let_in:
        assert sum(at <= one < at + 60 for one in let_in) <= 2 * most
    assert beginnings.wait("") == 0


def test_what_is_remembered_of_addresses_is_bounded() -> None:
    now = [0.0]
    beginnings = Beginnings(2, lambda: now[0])
    for place in range(10_000):
        beginnings.wait(str(place))
    now[0] = 120.0
    beginnings.wait("another")
    assert len(beginnings._left) == 1
