"""How far the audit goes, kept outside the database: a line for each step, in a file of the data folder."""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from storage.audit_rows import Head

FILE = "audit.anchor"
_HASH = 32
# 64 bits: enough to copy by hand, too many to hit by trying.
_SHORTEST = 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anchored:
    """The head of the chain as it was known at a time."""

    head: Head
    at: datetime


def read_anchors(path: Path) -> tuple[Anchored, ...]:
    """The lines of an anchor file, oldest first; none when there is no file. Raises ValueError for what is no line
    of ours: then somebody else wrote there.
    """
    if not path.exists():
        return ()
    return tuple(_read(line) for line in path.read_text(encoding="ascii").splitlines() if line.strip())


def read_head(text: str) -> Head:
    """A head as it is printed and copied, `17:ab12…`, its hash whole or only the beginning. Raises ValueError."""
    seq, _, hashed = text.strip().partition(":")
    head = Head(int(seq), bytes.fromhex(hashed))
    if head.seq < 0 or not _SHORTEST <= len(head.hash) <= _HASH:
        raise ValueError("a head is a number, a colon and 16 to 64 hex digits")
    return head


def written(head: Head) -> str:
    """A head to be printed."""
    return f"{head.seq}:{head.hash.hex()}"


def to_copy(head: Head) -> str:
    """A head short enough to be copied by hand."""
    return f"{head.seq}:{head.hash[:_SHORTEST].hex()}"


class Anchor:
    """Writes the file. Appending is all it does while it runs; at a start it leaves one line a day. Several processes
    may have one data folder: they write one after the other, so that no line is lost between reading and replacing.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._path = folder / FILE
        self._clock = clock

    def keep(self, payload: str) -> None:
        """The chain goes this far now: number and hash, as told after a commit."""
        seq, _, hashed = payload.partition(" ")
        self._append(f"{seq}:{hashed} {self._clock().isoformat(timespec='seconds')}\n")

    def tidy(self) -> None:
        """Of each day only the last line. A file that cannot be read stays as it is, for `verify`."""
        with _alone(self._path):
            self._leave_a_line_a_day()

    def _leave_a_line_a_day(self) -> None:
        try:
            known = read_anchors(self._path)
        except ValueError:
            _log.error("the anchor of the audit was written by somebody else; run `shenbao audit verify`")
            return
        last = {one.at.date(): one for one in known}
        if len(last) == len(known):
            return
        beside = self._path.with_name(f"{FILE}.new")
        beside.unlink(missing_ok=True)
        with _opened(beside) as file:
            file.writelines(_line(one) for one in last.values())
        beside.replace(self._path)

    def _append(self, line: str) -> None:
        with _alone(self._path), _opened(self._path) as file:
            file.write(line)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Whoever else writes this file waits, in this process or another. The lock lies beside it: the file itself is
    replaced, and a lock on what was replaced would hold nobody.
    """
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _opened(path: Path) -> TextIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(handle, "a", encoding="ascii")


def _line(one: Anchored) -> str:
    return f"{written(one.head)} {one.at.isoformat(timespec='seconds')}\n"


def _read(line: str) -> Anchored:
    head, _, at = line.partition(" ")
    return Anchored(read_head(head), datetime.fromisoformat(at))
