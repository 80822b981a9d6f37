"""Telegram calls us: only with the secret, and told 200 only when the turn is committed (failure modes 2, 5)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.services.conversing.turns import Taken, Turns
from api.settings import Settings
from bot.running import Telegram
from bot.webhook import HEADER, MOST_BYTES, PATH, address, router
from conversations.inputs import Input
from tests.bot.offices import Office, office
from tests.fakes.bot_api import TOKEN
from tests.fakes.phones import Phone, Update

SECRET = "a-long-random-word-for-tests"


class Caller:
    """Telegram, as it calls an address."""

    def __init__(self, made: Office, telegram: Telegram) -> None:
        self.made = made
        app = FastAPI()
        app.include_router(router(made.house.settings))
        app.state.telegram = telegram
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://example.test")

    async def call(self, update: Update, secret: str | None = SECRET, path: str = PATH) -> int:
        """Bring one update; the status it is answered with."""
        headers = {} if secret is None else {HEADER: secret}
        return (await self.client.post(path, json=update, headers=headers)).status_code


@pytest.fixture
async def made(demo_folder: Path) -> AsyncIterator[Office]:
    """An office whose bot is called."""
    address = {"telegram_webhook_url": "https://example.test", "telegram_webhook_secret": SECRET}
    async with office(demo_folder, None, None, None, **address) as opened:
        yield opened


@pytest.fixture
async def caller(made: Office) -> AsyncIterator[Caller]:
    """Telegram, and the bot runs."""
    calling = Caller(made, await made.start())
    async with calling.client:
        yield calling


def update(phone: Phone, text: str = "你好", number: int = 5) -> Update:
    """An update that Telegram brings."""
    return {"update_id": number, "message": phone.message(text=text)}


async def test_an_update_is_committed_when_it_is_answered_and_told_soon_after(made: Office, caller: Caller) -> None:
    phone = made.phone()
    assert await caller.call(update(phone)) == 200
    assert await made.house.turns.conversation_of_telegram(phone.chat_id) is not None
    assert "同意" in (await phone.next()).text


async def test_telegram_is_told_the_address_and_the_secret(made: Office, caller: Caller) -> None:
    await made.api.until(lambda: bool(made.api.commands))
    assert made.api.webhook["url"] == f"https://example.test{PATH}"
    assert made.api.webhook["secret_token"] == SECRET and made.api.calls["getUpdates"] == 0


@pytest.mark.parametrize("secret", [None, "", "guessed", SECRET + "x"])
async def test_without_the_secret_nobody_is_heard(made: Office, caller: Caller, secret: str | None) -> None:
    phone = made.phone()
    assert await caller.call(update(phone), secret) == 403
    assert await made.house.turns.conversation_of_telegram(phone.chat_id) is None


async def test_the_same_update_brought_three_times_is_one_turn(made: Office, caller: Caller) -> None:
    phone = made.phone()
    sent = update(phone)
    assert [await caller.call(sent) for _ in range(3)] == [200, 200, 200]
    turn = await made.house.turns.last_of_telegram(phone.chat_id)
    assert turn is not None and turn["number"] == 1


async def test_what_is_no_update_is_refused_and_what_is_unknown_is_done_with(caller: Caller) -> None:
    headers = {HEADER: SECRET}
    assert (await caller.client.post(PATH, content=b"{", headers=headers)).status_code == 400
    assert (await caller.client.post(PATH, content=b"[]", headers=headers)).status_code == 400
    assert (await caller.client.post(PATH, content=b"x" * (MOST_BYTES + 1), headers=headers)).status_code == 413
    assert await caller.call({"update_id": 6, "channel_post": {}}) == 200


class Away(Turns):
    """Turns of a house whose database cannot be reached."""

    def __init__(self, inner: Turns) -> None:
        self.__dict__.update(vars(inner))

    async def from_telegram(self, chat_id: int, heard: Input, language: str = "zh_CN") -> Taken:
        raise OSError("no connection")


async def test_with_the_database_away_telegram_is_asked_to_come_again(made: Office) -> None:
    telegram = await made.start(replace(made.house, turns=Away(made.house.turns)))
    caller = Caller(made, telegram)
    async with caller.client:
        made.house.close()
        assert await caller.call(update(made.phone())) == 503


async def test_before_the_bot_runs_telegram_is_asked_to_come_again(made: Office) -> None:
    app = FastAPI()
    app.include_router(router(made.house.settings))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://example.test") as client:
        answer = await client.post(PATH, json={"update_id": 1}, headers={HEADER: SECRET})
    assert answer.status_code == 503


def test_an_address_with_a_path_of_its_own_is_served_there() -> None:
    secret = {"telegram_token": TOKEN, "telegram_webhook_secret": SECRET}
    named = Settings.model_validate({"demo": True, "telegram_webhook_url": "https://example.test/in/tg", **secret})
    assert address(named) == "https://example.test/in/tg"
    app = FastAPI()
    app.include_router(router(named))
    paths = {getattr(route, "path", "") for route in router(named).routes}
    assert paths == {PATH, "/in/tg"}
