"""The reader as the rest of us knows it: a picture in, lines out, from a process that may do nothing else."""

import asyncio
import importlib.util
import json
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Protocol

from api.services.ocr.lines import Seen

READING_SECONDS = 40.0
STARTING_SECONDS = 60.0
_PROGRAM = Path(__file__).with_name("program.py")
# Heads of what goes in and comes out, as in `program.py`, which is not imported: it needs the extra.
_LENGTH_BYTES = 4
NEEDED = ("rapidocr", "onnxruntime")


class CannotRead(Exception):
    """The reader failed, or took too long; with another photo it will work."""


class Reader(Protocol):
    """Whatever recognises lines of text."""

    async def lines(self, content: bytes, *, pdf: bool, turns: int) -> tuple[Seen, ...]:
        """The lines on a picture, or on the first page of a PDF, turned by quarters against the clock.

        Raises `CannotRead`.
        """
        ...

    async def close(self) -> None:
        """Let go of what it holds."""
        ...


def is_installed() -> bool:
    """Whether the extra `[ocr]` is there. Nothing of it is loaded into this process."""
    return all(importlib.util.find_spec(name) is not None for name in NEEDED)


class ProcessReader:
    """Keeps one process of `program.py` with its models loaded, from the first photo on; one picture at a time."""

    def __init__(self, patience: float = READING_SECONDS) -> None:
        """`patience`: how many seconds one picture may take."""
        self._patience = patience
        self._process: Process | None = None
        self._one = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """Of the process, None while there is none."""
        return self._process.pid if self._process is not None else None

    async def lines(self, content: bytes, *, pdf: bool, turns: int) -> tuple[Seen, ...]:
        """See `Reader`. A process that fails or takes too long is ended; the next picture starts another."""
        async with self._one:
            whole = False
            try:
                new = self._process is None
                process = self._process = self._process or await _started()
                async with asyncio.timeout(self._patience + (STARTING_SECONDS if new else 0)):
                    rows = await _asked(process, content, pdf=pdf, turns=turns)
                whole = True
            except (OSError, EOFError, TimeoutError) as error:
                raise CannotRead(type(error).__name__) from error
            finally:
                if not whole:
                    # Cancelled half-way it would answer the next picture with this one's lines.
                    await self._end()
        if rows is None:
            raise CannotRead("not a picture")
        return tuple(Seen(text, sure, tuple((x, y) for x, y in quad)) for text, sure, quad in rows)

    async def close(self) -> None:
        """End the process."""
        await self._end()

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _started() -> Process:
    # Isolated, with an empty environment: it learns nothing of where it runs.
    return await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(_PROGRAM), stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL, env={}
    )


async def _asked(
    process: Process, content: bytes, *, pdf: bool, turns: int
) -> list[tuple[str, float, list[tuple[float, float]]]] | None:
    if process.stdin is None or process.stdout is None:
        raise EOFError("no pipes")
    process.stdin.write(bytes((pdf, turns)) + len(content).to_bytes(_LENGTH_BYTES, "big") + content)
    await process.stdin.drain()
    length = int.from_bytes(await process.stdout.readexactly(_LENGTH_BYTES), "big")
    rows: list[tuple[str, float, list[tuple[float, float]]]] | None
    rows = json.loads(await process.stdout.readexactly(length))
    return rows
