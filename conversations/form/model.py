"""What a form is: sections of questions and repeated groups, as data."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from conversations.answers import Value
from conversations.form.facts import Facts
from conversations.form.kinds import Kind
from conversations.messages import Message

Condition: TypeAlias = Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an answer cannot stand (`firm`), or should be confirmed because it is unusual."""

    message: Message
    firm: bool = True


Check: TypeAlias = Callable[[Facts, Value], Objection | None]


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that is likely here and can be taken with one tap, at a question that is otherwise typed."""

    value: Value
    label: Message


def no_offers(_: Facts) -> tuple[Offer, ...]:
    """The offers of a question that has none."""
    return ()


Offers: TypeAlias = Callable[[Facts], tuple[Offer, ...]]


def never_lacking(_: str) -> bool:
    """Of a question at which nothing typed means that there is nothing to give."""
    return False


def always(_: Facts) -> bool:
    """The condition of a question that everybody is asked."""
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` is the key of the form; within a group it is relative to the item ("name").

    `prompt` may use `{who}`: the person meant. `required`: why nothing can be filed without it (then it
    cannot be skipped, wherever `required_where` holds), else None. `sensitive`: not to be answered through a
    channel that leaves the country unless the deployment allows it. `steers`: the answer
    only decides what is asked next, and is neither filed nor shown to staff. `offers`: likely answers, as buttons.
    `lacking`: whether what was typed says that there is none to give; the question is then passed over.
    Prompts may use `{applicant}` too: 您, or for a proxy the name; `prompt_to_proxy` is for where the sentence
    itself must be another.
    """

    key: str
    kind: Kind
    label: Message
    prompt: Message
    why: Message
    help: Message
    example: Message | None = None
    applies: Condition = always
    checks: tuple[Check, ...] = ()
    required: Message | None = None
    required_where: Condition = always
    sensitive: bool = False
    steers: bool = False
    offers: Offers = no_offers
    lacking: Callable[[str], bool] = never_lacking
    prompt_to_proxy: Message | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Repeated items with stable ids: people, houses, vehicles, papers.

    `prefix` begins the ids ("m" → m1, m2). `first`: the first item stands from the beginning (the applicant).
    `more` asks "one more?"; `more_first` asks it while there is none yet. `questions` are asked item by item
    before it; `details` afterwards, where the form has `Details` of this group: first who they all are, then
    how each of them is. `named_by`: the key of the choice that says what an item is (the relation of a person),
    so that "one more?" can be answered by naming it. `called`: what an item is called, None while that is unknown.
    """

    key: str
    prefix: str
    title: Message
    item_label: Message
    questions: tuple[Question, ...]
    more: Question
    more_first: Message
    most: int
    first: bool = False
    applies: Condition = always
    details: tuple[Question, ...] = ()
    named_by: str = ""
    called: Callable[[Facts], Message | None] = lambda _: None

    @property
    def every(self) -> tuple[Question, ...]:
        """All questions about an item, in the order of the form."""
        return (*self.questions, *self.details)


@dataclass(frozen=True, slots=True)
class Details:
    """The place in the form where the details of a group's items are asked."""

    group: Group


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form with one subject, as the review and the paper show it."""

    key: str
    title: Message
    entries: tuple[Question | Group | Details, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A version of a form. What is filed names the version it was asked by.

    `renamed`: by the version that did it, which keys have a new name (old → new; in a group without the item:
    `members.name`), so that a draft begun before keeps its answers. A question that now wants another kind of
    value takes a new key and no renaming: it must be asked again.
    """

    name: str
    version: int
    sections: tuple[Section, ...]
    renamed: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    def groups(self) -> Iterator[Group]:
        """The repeated groups, in order."""
        for section in self.sections:
            for entry in section.entries:
                if isinstance(entry, Group):
                    yield entry

    def group(self, key: str) -> Group | None:
        """The group with this key, or None."""
        return next((group for group in self.groups() if group.key == key), None)
