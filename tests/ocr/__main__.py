"""How well made-up papers are read, by condition: `python -m tests.ocr [papers of each kind a condition]`.

Each goes the way of a resident's photo: made anew as the service keeps it, read in the limited process, parsed.
`right`: what stands there is offered; `wrong`: something else is offered, the figure that matters; the rest
is not offered, and typed.
"""

import asyncio
import io
import random
import sys
import time
from collections import Counter
from datetime import date
from typing import TextIO

from api.services.ocr.finding import find
from api.services.ocr.reader import CannotRead, ProcessReader, Reader, is_installed
from api.services.papers.imaging import reencode
from conversations.reading import Wants
from tests.ocr.conditions import CONDITIONS, Condition
from tests.ocr.drawing import Drawn, bill, has_font, id_card

TODAY = date(2026, 11, 22)
FIELDS = ("name", "id_number", "medical")
KINDS = {"id_card": id_card, "medical_bill": bill}


def as_kept(drawn: Drawn, condition: Condition, rng: random.Random) -> bytes:
    """The photo of a paper in a condition, as the service keeps it."""
    sent = io.BytesIO()
    condition(drawn.image, rng).save(sent, "JPEG", quality=88)
    return reencode(sent.getvalue(), "photo")[0]


async def outcomes(reader: Reader, name: str, count: int) -> Counter[tuple[str, str]]:
    """How often each field came out right, wrong or not at all in a condition."""
    counted: Counter[tuple[str, str]] = Counter()
    wants: Wants
    for wants in ("id_card", "medical_bill"):
        for number in range(count):
            # The same papers in every condition.
            drawn = KINDS[wants](random.Random(f"{wants} {number}"))
            photo = as_kept(drawn, CONDITIONS[name], random.Random(f"{name} {number}"))
            try:
                found = dict(await find(reader, wants, photo, pdf=False, today=TODAY))
            except CannotRead:
                found = {}
            for key, truth in drawn.truth.items():
                outcome = "none" if key not in found else "right" if found[key] == truth else "wrong"
                counted[key, outcome] += 1
    return counted


async def measure(count: int, out: TextIO) -> int:
    """Print a table; the number of wrong values offered."""
    reader = ProcessReader()
    wrong, began = 0, time.monotonic()
    print(f"| condition | {' | '.join(f'{key}: right, wrong' for key in FIELDS)} |", file=out)
    print("|---" * (len(FIELDS) + 1) + "|", file=out, flush=True)
    try:
        for name in CONDITIONS:
            counted = await outcomes(reader, name, count)
            cells = (f"{counted[key, 'right']}/{count}, {counted[key, 'wrong']}" for key in FIELDS)
            print(f"| {name} | {' | '.join(cells)} |", file=out, flush=True)
            wrong += sum(counted[key, "wrong"] for key in FIELDS)
    finally:
        await reader.close()
    asked = count * len(FIELDS) * len(CONDITIONS)
    print(f"\n{asked} values; wrong ones offered: {wrong}; {time.monotonic() - began:.0f} s", file=out)
    return wrong


if __name__ == "__main__":
    if not is_installed():
        sys.exit("The extra [ocr] is not installed: see docs/papers.md.")
    if not has_font():
        sys.exit("The typeface Noto Sans CJK is not installed (fonts-noto-cjk).")
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 8, sys.stdout))
