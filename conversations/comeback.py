"""Leaving and coming back: going on elsewhere, the return code, reminders, and messages changed after they were sent."""

from conversations.effects import GiveReturnCode, OfferHandover, StopReminders
from conversations.households import offer_others, say_whose
from conversations.inputs import Command, Revised
from conversations.messages import Message, say
from conversations.opening import AtSlot, opening
from conversations.state import Edit, State
from conversations.stepping import Stepping


def unfinished(state: State) -> bool:
    """Whether a draft was begun and is not filed: something in it was answered, by whoever fills it in.

    What an emergency left for it begins nothing: who only told of that is not reminded of a declaration.
    """
    return state.phase == "draft" and any(entry.op == "answer" and entry.act for entry in state.log)


def holds_something(state: State) -> bool:
    """Whether leaving this conversation for another would leave something behind: a draft, what was filed, or told in
    an emergency.
    """
    return unfinished(state) or state.receipt is not None or state.emergencies > 0


def elsewhere(step: Stepping, _: Command) -> None:
    """“换手机”: a link and a code with which to go on on another phone or channel."""
    say_whose(step)
    step.effects.append(OfferHandover(step.heard.at, "asked"))


def code(step: Stepping, _: Command) -> None:
    """“返回码”: a new one, shown once."""
    say_whose(step)
    step.effects.append(GiveReturnCode(renew=True))


def quiet(step: Stepping, _: Command) -> None:
    """“别再提醒”."""
    step.effects.append(StopReminders())
    step.say(say("好，不再提醒您了。填过的都还存着，什么时候想接着填，发“继续”就可以。"))


def paused(step: Stepping) -> None:
    """What somebody who stops on Telegram needs to find back; the web page has it under “怎么回来”."""
    if step.heard.channel == "telegram":
        step.effects.append(GiveReturnCode(renew=False))
    offer_others(step)


def remind(step: Stepping) -> None:
    """Say that something is unfinished, and ask nothing: the open question may name an illness."""
    if not unfinished(step.state):
        return
    step.change(paused=True)
    step.say(say("您上次填的还没填完，都存着。想接着填，发“继续”。不想再收到提醒，发“别再提醒”。"))


def moved_on() -> Message:
    """To whoever answers a question that was answered elsewhere meanwhile."""
    return say("后来在别处又填了几题，刚才这一句就没有记。现在填到这里了，请看下面。")


def reopen(step: Stepping, revised: Revised) -> bool:
    """Open the question again that a changed message was the answer to; whether its new words can be taken."""
    if step.state.phase != "draft":
        step.say(say("申报已经交上去了，改以前发的消息不算数。要改这一条，发“检查”，再按要改的那一条。"))
        return False
    step.change(paused=False)
    now = opening(step.state, step.agenda)
    if revised.path is None:
        if now is not None and revised.asked == step.state.asked and now.identity == step.state.asking:
            return True
        step.say(say("要改答案，请发“检查”，再按要改的那一条。改的这条消息，没有动您的答案。"))
        return False
    if step.agenda.at(revised.path) is None:
        step.say(say("您改的那一题，现在不用填了，别的答案没有动。"))
        return False
    if not (isinstance(now, AtSlot) and now.slot.path == revised.path and now.confirm is None):
        step.push(Edit(revised.path))
    return True
