"""Named points at which the demo can be made to die once (`CRASH_AT`), to show that nothing is lost."""

import itertools
import os
import signal
from collections.abc import Callable
from pathlib import Path

# Where a turn can die, in the order in which it passes them.
POINTS = (
    "claimed", "stepped", "filed", "written", "before_commit", "after_commit", "answering", "fetched", "read", "sending",
    "sent", "recheck_read", "recheck_told",
)  # fmt: skip


def crash_at(name: str | None, data_dir: Path) -> Callable[[str], None]:
    """A function to call at each point: at the point `name` the process kills itself, once for a data folder.

    `name:3` is the third time it is passed. The mark of having died is written first, so that the next start lives.
    Raises ValueError for a name that is no point.
    """
    if name is None:
        return _go_on
    where, _, which = name.partition(":")
    if where not in POINTS or not (which or "1").isdecimal():
        raise ValueError(f"CRASH_AT={name}: the points are {', '.join(POINTS)}")
    mark, passed = data_dir / f"crashed-at-{where}", itertools.count(1)

    def pass_point(point: str) -> None:
        if point == where and next(passed) >= int(which or "1") and not mark.exists():
            mark.write_text("died here once\n", encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)

    return pass_point


def _go_on(_: str) -> None:
    """No crash is wanted."""
