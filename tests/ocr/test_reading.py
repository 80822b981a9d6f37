"""A photo instead of typing, through the real rows: read outside the turn, offered, confirmed, never overwriting."""

import asyncio
import io
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from api.bootstrap import House, build
from api.services.bell import PAPERS
from api.services.ocr.reading import MOST_TRIES
from api.services.transcript.shown import TurnJson
from conversations.inputs import Choice, File, Text
from tests.bot.offices import office
from tests.bot.residents import declare, key_of, whole_turn
from tests.fakes.clocks import Clock
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR, id_number
from tests.fakes.houses import Resident, settings_for
from tests.fakes.processes import PROCESSES
from tests.fakes.readers import FakeReader, card, seen
from tests.ocr.dying import live

PATIENCE = 60
NUMBER = str(FAMILY_OF_FOUR["members.0.id_number"])
AT_NUMBER = "members.0.id_number"


def a_photo() -> bytes:
    """Something a decoder takes; what stands on it the reader decides."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def reader() -> FakeReader:
    """Reads the applicant's card until told otherwise."""
    return FakeReader(card(APPLICANT, NUMBER))


@pytest.fixture
def reads(tmp_path: Path, clock: Clock, reader: FakeReader) -> Iterator[House]:
    """A house that can read."""
    made = build(settings_for(tmp_path), clock, reader)
    yield made
    made.close()


async def sends_photo(house: House, until: str) -> Resident:
    """A resident who got as far as this question and sends a photo there."""
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR, until=until)
    kept = await house.papers.keep_upload(resident.conversation_id, a_photo(), "upload")
    await resident.send(File(kept.paper, kept.mime))
    return resident


async def once(house: House) -> bool:
    """Let the reader do what is due."""
    assert house.reading is not None
    return await house.reading.once()


async def now(house: House, resident: Resident) -> TurnJson:
    """The last turn, whoever made it."""
    (last,) = await house.history.latest(resident.conversation_id, 1)
    resident.turn = last.turn
    return resident.turn


def said(turn: TurnJson) -> str:
    """All that was said in a turn."""
    return "\n".join(one["text"] for one in turn["replies"])


async def test_a_card_is_read_outside_the_turn_and_the_number_confirmed(reads: House) -> None:
    resident = await sends_photo(reads, AT_NUMBER)
    assert resident.key == AT_NUMBER and "看好了请您核对" in said(resident.turn)
    assert await once(reads)
    question = (await now(reads, resident))["question"]
    assert question is not None and question["kind"] == "confirm" and NUMBER in question["prompt"]
    await resident.send(Choice(True))
    assert resident.key != AT_NUMBER and not await once(reads)
    await resident.declare(FAMILY_OF_FOUR)
    assert resident.receipt


async def test_at_the_name_both_are_offered(reads: House) -> None:
    resident = await sends_photo(reads, "members.0.name")
    await once(reads)
    question = (await now(reads, resident))["question"]
    assert question is not None and APPLICANT in question["prompt"]
    question = (await resident.send(Choice(True)))["question"]
    assert question is not None and question["key"] == AT_NUMBER and NUMBER in question["prompt"]


async def test_no_means_it_is_typed(reads: House, reader: FakeReader) -> None:
    reader.says = card(APPLICANT, id_number(date(1970, 1, 1), 7))
    resident = await sends_photo(reads, AT_NUMBER)
    await once(reads)
    await now(reads, resident)
    await resident.send(Choice(False))
    assert resident.key == AT_NUMBER
    await resident.send(Text(NUMBER))
    assert resident.key != AT_NUMBER


async def test_what_was_typed_meanwhile_stands_and_nothing_is_said(reads: House, reader: FakeReader) -> None:
    reader.says = card(APPLICANT, id_number(date(1970, 1, 1), 7))
    resident = await sends_photo(reads, AT_NUMBER)
    await resident.send(Text(NUMBER))
    after = resident.key
    await once(reads)
    turn = await now(reads, resident)
    assert resident.key == after and said(turn) == ""
    assert turn["question"] is not None and turn["question"]["kind"] != "confirm"


async def test_the_card_of_another_person_gives_no_number(reads: House, reader: FakeReader) -> None:
    reader.says = card("王他人", id_number(date(1970, 1, 1), 7))
    resident = await sends_photo(reads, AT_NUMBER)
    await once(reads)
    turn = await now(reads, resident)
    assert resident.key == AT_NUMBER and "名字" in said(turn)
    assert turn["question"] is not None and turn["question"]["kind"] != "confirm"


async def test_a_bill_offers_what_was_paid(reads: House, reader: FakeReader) -> None:
    reader.says = seen("合计:1000.00", "报销金额:700.00", "个人支付金额:300.00")
    resident = await sends_photo(reads, "expenditure.medical")
    await once(reads)
    question = (await now(reads, resident))["question"]
    assert question is not None and question["kind"] == "confirm" and "300" in question["prompt"]
    await resident.send(Choice(True))
    assert resident.key != "expenditure.medical"


@pytest.mark.parametrize("lines", [(), seen("看不清的字"), None])
async def test_what_cannot_be_read_is_told_once_with_what_would_do(
    reads: House, reader: FakeReader, clock: Clock, lines: object
) -> None:
    reader.says = lines  # type: ignore[assignment]
    resident = await sends_photo(reads, AT_NUMBER)
    for _ in range(MOST_TRIES):
        await once(reads)
        clock.advance(minutes=6)
    turn = await now(reads, resident)
    assert "放平" in said(turn) and "打字" in said(turn) and resident.key == AT_NUMBER
    asked = reader.asked
    assert not await once(reads) and reader.asked == asked and asked <= MOST_TRIES * 3


async def test_without_a_reader_nothing_speaks_of_photos(sqlite_house: House) -> None:
    assert sqlite_house.reading is None
    resident = await sends_photo(sqlite_house, AT_NUMBER)
    assert "存着" in said(resident.turn) and "核对" not in said(resident.turn) and resident.key == AT_NUMBER


async def test_a_photo_by_telegram_is_read_once_it_is_fetched(tmp_path: Path, reader: FakeReader) -> None:
    async with office(tmp_path, reader=reader) as made:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until=AT_NUMBER)
        slow = made.api.trouble("getFile", gate=asyncio.Event())
        phone.send_photo(a_photo())
        assert "核对" in (await phone.next()).text
        await asyncio.wait_for(slow.reached.wait(), PATIENCE)
        assert not await once(made.house), "it is still on its way"
        assert slow.gate is not None
        async with made.house.bell.subscribe(PAPERS) as bell, asyncio.timeout(PATIENCE):
            slow.gate.set()
            while not await once(made.house):
                await bell.wait(PATIENCE)
        assert NUMBER in (await phone.next()).text and await key_of(made, phone) == AT_NUMBER
        phone.tap("对")
        await whole_turn(made, phone)
        assert await key_of(made, phone) != AT_NUMBER


async def test_killed_when_it_had_read_and_not_told_it_is_read_again_and_offered_once(
    tmp_path: Path, reader: FakeReader
) -> None:
    house = build(settings_for(tmp_path), reader=reader)
    resident = await sends_photo(house, AT_NUMBER)
    house.close()
    process = PROCESSES.Process(target=live, args=(tmp_path, APPLICANT, NUMBER))
    process.start()
    await asyncio.to_thread(process.join, PATIENCE)
    assert process.exitcode == -signal.SIGKILL, "the kill did not land"
    house = build(settings_for(tmp_path), reader=reader)
    assert not await once(house), "leased to the one that died"
    await house.paper_work.take_over("read")
    assert await once(house) and not await once(house)
    question = (await now(house, resident))["question"]
    assert question is not None and NUMBER in question["prompt"]
    house.close()


async def test_the_loop_ends_with_its_reader(reads: House, reader: FakeReader) -> None:
    resident = await sends_photo(reads, AT_NUMBER)
    assert reads.reading is not None
    async with reads.bell.subscribe(resident.conversation_id) as told, asyncio.timeout(PATIENCE):
        task = asyncio.create_task(reads.reading.run())
        while (question := (await now(reads, resident))["question"]) is None or question["kind"] != "confirm":
            await told.wait(PATIENCE)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert reader.closed
