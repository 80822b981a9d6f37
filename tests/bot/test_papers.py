"""Papers by Telegram: taken at once, fetched aside, an album as one, a kill in the middle made up for (rows 11, 18)."""

import asyncio
import io
import signal
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from api.bootstrap import build
from api.services.bell import PAPERS
from api.services.paper_work import MOST_ATTEMPTS
from tests.bot.dying import live
from tests.bot.offices import Office
from tests.bot.residents import declare, kept, key_of, turn_of, whole_turn
from tests.fakes.bot_api import TOKEN, serving
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import settings_for
from tests.fakes.phones import Phone
from tests.fakes.processes import PROCESSES

PATIENCE = 60


def photo(shade: int = 200) -> bytes:
    """A small photo, another one for each shade."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 180, 160)).save(content, "JPEG")
    return content.getvalue()


async def at_the_photo(made: Office, phone: Phone) -> None:
    """Declare up to the question that wants a photo."""
    await declare(made, phone, FAMILY_OF_FOUR, until="documents.0.more")
    for label in ("有", "诊断书、病历", "周示例"):
        phone.tap(label)
        await whole_turn(made, phone)
    assert await key_of(made, phone) == "documents.0.file"


async def papers_of(made: Office, phone: Phone) -> dict[str, str]:
    """The papers beside the open question."""
    question = (await turn_of(made, phone))["question"]
    return question.get("papers", {}) if question is not None else {}


async def all_kept(made: Office, phone: Phone, count: int) -> None:
    """Wait until every paper beside the question is kept."""
    papers = await papers_of(made, phone)
    assert len(papers) == count
    await kept(made, phone, papers.values())


async def settled(made: Office) -> None:
    """Let an album count as complete."""
    await made.api.confirmed()
    made.clock.advance(seconds=2)
    made.house.bell.ring(PAPERS)


async def test_a_photo_is_taken_at_once_and_kept_aside(at_work: Office) -> None:
    phone = at_work.phone()
    await at_the_photo(at_work, phone)
    slow = at_work.api.trouble("getFile", gate=asyncio.Event())
    phone.send_photo(photo())
    told = await phone.next()
    assert "收到 1 张" in told.text and "接着填" in told.text and await key_of(at_work, phone) == "documents.0.next"
    await asyncio.wait_for(slow.reached.wait(), PATIENCE)
    phone.tap("没有了，就这些")
    await whole_turn(at_work, phone)
    assert await key_of(at_work, phone) == "documents.1.more", "the chat does not wait for the file"
    assert slow.gate is not None
    slow.gate.set()
    await all_kept(at_work, phone, 1)


async def test_all_photos_of_an_album_become_pages_in_one_answer(at_work: Office) -> None:
    phone = at_work.phone()
    await at_the_photo(at_work, phone)
    for shade in (10, 20, 30):
        phone.send_photo(photo(shade), media_group_id="9")
    await settled(at_work)
    told = await phone.next()
    assert "收到 3 张" in told.text and "还有一页" in told.text
    assert await key_of(at_work, phone) == "documents.0.next_3" and phone.unread == 0
    await all_kept(at_work, phone, 3)


async def test_a_straggler_of_an_album_is_a_page_too(at_work: Office) -> None:
    phone = at_work.phone()
    await at_the_photo(at_work, phone)
    for shade in (10, 20):
        phone.send_photo(photo(shade), media_group_id="9")
        await settled(at_work)
        await whole_turn(at_work, phone)
    await all_kept(at_work, phone, 2)


async def test_an_album_with_one_bad_page_says_which(at_work: Office) -> None:
    phone = at_work.phone()
    await at_the_photo(at_work, phone)
    for content in (photo(), b"GIF89a......"):
        phone.send_photo(content, media_group_id="9")
    await settled(at_work)
    assert "收到 2 张" in (await phone.next()).text
    told = await phone.next()
    assert "第 2 页" in told.text and "这里打不开" in told.text
    assert await key_of(at_work, phone) == "documents.0.file_2"


async def test_a_photo_of_an_iphone_is_taken(at_work: Office) -> None:
    content = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "white")).save(content)
    phone = at_work.phone()
    await at_the_photo(at_work, phone)
    phone.send_photo(content.getvalue())
    await phone.next()
    await all_kept(at_work, phone, 1)


async def test_a_file_too_large_is_not_even_fetched(at_work: Office) -> None:
    phone = at_work.phone()
    await at_the_photo(at_work, phone)
    phone.send_photo(photo(), size=21 * 1024 * 1024)
    assert "20 MB" in (await phone.next()).text and at_work.api.calls["getFile"] == 0
    assert await key_of(at_work, phone) == "documents.0.file"


@pytest.mark.parametrize("content", [b"GIF89a......", b"", photo()[:200], b"%PDF-1.4 nothing"])
async def test_what_cannot_be_opened_is_told_and_asked_for_again(at_work: Office, content: bytes) -> None:
    phone = at_work.phone()
    await at_the_photo(at_work, phone)
    phone.send_photo(content)
    assert "收到 1 张" in (await phone.next()).text
    told = await phone.next()
    assert "请" in told.text and await key_of(at_work, phone) == "documents.0.file"


async def test_a_photo_where_none_is_asked_for_is_kept_for_later(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR, until="income.wages")
    phone.send_photo(photo())
    assert "存着" in (await phone.next()).text and await key_of(at_work, phone) == "income.wages"
    await declare(at_work, phone, FAMILY_OF_FOUR, until="documents.0.kind")
    await all_kept(at_work, phone, 1)


async def test_somebody_who_begins_with_a_photo_is_welcomed_and_the_photo_is_kept(at_work: Office) -> None:
    phone = at_work.phone()
    phone.send_photo(photo())
    assert "您好" in (await phone.next()).text
    assert "存着" in (await phone.next()).text


async def test_telegram_away_is_tried_again_and_then_told(at_work: Office) -> None:
    phone = at_work.phone()
    await at_the_photo(at_work, phone)
    at_work.api.trouble("getFile", 500, "Internal Server Error", times=MOST_ATTEMPTS)
    phone.send_photo(photo())
    await phone.next()
    # From here on time flies: no pause between two attempts is waited for.
    at_work.clock.step = timedelta(seconds=10)
    assert "再发一次" in (await phone.next()).text and at_work.api.calls["getFile"] == MOST_ATTEMPTS
    assert await key_of(at_work, phone) == "documents.0.file"


def states(database: Path) -> list[str]:
    """What became of every paper, read beside the process that writes."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [state for (state,) in connection.execute("SELECT state FROM paper_jobs")]


async def test_killed_between_pending_and_done_the_photo_is_fetched_after_the_restart(tmp_path: Path) -> None:
    async with serving() as api:
        phone = api.phone(1001)
        phone.send_photo(photo())
        first = PROCESSES.Process(target=live, args=(tmp_path, api.url, "fetched"))
        first.start()
        await asyncio.to_thread(first.join, PATIENCE)
        assert first.exitcode == -signal.SIGKILL, "the kill did not land"
        house = build(settings_for(tmp_path, telegram_token=TOKEN, telegram_api_base=api.url))
        made = Office(house, api, Clock())
        async with house.bell.subscribe(PAPERS) as bell, asyncio.timeout(PATIENCE):
            await made.start()
            while states(tmp_path / "shenbao.db") != ["done"]:
                await bell.wait(PATIENCE)
        while not any("存着" in one.text for one in phone.messages):
            await phone.next()
        assert api.calls["getFile"] >= 2
        await made.stop()
        house.close()
