"""A resident's phone and a server in one process, which may be killed: run again and again until the receipt.

The phone notes what it sends before sending it, and after a restart first sends the last thing again, as a
phone does that never got its answer.
"""

import asyncio
import json
from pathlib import Path

from api.bootstrap import House, build
from conversations.inputs import Input
from tests.fakes.households import FAMILY_OF_FOUR, answer_for
from tests.fakes.houses import body_for, settings_for


async def declare(house: House, notes: Path) -> None:
    """Go on from wherever the phone's notes say, to the receipt."""
    known = json.loads(notes.read_text())
    conversation_id = known["conversation"]
    if known["sent"] is not None:
        turn = await house.turns.take(conversation_id, _heard(house, known["sent"]))
    else:
        turn = await house.turns.take(conversation_id, _heard(house, ["hello", "text", "你好"]))
    while turn["question"] is not None:
        kind, value = answer_for(turn["question"], FAMILY_OF_FOUR)
        known["count"] += 1
        known["sent"] = [f"i{known['count']}", kind, value]
        notes.write_text(json.dumps(known))
        turn = await house.turns.take(conversation_id, _heard(house, known["sent"]))


def _heard(house: House, sent: list[object]) -> Input:
    input_id, kind, value = sent
    return Input(str(input_id), "web", house.clock(), body_for(str(kind), value))


def live(folder: Path, database_url: str, point: str) -> None:
    """Build a house on what is there and declare, or die on the way."""
    house = build(settings_for(folder, database_url, crash_at=point))
    asyncio.run(declare(house, folder / "notes.json"))
    house.close()
