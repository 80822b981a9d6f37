"""Somebody of the staff at the console over HTTP, page by page."""

import re
from collections.abc import Mapping

import pytest
from httpx import AsyncClient, Response

from api.bootstrap import House
from tests.fakes.officers import EAST
from tests.services.review.desks import COUNTY

HTML = {"accept": "text/html"}


class Officer:
    """Somebody of the staff at the console, page by page."""

    def __init__(self, web: AsyncClient, house: House, name: str) -> None:
        self.web, self.house, self.name = web, house, name
        self.headers: dict[str, str] = {}

    async def login(self) -> "Officer":
        session = await self.house.staff.login(self.name, dict(self.house.staff.demo_credentials())[self.name])
        self.headers = {**HTML, "Cookie": f"shenbao_staff={session.token}"}
        return self

    async def look(self, path: str) -> Response:
        return await self.web.get(path, headers=self.headers)

    async def send(self, page: Response, path: str, **fields: str) -> Response:
        """Send a form of a page that was looked at before, whatever happened since."""
        hidden = {name: match[1] for name in ("csrf", "as_of")
                  if (match := re.search(f'name="{name}" value="([^"]*)"', page.text)) is not None}  # fmt: skip
        sent: Mapping[str, str] = {**hidden, "id": f"{self.name}-{len(fields)}-{fields.get('amount', '')}", **fields}
        return await self.web.post(path, data=dict(sent), headers=self.headers)


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff, and money for the eastern township."""
    await sqlite_house.staff.make_demo_staff()
    await sqlite_house.funds.enter(COUNTY, EAST, "opening", 1_000_000, "o1")
    return sqlite_house


async def officer(web: AsyncClient, house: House, name: str) -> Officer:
    """Somebody logged in."""
    return await Officer(web, house, name).login()
