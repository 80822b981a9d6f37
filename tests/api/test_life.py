"""The life of the application: what it opens and closes, what it loads, and that it stops when told to."""

import subprocess
import sys
from pathlib import Path

import httpx
from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.bootstrap import build
from tests.fakes.bot_api import TOKEN
from tests.fakes.bot_api import serving as serving_telegram
from tests.fakes.houses import settings_for
from tests.fakes.serving import served

BASE = "http://127.0.0.1:8000"


async def test_the_application_opens_its_house_and_closes_it_again(tmp_path: Path) -> None:
    app = create_app(settings_for(tmp_path))
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url=BASE) as web:
        assert (await web.get("/readyz")).json() == {"status": "ready"}
    # Only one process may write to this file: it was let go.
    build(settings_for(tmp_path)).close()


async def test_with_a_webhook_telegram_is_heard_when_it_knows_the_secret(tmp_path: Path) -> None:
    async with serving_telegram() as telegram:
        settings = settings_for(
            tmp_path, telegram_token=TOKEN, telegram_api_base=telegram.url,
            telegram_webhook_url="https://shenbao.example", telegram_webhook_secret="s3cret",
        )  # fmt: skip
        app = create_app(settings)
        async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url=BASE) as web:
            assert (await web.post("/telegram/webhook", json={})).status_code == 403
            known = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
            assert (await web.post("/telegram/webhook", json={"update_id": 1}, headers=known)).status_code == 200


async def test_without_a_webhook_there_is_no_such_address(web: AsyncClient) -> None:
    assert (await web.post("/telegram/webhook", json={})).status_code == 404


def test_without_a_token_nothing_of_telegram_is_loaded() -> None:
    code = "import sys, api.app; sys.exit('aiogram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_the_server_stops_although_a_reader_holds_on(tmp_path: Path) -> None:
    with httpx.Client() as reader:
        with served(tmp_path) as running:
            opened = reader.post(f"{running.url}/api/v1/chat/sessions", json={}).json()
            headers = {"Authorization": f"Bearer {opened['session']}"}
            request = reader.build_request("GET", f"{running.url}/api/v1/chat/events?after=0", headers=headers)
            response = reader.send(request, stream=True)
            lines = response.iter_lines()
            assert next(line for line in lines if line.startswith("id:")) == "id: 1"
        # `served` has waited for the server to end; the stream ended with it.
        assert all(not line.startswith("id:") for line in lines)
        response.close()
