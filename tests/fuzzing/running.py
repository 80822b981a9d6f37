"""Many made-up residents, on the web and on Telegram, one after the other on one house."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from httpx import ASGITransport, AsyncClient

from api.app import create_app
from tests.bot.offices import Office, office
from tests.bot.residents import whole_turn
from tests.fakes.chatting import Chat
from tests.fuzzing.families import random_family
from tests.fuzzing.judging import differences
from tests.fuzzing.people import today
from tests.fuzzing.players import Line, Player, TelegramLine, WebLine
from tests.fuzzing.truth import Truth

BASE = "http://127.0.0.1:8000"
DETOURS = 0.25


class Wrong(AssertionError):
    """A family was not filed as it is, or not at all; says which, so that it can be played again."""


@asynccontextmanager
async def town(folder: Path) -> AsyncIterator[tuple[Office, AsyncClient]]:
    """A house with a bot at work and a web server to talk to."""
    async with office(folder) as made:
        await made.start()
        app = create_app(made.house.settings, made.house)
        async with AsyncClient(transport=ASGITransport(app), base_url=BASE) as web:
            yield made, web


async def on_the_web(made: Office, web: AsyncClient, seed: int) -> int:
    """One family by the JSON of the web chat; how many inputs it took."""
    chat = await Chat.begin(web)
    inputs, truth = await _play(WebLine(chat), seed)
    exported = await web.get("/api/v1/chat/export", headers=chat.headers)
    _judge(exported.json()["declarations"], truth, f"web, seed {seed}")
    return inputs


async def on_telegram(made: Office, seed: int) -> int:
    """One family by a phone; how many inputs it took."""
    phone = made.phone(chat_id=10_000 + seed)
    phone.say("你好")
    await whole_turn(made, phone)
    inputs, truth = await _play(TelegramLine(made, phone), seed)
    conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
    assert conversation_id is not None
    exported = await made.house.exporting.everything(conversation_id)
    _judge(list(exported["declarations"]), truth, f"telegram, seed {seed}")
    return inputs


async def _play(line: Line, seed: int) -> tuple[int, Truth]:
    rng = Random(seed)
    truth = random_family(rng, today())
    player = Player(line, truth, rng, detours=DETOURS)
    await player.declare()
    return player.inputs, truth


def _judge(declarations: "list[object]", truth: Truth, who: str) -> None:
    if len(declarations) != 1:
        raise Wrong(f"{who}: {len(declarations)} declarations were filed")
    (one,) = declarations
    assert isinstance(one, dict)
    found = differences(one["versions"][-1]["answers"], truth.filed)
    if found:
        raise Wrong(f"{who}: " + "; ".join(found))
