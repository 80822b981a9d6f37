"""What comes too late or from elsewhere: buttons of an earlier question, pages of another household."""

from conversations.comeback import moved_on
from conversations.households import astray, not_this_one
from conversations.inputs import Body, Command, Revised, Tap
from conversations.messages import Message, say
from conversations.opening import AtOffer, Opening
from conversations.stepping import Stepping

# These help wherever they come from, so a stale page may still send them.
WHEREVER = (
    "urgent", "exit", "status", "human", "language", "help", "policy", "start", "resume", "elsewhere", "code", "quiet",
    "links", "export", "another", "switch",
)  # fmt: skip
# These are about the question that is believed open.
ABOUT_THE_QUESTION = ("back", "skip", "unsure")


def late_word(step: Stepping, now: Opening | None, body: Body) -> Message | None:
    """What is said to something that was meant for another household or question; None: it is meant for this one."""
    if astray(step.heard):
        return not_this_one(step)
    if _stale(step, now, body):
        return say("这个按钮是前面的，没有动您的答案。")
    return moved_on() if _moved_on(step, now, body) else None


def _stale(step: Stepping, now: Opening | None, body: Body) -> bool:
    if isinstance(body, Command) and body.name in WHEREVER:
        return False
    if isinstance(body, Tap):
        return now is None or body.asked != step.state.asked
    question = step.heard.question
    if isinstance(now, AtOffer):
        # The question beneath may be answered as well: it was never taken away.
        return False
    return question is not None and (now is None or question != now.key)


def _moved_on(step: Stepping, now: Opening | None, body: Body) -> bool:
    """Whether the conversation went on elsewhere since this channel last showed a question."""
    if step.heard.seen is None or now is None or step.heard.seen == step.state.asked:
        return False
    if isinstance(body, Command):
        return body.name in ABOUT_THE_QUESTION
    return not isinstance(body, Tap | Revised)
