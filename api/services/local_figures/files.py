"""Files of figures, CSV or YAML, as proposals: each row with its line, each fault with the line it is on."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from api.errors import Fault
from api.services.list_text import decoded
from api.services.local_figures.checking import Proposal
from api.services.local_figures.names import BY_NAME
from api.services.local_figures.values import typed
from conversations.messages import say

COLUMNS = (
    "area", "settlement", "name", "value", "unit", "valid_from", "valid_to", "source", "note", "entered_by",
    "approved_by",
)  # fmt: skip
NEEDED = ("area", "settlement", "name", "value", "valid_from", "source")
_MOST_ROWS = 20_000
_LONGEST_NAME = 64
_BETWEEN = (";", "；", "、", "|")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line (the first is 1), what it proposes, and who is named as entering and approving it."""

    line: int
    proposal: Proposal
    entered_by: str
    approved_by: str
    faults: tuple[Fault, ...] = ()


class UnreadableFile(ValueError):
    """The file as a whole cannot be read; `fault` says what would do."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.key)
        self.fault = fault


def read_file(name: str, content: bytes) -> tuple[Row, ...]:
    """The rows of a file, `name` telling which kind it is. Raises `UnreadableFile`."""
    text = decoded(content)
    if text is None:
        raise UnreadableFile(Fault("", say("请把文件另存为 UTF-8 编码，再导入。")))
    rows = tuple(_of_yaml(text) if name.lower().endswith((".yaml", ".yml")) else _of_csv(text))
    if not rows or len(rows) > _MOST_ROWS:
        raise UnreadableFile(Fault("", say("请检查文件：要有 1 到 {most} 行数据。", most=_MOST_ROWS)))
    return rows


def _of_csv(text: str) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        _check_columns(reader.fieldnames or ())
        for fields in reader:
            if any(fields.values()):
                yield _row(reader.line_num, fields)
    except csv.Error:
        raise UnreadableFile(Fault("", say("请检查第 {line} 行的引号和逗号。", line=reader.line_num))) from None


def _of_yaml(text: str) -> Iterator[Row]:
    try:
        # Composed first, for a mapping does not remember its line.
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        raw = yaml.safe_load(text)
    except yaml.YAMLError:
        raise UnreadableFile(Fault("", say("请检查文件：不是能读的 YAML。"))) from None
    if not isinstance(raw, list) or not isinstance(node, yaml.SequenceNode):
        raise UnreadableFile(Fault("", say("请把文件写成一个列表，一项一个标准。")))
    for one, within in zip(raw, node.value, strict=True):
        fields = one if isinstance(one, dict) else {}
        yield _row(within.start_mark.line + 1, fields)


def _check_columns(found: Sequence[str]) -> None:
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise UnreadableFile(Fault("", say("请在第一行写上这些列名：{names}。", names=", ".join(missing))))


def _row(line: int, fields: Mapping[object, object]) -> Row:
    faults: list[Fault] = []
    for key in fields:
        if key not in COLUMNS:
            faults.append(Fault(str(key)[:_LONGEST_NAME], say("请去掉多出来的一列，这里不认识它。")))
    text = {name: _text(fields.get(name)) for name in COLUMNS}
    proposal = Proposal(
        text["area"], text["settlement"], text["name"], _value(text["name"], fields.get("value")),
        text["valid_from"], text["valid_to"], text["source"], text["note"], text["unit"],
    )  # fmt: skip
    entered_by, approved_by = text["entered_by"] or "import", text["approved_by"]
    if approved_by and approved_by == entered_by:
        faults.append(Fault("approved_by", say("请由另一个人复核：录入和复核不能是同一个人。")))
    for key in ("entered_by", "approved_by"):
        if len(text[key]) > _LONGEST_NAME or not text[key].isprintable():
            faults.append(Fault(key, say("请写短一点，最多 {most} 个字。", most=_LONGEST_NAME)))
    return Row(line, proposal, entered_by, approved_by, tuple(faults))


def _value(name: str, raw: object) -> object:
    """The value as in the contract: lists and yes or no may also be written as text."""
    known = BY_NAME.get(name)
    if known is None or not isinstance(raw, str):
        return _text(raw) if isinstance(raw, date | float) else raw
    if known.kind != "several":
        return typed(known, (raw,))
    for between in _BETWEEN:
        raw = raw.replace(between, " ")
    # A cell with nothing in it is no answer; a list of nothing is said.
    return [] if raw.strip() in ("none", "[]", "无") else typed(known, raw.split()) or ""


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()
