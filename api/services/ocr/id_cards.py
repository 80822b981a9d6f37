"""What an ID card says, out of the lines recognised on it: nothing is offered that the card itself contradicts. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from api.services.ocr.lines import Line, right_of
from conversations.understanding.identity import IdFacts, facts_of

Found = tuple[tuple[str, str], ...]
_SURE_NUMBER = 0.8
_SURE_NAME = 0.93
_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9Xx])")
_NAME = re.compile(r"^姓名[::]?(.*)$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,12}·[\u3400-\u9fff]{2,12}")
_DOTS = re.compile("[·•.・]")
_CARD = re.compile("公民身份|身份号码|民族|出生|性别|住址")
_BORN = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日?")
_SEX = re.compile(r"性别[::]?([男女])")
# Printed on the card, and no name.
_NO_NAME = re.compile("姓名|性别|民族|出生|住址|公民|身份|号码")


def read_id_card(lines: Sequence[Line], today: date) -> Found:
    """`name` and `id_number` as far as they are sure; `today` in Asia/Shanghai.

    A number is offered only with a right check digit, if it is the only one, and if the birthday and the sex
    printed beside it, where they were recognised, are those in the number.
    """
    number = _number(lines, today)
    card = number is not None or sum(_CARD.search(line.text) is not None for line in lines) >= 2
    name = _name(lines) if card else None
    return tuple((key, text) for key, text in (("name", name), ("id_number", number)) if text is not None)


def _number(lines: Sequence[Line], today: date) -> str | None:
    known: dict[str, IdFacts] = {}
    for line in lines:
        for match in _NUMBER.finditer(line.text):
            number = match.group().upper()
            try:
                facts = facts_of(number, today)
            except ValueError:
                continue
            if line.sure >= _SURE_NUMBER and facts.birthday <= today:
                known[number] = facts
    if len(known) != 1:
        return None
    number, facts = known.popitem()
    return None if _contradicted(facts, lines) else number


def _contradicted(facts: IdFacts, lines: Sequence[Line]) -> bool:
    text = "\n".join(line.text for line in lines)
    born = _BORN.search(text)
    if born and tuple(map(int, born.groups())) != (facts.birthday.year, facts.birthday.month, facts.birthday.day):
        return True
    sex = _SEX.search(text)
    return sex is not None and (sex.group(1) == "男") != (facts.sex == "male")


def _name(lines: Sequence[Line]) -> str | None:
    names: set[str] = set()
    for line in lines:
        label = _NAME.match(line.text)
        if label is None:
            continue
        beside = line if label.group(1) else right_of(line, lines)
        text = _DOTS.sub("·", label.group(1) or (beside.text if beside is not None else ""))
        if beside is not None and beside.sure >= _SURE_NAME and _HAN_NAME.fullmatch(text) and not _NO_NAME.search(text):
            names.add(text)
    return names.pop() if len(names) == 1 else None
