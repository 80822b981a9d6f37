"""Which answers somebody means: a person, a question, a person's question, a home, a section."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from conversations.agenda import Agenda, Slot
from conversations.form.declaration.persons import MEMBERS, relation_of
from conversations.form.declaration.spoken import GROUPS, QUESTIONS, SECTIONS
from conversations.form.facts import Facts
from conversations.form.references import ReviewKind, SignatureKind
from conversations.understanding.relations import RELATION_WORDS

MINE = ("我的", "我", "自己", "本人", "申报人")
_PERIOD = re.compile(
    "(?P<period>每个?月的?|一个月的?|月|每年的?|一年的?|全年的?|年)(?P<rest>(?:纯|总)?(?:收入|工资|支出|花费).*)"
)
_CHILDREN = ("孩子", "小孩", "娃")


@dataclass(frozen=True, slots=True)
class Meant:
    """The questions meant. `answered`: they have answers; else they are still to come. `period`: said with a sum."""

    slots: tuple[Slot, ...]
    answered: bool = True
    period: str = ""


def meant_by(target: str, agenda: Agenda) -> Meant:
    """What `target` may mean among the questions that apply; the answered ones before those still to come."""
    people, rest = people_named(target, agenda)
    period, rest = _period(rest)
    here = [slot for slot in agenda.slots if _changeable(slot) and (not people or slot.facts.prefix in people)]
    answered = [slot for slot in here if slot.path in agenda.answers.given]
    if people and not rest:
        return Meant(tuple(answered))
    # A word without a person means the household before it means everybody in it.
    for personal in (True,) if people else (False, True):
        for among in (answered, here):
            named = tuple(slot for slot in among if _personal(slot) is personal and _named(slot, rest))
            if named:
                return Meant(named, among is answered, period)
        if not personal and (whole := _whole(rest, answered)):
            return Meant(whole)
    if people:
        # The person is known, the rest is not: all that was said of the person is shown to choose from.
        return Meant(tuple(answered))
    return Meant(())


def people_named(target: str, agenda: Agenda) -> tuple[set[str], str]:
    """The people whom the words begin with (their prefixes), and what is left of the words."""
    facts = Facts(agenda.answers, agenda.world)
    best: tuple[set[str], int] = (set(), 0)
    target = target.removeprefix("我家").removeprefix("我们家") or target
    for one in (*facts.each(MEMBERS), *facts.each("supporters")):
        for word in _called(one):
            if target.startswith(word) and len(word) >= best[1]:
                same = best[0] if len(word) == best[1] else set()
                best = ({*same, one.prefix}, len(word))
    rest = target[best[1] :].removeprefix("的")
    return best[0], rest


def _called(facts: Facts) -> Iterable[str]:
    name, relation = facts.here("name"), relation_of(facts)
    names = (name.lower(),) if isinstance(name, str) else ()
    if facts.is_first(MEMBERS):
        return (*names, *MINE)
    words = RELATION_WORDS.get(relation or "", ())
    children = _CHILDREN if relation in ("son", "daughter", "child") else ()
    every = (*words, *children)
    return (*names, *every, *(f"我{word}" for word in every), *(f"我的{word}" for word in every))


def _changeable(slot: Slot) -> bool:
    return slot.role == "question" and not isinstance(slot.question.kind, ReviewKind | SignatureKind)


def _personal(slot: Slot) -> bool:
    return slot.group is not None and slot.group.key in (MEMBERS, "supporters")


def _named(slot: Slot, rest: str) -> bool:
    return rest in (slot.question.label.text, *QUESTIONS.get(slot.question.key, ()))


def _whole(rest: str, answered: Iterable[Slot]) -> tuple[Slot, ...]:
    """Everything of the groups or the section called so."""
    groups = {key for key, called in GROUPS.items() if rest in called}
    sections = {key for key, called in SECTIONS.items() if rest in called}
    return tuple(
        slot
        for slot in answered
        if slot.section.key in sections or (slot.group is not None and slot.group.key in groups)
    )


def _period(rest: str) -> tuple[str, str]:
    """“月收入” is an income said by the month: the period, and what is left."""
    found = _PERIOD.fullmatch(rest)
    if found is None:
        return "", rest
    return ("每月" if "月" in found["period"] else "一年"), found["rest"]
