"""`python -m tests.fuzzing [families] [first seed]`: random residents on both channels, each filed as it is."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.fuzzing.running import on_telegram, on_the_web, town


async def _run(families: int, first: int) -> int:
    wrong, inputs = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder)) as (made, web):
            for seed in range(first, first + families):
                try:
                    inputs += await on_telegram(made, seed) if seed % 2 else await on_the_web(made, web, seed)
                except (AssertionError, LookupError, TimeoutError) as error:
                    wrong += 1
                    print(f"seed {seed}: {type(error).__name__}: {error}"[:800])
    print(f"{families} families, {inputs} inputs, {wrong} not filed as they are")
    return 1 if wrong else 0


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    sys.exit(asyncio.run(_run(*(asked + [100, 0][len(asked) :]))))
