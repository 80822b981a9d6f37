"""The press: a sheet and its data in, a PDF out, set in a process aside so that no conversation waits for paper."""

import asyncio
import json
import logging
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from api.errors import TooMany
from api.services.printing.clean import clean_all
from conversations.messages import say

log = logging.getLogger(__name__)

SETTING_SECONDS = 30.0
MOST_WAITING = 24
_PROGRAM = Path(__file__).with_name("program.py")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` of a template in `sheets/`, what it is filled with, the moment its PDF is dated (aware)."""

    name: str
    data: Mapping[str, object]
    at: datetime


class CannotPrint(Exception):
    """The press failed on a sheet: a fault of ours, never of what was filed. Names the sheet, no data."""


class Press:
    """Sets sheets one after the other; whoever asks meanwhile waits in line."""

    def __init__(self, patience: float = SETTING_SECONDS) -> None:
        """`patience`: how many seconds one sheet may take."""
        self._patience = patience
        self._one = asyncio.Semaphore(1)
        self._waiting = 0

    async def pdf(self, sheet: Sheet) -> bytes:
        """The sheet as PDF. Raises `TooMany` when the line is long, `CannotPrint` when it cannot be set."""
        if self._waiting >= MOST_WAITING:
            raise TooMany("", say("请过一分钟再打印：现在排队打印的比较多。"))
        self._waiting += 1
        try:
            async with self._one:
                return await self._set(sheet)
        finally:
            self._waiting -= 1

    async def _set(self, sheet: Sheet) -> bytes:
        wanted = {"sheet": sheet.name, "data": clean_all(sheet.data), "at": int(sheet.at.timestamp())}
        # Isolated, with an empty environment but for one thread: it learns nothing of where it runs.
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", str(_PROGRAM), stdin=PIPE, stdout=PIPE, stderr=PIPE,
            env={"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
        )  # fmt: skip
        try:
            async with asyncio.timeout(self._patience):
                made, said = await process.communicate(json.dumps(wanted, ensure_ascii=False).encode())
        except TimeoutError as error:
            raise CannotPrint(f"{sheet.name}: took too long") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0 or not made.startswith(b"%PDF"):
            # A template's fault names a line of the template; a Python fault could quote data, so only its end.
            log.error("sheet %s was not set, status %s", sheet.name, process.returncode)
            raise CannotPrint(f"{sheet.name}: status {process.returncode}: {_first_line(said)}")
        return made


def _first_line(said: bytes) -> str:
    return said.decode("utf-8", "replace").partition("\n")[0][:200]
