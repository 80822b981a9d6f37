"""How the typed answers of the forms are read: the understanding functions, given what they need of the facts."""

from conversations.form.facts import Facts
from conversations.form.kinds import DateKind, NumberKind, TextKind
from conversations.messages import say
from conversations.understanding.dates import understand_month
from conversations.understanding.identity import understand_id_number
from conversations.understanding.names import understand_name
from conversations.understanding.normal import one_line
from conversations.understanding.outcome import Sure, Unclear, Understood
from conversations.understanding.phones import understand_phone

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


NAME = TextKind(_name, "name")
PHONE = TextKind(_phone, "tel")
ID_NUMBER = TextKind(_id_number)
NOTE = TextKind(_note)
MONTH = DateKind(_month)
AGE = NumberKind(0, 120, "years")
AREA_M2 = NumberKind(1, 100_000, "m2")
