"""An application on a real house, and clients that speak to it over HTTP without a network."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.bootstrap import House
from tests.fakes.chatting import Chat

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def app(sqlite_house: House) -> FastAPI:
    """The application around a house on SQLite."""
    return create_app(sqlite_house.settings, sqlite_house)


@pytest.fixture
async def web(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """A browser without cookies yet, on the address the settings name."""
    async with AsyncClient(transport=ASGITransport(app), base_url=BASE) as client:
        yield client


@pytest.fixture
async def chat(web: AsyncClient) -> Chat:
    """A resident who has just begun."""
    return await Chat.begin(web)
