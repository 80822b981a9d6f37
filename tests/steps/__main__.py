"""`python -m tests.steps`: the five sample families, each declared on the web and by taps, and what it took."""

import asyncio
import tempfile
from pathlib import Path

from api.bootstrap import House, build
from tests.fakes.houses import settings_for
from tests.steps.counting import Count, count
from tests.steps.families import A_FIRE, burnt_down, families


async def measure(house: House) -> list[tuple[str, Count, Count]]:
    """Every family with what it took as the web sends answers, and by taps as Telegram does.

    The last two are one family after a fire: as if it had told nobody, and after it told of the emergency.
    """
    rows = [
        (family.title, await count(house, family, by_taps=False), await count(house, family, by_taps=True))
        for family in families()
    ]
    burnt = burnt_down()
    for title, told in ((burnt.title, ()), (f"{burnt.title}, after it told of the emergency", A_FIRE)):
        web = await count(house, burnt, by_taps=False, told=told)
        rows.append((title, web, await count(house, burnt, by_taps=True, told=told)))
    return rows


async def _run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = build(settings_for(Path(folder)))
        try:
            rows = await measure(house)
        finally:
            house.close()
    print("inputs web / Telegram · typed characters (names and numbers apart) · characters to read")
    for title, web, telegram in rows:
        print(f"{web.inputs:4} / {telegram.inputs:3} · {web.typed:3} (+{web.copied}) · {web.read:5}  {title}")


if __name__ == "__main__":
    asyncio.run(_run())
