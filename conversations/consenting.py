"""The authorization after filing: links for the adults of the household, and taking it back."""

from conversations.effects import OfferLinks, RevokeLinks, WithdrawAuthorization
from conversations.inputs import Command
from conversations.messages import Message, say
from conversations.state import ConfirmCommand
from conversations.stepping import Stepping

WHAT_FOLLOWS: Message = say(
    "要撤回核查授权吗？撤回以后，镇里不再查您家的收入和财产，救助的审核会停下来，等您重新授权再接着办。"
    "申报还在，以前查到的不作废。您随时可以重新授权。"
)


def links(step: Stepping, _: Command) -> None:
    """Who has signed the authorization, and a link for each who has not."""
    receipt = _filed(step)
    if receipt is not None:
        step.effects.append(OfferLinks(receipt))


def unlink(step: Stepping, _: Command) -> None:
    """A link went to the wrong person: none of them can be signed by any more."""
    receipt = _filed(step)
    if receipt is not None:
        step.effects.append(RevokeLinks(receipt))


def unauthorize(step: Stepping, _: Command) -> None:
    """Ask first, with what follows from it."""
    if step.state.receipt is None:
        step.say(say("申报还没有交上去，授权也还没有用。不想授权，可以把“是否申请救助”改成只登记。"))
    else:
        step.push(ConfirmCommand("unauthorize"))


def confirmed(step: Stepping) -> None:
    """The resident was told what follows and said yes."""
    if step.state.receipt is not None:
        step.effects.append(WithdrawAuthorization(step.state.receipt))


def _filed(step: Stepping) -> str | None:
    if step.state.receipt is None:
        step.say(say("申报交上去以后，才有给家里人签名的链接。先接着填吧。"))
    return step.state.receipt
