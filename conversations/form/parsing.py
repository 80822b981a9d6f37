"""How the typed answers of the forms are read: the understanding functions, given what they need of the facts."""

import re
from dataclasses import dataclass

from conversations.answers import Value
from conversations.form.facts import Facts
from conversations.form.kinds import DateKind, NumberKind, TextKind
from conversations.messages import Message, say, verbatim
from conversations.understanding.counties import county_named, understand_county
from conversations.understanding.dates import understand_month
from conversations.understanding.identity import understand_id_number
from conversations.understanding.names import understand_name
from conversations.understanding.normal import normal, one_line
from conversations.understanding.outcome import Sure, Unclear, Understood
from conversations.understanding.phones import understand_phone
from conversations.understanding.yes_no import understand_yes_no

LONGEST_NOTE = 200


def _name(text: str, _: Facts) -> Understood[str]:
    return understand_name(text)


def _phone(text: str, _: Facts) -> Understood[str]:
    return understand_phone(text)


def _id_number(text: str, facts: Facts) -> Understood[str]:
    return understand_id_number(text, facts.today)


def _month(text: str, facts: Facts) -> Understood[str]:
    return understand_month(text, facts.today)


def _note(text: str, _: Facts) -> Understood[str]:
    words = one_line(text)
    if not words:
        return Unclear(say("请写几个字，或者按“跳过”。"))
    if len(words) > LONGEST_NOTE:
        return Unclear(say("请写短一点，{limit} 个字以内。", limit=LONGEST_NOTE))
    return Sure(words)


def _certificate(text: str, _: Facts) -> Understood[str]:
    """A disability certificate: the ID number and two digits (kind and grade), sometimes B and a count after it."""
    number = re.sub(r"[\s-]", "", normal(text)).upper()
    if not re.fullmatch("[0-9]{17}[0-9X][1-7][1-4](?:B[0-9]{1,2})?", number):
        return Unclear(say("请照残疾证上的号码写，一般是身份证号后面再加 2 位。手边没有就按“跳过”。"))
    return Sure(number)


def _plate(text: str, _: Facts) -> Understood[str]:
    number = re.sub(r"[\s·.-]", "", normal(text)).upper()
    if not re.fullmatch("[\u4e00-\u9fff]?[0-9A-Z\u4e00-\u9fff]{4,10}", number):
        return Unclear(say("请照车牌写，比如 赣A12345。没有牌照、不记得，按“跳过”。"))
    return Sure(number)


def _illness(text: str, facts: Facts) -> Understood[str]:
    """The name of an illness in the resident's words, `none` for none."""
    said = understand_yes_no(text)
    if isinstance(said, Sure) and not said.value:
        return Sure("none")
    return _note(text, facts)


def _illness_shown(name: str) -> Message:
    return say("没有") if name == "none" else verbatim(name)


def _county(text: str, facts: Facts) -> Understood[str]:
    typed = text.strip()
    for area in facts.world.areas:
        # The counties served come first: a name may occur twice in China, and a township has a longer code.
        if typed in (area.county, area.county_code, area.code):
            return Sure(area.county_code)
    return understand_county(text)


def county_shown(code: str, facts: Facts) -> Message:
    """A county by name: one that the deployment serves, or one of the table of China; else by its code."""
    served = {area.county_code: area.county for area in facts.world.areas}
    return verbatim(served.get(code) or county_named(code) or code)


@dataclass(frozen=True, slots=True)
class CountyKind(TextKind):
    """A county of China, kept as its code of six digits."""

    def show(self, value: Value, facts: Facts) -> Message:
        return county_shown(str(value), facts)


NAME = TextKind(_name, "name")
PHONE = TextKind(_phone, "tel")
ID_NUMBER = TextKind(_id_number)
NOTE = TextKind(_note)
ILLNESS = TextKind(_illness, shown=_illness_shown)
CERTIFICATE = TextKind(_certificate)
PLACE = TextKind(_note)
PLATE = TextKind(_plate)
COUNTY = CountyKind(_county)
MONTH = DateKind(_month)
SIZE_OF_HOUSEHOLD = NumberKind(1, 30, "people")
AGE = NumberKind(0, 120, "years")
AREA_M2 = NumberKind(1, 100_000, "m2")
