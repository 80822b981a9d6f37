"""A question aside: looked up, answered or narrowed down by a few titles, and then the open question comes back."""

from conversations.agenda import Slot
from conversations.calling import NUMBERS, ask_first, keep_unheard, place_shared, suggest
from conversations.dangers import danger_in, in_need, only_sounds
from conversations.effects import LookUpPolicy
from conversations.form.emergency import is_emergency
from conversations.form.kinds import TextKind
from conversations.form.references import ReviewKind, SignatureKind
from conversations.form.things import LocationKind
from conversations.inputs import Body, Choice, Location, Text
from conversations.messages import say, verbatim
from conversations.opening import AtCommand, AtMenu, AtOffer, AtSlot, Opening
from conversations.replies import Asked, Option, Progress
from conversations.state import State, Wondering
from conversations.stepping import Stepping
from conversations.understanding.afterwards import about_own
from conversations.understanding.distress import distress_in
from conversations.understanding.normal import compact
from conversations.understanding.outcome import Sure, Unclear
from conversations.understanding.questions import is_plainly_a_question, looks_like_question
from conversations.understanding.yes_no import understand_yes_no

NONE_OF_THEM = "none"
LONGEST_QUESTION = 200
_ORDINALS = ("第一个", "第二个", "第三个")
_ALLOWED = ("back", "pause", "status", "human", "urgent", "exit")


def aside(step: Stepping, opening: AtSlot, body: Body) -> bool:
    """Look up what was typed when it is a question rather than the answer. A sure answer wins over a question."""
    if not isinstance(body, Text) or (len(body.text) > LONGEST_QUESTION and not in_need(body.text)):
        return False
    if opening.confirm is not None and isinstance(understand_yes_no(body.text), Sure):
        return False
    if not _asks(opening.slot, body):
        return False
    look_up(step, body.text)
    return True


def wants_aside(body: Body) -> bool:
    """Whether this asks something while no question is open to be answered."""
    return isinstance(body, Text) and (
        in_need(body.text) or danger_in(body.text) is not None or looks_like_question(body.text)
    )


def about_what_is_filed(step: Stepping, words: str) -> bool:
    """Whether what is asked is about the declaration that was filed; an emergency comes before that."""
    return step.state.phase != "draft" and about_own(words) and not in_need(words)


def cries_for_help(step: Stepping, now: Opening, words: str) -> bool:
    """Whether somebody tells of an emergency where only a choice, or a yes, is asked."""
    chosen_only = isinstance(now, AtMenu) or (isinstance(now, AtCommand) and now.command.name != "urgent")
    return chosen_only and not is_emergency(step.form) and in_need(words)


def first_words(step: Stepping, body: Body) -> None:
    """What somebody says before anything was asked of them."""
    if isinstance(body, Text) and wants_aside(body):
        look_up(step, body.text)
    elif isinstance(body, Location):
        place_shared(step, body)
    else:
        suggest(step, body)


def look_up(step: Stepping, words: str) -> None:
    """Have the service answer, for the township chosen so far; who is in need is asked whether to tell it now."""
    called = not is_emergency(step.form) and in_need(words)
    if called:
        if only_sounds(words):
            # Nobody knows what happened: it may be what these numbers are for.
            step.say(NUMBERS)
        ask_first(step, ("words", words))
        if danger_in(words) is None:
            return
    elif _may_be_need(step, words):
        keep_unheard(step, words)
    area = step.answers.value("area_code")
    step.effects.append(LookUpPolicy(words[:LONGEST_QUESTION], area if isinstance(area, str) else None, called))


def _may_be_need(step: Stepping, words: str) -> bool:
    """Whether what is looked up was typed, and may be a cry that sounds like a question."""
    body = step.heard.body
    if not isinstance(body, Text) or body.text != words or is_emergency(step.form):
        return False
    return distress_in(words) is not None or not is_plainly_a_question(words)


def begin_wondering(step: Stepping) -> None:
    """Ask what the resident wants to know."""
    if step.state.paused:
        step.change(paused=False)
    if not isinstance(step.state.top, Wondering):
        step.push(Wondering(()))


def offer(step: Stepping, choices: tuple[tuple[str, str], ...]) -> None:
    """Offer the titles of a few cards instead of guessing."""
    if isinstance(step.state.top, Wondering):
        step.pop()
    if step.state.paused:
        step.say(say("您是想问：{all}？请照着问一遍。", all=tuple(verbatim(title) for _, title in choices)))
    else:
        step.push(Wondering(choices))


def wonder(step: Stepping, opening: AtOffer, body: Body) -> bool:
    """Take what was said to an offer; False when it was meant for the question beneath, which is open again."""
    chosen = _chosen(opening.frame.choices, body)
    step.pop()
    if chosen == NONE_OF_THEM:
        look_up(step, "")
    elif chosen is not None:
        look_up(step, chosen)
    elif isinstance(body, Text) and (not opening.frame.choices or wants_aside(body)):
        look_up(step, body.text)
    else:
        return False
    return True


def options_of_offer(opening: AtOffer) -> tuple[Option, ...]:
    """The titles, and the way out."""
    titles = tuple(Option(id, verbatim(title)) for id, title in opening.frame.choices)
    return (*titles, Option(NONE_OF_THEM, say("都不是"))) if titles else ()


def ask_offer(opening: AtOffer, state: State, total: int) -> Asked:
    """How an offer is put. `total`: the questions of the form, for the progress."""
    options = options_of_offer(opening)
    return Asked(
        key=opening.key,
        kind="choice" if options else "text",
        prompt=say("您是想问：") if options else say("您想问什么？直接打字就行。"),
        example=None if options else say("外地户口能申请吗"),
        options=options,
        allowed=_ALLOWED,
        progress=Progress(0, total, say("问政策"), 0, 1),
        asked=state.asked,
    )


def _asks(slot: Slot, body: Text) -> bool:
    kind = slot.question.kind
    asks, told = looks_like_question(body.text), distress_in(body.text)
    if isinstance(kind, SignatureKind):
        return asks or told is not None
    if not asks and told is None:
        return False
    understood = kind.understand(body, slot.facts)
    if isinstance(understood, Unclear) or (isinstance(kind, ReviewKind) and not isinstance(understood, Sure)):
        return True
    if told is not None and told.plea and not isinstance(understood, Sure) and (told.lacks or kind.name != "several"):
        # A list of causes is where misfortune is an answer, unless something is lacking today.
        return True
    # Where any words are an answer, being understood says nothing; but nobody is called “没饭吃了”, or lives there.
    if not isinstance(kind, TextKind | LocationKind):
        return False
    by_event = isinstance(kind, LocationKind) or kind.hint == "name"
    return is_plainly_a_question(body.text) or (told is not None and (told.plea or by_event))


def _chosen(choices: tuple[tuple[str, str], ...], body: Body) -> str | None:
    """The id of the card that was tapped or named."""
    known = {id for id, _ in choices}
    if isinstance(body, Choice) and isinstance(body.value, str):
        return body.value if choices and body.value in (known | {NONE_OF_THEM}) else None
    if not isinstance(body, Text) or not choices:
        return None
    said = compact(body.text).rstrip("?？")
    for place, (id, title) in enumerate(choices):
        if said in (_ORDINALS[place % len(_ORDINALS)], compact(title).rstrip("?？"), id):
            return id
    return NONE_OF_THEM if said in ("都不是", "不是", "没有", "都不对") else None
