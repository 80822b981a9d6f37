"""A paper form typed by staff: every value by its boundary key goes through the same kinds and checks as in the chat.

What is not on the paper is passed over and flagged, never made up; what cannot be taken is named by its key. The
conversation that comes of it stands at the review, as if it had been talked through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from conversations.agenda import Agenda, Slot
from conversations.answers import Json
from conversations.filing import snapshot
from conversations.form.kinds import ChoiceKind, MoneyKind, YesNoKind
from conversations.form.model import Details, Form, Group, Question
from conversations.form.references import BY_HAND, AreaKind, ReviewKind, SignatureKind
from conversations.form.ticks import NONE, TickKind
from conversations.inputs import Body, Choice, File, Input, Text
from conversations.messages import Message, say, verbatim
from conversations.naming import label_of
from conversations.opening import AtSlot, opening
from conversations.state import Confirm, State
from conversations.stepping import Stepping
from conversations.taking import take
from conversations.understanding.outcome import Doubtful
from conversations.world import World

Given: TypeAlias = Mapping[str, Json]
# Staff say these by taking the form down; everything else on it is the household's.
ASSUMED: Mapping[str, Json] = {"consent": True, "consent_sensitive": True, "applicant_role": "self"}
# What the form derives and never asks: it may be on the paper, and then has to agree.
DERIVED = frozenset({
    "residence_area", "income.total", "expenditure.total", "members.relation", "members.living", "members.sex",
    "members.age", "members.marital_status", "members.occupation", "supporters.sex", "supporters.age",
    "assets.houses.kind", "pledge", "authorization",
})  # fmt: skip
_MUST_AGREE = (".sex", ".total")
_MOST_ANSWERS = 2_000


@dataclass(slots=True)
class Typed:
    """What came of it. `faults` by key: nothing may be filed; `unusual` by key: taken, and worth a second look;
    `unused`: on the paper, but not asked of a household like this one.
    """

    state: State
    agenda: Agenda
    faults: dict[str, Message] = field(default_factory=dict)
    unusual: dict[str, Message] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def type_in(state: State, given: Given, heard: Input, world: World, form: Form) -> Typed:
    """Answer what the form asks from what is given. `heard` tells who types, when, and its body is not looked at."""
    typing = _Typing(state, {**ASSUMED, **given}, heard, world, form)
    typing.go()
    return typing.result(given)


class _Typing:
    """Mutable for the length of one form."""

    def __init__(self, state: State, given: Given, heard: Input, world: World, form: Form) -> None:
        self.state, self.given, self.heard, self.world, self.form = state, given, heard, world, form
        self.faults: dict[str, Message] = {}
        self.unusual: dict[str, Message] = {}
        self.used: set[str] = set()
        self.done: set[str] = set()

    def go(self) -> None:
        """Until nothing is open that could be answered."""
        for _ in range(_MOST_ANSWERS):
            step = self._step()
            slot = self._next(step.agenda)
            if slot is None or isinstance(slot.question.kind, ReviewKind):
                return
            items = self.state.items
            self._answer(step, slot)
            self.state = replace(step.state, frames=())
            if not step.agenda.settled(slot) and self.state.items == items:
                self.done.add(slot.path)

    def result(self, given: Given) -> Typed:
        """Everything about it, the open question put so that it can be answered."""
        step = self._step()
        self._disagreements(step.agenda, given)
        left = (key for key, value in given.items() if _said(value))
        unused = [key for key in left if key not in self.used and key not in self.faults]
        known = _keys_of(self.form)
        for key in unused:
            if plain(key) not in known:
                self.faults[key] = say("请去掉这一项，或者看看写对了没有：表上没有“{key}”。", key=key)
        now = opening(step.state, step.agenda)
        if now is not None:
            self.state = replace(step.state, asked=step.state.asked + 1, asking=now.identity)
        unused = [key for key in unused if key not in self.faults and plain(key) not in DERIVED]
        return Typed(self.state, step.agenda, self.faults, self.unusual, tuple(unused))

    def _step(self) -> Stepping:
        # A new one for each answer: a later "back" then takes back one, not the whole form.
        return Stepping(self.state, self.heard, self.world, self.form)

    def _next(self, agenda: Agenda) -> Slot | None:
        """The next that is open; a tick list only when it was ticked, else after all it could have decided."""
        left = [slot for slot in agenda.slots if not agenda.settled(slot) and slot.path not in self.done]
        ready = (
            slot for slot in left if not isinstance(slot.question.kind, TickKind) or _said(self.given.get(slot.key))
        )
        review = [slot for slot in left if isinstance(slot.question.kind, ReviewKind)]
        lists = (slot for slot in left if isinstance(slot.question.kind, TickKind))
        found = next((slot for slot in ready if slot not in review), None)
        return found or next(lists, None) or next(iter(review), None)

    def _answer(self, step: Stepping, slot: Slot) -> None:
        key = slot.key
        if slot.role == "more" and slot.group is not None:
            self._more(step, slot, slot.group)
        elif isinstance(slot.question.kind, SignatureKind):
            # Signed on paper: nobody signs for the household here.
            self.used.add(key)
            self._put(step, slot, Choice(BY_HAND))
        elif isinstance(slot.question.kind, TickKind) and _said(self.given.get(key)):
            self.used.add(key)
            self._put(step, slot, Choice(self._ticked(slot, slot.question.kind)))
        elif _said(self.given.get(key)):
            self.used.add(key)
            self._put(step, slot, body_of(slot, self.given[key]))
        elif slot.question.steers and isinstance(slot.question.kind, YesNoKind):
            self._put(step, slot, Choice(False))
        else:
            self._pass_over(step, slot)

    def _more(self, step: Stepping, slot: Slot, group: Group) -> None:
        """One more where one is given; none where that is said, or for people: a household is whom it names."""
        count = len(slot.facts.answers.items.get(group.key, ()))
        self.used |= {slot.key, group.key} & set(self.given)
        if any(key.startswith(f"{group.key}.{count}.") for key in self.given):
            self._put(step, slot, Choice(True))
        elif count or self.given.get(group.key) == [] or self.given.get(slot.key) is False:
            self._put(step, slot, Choice(False))
        else:
            self._pass_over(step, slot)

    def _ticked(self, slot: Slot, kind: TickKind) -> tuple[str, ...]:
        """The lines with something given behind them: whoever ticks a list says that nothing else is there."""
        lines = [str(line.value) for line in kind.lines(slot.facts)]
        said = self.given[slot.key]
        chosen = [line for line in lines if self._is_given(line) or (isinstance(said, list) and line in said)]
        return tuple(chosen) or (NONE,)

    def _is_given(self, line: str) -> bool:
        return any((key == line or key.startswith(f"{line}.")) and _said(value) for key, value in self.given.items())

    def _pass_over(self, step: Stepping, slot: Slot) -> None:
        if slot.required is not None:
            self.faults.setdefault(slot.key, say("请填“{label}”，没有它收不了。", label=label_of(slot)))
        else:
            step.record("skip", slot.path)

    def _put(self, step: Stepping, slot: Slot, body: Body) -> None:
        take(step, AtSlot(slot.key, "intake", slot), body)
        top = step.state.top
        if isinstance(top, Confirm):
            doubt = slot.question.kind.understand(body, slot.facts)
            restated = top.readings[0].restated
            if isinstance(doubt, Doubtful) and not doubt.approximate:
                self.faults[slot.key] = say("请写得更明确一点：是不是“{understood}”？", understood=restated)
                return
            if not isinstance(doubt, Doubtful):
                self.unusual[slot.key] = restated
            take(step, AtSlot(slot.key, "intake", slot, confirm=top), Choice(True))
        if not step.agenda.settled(slot) and step.agenda.at(slot.path) is not None and slot.role != "more":
            self.faults.setdefault(slot.key, self._fault(step, slot))

    def _fault(self, step: Stepping, slot: Slot) -> Message:
        """What would do: on paper there is no button to press."""
        options = slot.question.kind.options(slot.facts)
        if options and slot.question.kind.name in ("choice", "several", "yes_no", "area") and len(options) <= 30:
            return say("请从这些里选：{all}。", all=tuple(option.label for option in options))
        return step.replies[-1].message if step.replies else say("请换一种写法。")

    def _disagreements(self, agenda: Agenda, given: Given) -> None:
        derived = snapshot(agenda)
        for key, value in given.items():
            if key in self.used or not key.endswith(_MUST_AGREE) or key not in derived:
                continue
            if not _same(value, derived[key]):
                shown = verbatim(str(derived[key]))
                self.faults[key] = say("请再看一下：按身份证号和各项算出来是 {shown}，和填的不一样。", shown=shown)


def body_of(slot: Slot, value: Json) -> Body:
    """A value of the contract as the form hears it."""
    kind = slot.question.kind
    if kind.name == "file" and isinstance(value, str):
        return File(value, "")
    if isinstance(value, bool):
        return Choice(value)
    if isinstance(value, list):
        return Choice(tuple(str(one) for one in value))
    words = str(value)
    if isinstance(kind, MoneyKind) and kind.asks == "year" and _number(words) is not None:
        # The contract speaks of a year; people who type a bare number in the chat may mean a month.
        return Text(f"一年{words}元") if not words.startswith("-") else Choice(words)
    if isinstance(kind, YesNoKind) and words in ("true", "false"):
        return Choice(words == "true")
    if isinstance(kind, AreaKind | ChoiceKind) and words not in {str(one.value) for one in kind.options(slot.facts)}:
        return Text(words)
    if kind.name == "several":
        return Choice((words,))
    return Choice(words)


def plain(key: str) -> str:
    """A boundary key without its places."""
    return ".".join(part for part in key.split(".") if not part.isdecimal())


def _keys_of(form: Form) -> frozenset[str]:
    """Every key that the form or what it derives may have, without places."""
    keys: set[str] = set(DERIVED)
    for section in form.sections:
        for entry in section.entries:
            if isinstance(entry, Question):
                keys.add(entry.key)
            elif not isinstance(entry, Details):
                keys |= {entry.key, f"{entry.key}.more", *(f"{entry.key}.{one.key}" for one in entry.every)}
    return frozenset(keys)


def _said(value: Json) -> bool:
    """Whether something stands there: a field left empty says nothing."""
    return value is not None and value != ""


def _number(words: str) -> Decimal | None:
    try:
        number = Decimal(words)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _same(one: Json, other: Json) -> bool:
    first, second = _number(str(one)), _number(str(other))
    return first == second if first is not None and second is not None else str(one) == str(other)
