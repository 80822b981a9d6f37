"""What is said about an emergency once it was told: put right, taken back, or that it has become worse.

Whoever tells it types as they speak; so this is heard whatever question is open. Nothing said is dropped, and taking
back closes nothing at the desk: a person there decides, for it may not be the family who types.
"""

from conversations.agenda import Slot
from conversations.answers import Entry
from conversations.changing import change_by_words
from conversations.dangers import in_need, only_sounds
from conversations.emergency import area_of, taken_back, told_openly
from conversations.form.emergency import AREA, EMERGENCY, PLACE, REACHED, SAFE, WHAT, is_emergency
from conversations.form.emergency.kinds import OrWordsKind, PlaceKind, WhatKind, area_meant, as_point, coded, point_in
from conversations.form.emergency.reached import TRIED
from conversations.inputs import Location, Text
from conversations.messages import say
from conversations.naming import label_of
from conversations.opening import AtSlot, opening
from conversations.passing import pass_over
from conversations.stepping import Stepping
from conversations.telling_later import AWAY, NO_CALL, add_words, hear_later, say_heard
from conversations.understanding.distress import distress_in
from conversations.understanding.normal import compact
from conversations.understanding.outcome import Sure, Unclear
from conversations.understanding.phones import understand_phone
from conversations.understanding.reaching import wants_no_call
from conversations.understanding.recalls import comes_back, is_taken_back, is_worse, names_a_place, put_right

_TRIED = {REACHED: TRIED, AREA: "area.tried"}
_NO_MORE_THAN_THAT = 14
"""Signs in which nothing but “不要打电话给我” is said."""


def about_what_was_said(step: Stepping, text: str) -> bool:
    """Whether these words are about earlier answers, or an emergency that was told, and were taken as such."""
    if step.form is EMERGENCY:
        return hear_more(step, text)
    return not is_emergency(step.form) and (hear_later(step, text) or change_by_words(step, text))


def hear_more(step: Stepping, text: str) -> bool:
    """Within the short form: whether these words are about what was told already. False: they answer the question."""
    filed = step.state.receipt is not None
    if _not_to_be_called(step, text):
        return True
    if is_taken_back(text, bare=not filed):
        if filed:
            add_words(step, text)
        step.change(phase="closed")
        step.say(taken_back(step.state))
        return True
    rather = put_right(text)
    if rather is not None and _put_right(step, rather):
        return True
    if _is_number(step, text) or _tried_again(step, text):
        return True
    feared = not told_openly(step.state.log)
    worse = is_worse(text) or (feared and comes_back(text)) or (in_need(text) and not _takes_words(step))
    if not filed or not worse:
        return False
    add_words(step, text)
    say_heard(step, text, feared=feared)
    return True


def away_first(step: Stepping) -> None:
    """Once it is said here that somebody at home is the danger: how to get away, before anything else is asked."""
    said = [one for one in step.state.log if step.wrote and one.path == WHAT and one.act == step.state.acts]
    if any(coded(one.value) == "violence" for one in said):
        step.say(AWAY)


def share_place(step: Stepping, shared: Location) -> None:
    """A place that the phone shares at another question: it is where it happens, and the words for it are kept."""
    before, words = area_of(step.agenda), step.answers.value(PLACE)
    point = as_point(shared)
    if isinstance(words, str) and point_in(words) is None and step.world.area(words) is None:
        add_words(step, words)
    step.record("answer", PLACE, point)
    if before is not None and area_meant(point, step.world) is None:
        step.record("answer", AREA, before)
    step.say(say("位置收到了，镇里看得到。"))


def _not_to_be_called(step: Stepping, text: str) -> bool:
    """Whether these words ask not to be telephoned, and say nothing else. The desk knows it in any case."""
    if not wants_no_call(text):
        return False
    says_more = len(compact(text)) > _NO_MORE_THAN_THAT and _takes_words(step)
    step.record("answer", SAFE, False)
    if says_more:
        return False
    add_words(step, text)
    now = opening(step.state, step.agenda)
    if isinstance(now, AtSlot) and now.slot.path == REACHED:
        step.record("skip", REACHED)
    step.say(NO_CALL)
    return True


def _is_number(step: Stepping, text: str) -> bool:
    """A telephone number, at whatever question it comes: it is how they can be reached."""
    now = opening(step.state, step.agenda)
    if isinstance(now, AtSlot) and now.slot.path == REACHED:
        return False
    understood = understand_phone(text)
    if not isinstance(understood, Sure):
        return False
    step.record("answer", REACHED, understood.value)
    step.say(say("电话记下了：{phone}。", phone=understood.value))
    return True


def _tried_again(step: Stepping, text: str) -> bool:
    """Words a second time where the number, or the township, is asked: told the township as they are, asked no more."""
    now = opening(step.state, step.agenda)
    if not isinstance(now, AtSlot) or now.slot.path not in _TRIED or now.confirm is not None:
        return False
    if not isinstance(now.slot.question.kind.understand(Text(text), now.slot.facts), Unclear):
        return False
    tried = _TRIED[now.slot.path]
    if step.answers.value(tried) is None:
        heard = step.heard
        # No act of the resident's: a step back does not meet it.
        step.change(log=(*step.state.log, Entry(0, "answer", tried, True, heard.at, heard.channel, "form")))
        step.forget()
        return False
    add_words(step, text)
    if now.slot.path == AREA:
        pass_over(step, now.slot, "skip")
        return True
    step.record("skip", REACHED)
    step.say(say("好，您说的都告诉镇里了，先不写号码也行。在这里也能找到您。"))
    return True


def _takes_words(step: Stepping) -> bool:
    """Whether the open question takes any words as its answer: then these are kept there."""
    now = opening(step.state, step.agenda)
    return isinstance(now, AtSlot) and isinstance(now.slot.question.kind, OrWordsKind | WhatKind | PlaceKind)


def _put_right(step: Stepping, rather: str) -> bool:
    """Take `rather` instead of what was answered; False where nobody can tell what it replaces."""
    slot = _meant(step, rather)
    if slot is None or slot.path not in step.answers.given:
        return False
    understood = slot.question.kind.understand(Text(rather), slot.facts)
    if not isinstance(understood, Sure):
        return False
    before = area_of(step.agenda)
    step.record("answer", slot.path, understood.value)
    if slot.path == PLACE and before is not None and area_meant(understood.value, step.world) is None:
        # The next village most likely lies in the same township, or in one of the same county.
        step.record("answer", AREA, area_meant(understood.value, step.world, before) or before)
    shown = slot.question.kind.show(understood.value, slot.facts)
    step.say(say("改好了，{label}：{shown}。", label=label_of(slot), shown=shown))
    return True


def _meant(step: Stepping, rather: str) -> Slot | None:
    if isinstance(understand_phone(rather), Sure):
        return step.agenda.at(REACHED)
    if names_a_place(rather) or area_meant(rather, step.world) is not None:
        return step.agenda.at(PLACE)
    if distress_in(rather) is not None and not only_sounds(rather):
        return step.agenda.at(WHAT)
    last = next((path for _, path in reversed(step.answers.acts)), None)
    return step.agenda.at(last) if last is not None else None
