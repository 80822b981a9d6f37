"""A list as a file, CSV or XLSX: good rows apart from bad ones, each bad one with its line and what would do.

ID numbers live here only as long as the file is read; no fault repeats what stands in a cell.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from api.errors import Fault
from api.services.list_text import decoded
from api.services.monitoring.kinds import ID_NUMBER, NAME, Column, ListKind, columns_of
from api.services.monitoring.sheets import Cell, UnreadableSheet, rows_of
from conversations.messages import Message, say
from conversations.understanding.identity import understand_id_number
from conversations.understanding.outcome import Sure, Unclear

MOST_ROWS = 50_000
LONGEST_TEXT = 60
_HEADING_WITHIN = 10
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?")
_EXCEL_BEGINS = date(1899, 12, 30)
_DAYS = range(7_000, 80_000)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row that can be used: its line, whom it is about, since when, what it says (column key → text)."""

    line: int
    id_number: str = field(repr=False)
    name: str = field(repr=False)
    since: date | None
    facts: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used: its line and what is wrong, by column."""

    line: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a file holds; `unused` are headings of columns that nobody asked for, which were not read."""

    rows: tuple[ListRow, ...]
    bad: tuple[BadRow, ...]
    unused: tuple[str, ...]


class UnreadableList(ValueError):
    """The file as a whole cannot be read; `fault` says what would do."""

    def __init__(self, words: Message) -> None:
        super().__init__("file")
        self.fault = Fault("file", words)


def read_list(kind: ListKind, content: bytes, today: date) -> ReadList:
    """The rows of a file of this kind. `today` in China. Raises `UnreadableList`."""
    lines = iter(_xlsx(content) if content[:2] == b"PK" else _csv(content))
    columns, unused = _heading(kind, lines)
    rows: list[ListRow] = []
    bad: list[BadRow] = []
    seen: dict[tuple[str, date | None], int] = {}
    for line, cells in lines:
        if not any(cell.text for cell in cells):
            continue
        row = _row(line, cells, columns, today)
        if isinstance(row, ListRow):
            earlier = seen.setdefault((row.id_number, row.since), line)
            if earlier != line:
                words = say("请只留一行：第 {line} 行已经有这个人。", line=earlier)
                row = BadRow(line, (Fault("id_number", words),))
        if isinstance(row, BadRow):
            bad.append(row)
        else:
            rows.append(row)
    if not rows and not bad:
        raise UnreadableList(say("请检查文件：列名下面还没有数据。"))
    return ReadList(tuple(rows), tuple(bad), unused)


def _xlsx(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    try:
        yield from rows_of(content, MOST_ROWS + _HEADING_WITHIN)
    except UnreadableSheet:
        words = say("请把文件另存为 .xlsx 或者 CSV，再导入；最多 {most} 行。", most=MOST_ROWS)
        raise UnreadableList(words) from None


def _csv(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    if content[:4] == _OLD_EXCEL:
        raise UnreadableList(say("这是老的 .xls 格式。请在表格软件里另存为 .xlsx 或者 CSV，再导入。"))
    text = decoded(content)
    if text is None:
        raise UnreadableList(say("请把文件另存为 UTF-8 编码的 CSV，或者 .xlsx，再导入。"))
    first = text.partition("\n")[0]
    between = max((",", "\t", ";"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    try:
        for count, fields in enumerate(reader):
            if count > MOST_ROWS + _HEADING_WITHIN:
                raise UnreadableList(say("请分几个文件导入：一次最多 {most} 行。", most=MOST_ROWS))
            yield reader.line_num, [Cell(one.strip()) for one in fields]
    except csv.Error:
        raise UnreadableList(say("请检查第 {line} 行的引号和逗号。", line=reader.line_num)) from None


def _heading(
    kind: ListKind, lines: Iterator[tuple[int, list[Cell]]]
) -> tuple[list[tuple[int, Column]], tuple[str, ...]]:
    """Which column stands where; titles above the headings are passed over."""
    for count, (_, cells) in enumerate(lines):
        if count >= _HEADING_WITHIN:
            break
        headings = [re.sub(r"[\s*＊:：]", "", cell.text) for cell in cells]
        if not any(_meant(ID_NUMBER, heading) for heading in headings):
            continue
        columns: list[tuple[int, Column]] = []
        for column in columns_of(kind):
            place = next((at for at, heading in enumerate(headings) if _meant(column, heading)), None)
            if place is not None and place not in {at for at, _ in columns}:
                columns.append((place, column))
            elif column.needed:
                raise UnreadableList(say("请加上“{column}”这一列，再导入。", column=column.label))
        taken = {at for at, _ in columns}
        return columns, tuple(heading for at, heading in enumerate(headings) if heading and at not in taken)
    raise UnreadableList(say("请在前几行里写上列名，要有“{column}”这一列。", column=ID_NUMBER.label))


def _meant(column: Column, heading: str) -> bool:
    return heading.lower() == column.key or heading in (column.label, *column.also)


def _row(line: int, cells: Sequence[Cell], columns: Sequence[tuple[int, Column]], today: date) -> ListRow | BadRow:
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for at, column in columns:
        cell = cells[at] if at < len(cells) else Cell("")
        understood = _understood(column, cell, today)
        if isinstance(understood, Message):
            faults.append(Fault(column.label, understood))
        elif understood:
            values[column.key] = understood
        elif column.needed:
            faults.append(Fault(column.label, say("请填上“{column}”。", column=column.label)))
    if faults:
        return BadRow(line, tuple(faults))
    since = values.get("since")
    facts = {key: value for key, value in values.items() if key not in (ID_NUMBER.key, NAME.key)}
    day = date.fromisoformat(since) if since else None
    return ListRow(line, values[ID_NUMBER.key], values.get(NAME.key, ""), day, facts)


def _understood(column: Column, cell: Cell, today: date) -> str | Message:
    """The value of a cell as it is kept, "" for an empty one; a message where it cannot be read."""
    text = re.sub(r'^(=")|^\'|"$', "", cell.text).strip()
    if not text:
        return ""
    if column.key == ID_NUMBER.key:
        return _id_number(text, cell, today)
    if column.kind == "day":
        return _day(text, cell, today)
    if column.kind == "amount":
        return _amount(text)
    return "".join(char for char in text if char.isprintable())[:LONGEST_TEXT]


def _id_number(text: str, cell: Cell, today: date) -> str | Message:
    if cell.number or _SHORTENED.fullmatch(text):
        return say("请把身份证号这一列设成“文本”再填：现在是数字，表格软件只记得住前 15 位，后几位已经丢了。")
    match understand_id_number(text, today):
        case Sure(number):
            return number
        case Unclear(words):
            return words
        case _:
            return say("请再对一遍身份证上的号码。")


def _day(text: str, cell: Cell, today: date) -> str | Message:
    wrong = say("请按 2026-01-31 的样子写日期，不晚于今天。")
    if cell.number or (text.isdecimal() and len(text) == 5):
        whole = text.partition(".")[0]
        if whole.isdecimal() and len(whole) == 5 and int(whole) in _DAYS:
            day = _EXCEL_BEGINS + timedelta(days=int(whole))
            return day.isoformat() if day <= today else wrong
    found = _DAY.fullmatch(text.partition(".")[0] if cell.number else text)
    if found is None:
        return wrong
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return wrong
    return day.isoformat() if date(1990, 1, 1) <= day <= today else wrong


def _amount(text: str) -> str | Message:
    plain = re.sub(r"[,，\s元¥￥]", "", text)
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return say("请写一个数，单位是元。")
    if not amount.is_finite() or not 0 <= amount < 10**12:
        return say("请写一个不小于 0 的数，单位是元。")
    return format(amount.quantize(Decimal("0.01")).normalize() + 0, "f")
