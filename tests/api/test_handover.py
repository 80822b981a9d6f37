"""A link from a chat to the web: looked at as often as you like, used once, good for half an hour."""

from datetime import timedelta

import pytest
from httpx import AsyncClient

from api.bootstrap import House
from api.services.secrets import new_token, token_hash
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident


@pytest.fixture
async def resident(sqlite_house: House) -> Resident:
    """Somebody in the middle of a declaration, elsewhere."""
    resident = await Resident.arrive(sqlite_house)
    await resident.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    return resident


async def link_for(house: House, resident: Resident) -> str:
    token = new_token()
    until = house.clock() + timedelta(minutes=30)
    await house.database.run(lambda unit: unit.handovers.make(token_hash(token), resident.conversation_id, until))
    return token


async def test_a_preview_does_not_use_the_link_up(sqlite_house: House, resident: Resident, web: AsyncClient) -> None:
    token = await link_for(sqlite_house, resident)
    for _ in range(3):
        assert "接着填" in (await web.get(f"/h/{token}")).text
    entered = await web.post(f"/h/{token}")
    assert entered.status_code == 303
    assert "members.0.id_number" in (await web.get("/")).text
    again = await web.post(f"/h/{token}")
    assert again.status_code == 401 and "用过" in again.text


async def test_a_link_ends_after_half_an_hour(
    sqlite_house: House, resident: Resident, web: AsyncClient, clock: Clock
) -> None:
    token = await link_for(sqlite_house, resident)
    clock.advance(minutes=31)
    assert (await web.post(f"/h/{token}")).status_code == 401


async def test_a_link_opens_a_session_for_programs_too(
    sqlite_house: House, resident: Resident, web: AsyncClient
) -> None:
    token = await link_for(sqlite_house, resident)
    response = await web.post("/api/v1/chat/sessions", json={"handover": token})
    assert response.status_code == 201 and response.json()["turn"] == resident.turn
