"""A family's phone, two officers and the clock in one process that may be killed: whoever gets no answer tries again.

Each life tries every step from the first, under the id it had before, as phones and pages do; each is one commit.
"""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from api.bootstrap import House, build
from api.services.emergency.actions import EmergencyAction
from conversations.inputs import Body, Choice, File, Input, Text
from tests.fakes.clocks import Clock
from tests.fakes.houses import settings_for
from tests.services.review.desks import COUNTY, TOWNSHIP

DAY_OF_FIRE = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
# Eleven in the morning, the day before the papers are due.
DAY_BEFORE = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
STEPS = ("tell", "grant", "pay", "pay", "remind", "asked", "papers", "settle")
PHOTO = "a" * 32


async def helped(house: House, clock: Clock, conversation_id: str) -> str:
    """From the last answer to the registered papers; the receipt."""

    async def send(id: str, body: Body) -> str:
        turn = await house.turns.take(conversation_id, Input(id, "web", clock(), body))
        return next((reply["receipt"] for reply in turn["replies"] if reply["kind"] == "receipt"), "")

    clock.now = DAY_OF_FIRE
    receipt = await send("last", Choice(("shelter",)))
    await house.emergencies.act(TOWNSHIP, receipt, EmergencyAction("g1", "grant", amount=80_000))
    for id, amount in (("p1", 30_000), ("p2", 50_000)):
        await house.emergencies.act(
            COUNTY, receipt, EmergencyAction(id, "pay", amount=amount, method="cash", reference="收条 1")
        )
    clock.now = DAY_BEFORE
    await house.afterwards.look()
    await send("papers", Text("补材料"))
    await send("photo", File(PHOTO, "image/jpeg"))
    settle = EmergencyAction("s1", "settle", person="周示例", reason="着火", signed_on="2026-11-29")
    await house.emergencies.act(TOWNSHIP, receipt, settle)
    return receipt


def live(folder: Path, database_url: str, point: str) -> None:
    """Build a house on what is there and help, or die on the way; who lives to the end notes the receipt."""
    clock = Clock()
    house = build(settings_for(folder, database_url, crash_at=point or None), clock)
    receipt = asyncio.run(helped(house, clock, (folder / "conversation").read_text()))
    (folder / "receipt").write_text(receipt)
    house.close()
