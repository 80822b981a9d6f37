"""Run benchmarks by name, or all: `python -m tests.benchmarks [turns] [check] [recheck] …`; a wrong name lists them.

Only ratios of one run count: each is against a floor measured beside it.
"""

import logging
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from tests.benchmarks import check, memory, openfisca, push, queue, recheck, storage_turn, turns, turns_postgres
from tests.benchmarks.table import Found, written


def _storage() -> list[Found]:
    # It prints lines of its own, with a floor for each.
    storage_turn.main()
    return []


BENCHMARKS: Mapping[str, tuple[str, Callable[[], list[Found]]]] = {
    "turns": ("turns through the Telegram path, SQLite", turns.run),
    "postgres": ("the same on PostgreSQL, one process and two", turns_postgres.run),
    "check": ("the preliminary check, with reasons", check.run),
    "openfisca": ("the same against OpenFisca, where that is installed", openfisca.run),
    "recheck": ("a figure changes: a million households judged again", recheck.run),
    "queue": ("the queue with a million declarations, both engines", queue.run),
    "push": ("from what staff do to what the resident reads", push.run),
    "memory": ("memory for conversations in progress", memory.run),
    "storage": ("a turn in storage alone", _storage),
}


def main(names: Sequence[str]) -> int:
    """Run them one after the other, then print the table; the exit status."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"choose among: {' '.join(BENCHMARKS)} (not {' '.join(unknown)})")
        return 2
    # What the house has to say is not the measurement.
    logging.disable(logging.WARNING)
    found: list[Found] = []
    begun = time.perf_counter()
    for name in names or BENCHMARKS:
        about, run = BENCHMARKS[name]
        print(f"· {name}: {about}", flush=True)
        found.extend(run())
    if found:
        print()
        print(written(found))
    print(f"\n{time.perf_counter() - begun:.0f} seconds. A goal is a goal of docs/performance.md.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
