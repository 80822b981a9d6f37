"""Makes a workbook in a process aside, fed row by row, so that neither memory nor the conversations feel it."""

import asyncio
import json
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from api.services.printing.clean import visible
from api.services.printing.press import CannotPrint
from api.services.printing.roster import SHEETS, Column, Row

log = logging.getLogger(__name__)

CLOSING_SECONDS = 300.0
_PROGRAM = Path(__file__).with_name("workbook_program.py")
_NOTES = "说明"
Sheets = Sequence[tuple[str, Sequence[Column]]]
"""Sheets by name, with their columns."""


async def bound(rows: AsyncIterator[Row], notes: Sequence[str], sheets: Sheets = SHEETS) -> bytes:
    """The workbook of these rows, as XLSX: a roster, or other `sheets`. Raises `CannotPrint` and whatever `rows` raises."""
    # Isolated, with an empty environment: it learns nothing of where it runs.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(_PROGRAM), stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL,
        env={"MALLOC_ARENA_MAX": "2"},
    )  # fmt: skip
    try:
        return await _fed(process, rows, _head(notes, sheets))
    except (BrokenPipeError, ConnectionResetError, TimeoutError) as error:
        raise CannotPrint(f"workbook: {type(error).__name__}") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _fed(process: Process, rows: AsyncIterator[Row], head: dict[str, object]) -> bytes:
    if process.stdin is None:
        raise CannotPrint("workbook: no pipes")
    process.stdin.write(_line(head))
    async for number, cells in rows:
        process.stdin.write(_line([number, [visible(cell) for cell in cells]]))
        await process.stdin.drain()
    process.stdin.close()
    async with asyncio.timeout(CLOSING_SECONDS):
        made, _ = await process.communicate()
    if process.returncode != 0 or not made.startswith(b"PK"):
        log.error("a workbook was not made, status %s", process.returncode)
        raise CannotPrint(f"workbook: status {process.returncode}")
    return made


def _head(notes: Sequence[str], sheets: Sheets) -> dict[str, object]:
    named = [
        {"name": name, "columns": [{"title": one.title, "width": one.width, "kind": one.kind} for one in columns]}
        for name, columns in sheets
    ]
    return {"sheets": named, "notes_name": _NOTES, "notes": [visible(one) for one in notes]}


def _line(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
