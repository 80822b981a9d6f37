"""A reader of papers in a process of its own, killed when it has read one and not yet told."""

import asyncio
from pathlib import Path

from api.bootstrap import build
from tests.fakes.houses import settings_for
from tests.fakes.readers import FakeReader, card


def live(folder: Path, name: str, number: str) -> None:
    """Read what waits in the folder; dies at the point "read"."""
    house = build(settings_for(folder, crash_at="read"), reader=FakeReader(card(name, number)))
    assert house.reading is not None
    asyncio.run(house.reading.run())
