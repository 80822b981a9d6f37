"""Writes one workbook, as a program of its own: lines of JSON in, an XLSX out. Nothing of it touches the disk.

The first line names the sheets with their columns, each further line is a row of one of them. Every cell but
an amount is text, whatever it begins with: a name like =1+1 is a name.
"""

import io
import json
import os
import resource
import sys
from collections.abc import Iterable
from typing import TypedDict

import xlsxwriter

MEMORY_BYTES = 3_000_000_000
CPU_SECONDS = 600
NICER = 10
# What one cell of a workbook holds.
MOST_CHARACTERS = 32_000


class Column(TypedDict):
    """`kind`: `text`, or `number` for amounts and counts; `width` in characters."""

    title: str
    width: int
    kind: str


class SheetOf(TypedDict):
    """A sheet: its name, its columns."""

    name: str
    columns: list[Column]


class Head(TypedDict):
    """The first line; `notes` are the lines of the last sheet, `notes_name` its name."""

    sheets: list[SheetOf]
    notes_name: str
    notes: list[str]


def workbook(lines: Iterable[bytes]) -> bytes:
    """The workbook of these lines."""
    source = iter(lines)
    head: Head = json.loads(next(source))
    made = io.BytesIO()
    # In memory: temporary files would leave names and numbers on the disk.
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(made, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
        money = book.add_format({"num_format": "#,##0.00"})
        sheets = [_begun(book, one, bold) for one in head["sheets"]]
        rows = [0] * len(sheets)
        for line in source:
            index, cells = json.loads(line)
            rows[index] += 1
            _write(sheets[index], rows[index], cells, head["sheets"][index]["columns"], money)
        notes = book.add_worksheet(head["notes_name"])
        notes.set_column(0, 0, 100)
        for number, words in enumerate(head["notes"]):
            notes.write_string(number, 0, words)
    return made.getvalue()


def _begun(
    book: xlsxwriter.Workbook, wanted: SheetOf, bold: xlsxwriter.format.Format
) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(wanted["name"])
    for number, column in enumerate(wanted["columns"]):
        sheet.set_column(number, number, column["width"])
        sheet.write_string(0, number, column["title"], bold)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    return sheet


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    cells: list[str],
    columns: list[Column],
    money: xlsxwriter.format.Format,
) -> None:
    for number, (text, column) in enumerate(zip(cells, columns, strict=True)):
        amount = _number(text) if column["kind"] in ("number", "money") else None
        if amount is not None:
            whole = column["kind"] == "number" and amount.is_integer()
            sheet.write_number(row, number, amount, *(() if whole else (money,)))
        elif text:
            sheet.write_string(row, number, text[:MOST_CHARACTERS])


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def main() -> int:
    """Read until the end, write, the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    os.nice(NICER)
    sys.stdout.buffer.write(workbook(sys.stdin.buffer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
