"""Every reader by the name the table of utterances gives it, with the bounds its question would have."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from conversations.form.declaration.hardship import HARDSHIP
from conversations.inputs import Command
from conversations.messages import say
from conversations.understanding.amounts import understand_amount
from conversations.understanding.changes import Change, understand_change
from conversations.understanding.choices import understand_choice, understand_several
from conversations.understanding.commands import understand_command
from conversations.understanding.dates import understand_day, understand_month
from conversations.understanding.identity import understand_id_number
from conversations.understanding.lacking import no_card, no_phone
from conversations.understanding.names import understand_name
from conversations.understanding.numbers import understand_number
from conversations.understanding.outcome import Doubtful, Sure, Unclear
from conversations.understanding.people import Relative, understand_people
from conversations.understanding.phones import understand_phone
from conversations.understanding.relations import RELATION_WORDS
from conversations.understanding.yes_no import understand_yes_no

TODAY = date(2026, 11, 22)
CEILING = Decimal(100_000_000)
RELATIONS = tuple(RELATION_WORDS.items())
CAUSES = (("illness", ("生病", "病")), ("disability", ("残疾",)), ("schooling", ("孩子上学", "上学", "读书")))
CAUSES_OF_THE_FORM = tuple(option.known_as for option in HARDSHIP)

Outcome = Sure[object] | Doubtful[object] | Unclear


def command(text: str) -> Sure[Command] | Unclear:
    """A command as an outcome, so that one table serves."""
    found = understand_command(text)
    return Sure(found) if found is not None else Unclear(say("请回答上面的问题。"))


def change(text: str) -> Sure[Change] | Unclear:
    """A wish to change something as an outcome."""
    found = understand_change(text)
    return Sure(found) if found is not None else Unclear(say("请回答上面的问题。"))


def together(text: str) -> Sure[tuple[Relative, ...]] | Unclear:
    """Who lives together as an outcome."""
    found = understand_people(text)
    return Sure(found) if found is not None else Unclear(say("请一个一个说。"))


def lacking(nothing: bool) -> Sure[bool] | Unclear:
    """That there is no number to give, as an outcome."""
    return Sure(True) if nothing else Unclear(say("请写号码。"))


READERS: Mapping[str, Callable[[str], object]] = {
    "year": lambda text: understand_amount(text, asks="year", ceiling=CEILING),
    "loss": lambda text: understand_amount(text, asks="year", negative=True, ceiling=CEILING),
    "once": lambda text: understand_amount(text, asks="once", ceiling=CEILING),
    "age": lambda text: understand_number(text, low=0, high=120, unit="years"),
    "area": lambda text: understand_number(text, low=1, high=100_000, unit="m2"),
    "people": lambda text: understand_number(text, low=0, high=30, unit="people"),
    "grade": lambda text: understand_number(text, low=1, high=4, unit="grade"),
    "month": lambda text: understand_month(text, TODAY),
    "day": lambda text: understand_day(text, TODAY),
    "id": lambda text: understand_id_number(text, TODAY),
    "phone": understand_phone,
    "name": understand_name,
    "yes": understand_yes_no,
    "relation": lambda text: understand_choice(text, RELATIONS),
    "causes": lambda text: understand_several(text, CAUSES),
    "family": lambda text: understand_several(text, RELATIONS),
    "hardship": lambda text: understand_several(text, CAUSES_OF_THE_FORM),
    "command": command,
    "change": change,
    "together": together,
    "no_card": lambda text: lacking(no_card(text)),
    "no_phone": lambda text: lacking(no_phone(text)),
}
UNSURE = Command("unsure")


def heard(kind: str, text: str) -> object:
    """What the conversation makes of `text` under a question of this kind: 不清楚 is heard before the question."""
    if kind not in {"command", "change"} and understand_command(text) == UNSURE:
        return UNSURE
    return READERS[kind](text)


def plain(value: object) -> str:
    """A value as the table writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value.normalize():f}"
        case tuple():
            return ",".join(one.relation if isinstance(one, Relative) else one for one in value)
        case Change(target, wanted):
            return f"{target} → {wanted}" if wanted else target
        case Command(name, key):
            return f"{name} {key}" if key else name
        case _:
            return str(value)
