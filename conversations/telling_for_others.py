"""An emergency that somebody tells for others: whose it is, and the way to that household where one chat holds several.

A village assistant tells of two families within minutes. Each must be found by the desk, and hear of itself.
"""

from dataclasses import dataclass
from typing import Literal

from conversations.answers import Value
from conversations.form.proxies import applicant_name, by_proxy, proxy_name
from conversations.messages import say
from conversations.replies import Option, Reply
from conversations.state import ConfirmCommand, State
from conversations.stepping import Stepping
from conversations.told import Told
from conversations.understanding.others import household_named, speaks_of_others

Whose = Literal["declared", "told", "other"]


@dataclass(frozen=True, slots=True)
class ToldFor:
    """For whom it is told (see `WHOSE` of the form). `declared`: the applicant's name; `named`: whom the words name;
    `by`: the name of who tells it.
    """

    whose: Whose
    declared: str | None = None
    named: str | None = None
    by: str | None = None


def whose_emergency(step: Stepping, words: str) -> ToldFor | None:
    """For whom `words` tell it; None where it is one's own."""
    facts, heard = step.agenda.slots[0].facts, step.heard
    name, by, others = applicant_name(facts), proxy_name(facts), speaks_of_others(words)
    named = household_named(words) if others or by_proxy(facts) else None
    if by_proxy(facts):
        if others and named is not None and (name is None or name not in named):
            return ToldFor("other" if name is not None else "told", named=named, by=by)
        return ToldFor("declared", declared=name, by=by) if name is not None else ToldFor("told", named=named, by=by)
    if others:
        return ToldFor("other", named=named)
    begun = facts.value("applicant_role") == "self" or name is not None
    return ToldFor("told") if heard.several and not begun else None


def phone_of_who_tells(step: Stepping, told_for: ToldFor | None) -> Value:
    """The number known here at which they can be reached: not that of a household that is not the one in need."""
    value = step.answers.value
    if told_for is not None and told_for.whose == "other" and by_proxy(step.agenda.slots[0].facts):
        return value("proxy.phone")
    return value("phone") or value("proxy.phone")


def offer_the_way(step: Stepping) -> None:
    """Beside “is it an emergency?”: to the household it is about, where this chat holds several or a proxy speaks.

    After the numbers that save lives.
    """
    if step.heard.several or by_proxy(step.agenda.slots[0].facts):
        ways = (Option("switch", say("换一家")), Option("another", say("给另一家填")))
        words = say("要是别家的事，先按下面的换过去，您说过的会带过去。")
        step.replies.append(Reply(words, households=ways, last=True))


def called_in(state: State) -> tuple[tuple[Told, str], ...] | None:
    """What was told where it is still asked whether it is an emergency; None where that is not asked."""
    asked = next((one for one in state.frames if isinstance(one, ConfirmCommand) and one.name == "urgent"), None)
    return asked.told if asked is not None else None


def told_elsewhere(step: Stepping) -> None:
    """Back in a household that was left while it was asked: it was told for the other one."""
    kept = tuple(one for one in step.state.frames if not (isinstance(one, ConfirmCommand) and one.name == "urgent"))
    if kept != step.state.frames:
        step.change(frames=kept)
