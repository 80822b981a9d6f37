"""The first sheet of an XLSX file as rows of text, read with nothing but the standard library and within limits.

A number that stands in a cell as a number is marked: Excel keeps only fifteen digits of it, and days are numbers.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

MOST_BYTES = 96 * 1024 * 1024
"""Of one part, unpacked: more is not a list but an attack, or a mistake."""
MOST_COLUMNS = 200
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+")
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_CHUNK = 64 * 1024


class UnreadableSheet(ValueError):
    """Not an XLSX file that can be read."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as text; `number`: it was kept as a number."""

    text: str
    number: bool = False


def rows_of(content: bytes, most_rows: int) -> Iterator[tuple[int, list[Cell]]]:
    """Line (from 1) and cells of each row that has any, at most `most_rows`. Raises `UnreadableSheet`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            numbered = sorted((int(found.group(1)), name) for name in names if (found := _SHEET.fullmatch(name)))
            if not numbered:
                raise UnreadableSheet("no sheet")
            shared = _Shared()
            if "xl/sharedStrings.xml" in names:
                _parse(packed, "xl/sharedStrings.xml", shared)
            sheet = _Sheet(shared.texts, most_rows)
            _parse(packed, numbered[0][1], sheet)
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, IndexError, ValueError, NotImplementedError) as error:
        raise UnreadableSheet(type(error).__name__) from None
    yield from sheet.rows


class _Handler:
    """Hears the elements of one part."""

    def started(self, name: str, attributes: dict[str, str]) -> None: ...
    def ended(self, name: str) -> None: ...
    def said(self, text: str) -> None: ...


def _parse(packed: zipfile.ZipFile, name: str, handler: _Handler) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, attributes: handler.started(tag.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda tag: handler.ended(tag.rpartition(" ")[2])
    parser.CharacterDataHandler = handler.said
    # No document types: entities that grow without end come by them.
    parser.StartDoctypeDeclHandler = _refuse
    parser.buffer_text = True
    size = 0
    with packed.open(name) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise UnreadableSheet("too large")
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise UnreadableSheet("a document type")


class _Shared(_Handler):
    """The texts that cells share. What is said beside a character (its reading) is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._in_text = False
        self._aside = 0

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside += 1
        elif name == "t":
            self._in_text = not self._aside

    def ended(self, name: str) -> None:
        if name == "si":
            self.texts.append("".join(self._parts))
        elif name == "rPh":
            self._aside -= 1
        elif name == "t":
            self._in_text = False

    def said(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)


class _Sheet(_Handler):
    """The rows of a sheet."""

    def __init__(self, shared: list[str], most_rows: int) -> None:
        self.rows: list[tuple[int, list[Cell]]] = []
        self._shared = shared
        self._most = most_rows
        self._line = 0
        self._cells: list[Cell] = []
        self._column = -1
        self._kind = ""
        self._parts: list[str] = []
        self._in_value = False

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._line = int(attributes.get("r", self._line + 1))
            self._cells, self._column = [], -1
        elif name == "c":
            self._column = _column(attributes.get("r", "")) if "r" in attributes else self._column + 1
            self._kind, self._parts = attributes.get("t", "n"), []
        elif name in ("v", "t"):
            self._in_value = True

    def ended(self, name: str) -> None:
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            self._put()
        elif name == "row" and any(cell.text for cell in self._cells):
            if len(self.rows) >= self._most:
                raise UnreadableSheet("too many rows")
            self.rows.append((self._line, self._cells))

    def said(self, text: str) -> None:
        if self._in_value:
            self._parts.append(text)

    def _put(self) -> None:
        if not 0 <= self._column < MOST_COLUMNS:
            return
        text = "".join(self._parts)
        if self._kind == "s" and text:
            text = self._shared[int(text)]
        cell = Cell(text.strip(), number=self._kind == "n" and bool(text))
        while len(self._cells) <= self._column:
            self._cells.append(Cell(""))
        self._cells[self._column] = cell


def _column(reference: str) -> int:
    """The column of `AB12`, from 0."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise UnreadableSheet("a cell without a place")
    number = 0
    for letter in found.group(1):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
