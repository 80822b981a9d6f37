"""The kinds of question: what each accepts, how it shows an answer, which buttons it offers."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, TypeVar

from conversations.answers import Value
from conversations.form.facts import Facts
from conversations.inputs import Body, Choice, Text
from conversations.messages import Message, say, verbatim
from conversations.replies import Option, QuestionKind
from conversations.understanding.amounts import understand_amount
from conversations.understanding.choices import understand_choice, understand_several
from conversations.understanding.numbers import Unit, understand_number
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood
from conversations.understanding.yes_no import understand_yes_no

Hint: TypeAlias = Literal["", "numeric", "tel", "name"]
LONGEST_TEXT = 4000
T = TypeVar("T", bound=Value)


@dataclass(frozen=True, slots=True)
class Kind:
    """What is common: no buttons, nothing accepted, and a plain word on what would do."""

    @property
    def name(self) -> QuestionKind:
        """The kind as the contract names it."""
        raise NotImplementedError

    @property
    def hint(self) -> Hint:
        """Which keyboard suits on a phone."""
        return ""

    def options(self, facts: Facts) -> tuple[Option, ...]:
        """The answers that can be tapped."""
        return ()

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        """What `body` means as an answer here."""
        raise NotImplementedError

    def show(self, value: Value, facts: Facts) -> Message:
        """The answer in words."""
        return verbatim(str(value))

    def stands(self, value: Value, facts: Facts) -> bool:
        """Whether a stored answer still means something (its item was not removed, its choice still exists)."""
        return True


def words_of_body(body: Body) -> str | None:
    """What was typed, or a tapped value taken as if typed; None for anything else."""
    if isinstance(body, Text):
        return body.text
    if isinstance(body, Choice) and isinstance(body.value, str):
        return body.value
    return None


@dataclass(frozen=True, slots=True)
class TextKind(Kind):
    """Words: `parse` turns them into the one form that is kept (a name, a number …)."""

    parse: Callable[[str, Facts], Understood[str]]
    suits: Hint = ""
    shown: Callable[[str], Message] = verbatim

    @property
    def name(self) -> QuestionKind:
        return "text"

    @property
    def hint(self) -> Hint:
        return self.suits

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        words = words_of_body(body)
        if words is None:
            return Unclear(say("这里请打字回答。"))
        return _widen(self.parse(words, facts))

    def show(self, value: Value, facts: Facts) -> Message:
        return self.shown(str(value))


@dataclass(frozen=True, slots=True)
class MoneyKind(Kind):
    """Yuan. `asks` a year's sum (an amount per month is understood too), or a sum as it stands."""

    asks: Literal["year", "once"] = "year"
    negative: bool = False
    ceiling: Decimal = Decimal(100_000_000)

    @property
    def name(self) -> QuestionKind:
        return "money"

    @property
    def hint(self) -> Hint:
        return "" if self.asks == "year" else "numeric"

    def options(self, facts: Facts) -> tuple[Option, ...]:
        return (Option("0", say("没有")),)

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        words = words_of_body(body)
        if words is None:
            return Unclear(say("这里请写一个钱数，比如 3500，或者 三千五。没有就写 0。"))
        return _widen(understand_amount(words, asks=self.asks, negative=self.negative, ceiling=self.ceiling))

    def show(self, value: Value, facts: Facts) -> Message:
        amount = value if isinstance(value, Decimal) else Decimal(0)
        if amount == 0:
            return say("没有（0 元）")
        return say("{amount} 元", amount=amount) if self.asks == "once" else a_year(amount)


def a_year(amount: Decimal) -> Message:
    """A year's sum with what it comes to a month, yuan."""
    monthly = (amount / 12).quantize(Decimal("0.01"))
    return say("一年 {amount} 元（合每月 {monthly} 元）", amount=amount, monthly=monthly)


@dataclass(frozen=True, slots=True)
class OptionWords:
    """One answer of a choice: its value, its label, and other words people use for it."""

    value: str
    label: Message
    also: tuple[str, ...] = ()

    @property
    def known_as(self) -> tuple[str, tuple[str, ...]]:
        """As the understanding of choices wants it."""
        return self.value, (self.label.text, self.value, *self.also)


@dataclass(frozen=True, slots=True)
class ChoiceKind(Kind):
    """One of a list that the form knows."""

    known: tuple[OptionWords, ...]

    @property
    def name(self) -> QuestionKind:
        return "choice"

    def options(self, facts: Facts) -> tuple[Option, ...]:
        return tuple(Option(option.value, option.label) for option in self.known)

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, Choice) and any(option.value == body.value for option in self.known):
            return Sure(body.value)
        words = words_of_body(body)
        if words is None:
            return Unclear(say("请从下面选一个。"))
        understood = understand_choice(words, tuple(option.known_as for option in self.known))
        if isinstance(understood, Doubtful):
            # Said back by its label, which is translated; what was recognised may be any word for it.
            return Doubtful(understood.value, say("您选的是“{option}”", option=self.show(understood.value, facts)))
        return _widen(understood)

    def show(self, value: Value, facts: Facts) -> Message:
        found = next((option.label for option in self.known if option.value == value), None)
        return found or verbatim(str(value))

    def stands(self, value: Value, facts: Facts) -> bool:
        return any(option.value == value for option in self.known)


@dataclass(frozen=True, slots=True)
class SeveralKind(ChoiceKind):
    """At least one of a list; the first is the main one."""

    @property
    def name(self) -> QuestionKind:
        return "several"

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        values = {option.value for option in self.known}
        if isinstance(body, Choice) and isinstance(body.value, tuple):
            chosen = tuple(dict.fromkeys(body.value))
            if chosen and values.issuperset(chosen):
                return Sure(chosen)
            return Unclear(say("请至少选一个，再按“选好了”。"))
        words = words_of_body(body)
        if words is None:
            return Unclear(say("请至少选一个，再按“选好了”。"))
        return _widen(understand_several(words, tuple(option.known_as for option in self.known)))

    def show(self, value: Value, facts: Facts) -> Message:
        chosen = value if isinstance(value, tuple) else ()
        labels = tuple(option.label for one in chosen for option in self.known if option.value == one)
        return say("{all}", all=labels)

    def stands(self, value: Value, facts: Facts) -> bool:
        return isinstance(value, tuple) and {option.value for option in self.known}.issuperset(value)


@dataclass(frozen=True, slots=True)
class YesNoKind(Kind):
    """Yes or no, each with the words of its button."""

    yes: Message
    no: Message

    @property
    def name(self) -> QuestionKind:
        return "yes_no"

    def options(self, facts: Facts) -> tuple[Option, ...]:
        return (Option(True, self.yes), Option(False, self.no))

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, Choice) and isinstance(body.value, bool):
            return Sure(body.value)
        words = words_of_body(body)
        if words is None:
            return Unclear(say("请按下面的按钮，或者回答“是”或“不是”。"))
        typed = words.strip()
        if typed in (self.yes.text, self.no.text, "true", "false"):
            return Sure(typed in (self.yes.text, "true"))
        return _widen(understand_yes_no(words))

    def show(self, value: Value, facts: Facts) -> Message:
        return self.yes if value is True else self.no


@dataclass(frozen=True, slots=True)
class NumberKind(Kind):
    """A number within bounds, in a unit that the understanding of numbers knows; all but areas are whole."""

    low: int
    high: int
    unit: Unit

    @property
    def name(self) -> QuestionKind:
        return "number"

    @property
    def hint(self) -> Hint:
        return "numeric"

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        words = words_of_body(body)
        if words is None:
            return Unclear(say("这里请写一个数字。"))
        return _widen(understand_number(words, low=self.low, high=self.high, unit=self.unit), self._kept)

    def _kept(self, value: Decimal) -> Value:
        return value if self.unit == "m2" else int(value)

    def show(self, value: Value, facts: Facts) -> Message:
        number = value if isinstance(value, int | Decimal) else 0
        shown = {
            "years": say("{number} 岁", number=number),
            "m2": say("{number} 平方米", number=number),
            "people": say("{number} 人", number=number),
        }
        return shown.get(self.unit, verbatim(str(number)))


@dataclass(frozen=True, slots=True)
class DateKind(Kind):
    """A day or a month, kept as ISO text ("2019-03")."""

    parse: Callable[[str, Facts], Understood[str]]

    @property
    def name(self) -> QuestionKind:
        return "date"

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        words = words_of_body(body)
        if words is None:
            return Unclear(say("这里请写一个日子，比如 2019年3月，或者 去年三月。"))
        return _widen(self.parse(words, facts))


def _widen(understood: Understood[T], keep: Callable[[T], Value] | None = None) -> Understood[Value]:
    """The same outcome, seen as one about any value; `keep` turns what was understood into what is kept."""
    if isinstance(understood, Unclear):
        return understood
    value = keep(understood.value) if keep is not None else understood.value
    if isinstance(understood, Sure):
        return Sure(value)
    second = _widen(understood.otherwise, keep) if understood.otherwise is not None else None
    return Doubtful(
        value, understood.restated, understood.approximate, second if isinstance(second, Doubtful) else None
    )
