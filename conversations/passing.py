"""Passing a question over: it is marked, and the next one is asked."""

from typing import Literal

from conversations.agenda import Slot
from conversations.messages import say
from conversations.naming import label_of
from conversations.stepping import Stepping


def pass_over(step: Stepping, slot: Slot, how: Literal["skip", "unsure"]) -> None:
    """Leave this question empty, with a mark for staff; or say why it cannot be left."""
    if slot.required is not None:
        step.say(slot.required)
        return
    step.record(how, slot.path)
    step.settle(slot.path)
    step.say(say("好，“{label}”先空着，做了记号，以后再补也行。", label=label_of(slot)))
