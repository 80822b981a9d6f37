"""Every route the application has, by every role, against every area: what is not theirs stays out of sight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote_plus

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx import AsyncClient, Response

from api.bootstrap import House
from api.services.review.lifecycle import TABLE, may_take
from api.services.staffing.permissions import MAY, RIGHTS
from api.services.staffing.staff import ROLES
from storage.unit import Unit
from tests.fakes.households import FAMILY_OF_FOUR, Household
from tests.services.review.desks import declared
from tests.services.test_emergency import receipt_of, told

# For residents and for whoever runs it. Any other route must ask who is there: a new one that does not fails here.
# Told without end, so not asked for by a test that waits for the whole answer: it says a number and nothing else.
ENDLESS = ("/console/emergencies/events",)
PUBLIC = (
    "/openapi.json", "/healthz", "/readyz", "/metrics", "/static", "/console/login", "/console/", "/api/v1/staff/sessions",
    "/api/v1/chat", "/api/v1/screenings", "/api/v1/explanations", "/api/v1/demo",
)  # fmt: skip
SEES = {
    "993601001": {"township", "village", "county", "auditor", "admin"},
    "993601002": {"township2", "county", "auditor", "admin"},
    "993701001": {"township3"},
}
NAMES = {"993601001": "钱独一", "993601002": "孙独二", "993701001": "李独三"}
PAPER = "0" * 32


@dataclass(frozen=True, slots=True)
class Way:
    """A route and one of its methods."""

    method: str
    path: str

    def filled(self, receipt: str) -> str:
        """The path to something; what is not a receipt is the first of its kind."""
        path = self.path.replace("{receipt}", receipt).replace("{paper}", PAPER)
        while "{" in path:
            before, _, after = path.partition("{")
            path = f"{before}1{after.partition('}')[2]}"
        return path


def ways_of(app: FastAPI) -> Iterator[Way]:
    """Every route for staff."""
    for route in iter_route_contexts(app.routes):
        path = route.path or ""
        staff = path.startswith(("/console", "/api/v1"))
        named = path in (*PUBLIC, *ENDLESS) or path.startswith(
            ("/api/v1/chat/", "/api/v1/explanations/", "/api/v1/demo/")
        )
        if staff and not named:
            yield from (Way(method, path) for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}))


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody logged in, by token over JSON and by cookie on the pages."""

    web: AsyncClient
    token: str
    csrf: str

    async def go(self, way: Way, receipt: str, sent: Mapping[str, str]) -> Response:
        """Take this way with everything in it that names somebody else's."""
        path = way.filled(receipt)
        if path.startswith("/console"):
            headers = {"Cookie": f"shenbao_staff={self.token}", "Accept": "text/html"}
            form = {**sent, "csrf": self.csrf} if way.method != "GET" else None
            return await self.web.request(way.method, path, params=dict(sent), data=form, headers=headers)
        headers = {"Authorization": f"Bearer {self.token}"}
        body = dict(sent) if way.method != "GET" else None
        return await self.web.request(way.method, path, params=dict(sent), json=body, headers=headers)


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


def unsaid(text: str, sent: Mapping[str, str]) -> str:
    """A page without what was typed into it: in its fields, and in its links as a query."""
    for typed in sent.values():
        for echo in (f'value="{typed}"', f"={typed}", f"={quote_plus(typed)}"):
            text = text.replace(echo, "")
    return text


async def callers(web: AsyncClient, house: House) -> dict[str, Caller]:
    """All of the demo's staff, logged in."""
    found: dict[str, Caller] = {}
    for username, password in house.staff.demo_credentials():
        session = await house.staff.login(username, password)
        found[username] = Caller(web, session.token, session.csrf)
    return found


def family_of(area: str) -> Household:
    """A family of this township with a name nobody else has."""
    return {**FAMILY_OF_FOUR, "area_code": area, "members.0.name": NAMES[area], "pledge": NAMES[area],
            "authorization": NAMES[area]}  # fmt: skip


def standing(unit: Unit, receipts: Mapping[str, str]) -> dict[str, object]:
    """All that could be changed about these."""
    found: dict[str, object] = {}
    for receipt in receipts.values():
        row = unit.declarations.by_receipt(receipt)
        assert row is not None
        found[receipt] = (row, unit.timeline.of(row.id), unit.declarations.versions(row.id))
    return found


async def test_every_route_by_every_role_keeps_to_its_area(web: AsyncClient, app: FastAPI, staffed: House) -> None:
    receipts = {area: (await declared(staffed, family_of(area))).receipt for area in SEES}
    ways = list(ways_of(app))
    assert len(ways) > 15, "the routes of the console and the staff's JSON"
    for name, caller in (await callers(web, staffed)).items():
        foreign = {area: receipt for area, receipt in receipts.items() if name not in SEES[area]}
        look = partial(standing, receipts=foreign)
        before = await staffed.database.read(look)
        for way in ways:
            if way.path in ("/console/logout",):
                continue
            for area, receipt in foreign.items():
                sent = {"area": area, "area_code": area, "county": area[:6], "q": NAMES[area], "receipt": receipt,
                        "receipts": receipt, "note": "x", "text": "x", "id": "x", "action": "accept", "reason": "handle"}  # fmt: skip
                answer = await caller.go(way, receipt, sent)
                case = f"{name} {way.method} {way.path} {area}: {answer.status_code}"
                assert answer.status_code < 500, case
                told = unsaid(answer.text, sent)
                assert NAMES[area] not in told, case
                if "{receipt}" in way.path:
                    # What is sent may be looked at first: that tells nothing of what is there.
                    assert answer.status_code in ((403, 404) if way.method == "GET" else (403, 404, 422)), case
                    assert answer.status_code == 404 or not way.path.endswith("{receipt}"), case
                elif way.method == "GET":
                    assert receipt not in told, case
        assert await staffed.database.read(look) == before, name


async def test_every_route_for_staff_asks_who_is_there(web: AsyncClient, app: FastAPI, staffed: House) -> None:
    for way in ways_of(app):
        nobody = Caller(web, "forged", "forged")
        answer = await nobody.go(way, "SB261122000001", {})
        turned_away = answer.status_code == 401 or answer.headers.get("location", "").startswith("/console/login")
        assert turned_away, f"{way.method} {way.path}: {answer.status_code}"


async def test_a_case_of_ones_own_family_cannot_be_reached_by_any_route(
    web: AsyncClient, app: FastAPI, staffed: House
) -> None:
    own = (await declared(staffed, family_of("993601001"))).receipt
    other = (await declared(staffed, {**family_of("993601002"), "area_code": "993601001"})).receipt
    officer = await staffed.database.run(lambda unit: unit.staff.by_username("township"))
    assert officer is not None
    caller = (await callers(web, staffed))["township"]
    assert (await caller.go(Way("GET", "/api/v1/declarations"), own, {})).json()["total"] == 2
    # Only of the first family: the second is the same but for its name, and has its own ID numbers.
    await staffed.database.run(lambda unit: unit.recusals.add(officer.id, row_id(unit, own), "self", "township"))
    before = await staffed.database.read(lambda unit: standing(unit, {"own": own}))
    for way in ways_of(app):
        if way.path == "/console/logout":
            continue
        for sent in ({}, {"q": own}, {"q": NAMES["993601001"]}, {"id": "x", "action": "accept", "reason": "handle"}):
            answer = await caller.go(way, own, sent)
            case = f"{way.method} {way.path}: {answer.status_code}"
            told = unsaid(answer.text, sent)
            assert answer.status_code < 500 and NAMES["993601001"] not in told, case
            if "{receipt}" in way.path:
                assert answer.status_code in (403, 404, 422), case
            else:
                assert own not in told, case
    kept = await caller.go(Way("GET", "/console/d/{receipt}"), own, {})
    assert kept.status_code == 403 and "亲属关系" in kept.text
    assert (await staffed.database.read(lambda unit: standing(unit, {"own": own}))) == before
    listed = (await caller.go(Way("GET", "/api/v1/declarations"), own, {})).json()
    assert listed["total"] == 1 and [one["receipt"] for one in listed["items"]] == [other]
    tries = await staffed.database.read(lambda unit: [one for one in unit.audit.all() if one.action == "kept_out"])
    assert tries and all((one.actor, one.subject) == ("township", own) for one in tries)


def row_id(unit: Unit, receipt: str) -> int:
    """The number of a declaration."""
    row = unit.declarations.by_receipt(receipt)
    assert row is not None
    return row.id


def test_every_role_and_every_right_is_in_the_table() -> None:
    assert set(MAY) == set(ROLES)
    assert set().union(*MAY.values()) == set(RIGHTS)
    assert {role for role in ROLES if may_take(role, "accept")} == {role for role in ROLES if "act" in MAY[role]}
    assert {role for role in ROLES if may_take(role, "record_visit")} == {
        role for role in ROLES if "visit" in MAY[role]
    }
    assert all(set(row.roles) <= {*ROLES, "resident"} for row in TABLE)


async def test_an_emergency_of_ones_own_family_is_seen_on_no_route_by_whoever_is_related(
    web: AsyncClient, app: FastAPI, staffed: House
) -> None:
    own = receipt_of(await told(staffed))
    at = Way("GET", "/api/v1/emergencies/{receipt}")
    steps = Way("POST", "/api/v1/emergencies/{receipt}/actions")
    everybody = await callers(web, staffed)
    for name, caller in everybody.items():
        there = (await caller.go(at, own, {})).status_code
        assert there == (200 if name in SEES["993601001"] else 404), name
        actions = (await caller.go(at, own, {})).json().get("actions", [])
        assert ("recuse" in actions) == (name in ("township", "county")), name
    related, others = everybody["township"], [everybody[name] for name in ("county", "village", "auditor", "admin")]
    assert (await related.go(steps, own, {"id": "r1", "action": "recuse"})).json()["actions"] == []
    assert (await related.go(steps, own, {"id": "r1", "action": "recuse"})).status_code == 200
    before = await staffed.database.read(lambda unit: unit.emergencies.by_receipt(own))
    for way in ways_of(app):
        if way.path == "/console/logout":
            continue
        for sent in ({}, {"q": own}, {"id": "x", "action": "note", "note": "x"}):
            answer = await related.go(way, own, sent)
            case = f"{way.method} {way.path}: {answer.status_code}"
            assert answer.status_code < 500 and "13800138000" not in answer.text, case
            if "{receipt}" in way.path:
                assert answer.status_code in (403, 404, 422), case
            else:
                assert own not in unsaid(answer.text, sent), case
    assert await staffed.database.read(lambda unit: unit.emergencies.by_receipt(own)) == before
    kept = await related.go(Way("GET", "/console/emergencies/{receipt}"), own, {})
    assert kept.status_code == 403 and "亲属关系" in kept.text
    for caller in others:
        assert (await caller.go(at, own, {})).status_code == 200
    (line,) = (await everybody["county"].go(Way("GET", "/api/v1/emergencies"), own, {})).json()["items"]
    assert "nobody_here" in line["flags"]
