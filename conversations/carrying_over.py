"""What an emergency leaves for the declaration: what was told, as offers; its photos, as papers already handed in.

Of violence at home only the phone and the township are carried over: a draft may be opened where somebody reads
along. Nothing that was answered is touched; what is carried over lies in the log before anything the resident does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from conversations.agenda import agenda_of
from conversations.answers import Answers, Entry, Value, fold
from conversations.comeback import unfinished
from conversations.dangers import danger_in
from conversations.emergency import area_of, reached, told_openly, told_words
from conversations.emergency_papers import form_of
from conversations.form.declaration.hardship import HARDSHIP
from conversations.form.declaration.papers import GROUP, MOST_PAGES, MOST_PAPERS, TOLD, next_path, page_path
from conversations.form.declaration.persons import MEMBERS
from conversations.form.emergency import AFFECTED, EMERGENCY, NEED, PHOTO, PLACE, SAID, WHAT, WHOSE
from conversations.form.emergency.kinds import coded, need_codes, point_in
from conversations.form.emergency.papers import EVENT, UNASKED, WHO
from conversations.form.told import (
    TOLD_AREA,
    TOLD_AT_HOME,
    TOLD_BILLS,
    TOLD_CAUSES,
    TOLD_OF,
    TOLD_OF_WHOM,
    TOLD_OPENLY,
    TOLD_PAPERS,
    TOLD_PHONE,
    TOLD_PLACE,
)
from conversations.inputs import CommandName
from conversations.messages import say
from conversations.replies import Option
from conversations.state import Called, Phase, State
from conversations.stepping import Stepping
from conversations.understanding.choices import words_of_options
from conversations.world import World

AT_HOME = ("fire", "flood_or_storm")
HURT = ("sudden_illness", "accident")
_CAUSES = {"fire": "disaster", "flood_or_storm": "disaster", "accident": "accident", "sudden_illness": "illness"}
# Where help is given or people pass through, nobody lives.
_NO_HOME = re.compile("医院|卫生院|诊所|病房|车站|路口|工地|厂|学校|派出所|救助站|高速|路上")


def resumed(outer: State, inner: State, world: World) -> State:
    """The conversation beneath, after the short form: its question is asked as a new asking.

    What was told of the emergency is offered where the declaration asks for it.
    """
    back = replace(outer, aside=None, locale=inner.locale, asked=inner.asked, asking="")
    if inner.receipt is None:
        return back
    before = fold(outer.log)
    told = _papers_of(inner, before) if form_of(inner) is not EMERGENCY else _told_in(inner, before, world)
    last = inner.log[-1]
    known = outer.called is not None and outer.called.receipt == inner.receipt and outer.called.silent
    back = replace(back, called=Called(inner.receipt, last.at, known or not told_openly(inner.log)))
    return with_papers(_noted(back, ((path, value, last) for path, value in told)))


def in_danger(inner: State) -> bool:
    """Whether what was told in the short form speaks of violence at home, or of dying."""
    words = fold(inner.log).value(SAID)
    return not told_openly(inner.log) or (isinstance(words, str) and danger_in(words) == "self_harm")


def apart(step: Stepping, inner: State) -> None:
    """To who came for the emergency alone: the question that follows is of something else, and need not be answered."""
    told = inner.receipt is not None and form_of(inner) is EMERGENCY
    begun = step.state.phase != "draft" or unfinished(step.state) or step.state.paused
    if not told or begun:
        return
    if in_danger(inner):
        # Nobody is met by a form who fears for a life; whatever they write is told the township (`telling_later`).
        step.change(paused=True)
    else:
        step.say(say("下面是低收入人口申报，是另一件事。想填再填，不填不影响这次救急。"))


def remember(step: Stepping, known: Iterable[tuple[str, Value]]) -> None:
    """What the township registered of an emergency."""
    heard = step.heard
    like = Entry(0, "answer", "", None, heard.at, heard.channel, "form")
    if known:
        step.state = _noted(step.state, ((path, value, like) for path, value in known))
        step.forget()


def way_to_declare(step: Stepping) -> tuple[Option, ...]:
    """The button that begins the declaration, or goes on with it; none where one is handled, or being filled in."""
    state = step.state
    commands: dict[Phase, CommandName] = {"draft": "start", "closed": "restart"}
    filling = state.phase == "draft" and state.acts > 0 and not state.paused
    name = None if filling else commands.get(state.phase)
    return (Option(name, say("填低收入人口申报")),) if name is not None else ()


def begun_with(fresh: State, old: State) -> State:
    """A new draft, with what was told of emergencies before: those are none of the old draft."""
    told = tuple(entry for entry in old.log if entry.path.startswith("told."))
    return with_papers(replace(fresh, log=(*fresh.log, *told)))


def with_papers(state: State) -> State:
    """The draft with the photos of its emergencies among its papers, each once; whoever wants to takes them out."""
    told = fold(state.log).value(TOLD_PAPERS) if state.phase == "draft" else None
    if not isinstance(told, tuple):
        return state
    known = {entry.value for entry in state.log if isinstance(entry.value, str)}
    fresh: dict[str, list[str]] = {}
    for one in told:
        kind, _, paper = one.partition(":")
        if paper not in known:
            fresh.setdefault(kind, []).append(paper)
    for kind, papers in fresh.items():
        state = _with_paper(state, kind, tuple(papers[:MOST_PAGES]))
    return state


def _with_paper(state: State, kind: str, papers: tuple[str, ...]) -> State:
    items = fold(state.log).items
    if len(items.get(GROUP, ())) >= MOST_PAPERS:
        return state
    item, last = f"d{state.items + 1}", state.log[-1]
    values: list[tuple[str, Value]] = [(f"{GROUP}.{item}.{TOLD}", True), (f"{GROUP}.{item}.kind", kind)]
    if kind == "other":
        # A photo of what happened is of the whole household, and stands with who declares it.
        values.append((f"{GROUP}.{item}.member", items[MEMBERS][0]))
    for page, paper in enumerate(papers, start=1):
        values += [(page_path(item, page), paper), (next_path(item, page), page < len(papers))]
    added = replace(last, act=0, op="add", path=f"{GROUP}.{item}", value=None, by="form", approximate=False)
    state = replace(state, items=state.items + 1, log=(*state.log, added))
    return _written(state, ((path, value, last) for path, value in values))


def _noted(state: State, told: Iterable[tuple[str, Value, Entry]]) -> State:
    """What is not in the log yet, written there."""
    before = fold(state.log)
    return _written(state, (one for one in told if before.value(one[0]) != one[1]))


def _written(state: State, told: Iterable[tuple[str, Value, Entry]]) -> State:
    # Act 0: nothing the resident did, so that `back` does not take it away.
    lines = tuple(Entry(0, "answer", path, value, like.at, like.channel, "form") for path, value, like in told)
    return replace(state, log=(*state.log, *lines))


def _told_in(inner: State, before: Answers, world: World) -> Iterator[tuple[str, Value]]:
    """What the short form came to."""
    agenda = agenda_of(EMERGENCY, fold(inner.log), world)
    value = agenda.answers.value
    if value(WHOSE) == "other":
        # A neighbour's fire is nothing to offer to the declaration of this household.
        return
    phone, area = reached(agenda), area_of(agenda)
    if phone is not None:
        yield TOLD_PHONE, phone
    if area is not None:
        yield TOLD_AREA, area
    openly = told_openly(inner.log)
    yield TOLD_OPENLY, openly
    if not openly:
        return
    what, words, needs = coded(value(WHAT)), told_words(agenda), need_codes(value(NEED))
    yield TOLD_OF, _and(before.value(TOLD_OF), (inner.receipt or "",))
    yield TOLD_AT_HOME, what in AT_HOME
    yield TOLD_PLACE, _home(what, value(PLACE), area, world)
    yield TOLD_CAUSES, (_CAUSES[what],) if what in _CAUSES else words_of_options(words, _HARDSHIP)
    affected = value(AFFECTED)
    hurt = what in HURT or "medical_fee" in needs
    yield TOLD_OF_WHOM, f"{affected if isinstance(affected, str) else ''} {words}".strip() if hurt else ""
    yield TOLD_BILLS, what == "sudden_illness" or "medical_fee" in needs
    yield from _photos(before, {PHOTO: value(PHOTO)}, hurt=hurt)


_HARDSHIP = tuple(one.known_as for one in HARDSHIP)


def _home(what: str, place: Value, area: str | None, world: World) -> str:
    """Where it happened, as an address of the home; "" where it is none, or only a township."""
    if not isinstance(place, str) or world.area(place) is not None or what in ("accident", "stranded"):
        return ""
    if point_in(place) is not None:
        return place.removeprefix("@") if what in AT_HOME else ""
    return "" if _NO_HOME.search(place) and what not in AT_HOME else _within_township(place, area, world)


def _within_township(place: str, code: str | None, world: World) -> str:
    """The place without the name of its township, which is asked apart."""
    area = world.area(code)
    if area is None:
        return place
    short = place.removeprefix(area.name).removeprefix(area.county).removeprefix(area.name.removeprefix(area.county))
    return short.strip(" ，,") or place


def _papers_of(inner: State, before: Answers) -> Iterator[tuple[str, Value]]:
    """The papers that came after the money; who they were for is told by the receipt."""
    receipts = before.value(TOLD_OF)
    if isinstance(receipts, tuple) and inner.receipt in receipts:
        given = fold(inner.log)
        hurt = before.value(TOLD_BILLS) is True
        yield from _photos(before, {key: given.value(key) for key in (WHO, EVENT, UNASKED)}, hurt=hurt)


def _photos(before: Answers, given: dict[str, Value], *, hurt: bool) -> Iterator[tuple[str, Value]]:
    kinds = {WHO: "id_card", EVENT: "medical_bill" if hurt else "other"}
    fresh = tuple(
        f"{kinds.get(key, 'other')}:{one}"
        for key, photos in given.items()
        for one in (photos if isinstance(photos, tuple) else ())
    )
    if fresh:
        yield TOLD_PAPERS, _and(before.value(TOLD_PAPERS), fresh)


def _and(before: Value, more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(before if isinstance(before, tuple) else ()), *more)))
