"""A family's phone and two officers in one process that may be killed: each sends its last thing again, then goes on."""

import asyncio
from pathlib import Path

from api.bootstrap import House, build
from api.services.emergency.actions import EmergencyAction
from conversations.inputs import Choice, Input
from tests.fakes.houses import settings_for
from tests.services.review.desks import COUNTY, TOWNSHIP


async def helped(house: House, conversation_id: str) -> None:
    """The last answer, the grant, the payment, each under the id it had before."""
    heard = Input("last", "web", house.clock(), Choice(("shelter",)))
    await house.turns.take(conversation_id, heard)
    (item,) = await house.emergencies.queue(TOWNSHIP)
    grant = EmergencyAction("g1", "grant", amount=80_000)
    await house.emergencies.act(TOWNSHIP, item.receipt, grant)
    pay = EmergencyAction("p1", "pay", amount=80_000, method="cash", reference="收条 1")
    await house.emergencies.act(COUNTY, item.receipt, pay)


def live(folder: Path, crash: str) -> None:
    """Build a house on what is there and help, or die on the way."""
    house = build(settings_for(folder, crash_at=crash))
    asyncio.run(helped(house, (folder / "conversation").read_text()))
    house.close()
