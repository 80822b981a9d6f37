"""`python -m tests.steps`: the five sample families, each declared on the web and by taps, and what it took."""

import asyncio
import tempfile
from pathlib import Path

from api.bootstrap import House, build
from tests.fakes.houses import settings_for
from tests.steps.counting import Count, count
from tests.steps.families import Family, families


async def measure(house: House) -> list[tuple[Family, Count, Count]]:
    """Every family with what it took as the web sends answers, and by taps as Telegram does."""
    return [
        (family, await count(house, family, by_taps=False), await count(house, family, by_taps=True))
        for family in families()
    ]


async def _run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = build(settings_for(Path(folder)))
        try:
            rows = await measure(house)
        finally:
            house.close()
    print("inputs web / Telegram · typed characters (names and numbers apart) · characters to read")
    for family, web, telegram in rows:
        print(f"{web.inputs:4} / {telegram.inputs:3} · {web.typed:3} (+{web.copied}) · {web.read:5}  {family.title}")


if __name__ == "__main__":
    asyncio.run(_run())
