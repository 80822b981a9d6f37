"""Reads an XLSX cell by cell, as it is in the file: nothing a spreadsheet program would make of it."""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class Cell:
    """`kind`: `text` or `number`; `formula`: whether it would be worked out."""

    value: str | float | None
    kind: str
    formula: bool


Sheets = dict[str, list[list[Cell]]]
EMPTY = Cell(None, "text", False)


def read_workbook(content: bytes) -> Sheets:
    """Sheet → rows → cells, in order; gaps are empty cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [str(one.get("name")) for one in fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")]
        texts = ["".join(one.itertext()) for one in fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{_MAIN}si")]
        sheets = [fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")) for number in range(1, len(names) + 1)]
        assert not [one for one in archive.namelist() if "rels" in one and b"hyperlink" in archive.read(one)]
    return {
        name: [_cells(row, texts) for row in sheet.iter(f"{_MAIN}row")]
        for name, sheet in zip(names, sheets, strict=True)
    }


def _cells(row: Element, texts: list[str]) -> list[Cell]:
    cells: list[Cell] = []
    for one in row.iter(f"{_MAIN}c"):
        column = _column(str(one.get("r")))
        cells += [EMPTY] * (column - len(cells))
        value = one.findtext(f"{_MAIN}v")
        shared = one.get("t") == "s"
        text = texts[int(value)] if shared and value is not None else float(value) if value is not None else None
        cells.append(Cell(text, "text" if shared else "number", one.find(f"{_MAIN}f") is not None))
    return cells


def _column(reference: str) -> int:
    letters = re.match("[A-Z]+", reference)
    assert letters is not None
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
