"""“撤回” once an emergency was told: the desk hears of it, and it is said what becomes of it and of the declaration.

Taking back closes nothing at the desk: a person there decides, for it may not be the family who types.
"""

from conversations.comeback import unfinished
from conversations.effects import AddToEmergency
from conversations.emergency import area_of, boundary, taken_back, told_back
from conversations.form.emergency import EMERGENCY, MORE
from conversations.inputs import Body, Command, Text
from conversations.messages import say
from conversations.state import Called, ConfirmCommand, State
from conversations.stepping import Stepping
from conversations.telling_later import add_words, called_lately, hear_later, is_over
from conversations.understanding.commands import understand_command

_TAPPED = "撤回"
"""What the desk reads where the button was pressed: its own word."""


def leave(step: Stepping) -> None:
    """Leave the short form by a command; where it was filed, the township is told that it is not wanted any more."""
    if step.state.receipt is not None and step.form is EMERGENCY:
        add_words(step, _words(step))
        step.effects.append(AddToEmergency(step.state.receipt, boundary(step.agenda), area_code=area_of(step.agenda)))
    step.change(phase="closed")
    step.say(taken_back(step.state))


def declaration_stands(beneath: Stepping, inner: State) -> None:
    """After an emergency was taken back by the command: that the declaration was not."""
    body = beneath.heard.body
    wish = understand_command(body.text) if isinstance(body, Text) else body
    withdrawn = isinstance(wish, Command) and wish.name == "withdraw" and inner.phase == "closed"
    if withdrawn and inner.receipt is not None and _declared(beneath.state):
        beneath.say(say("申报没有动。要撤的是申报，再发一次“撤回”。"))


def withdraw(step: Stepping, _: Command) -> None:
    """“撤回” where no short form is open: the declaration, after a yes; where there is none, the emergency just told."""
    called = called_lately(step)
    if called is not None and not _declared(step.state):
        _tell(step, called)
    elif step.state.phase == "closed":
        step.say(say("这一份已经办结，没有要撤回的了。"))
    else:
        if called is not None:
            step.say(
                say(
                    "这里撤的是申报；编号 {receipt} 那件事是另一件，不受影响。那件事不用帮了，发“不用帮了”。",
                    receipt=called.receipt,
                )
            )
        step.push(ConfirmCommand("withdraw"))


def meant_the_emergency(step: Stepping, asked: ConfirmCommand, body: Body) -> bool:
    """Whether, asked if the declaration is to be withdrawn, somebody says that it is the emergency that is over."""
    if asked.name != "withdraw" or not isinstance(body, Text) or called_lately(step) is None or not is_over(body.text):
        return False
    step.pop()
    hear_later(step, body.text)
    return True


def _tell(step: Stepping, called: Called) -> None:
    step.effects.append(AddToEmergency(called.receipt, {MORE: [_words(step)]}, more=True))
    step.say(told_back(silent=called.silent))


def _words(step: Stepping) -> str:
    return step.heard.body.text if isinstance(step.heard.body, Text) else _TAPPED


def _declared(state: State) -> bool:
    """Whether there is a declaration that could be withdrawn."""
    return unfinished(state) or state.phase == "filed"
