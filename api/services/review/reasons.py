"""Why somebody wants to see names and numbers in full: a reason from a short list, with words of their own."""

from dataclasses import dataclass

from api.errors import BadInput, Fault
from api.services.review.actions import printable
from conversations.messages import say

MOST_WORDS = 200
# From this many declarations read in full by one person on one day on, the auditor is told. Nobody is stopped.
MANY_A_DAY = 60

REASONS = {
    "handle": say("办理这一份"),
    "call": say("联系居民"),
    "visit": say("入户走访"),
    "papers": say("核对材料"),
    "asked": say("居民来问、来改"),
    "audit": say("检查、审计"),
    "other": say("别的原因（请写一句）"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as given; "" where a program gave none."""

    code: str = ""
    words: str = ""


NONE_GIVEN = Reason()


def reason_of(code: str, words: str) -> Reason:
    """A reason as sent. Raises BadInput for one that is not on the list, or `other` without words."""
    said = printable(words).strip()[:MOST_WORDS]
    if code not in REASONS:
        raise BadInput.of((Fault("reason", say("请选一个原因：{all}。", all="、".join(REASONS))),))
    if code == "other" and not said:
        raise BadInput.of((Fault("words", say("请写一句为什么要看。")),))
    return Reason(code, said)
