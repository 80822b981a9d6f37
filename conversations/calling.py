"""How an emergency begins: by a word, by what somebody tells, by a shared place; one yes, and nothing is asked twice.

What was said before the yes goes with it: the words to the officer as they were, the place where it names one.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from conversations.answers import Entry, Value
from conversations.dangers import danger_in, in_need, only_sounds
from conversations.effects import LookUpPolicy
from conversations.form.emergency import (
    EMERGENCY,
    HOUSEHOLD,
    NEED,
    PHOTO,
    PLACE,
    REACHED,
    SAID,
    TOLD_BY,
    WHAT,
    WHOSE,
    is_emergency,
)  # fmt: skip
from conversations.form.emergency.kinds import HOME, area_meant, as_point, kind_meant
from conversations.form.parsing import LONGEST_NOTE
from conversations.form.references import ReviewKind, SignatureKind
from conversations.inputs import Body, Command, File, Location, Photos, Text, Unreadable
from conversations.messages import Message, say, verbatim
from conversations.opening import AtSlot, opening
from conversations.state import Confirm, ConfirmCommand, Reading, State, Unheard
from conversations.stepping import Stepping
from conversations.telling_for_others import offer_the_way, phone_of_who_tells, whose_emergency
from conversations.told import Told
from conversations.understanding.distress import distress_in
from conversations.understanding.outcome import Doubtful, Sure, Unclear
from conversations.understanding.phones import understand_phone
from conversations.understanding.recalls import is_taken_back

NUMBERS = say("有生命危险，先打电话：着火 119，急救 120，报警 110。")
_SIGNS, _A_SENTENCE = re.compile("[\u4e00-\u9fff]"), 7
_WORDS, _SOME_WORDS = re.compile("[A-Za-z']+"), 4
_MOST_UNHEARD, _JUST = 3, timedelta(hours=1)
# Where somebody may be the danger, what happened is asked: a tap decides that everything stays silent.
_A_HAND = re.compile(
    "[打揍抽掐踢踹砍捅骂吼逼锁关怕吓赶躲]|欺负|威胁|强迫|虐|老公|男人|丈夫|前夫|他又|动手|喝(?:了|醉)?酒"
)
_OF_THE_RULES = re.compile("申请|申报|低保|政策|条件|想问|问一下|请问|能不能|可不可以|多少钱|吗[?？]?$")
MOST_TOLD = 12
"""Lines kept of what is said before the yes; more than anybody says who wants help."""


def urgent(step: Stepping, command: Command) -> None:
    """“救急”: the numbers that save lives, and one yes before the short form. Said again within it: the numbers.

    `command.key`: the words in which it was told, where they were heard elsewhere.
    """
    if danger_in(command.key or "") is None:
        step.say(NUMBERS)
    if is_emergency(step.form):
        return
    code = step.answers.value("area_code")
    area = step.world.area(code) if isinstance(code, str) else None
    if area is not None:
        step.say(say("也可以直接给{area}打电话：{phone}。", area=area.name, phone=area.phone))
    if command.key:
        ask_first(step, ("words", command.key))
        if danger_in(command.key) is not None:
            step.effects.append(LookUpPolicy(command.key[:LONGEST_NOTE], code if isinstance(code, str) else None, True))
    else:
        ask_first(step)


def ask_first(step: Stepping, *told: tuple[Told, str]) -> None:
    """Ask whether this is to be told the township as an emergency; `told` goes with the yes."""
    step.change(paused=False)
    top = step.state.top
    before: tuple[tuple[Told, str], ...] = ()
    if isinstance(top, ConfirmCommand) and top.name == "urgent":
        before = top.told
        step.pop()
    else:
        offer_the_way(step)
    earlier: tuple[tuple[Told, str], ...] = tuple(("before", words) for words in heard_as_nothing(step))
    step.push(ConfirmCommand("urgent", told=tuple(dict.fromkeys((*earlier, *before, *told)))[:MOST_TOLD]))
    step.change(unheard=None)


def suggest(step: Stepping, body: Body) -> None:
    """Name the way in where a sentence was heard as nothing: shapes of misfortune never hear everybody."""
    if not isinstance(body, Text) or is_emergency(step.form):
        return
    if len(_SIGNS.findall(body.text)) >= _A_SENTENCE or len(_WORDS.findall(body.text)) >= _SOME_WORDS:
        step.say(say("要是急事（家里出事、没吃没住、等钱救命），发“救急”，只问几句，马上报给镇里。"))
        keep_unheard(step, body.text)


def keep_unheard(step: Stepping, words: str) -> None:
    """Keep what was heard as nothing: where “救急” is said next, it goes to the officer, and is not to be said again."""
    if _OF_THE_RULES.search(words) is not None and distress_in(words) is None:
        return
    kept = (*heard_as_nothing(step), words[:LONGEST_NOTE])[-_MOST_UNHEARD:]
    step.change(unheard=Unheard(tuple(dict.fromkeys(kept)), step.state.acts, step.heard.at))


def heard_as_nothing(step: Stepping) -> tuple[str, ...]:
    """What was just typed and heard as nothing; nothing once something else was answered, or an hour later."""
    last = step.state.unheard
    fresh = last is not None and last.acts == step.state.acts and step.heard.at - last.at <= _JUST
    return last.words if last is not None and fresh else ()


def place_shared(step: Stepping, shared: Location) -> None:
    """A place that nobody asked for: the numbers first, and whether help is wanted there."""
    step.say(NUMBERS)
    ask_first(step, ("place", as_point(shared)))


def question(asked: ConfirmCommand) -> Message:
    """The one question before the short form, with what was understood so far."""
    words = said(asked)
    if danger_in(words) == "self_harm":
        return say("要不要请镇里的人现在就找您？按“是的”，只问在哪里、怎么找到您。不按也没关系。")
    if any(what == "place" for what, _ in asked.told):
        return say("位置收到了。是要救急吗？按“是的”，只问几句，马上报给镇里。不是就按“不，回去”。")
    return say("要救急吗？按“是的”，只问几句，马上报给镇里。不看户口，先帮后补手续。填到一半的申报不动。")


def said(asked: ConfirmCommand) -> str:
    """The words that were said before the yes, one after another."""
    return "；".join(value for what, value in asked.told if what in ("before", "words"))


def answered(step: Stepping, asked: ConfirmCommand, body: Body) -> bool | None:
    """Whether what came instead of a yes means yes (more is told, a place is shared) or no (taken back).

    None: neither; a photo is kept, and it is asked again.
    """
    if isinstance(body, Location):
        ask_first(step, ("place", as_point(body)))
        return True
    if isinstance(body, File | Photos):
        sent = (body.paper,) if isinstance(body, File) else body.papers
        ask_first(step, *(("photo", paper) for paper in sent))
        step.say(say("照片收到了。"))
        return None
    if isinstance(body, Unreadable):
        step.say(body.what)
    if not isinstance(body, Text):
        return None
    number = understand_phone(body.text)
    if isinstance(number, Sure):
        ask_first(step, ("phone", number.value))
        step.say(say("电话记下了：{phone}。", phone=number.value))
        return None
    if is_taken_back(body.text):
        return False
    told = distress_in(body.text)
    if only_sounds(body.text) or (told is None and len(_SIGNS.findall(body.text)) >= _A_SENTENCE):
        # Not sure enough to be a yes; it goes along if one comes.
        ask_first(step, ("words", body.text))
        return None
    if told is not None and (asked.told or in_need(body.text)):
        danger = danger_in(body.text)
        if danger is not None and danger != danger_in(said(asked)):
            step.say(NUMBERS)
        ask_first(step, ("words", body.text))
        return True
    return None


def declined(step: Stepping, asked: ConfirmCommand) -> None:
    """It was none, or not now. Where the words may have been meant as the answer, they are said back as it."""
    words = "；".join(value for what, value in asked.told if what == "words")
    now = opening(step.state, step.agenda)
    if danger_in(said(asked)) == "self_harm":
        step.say(say("好。什么时候想找人说说话，都可以打 12356。"))
        return
    step.say(say("好，没有动，接着来。"))
    if words:
        # Tapped by mistake, “救急” comes next: it is not to be told a second time.
        keep_unheard(step, words)
    if not isinstance(now, AtSlot) or now.confirm is not None or not words:
        return
    kind = now.slot.question.kind
    understood = kind.understand(Text(words), now.slot.facts)
    if kind.hint == "name" or isinstance(kind, SignatureKind | ReviewKind) or isinstance(understood, Unclear):
        return
    said_back = understood.restated if isinstance(understood, Doubtful) else verbatim(words)
    step.push(Confirm(now.slot.path, (Reading(understood.value, said_back),)))


def begin_emergency(step: Stepping, asked: ConfirmCommand) -> None:
    """The short form lies on top; what is known already, or was told before the yes, is not asked again."""
    number = step.state.emergencies + 1
    heard = step.heard
    told_for = whose_emergency(step, said(asked))
    known: tuple[tuple[str, Value], ...] = (
        (HOME, step.answers.value("area_code")),
        (REACHED, _last(asked, "phone") or phone_of_who_tells(step, told_for)),
        (WHOSE, told_for.whose if told_for is not None else None),
        (TOLD_BY, told_for.by if told_for is not None else None),
        (HOUSEHOLD, told_for.declared if told_for is not None else None),
        (SAID, said(asked) or None),
        (PHOTO, tuple(value for what, value in asked.told if what == "photo") or None),
    )
    log = [
        Entry(0, "answer", path, value, heard.at, heard.channel, "form") for path, value in known if value is not None
    ]
    # These were said, so that a step back asks for them.
    named = ((HOUSEHOLD, told_for.named),) if told_for is not None and told_for.named is not None else ()
    for act, (path, value) in enumerate((*_understood(step, asked), *named), start=1):
        log.append(Entry(act, "answer", path, value, heard.at, heard.channel, heard.by))
    acts = log[-1].act if log else 0
    aside = State(
        EMERGENCY.version, step.state.locale, number, log=tuple(log), acts=acts, asked=max(1, step.state.asked)
    )
    step.change(aside=aside, emergencies=number, paused=False)


def _understood(step: Stepping, asked: ConfirmCommand) -> Iterator[tuple[str, Value]]:
    words = said(asked)
    told = distress_in(words)
    if told is not None and not told.faint:
        yield WHAT, told.what or "other"
    elif words and _A_HAND.search(words) is None:
        yield WHAT, kind_meant(words)
    shared = _last(asked, "place")
    if shared is not None:
        yield PLACE, shared
    elif area_meant(words, step.world) is not None:
        yield PLACE, words
    if told is not None and told.danger == "self_harm":
        yield NEED, ("other",)


def _last(asked: ConfirmCommand, wanted: Told) -> str | None:
    return next((value for what, value in reversed(asked.told) if what == wanted), None)
