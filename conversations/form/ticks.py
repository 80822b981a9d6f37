"""Tick lists: one question that answers many unlikely ones, by what is ticked and by what is not.

What is ticked is asked for (or, for a yes or no, is a yes); what is not ticked has its answer: none. The answers
are written to the log one by one, under their own keys, so that nothing else needs to know about tick lists.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from conversations.answers import Value
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, Kind, MoneyKind, SeveralKind, YesNoKind, words_of_body
from conversations.form.model import Condition, Group, Question, always
from conversations.inputs import Body, Choice
from conversations.messages import Message, say, verbatim
from conversations.replies import Option, QuestionKind
from conversations.understanding.choices import understand_several
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood

NONE = "none"
NONE_OF_THESE = Option(NONE, say("都没有"))

Otherwise: TypeAlias = Callable[[Facts], Value]
Known: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one line of a tick list does to another question of the form.

    `path` is that of a question, or the key of a group when `group` is set (its `more` is answered, its first
    item made). `otherwise` is the answer when the line is not ticked; `yes` the answer when it is, None: asked.
    `several`: the line that says there is more than one of them, "" where the list does not tell. `leaves`: what
    is not ticked has no answer, and is asked.
    """

    line: str
    path: str
    otherwise: Value
    yes: Value = None
    group: Group | None = None
    several: str = ""
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class TickKind(Kind):
    """What tick lists have in common. An answer is the tuple of the lines ticked, `()` for none of them."""

    @property
    def name(self) -> QuestionKind:
        return "several"

    def lines(self, facts: Facts) -> tuple[Option, ...]:
        """The lines on offer here, without "none of these"."""
        raise NotImplementedError

    def consequences(self, facts: Facts) -> tuple[Consequence, ...]:
        """What the lines on offer decide."""
        raise NotImplementedError

    def options(self, facts: Facts) -> tuple[Option, ...]:
        return (*self.lines(facts), NONE_OF_THESE)

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        offered = {option.value for option in self.lines(facts)}
        if isinstance(body, Choice) and isinstance(body.value, tuple | str):
            chosen = (body.value,) if isinstance(body.value, str) else body.value
            ticked = tuple(dict.fromkeys(one for one in chosen if one != NONE))
            if chosen and offered.issuperset(ticked):
                return Sure(self.kept(ticked, facts))
            if not chosen:
                # "Done" with nothing ticked may be a slip; that there is nothing must be said.
                return Unclear(say("有的请按一下，再按“选好了”。一样都没有，就按“都没有”。"))
        words = words_of_body(body)
        if words is None:
            return Unclear(say("请选一选。都没有，就按“都没有”。"))
        understood = understand_several(words, self.known(facts), none_allowed=True)
        if isinstance(understood, Unclear):
            return Unclear(say("请选一选，可以选几个。都没有，就按“都没有”。"))
        value = self.kept(understood.value, facts)
        if isinstance(understood, Doubtful):
            return Doubtful(value, say("您选的是：{all}", all=self.show(value, facts)), understood.approximate)
        return Sure(value)

    def known(self, facts: Facts) -> Known:
        """The lines with the words people use for them."""
        raise NotImplementedError

    def kept(self, ticked: tuple[str, ...], facts: Facts) -> tuple[str, ...]:
        """What is kept of the values ticked: the same, unless lines move."""
        return ticked

    def ticked(self, value: Value, facts: Facts) -> tuple[str, ...]:
        """The values to tick for an answer that stands."""
        return value if isinstance(value, tuple) else ()

    def on(self, line: str, ticked: tuple[str, ...], facts: Facts) -> bool:
        """Whether the line of a consequence is among the values ticked."""
        return bool(set(self.ticked((line,), facts)) & set(ticked))

    def show(self, value: Value, facts: Facts) -> Message:
        return self.named(self.ticked(value, facts), facts)

    def named(self, ticked: tuple[str, ...], facts: Facts) -> Message:
        """The values ticked in words."""
        labels = tuple(option.label for option in self.lines(facts) if option.value in ticked)
        return say("{all}", all=labels) if labels else NONE_OF_THESE.label


@dataclass(frozen=True, slots=True)
class Tick:
    """A line: the question or group it stands for, how it reads in the list, other words for it.

    `otherwise` is the answer of that question when the line is not ticked; by default what "none" is there.
    `several`: beside a group, the words of a second line that says there is more than one.
    """

    entry: Question | Group
    label: Message
    also: tuple[str, ...] = ()
    otherwise: Otherwise | None = None
    applies: Condition = always
    several: Message | None = None

    @property
    def several_line(self) -> str:
        """The value of the line that says there is more than one, "" when there is no such line."""
        return f"{self.entry.key}.1" if self.several is not None else ""

    def here(self, facts: Facts) -> bool:
        """Whether this line is worth offering."""
        return self.applies(facts) and self.entry.applies(facts)

    def consequence(self, facts: Facts) -> Consequence:
        """What it decides."""
        if isinstance(self.entry, Group):
            return Consequence(self.entry.key, self.entry.key, False, group=self.entry, several=self.several_line)
        kind = self.entry.kind
        otherwise = self.otherwise(facts) if self.otherwise is not None else none_of(kind)
        return Consequence(self.entry.key, self.entry.key, otherwise, True if isinstance(kind, YesNoKind) else None)


def none_of(kind: Kind) -> Value:
    """The answer that says "none" to a question of this kind."""
    if isinstance(kind, MoneyKind):
        return Decimal(0)
    if isinstance(kind, YesNoKind):
        return False
    if isinstance(kind, SeveralKind):
        return (NONE,)
    if isinstance(kind, ChoiceKind):
        return NONE
    raise TypeError(f"{type(kind).__name__} has no answer that says none")


@dataclass(frozen=True, slots=True)
class ThingsKind(TickKind):
    """A tick list of questions and groups; its values are their keys."""

    ticks: tuple[Tick, ...] = ()

    def lines(self, facts: Facts) -> tuple[Option, ...]:
        lines: list[Option] = []
        for tick in self.ticks:
            if tick.here(facts):
                lines.append(Option(tick.entry.key, tick.label))
                if tick.several is not None:
                    lines.append(Option(tick.several_line, tick.several))
        return tuple(lines)

    def consequences(self, facts: Facts) -> tuple[Consequence, ...]:
        return tuple(tick.consequence(facts) for tick in self.ticks if tick.here(facts))

    def known(self, facts: Facts) -> Known:
        words = {tick.entry.key: (tick.label.text, *tick.also) for tick in self.ticks}
        words.update({tick.several_line: (tick.several.text,) for tick in self.ticks if tick.several is not None})
        return tuple((str(line.value), words[str(line.value)]) for line in self.lines(facts))


@dataclass(frozen=True, slots=True)
class PeopleKind(TickKind):
    """A tick list of people: who of them `key` has to be asked about; of all others it is `otherwise`.

    A line is offered by the boundary key of its question (`members.1.health`) and kept as the person's stable id.
    """

    group: str = ""
    key: str = ""
    otherwise: str = ""
    label: Callable[[Facts], Message] = lambda _: verbatim("")
    words: Callable[[Facts], tuple[str, ...]] = lambda _: ()
    among: Condition = always

    def people(self, facts: Facts) -> tuple[tuple[str, Facts], ...]:
        """The people on the list, each with the key that names the line."""
        every = enumerate(facts.each(self.group))
        return tuple((f"{self.group}.{place}.{self.key}", one) for place, one in every if self.among(one))

    def lines(self, facts: Facts) -> tuple[Option, ...]:
        return tuple(Option(line, self.label(one)) for line, one in self.people(facts))

    def consequences(self, facts: Facts) -> tuple[Consequence, ...]:
        return tuple(
            Consequence(one.item, f"{one.prefix}{self.key}", self.otherwise) for _, one in self.people(facts)
        )  # fmt: skip

    def known(self, facts: Facts) -> Known:
        return tuple((line, self.words(one)) for line, one in self.people(facts))

    def kept(self, ticked: tuple[str, ...], facts: Facts) -> tuple[str, ...]:
        ids = {line: one.item for line, one in self.people(facts)}
        return tuple(ids[one] for one in ticked)

    def ticked(self, value: Value, facts: Facts) -> tuple[str, ...]:
        ids = value if isinstance(value, tuple) else ()
        return tuple(line for line, one in self.people(facts) if one.item in ids)
