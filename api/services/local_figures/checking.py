"""Whether a proposed figure can be entered, what it would change, and which earlier entry it corrects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.errors import Fault
from api.services.local_figures.figures import SETTLEMENTS
from api.services.local_figures.names import BY_NAME, FigureName
from api.services.local_figures.values import fault, kept
from api.services.territory.areas import COUNTY_DIGITS, Areas, UnknownArea
from conversations.messages import say
from storage.figure_rows import FigureRow, NewFigure

_EARLIEST, _LATEST = date(1990, 1, 1), date(2199, 12, 31)
_LONGEST = {"source": 300, "note": 500}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure as somebody gives it: days as `yyyy-mm-dd` ("" for an open end), the value as in the contract.

    `corrects`: the number of the entry that was wrong; `taken_back`: nothing comes in its place.
    """

    area: str
    settlement: str
    name: str
    value: object
    since: str
    until: str = ""
    source: str = ""
    note: str = ""
    unit: str = ""
    corrects: int | None = None
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What comes of a proposal: an entry, or faults, or neither when the same is known already.

    `before` is the entry that it corrects, else the one whose period it ends or interrupts.
    """

    new: NewFigure | None = None
    faults: tuple[Fault, ...] = ()
    before: FigureRow | None = None


def check(asked: Proposal, areas: Areas, history: Sequence[FigureRow], entered_by: str) -> Checked:
    """Check a proposal against every entry of its figure in its county (`history`)."""
    faults = [*_place_faults(asked, areas), *_word_faults(asked)]
    since, until = _day(asked.since), _day(asked.until)
    faults += _day_faults(asked, since, until)
    name = BY_NAME.get(asked.name)
    if name is not None and not asked.taken_back:
        wrong = fault(name, asked.value)
        faults += [Fault("value", wrong)] if wrong is not None else []
    if faults or name is None or since is None:
        return Checked(faults=tuple(faults))
    return _placed(asked, name, since, until, history, entered_by)


def standing(history: Sequence[FigureRow]) -> list[FigureRow]:
    """The approved entries that nobody has corrected, without those that only take something back."""
    approved = [row for row in history if row.state == "approved"]
    corrected = {row.corrects for row in approved}
    return [row for row in approved if row.value is not None and row.id not in corrected]


def _placed(
    asked: Proposal, name: FigureName, since: date, until: date | None, history: Sequence[FigureRow], entered_by: str
) -> Checked:
    own = [row for row in standing(history) if (row.area_code, row.settlement) == (asked.area, asked.settlement)]
    value = None if asked.taken_back else kept(name, asked.value)
    if asked.corrects is not None:
        corrected = next((row for row in own if row.id == asked.corrects), None)
        if corrected is None:
            return _refused("corrects", "gone")
    else:
        # The same first day again: the newer entry wins, so the older one was a mistake, and that must be said.
        corrected = next((row for row in reversed(own) if row.valid_from == since), None)
    if corrected is not None and (corrected.value, corrected.valid_from, corrected.valid_to) == (value, since, until):
        return Checked(before=corrected)
    if corrected is not None and not asked.note.strip():
        return _refused("note", "why")
    earlier = [row for row in own if row.valid_from < since and (row.valid_to is None or row.valid_to >= since)]
    before = corrected or max(earlier, key=lambda row: (row.valid_from, row.id), default=None)
    new = NewFigure(
        asked.area[:COUNTY_DIGITS], asked.area, asked.settlement, asked.name, value, name.unit, since, until,
        asked.source.strip(), entered_by, asked.note.strip(), corrected.id if corrected is not None else None,
    )  # fmt: skip
    return Checked(new, (), before)


def _refused(key: str, why: str) -> Checked:
    words = {
        "gone": say("请回到标准页再选一次：要更正的那一条已经被更正过，或者不在这里。"),
        "why": say("请写明为什么更正：从这一天起已经有一个数，原来那一条会保留。"),
    }
    return Checked(faults=(Fault(key, words[why]),))


def _place_faults(asked: Proposal, areas: Areas) -> list[Fault]:
    faults: list[Fault] = []
    try:
        areas.region(asked.area)
    except UnknownArea:
        faults.append(Fault("area", say("请换一个地区代码，这里没有这个地区。")))
    if asked.settlement not in SETTLEMENTS:
        faults.append(Fault("settlement", say("请选城镇（urban）、农村（rural）或者都一样（both）。")))
    name = BY_NAME.get(asked.name)
    if name is None:
        faults.append(Fault("name", say("请从标准的名称里选一个：这个名称这里没有。")))
    elif asked.unit and asked.unit != name.unit:
        faults.append(Fault("unit", say("请把单位换算成 {unit} 再填。", unit=name.unit)))
    if asked.taken_back and asked.corrects is None:
        faults.append(Fault("corrects", say("请先选要取消的那一条。")))
    return faults


def _word_faults(asked: Proposal) -> list[Fault]:
    faults: list[Fault] = []
    if not asked.source.strip():
        faults.append(Fault("source", say("请填依据的文件：名称和文号。")))
    for key, text in (("source", asked.source), ("note", asked.note)):
        if len(text) > _LONGEST[key]:
            faults.append(Fault(key, say("请写短一点，最多 {most} 个字。", most=_LONGEST[key])))
        if any(not char.isprintable() and char != "\n" for char in text):
            faults.append(Fault(key, say("请去掉看不见的符号，再填一次。")))
    return faults


def _day_faults(asked: Proposal, since: date | None, until: date | None) -> list[Fault]:
    faults: list[Fault] = []
    if since is None:
        faults.append(Fault("valid_from", say("请按 2026-01-31 的样子，填从哪一天开始算。")))
    if until is None and asked.until:
        faults.append(Fault("valid_to", say("请按 2026-01-31 的样子填最后一天；没有定就空着。")))
    if since is not None and until is not None and until < since:
        faults.append(Fault("valid_to", say("请看一下两个日期：最后一天要在开始那天之后。")))
    return faults


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        return None
    return day if day is not None and _EARLIEST <= day <= _LATEST else None
