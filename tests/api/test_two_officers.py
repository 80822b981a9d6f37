"""Two officers at the same moment, over HTTP, in servers of their own: one nearly empty fund, one payment, one id."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import build
from tests.fakes.houses import quick, settings_for
from tests.fakes.processes import PROCESSES
from tests.fakes.serving import serve_on
from tests.services.test_emergency import EAST, FIRE, receipt_of, told

ROUNDS = 8
# Yuan. The fund never holds enough for two of the large ones, nor for a small one beside the rest of them.
FUND, LARGE, SMALL = 800, 600, 150


@dataclass(frozen=True)
class Officer:
    """Somebody at a desk; `pay` is what they pay others' grants with."""

    web: AsyncClient

    async def act(self, receipt: str, id: str, action: str, **sent: object) -> Response:
        """One step of an emergency."""
        return await self.web.post(f"/api/v1/emergencies/{receipt}/actions", json={"id": id, "action": action, **sent})

    async def pay(self, receipt: str, id: str, amount: int) -> Response:
        """Pay so many yuan."""
        return await self.act(receipt, id, "pay", amount=amount, method="cash", reference="收条 1")


@dataclass(frozen=True)
class Desk:
    """The two officers, and the families that wait for them."""

    township: Officer
    county: Officer
    receipts: list[str]

    async def fund(self) -> tuple[float, float, list[str]]:
        """What is in the fund, what of it is promised, the kinds of its lines; no line is overdrawn."""
        body = (await self.county.web.get(f"/api/v1/funds/{EAST}")).raise_for_status().json()
        for line in body["entries"]:
            assert 0 <= float(line["reserved"]) <= float(line["balance"])
        return float(body["balance"]), float(body["reserved"]), [line["kind"] for line in body["entries"]]

    async def fill(self, kind: str, amount: float, id: str) -> None:
        """Put so many yuan in."""
        sent = {"kind": kind, "amount": amount, "id": id}
        (await self.county.web.post(f"/api/v1/funds/{EAST}/entries", json=sent)).raise_for_status()


@contextmanager
def _served(folder: Path, database_url: str) -> Iterator[str]:
    """A server in a process of its own; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = PROCESSES.Process(target=serve_on, args=(folder, database_url, port, listening))
    server.start()
    listening.close()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.join(30)
        assert server.exitcode is not None, "the server did not stop"


@pytest.fixture
async def desk(demo_folder: Path, demo_url: str) -> AsyncIterator[Desk]:
    """Both at one server on SQLite, each at their own on PostgreSQL."""
    house = quick(build(settings_for(demo_folder, demo_url)))
    await house.staff.make_demo_staff()
    receipts = [receipt_of(await told(house, FIRE[:-1])) for _ in range(2 * ROUNDS)]
    passwords = dict(house.staff.demo_credentials())
    house.close()
    with (
        _served(demo_folder, demo_url) as first,
        _served(demo_folder, demo_url) if "postgres" in demo_url else _same(first) as second,
    ):
        async with AsyncClient(base_url=first, timeout=60) as one, AsyncClient(base_url=second, timeout=60) as two:
            for web, name in ((one, "township"), (two, "county")):
                opened = await web.post("/api/v1/staff/sessions", json={"username": name, "password": passwords[name]})
                web.headers["Authorization"] = f"Bearer {opened.raise_for_status().json()['token']}"
            yield Desk(Officer(one), Officer(two), receipts)


@contextmanager
def _same(address: str) -> Iterator[str]:
    yield address


async def test_of_two_grants_at_once_the_fund_pays_one_and_the_other_is_told_what_is_left(desk: Desk) -> None:
    await desk.fill("opening", FUND, "o1")
    lines = ["opening"]
    for place in range(ROUNDS):
        first, second = desk.receipts[2 * place : 2 * place + 2]
        granted = await asyncio.gather(
            desk.township.act(first, "g", "grant", amount=LARGE), desk.county.act(second, "g", "grant", amount=LARGE)
        )
        assert sorted(one.status_code for one in granted) == [200, 409], [one.text for one in granted]
        refused = next(one for one in granted if one.status_code == 409)
        assert "还能用 200 元，不够批这么多" in refused.text
        assert (await desk.fund())[:2] == (FUND, LARGE)
        by_township = granted[0].status_code == 200
        helped, waiting = (first, second) if by_township else (second, first)
        payer = desk.county if by_township else desk.township
        await _paid_once_of_two(payer, helped)
        await _granted_once_and_paid_once(desk, waiting)
        lines += ["grant", "payment", "grant", "payment"]
        assert await desk.fund() == (FUND - LARGE - SMALL, 0, lines)
        await desk.fill("replenish", LARGE + SMALL, f"r{place}")
        lines += ["replenish"]


async def _paid_once_of_two(payer: Officer, receipt: str) -> None:
    """Two taps under two ids: the second is told what can be done now."""
    paid = await asyncio.gather(payer.pay(receipt, "p1", LARGE), payer.pay(receipt, "p2", LARGE))
    assert sorted(one.status_code for one in paid) == [200, 409], [one.text for one in paid]
    refused = next(one.json() for one in paid if one.status_code == 409)
    assert "settle" in refused["actions"] and "pay" not in refused["actions"]


async def _granted_once_and_paid_once(desk: Desk, receipt: str) -> None:
    """Both grant the same; then one payment is sent ten times, because no answer came."""
    grants = await asyncio.gather(
        desk.township.act(receipt, "gt", "grant", amount=SMALL), desk.county.act(receipt, "gc", "grant", amount=SMALL)
    )
    assert sorted(one.status_code for one in grants) == [200, 409], [one.text for one in grants]
    payer = desk.county if grants[0].status_code == 200 else desk.township
    paid = await asyncio.gather(*(payer.pay(receipt, "p1", SMALL) for _ in range(10)))
    assert {one.status_code for one in paid} == {200}, [one.text for one in paid]
    assert len({one.text for one in paid}) == 1
