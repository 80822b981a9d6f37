"""Taking a signature: a full name typed, a drawing, or the wish to sign by hand later."""

from conversations.agenda import Slot
from conversations.answers import SignedAnswer
from conversations.form.proxies import applicant_name, proxy_name
from conversations.form.references import BY_HAND, BY_HAND_WORDS, SignatureKind
from conversations.inputs import Body, Choice, Signature, Text
from conversations.messages import Message, say
from conversations.signing import digest_of
from conversations.stepping import Stepping
from conversations.understanding.names import understand_name
from conversations.understanding.outcome import Sure, Unclear


def sign(step: Stepping, slot: Slot, kind: SignatureKind, body: Body) -> None:
    """Take what was signed. A proxy signs with the own name, on behalf of the applicant."""
    name, drawn = _signed_by(body)
    if kind.by_hand and name is not None and name in BY_HAND_WORDS:
        _keep(step, slot, kind, None, None)
        step.say(_put_off(slot))
        return
    if name is None and drawn is None:
        step.say(say("请打上您的全名，就算签名。"))
        return
    applicant, proxy = applicant_name(slot.facts), proxy_name(slot.facts)
    if name is not None:
        known = own_name(name, tuple(one for one in (proxy, applicant) if one is not None))
        if known is None:
            step.say(_sign_as(proxy or applicant, by_proxy=proxy is not None))
            return
        name = known
    # Beside the applicant who signs, the proxy only holds the phone; a drawing is the proxy's own.
    for_another = proxy is not None and name != applicant
    _keep(step, slot, kind, name, drawn, behalf=applicant if for_another else None)
    step.say(say("签好了，谢谢您。"))


def own_name(typed: str, expected: tuple[str, ...]) -> str | None:
    """The typed name if it is one of these, or any clear name where none is known yet; else None.

    One's own name is a signature, even where it would be doubted as a new one: 许和平, 李有福.
    """
    understood = understand_name(typed)
    if isinstance(understood, Unclear):
        return None
    if expected:
        return understood.value if understood.value in expected else None
    return understood.value if isinstance(understood, Sure) else None


def _keep(
    step: Stepping, slot: Slot, kind: SignatureKind, name: str | None, drawn: str | None, behalf: str | None = None
) -> None:
    text = step.world.texts[kind.text]
    digest = digest_of(text, step.agenda.bound_values())
    heard = step.heard
    signed = SignedAnswer(
        slot.question.key, text.version, step.state.locale, digest, name, drawn, heard.at, heard.channel, heard.by,
        behalf,
    )  # fmt: skip
    step.record("answer", slot.path, signed)
    step.settle(slot.path)


def _signed_by(body: Body) -> tuple[str | None, str | None]:
    match body:
        case Signature(name, drawn):
            return name.strip() or None if name is not None else None, drawn
        case Text(text):
            return text.strip() or None, None
        case Choice(str() as value):
            return value.strip() or None, None
        case _:
            return None, None


def _put_off(slot: Slot) -> Message:
    if proxy_name(slot.facts) is not None:
        return say("好，先不签，照样能交。以后由申报人在纸上签名、按手印，工作人员会把纸送上门，也可以到镇里的窗口签。")
    return say("好，先不签，照样能交。以后工作人员会把纸送到您家，也可以到镇里的窗口签名、按手印。")


def _sign_as(expected: str | None, *, by_proxy: bool) -> Message:
    if expected is None:
        return say("请打上您的全名，就算签名，比如 张三。")
    if by_proxy:
        return say("请打上您自己的全名“{name}”，就算替申报人签名。", name=expected)
    return say("请打上申报人的全名“{name}”，就算签名。", name=expected)


__all__ = ["BY_HAND", "own_name", "sign"]
