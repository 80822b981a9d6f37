"""Several households in one chat or browser: beginning with another, going to one, and what belongs elsewhere."""

from collections.abc import Sequence

from conversations.answers import fold
from conversations.calling import ask_first
from conversations.effects import FindStatus, GiveReturnCode
from conversations.form.proxies import APPLICANT, by_proxy, masked, whose
from conversations.inputs import Command, CommandName, Input
from conversations.listed import Household, Standing
from conversations.messages import Message, say, verbatim
from conversations.replies import Option, Reply
from conversations.state import State
from conversations.stepping import Stepping
from conversations.telling_for_others import told_elsewhere

# Said on a page or by a button of another household these still help, and tell nothing of this one.
NOBODYS: tuple[CommandName, ...] = ("urgent", "human", "exit", "policy", "language", "another", "switch")
PAGE = 8
# The key of a page of the list: the place at which it begins.
FROM = "from."


def astray(heard: Input) -> bool:
    """Whether this was meant for another household of the same chat, and must do nothing here."""
    return heard.astray and not (isinstance(heard.body, Command) and heard.body.name in NOBODYS)


def not_this_one(step: Stepping) -> Message:
    """To whoever taps a button, or answers on a page, of another household."""
    now = whose(step.agenda.slots[0].facts) if step.agenda.slots else None
    if now is None:
        return say("刚才那个是另一份申报的，没有动任何答案。现在填的是下面这一份。")
    return say("刚才那个是另一家的，没有动任何答案。现在{whose}，请看下面。", whose=now)


def another(step: Stepping, _: Command) -> None:
    """“给另一家填”: heard in the new conversation, which has nothing in it yet.

    Whoever was about to tell an emergency tells it here.
    """
    if step.heard.called is not None:
        ask_first(step, *step.heard.called)
        return
    step.say(say("好，现在填新的一家，从头问起。前面填的都存着，想回去，发“换一家”。"))
    if step.heard.channel == "web":
        # Whoever begins on the web has a code from the beginning; this one was begun without.
        step.effects.append(GiveReturnCode(renew=False))


def switch(step: Stepping, command: Command) -> None:
    """“换一家”: with the key of a household, arriving there; else the list of them."""
    key = command.key or ""
    here = next((one for one in step.heard.households if one.key == key and one.here), None)
    if here is None:
        _list(step, step.heard.households, start_of(key))
        return
    step.say(say("现在是{household}。", household=named(here)))
    told_elsewhere(step)
    if step.heard.called is not None:
        ask_first(step, *step.heard.called)
    elif step.state.receipt is not None and step.state.correction is None:
        step.effects.append(FindStatus(step.state.receipt))


def start_of(key: str) -> int:
    """The place at which a page of the list begins; 0 for what is no page."""
    place = key.removeprefix(FROM)
    return int(place) if key.startswith(FROM) and place.isdecimal() and len(place) < 6 else 0


def _list(step: Stepping, listed: Sequence[Household], start: int) -> None:
    if not listed:
        words = say("您在这里只填了这一家。要替别家填，发“给另一家填”，这一家会存好。")
        step.replies.append(Reply(words, households=(_another(),)))
        return
    # The list is all that is asked now: what is typed below it must not become an answer here.
    step.change(paused=True)
    shown = [Option(one.key, named(one)) for one in listed[:PAGE]]
    if len(listed) > PAGE:
        shown.append(Option(f"{FROM}{start + PAGE}", say("更早填的")))
    words = say("您在这里填过的，最近的在前面。要填哪一家，就按哪一家。")
    step.replies.append(Reply(words, households=(*shown, _another())))


def _another() -> Option:
    return Option("another", say("给另一家填"))


def offer_others(step: Stepping) -> None:
    """To a proxy who stops here: the way to another household."""
    if by_proxy(step.agenda.slots[0].facts):
        ways = (Option("switch", say("换一家")), _another())
        step.replies.append(Reply(say("要先填别家，按下面的；这一家会存好。"), households=ways))


def say_whose(step: Stepping) -> None:
    """Before a code or a link that opens this household: whose it is."""
    now = whose(step.agenda.slots[0].facts)
    if now is not None:
        step.say(say("{whose}：下面的只能打开这一家，别家的打不开。", whose=now))


def household_of(key: str, number: int, state: State, *, here: bool) -> Household:
    """A household as it is listed: its applicant masked, and where it stands."""
    answers = fold(state.log)
    first = next(iter(answers.items.get(APPLICANT, ())), "")
    name = answers.value(f"{APPLICANT}.{first}.name")
    shown = masked(name) if isinstance(name, str) else None
    own = answers.value("applicant_role") == "self"
    return Household(key, number, shown, own, state.receipt, _standing(state), here)


def _standing(state: State) -> Standing:
    if state.phase == "closed":
        return "closed"
    if state.correction is not None and state.correction.asked_by_staff:
        return "asked_back"
    return "filed" if state.phase == "filed" else "unfinished"


def named(one: Household) -> Message:
    """A household in a few words: which one, whose, where it stands."""
    whose_ = say("{name}家", name=one.name) if one.name is not None else say("还没写姓名")
    said = say("第 {number} 家 · {whose}", number=one.number, whose=whose_)
    stands = _STANDS[one.standing]
    if one.receipt is None or one.standing == "unfinished":
        return say("{household} · {stands}", household=said, stands=stands)
    return say("{household} · {receipt} {stands}", household=said, receipt=verbatim(one.receipt), stands=stands)


_STANDS: dict[Standing, Message] = {
    "unfinished": say("没填完"),
    "filed": say("已交上去"),
    "asked_back": say("镇里请您补充"),
    "closed": say("已办结"),
}
