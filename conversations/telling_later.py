"""What is said of an emergency once its short form is done: over, worse, or that nobody shall telephone.

For three days it is about the last one told, where the words are no answer to what is asked now.
"""

from datetime import timedelta

from conversations.answers import Json
from conversations.calling import NUMBERS
from conversations.comeback import unfinished
from conversations.dangers import danger_in, in_need
from conversations.effects import AddToEmergency
from conversations.emergency import area_of, told_back
from conversations.form.emergency import MORE, SAFE
from conversations.inputs import Text
from conversations.messages import say
from conversations.opening import AtSlot, opening
from conversations.state import Called
from conversations.stepping import Stepping
from conversations.understanding.outcome import Unclear
from conversations.understanding.questions import looks_like_question
from conversations.understanding.reaching import wants_no_call
from conversations.understanding.recalls import comes_back, is_taken_back, is_worse

REMEMBERED = timedelta(hours=72)
"""So long “没事了” and “又严重了” are about the last emergency, though another question is open."""
MOST_MORE = 20
AWAY = say("先离开有危险的地方，再打 110。不方便说话，可以发短信到 12110。没地方去，可以去救助站、庇护所。")
NO_CALL = say("好，不打电话，就在这里给您回话。")


def hear_later(step: Stepping, text: str) -> bool:
    """The same once the short form is done, where the words are no answer to what is asked now."""
    called = called_lately(step)
    if called is None or _answers(step, text):
        return False
    over, quietly = is_over(text), wants_no_call(text)
    worse = is_worse(text) or (called.silent and comes_back(text))
    if not over and not quietly and not (worse and not in_need(text)):
        if not _nothing_declared(step, text):
            return False
        step.effects.append(AddToEmergency(called.receipt, {MORE: [text]}, more=True))
        step.say(say("记下了，已经告诉镇里。"))
        return True
    more: dict[str, Json] = {MORE: [text], **({SAFE: False} if quietly else {})}
    step.effects.append(AddToEmergency(called.receipt, more, more=True))
    if quietly:
        step.say(NO_CALL)
    elif over:
        step.say(told_back(silent=called.silent))
    else:
        say_heard(step, text, feared=called.silent)
        step.say(say("要再报一次急事，发“救急”。"))
    return True


def _nothing_declared(step: Stepping, text: str) -> bool:
    """Whether nothing is open, and nothing was declared, that these words could be for: then they are for the desk."""
    state = step.state
    waits = state.paused and state.phase == "draft" and not unfinished(state)
    return waits and not in_need(text) and not looks_like_question(text)


def called_lately(step: Stepping) -> Called | None:
    """The emergency that what is said now may be about."""
    called = step.state.called
    return called if called is not None and step.heard.at - called.at <= REMEMBERED else None


def is_over(text: str) -> bool:
    """Whether these words say of a told emergency that no help is wanted any more."""
    return is_taken_back(text, bare=False)


def add_words(step: Stepping, text: str) -> None:
    """Words that go to the desk as they are, behind those told before."""
    before = step.answers.value(MORE)
    kept = before if isinstance(before, tuple) else ()
    step.record("answer", MORE, (*kept, text)[-MOST_MORE:])


def say_heard(step: Stepping, text: str, *, feared: bool = False) -> None:
    """That further words reached the township; the numbers first where they speak of danger.

    `feared`: somebody at home is the danger, and first of all one has to get away.
    """
    if feared:
        step.say(AWAY)
    elif danger_in(text) is not None:
        step.say(NUMBERS)
    code = area_of(step.agenda) if step.state.emergencies == 0 else None
    area = step.world.area(code) if code is not None else None
    if area is None:
        step.say(say("记下了，已经告诉镇里。"))
    else:
        step.say(say("记下了，已经告诉{area}。着急就打：{phone}。", area=area.name, phone=area.phone))


def _answers(step: Stepping, text: str) -> bool:
    now = opening(step.state, step.agenda)
    if not isinstance(now, AtSlot):
        return now is not None
    return now.confirm is not None or not isinstance(
        now.slot.question.kind.understand(Text(text), now.slot.facts), Unclear
    )
