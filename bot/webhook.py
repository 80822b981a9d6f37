"""The address Telegram calls: whoever knows the secret is heard, and told 200 only after the commit."""

import hmac
import json
import logging
from functools import partial
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

from api.settings import Settings
from bot.lanes import Lanes
from bot.receiving import Receiver, StoreAway

_log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1024 * 1024


class Doorway:
    """Takes in the updates that Telegram brings, those of one chat one after another."""

    def __init__(self, receiver: Receiver, most_at_once: int) -> None:
        self._receiver = receiver
        self._lanes = Lanes(most_at_once)

    async def take(self, raw: dict[str, object]) -> bool:
        """Whether it is done with; False when it must be brought again."""
        update = self._receiver.read(raw)
        if update is None:
            return True
        away: list[StoreAway] = []

        async def work() -> None:
            try:
                await self._receiver.receive(update)
            except StoreAway as error:
                away.append(error)

        await self._lanes.put(update.chat_id, work)
        return not away

    async def close(self) -> None:
        """Stop; what is not done is brought again."""
        await self._lanes.close()


def address(settings: Settings) -> str | None:
    """Where Telegram is told to bring updates; a setting that names only the host gets our own path."""
    url = settings.telegram_webhook_url
    return None if url is None else url if urlsplit(url).path not in ("", "/") else url.rstrip("/") + PATH


def router(settings: Settings) -> APIRouter:
    """The route, at our own path and at the one of the setting. `app.state.telegram` holds what `running` gave."""
    routes = APIRouter(include_in_schema=False)
    secret = settings.telegram_webhook_secret
    expected = secret.get_secret_value() if secret is not None else ""
    for path in sorted({PATH, urlsplit(address(settings) or PATH).path}):
        routes.add_api_route(path, partial(_called, expected), methods=["POST"])
    return routes


async def _called(expected: str, request: Request) -> Response:
    given = request.headers.get(HEADER, "")
    # Compared whatever its length, in a time that tells nothing; without a secret nobody is Telegram.
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        return Response(status_code=403)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MOST_BYTES:
            return Response(status_code=413)
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        return Response(status_code=400)
    if not isinstance(raw, dict):
        return Response(status_code=400)
    telegram = getattr(request.app.state, "telegram", None)
    doorway = getattr(telegram, "doorway", None)
    if not isinstance(doorway, Doorway):
        return Response(status_code=503)
    return Response(status_code=200 if await doorway.take(raw) else 503)
