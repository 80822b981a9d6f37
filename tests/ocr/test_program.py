"""The reader itself, where the extra `[ocr]` is installed: what it reads, and what it may not do."""

import io
import os
import random
import signal
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from api.services.ocr.finding import find
from api.services.ocr.reader import CannotRead, ProcessReader, is_installed
from tests.ocr.drawing import bill, has_font, id_card

pytestmark = [
    pytest.mark.skipif(not is_installed(), reason="the extra [ocr] is not installed: nothing reads photos"),
    pytest.mark.skipif(not has_font(), reason="Noto Sans CJK is not installed: no papers can be drawn"),
]
TODAY = date(2026, 11, 22)
# Seconds: what is read is tested here, not how fast on a machine that runs other tests beside.
PATIENCE = 300


def stored(image: Image.Image, kind: str = "JPEG") -> bytes:
    content = io.BytesIO()
    image.save(content, kind)
    return content.getvalue()


async def test_a_card_a_bill_as_pdf_and_in_between_what_is_no_picture() -> None:
    reader = ProcessReader(PATIENCE)
    try:
        drawn = id_card(random.Random(1))
        on_its_side = stored(drawn.image.rotate(90, expand=True))
        assert dict(await find(reader, "id_card", on_its_side, pdf=False, today=TODAY)) == drawn.truth
        with pytest.raises(CannotRead):
            await reader.lines(b"no picture", pdf=False, turns=0)
        paid = bill(random.Random(2))
        assert dict(await find(reader, "medical_bill", stored(paid.image, "PDF"), pdf=True, today=TODAY)) == paid.truth
        limits = Path(f"/proc/{reader.pid}/limits")
        if limits.exists():
            said = {line[:26].strip(): line[26:].split()[0] for line in limits.read_text().splitlines()}
            assert said["Max open files"] == said["Max file size"] == "0"
            assert said["Max address space"].isdigit() and said["Max cpu time"].isdigit()
    finally:
        await reader.close()
    assert reader.pid is None


async def test_a_process_that_died_is_followed_by_another() -> None:
    reader = ProcessReader(PATIENCE)
    content = stored(id_card(random.Random(1)).image)
    try:
        assert await reader.lines(content, pdf=False, turns=0)
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)
        with pytest.raises(CannotRead):
            await reader.lines(content, pdf=False, turns=0)
        assert await reader.lines(content, pdf=False, turns=0)
    finally:
        await reader.close()
