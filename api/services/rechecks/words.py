"""What a resident is told when figures or rules changed and with them the result: careful, and what to do."""

from typing import Protocol

from api.eligibility.reasons import CATEGORIES as ORDER
from api.services.category_names import CATEGORIES
from api.services.checking.naming import DOCUMENTS, OUTCOMES
from api.services.review.words import lines
from conversations.messages import Message, say, verbatim
from storage.repositories.recheck_changes import ChangeRow

_NOTHING = Message("")
_LIKELY = "likely"


class Way(Protocol):
    """From which result to which."""

    @property
    def from_category(self) -> str: ...
    @property
    def from_outcome(self) -> str: ...
    @property
    def to_category(self) -> str: ...
    @property
    def to_outcome(self) -> str: ...


def told_of(receipt: str, place: str | None, phone: str, change: Way) -> Message:
    """The news, that it decides nothing by itself, and whom to call. It may be read on a shared phone."""
    office = say("镇里") if place is None else place
    call = say("有事请打 {phone}。", phone=phone) if phone else _NOTHING
    why = say("当地的标准或者政策变了，我们按新的重新看了一遍您的申报（编号 {receipt}）。", receipt=receipt)
    nearer = better(change)
    if nearer:
        named = CATEGORIES[change.to_category]
        news = say("您可能符合{category}的条件，可以申请。", category=named)
        do = say("想申请，就联系{place}；要带什么，工作人员会告诉您。能不能享受，由他们核对后决定。", place=office)
        return lines(why, news, do, call)
    if nearer is False:
        news = say("按新的标准，您家的情况要请工作人员再看一看。")
        calm = say(
            "您现在有的帮助不会因为这条消息停下来，也不用您马上做什么。{place}会有人看，需要时会联系您。", place=office
        )
        do = say("家里情况有变化，您可以随时告诉我们。")
        return lines(why, news, calm, do, call)
    news = say("初步看的结果有些不一样了，还要请工作人员核对。")
    return lines(why, news, say("您不用马上做什么。{place}需要时会联系您。", place=office), call)


def noted(change: ChangeRow) -> Message:
    """The same for the township, with the clause and the figures it stands on."""
    document = DOCUMENTS.get(change.document, verbatim(change.document))
    return say(
        "标准或政策变了，按新的重新核对：原来是{before}，现在是{after}。依据：{document} {article}；数字：{figures}。",
        before=result_words(change.from_category, change.from_outcome),
        after=result_words(change.to_category, change.to_outcome),
        document=document, article=change.article, figures=change.to_figures,
    )  # fmt: skip


def result_words(category: str, outcome: str) -> Message:
    """A result as staff read it."""
    if category == "none":
        return say("不在各类")
    named = CATEGORIES.get(category, verbatim(category))
    return say("{category}（{outcome}）", category=named, outcome=OUTCOMES.get(outcome, verbatim(outcome)))


def better(change: Way) -> bool | None:
    """Is the new result nearer to help? None where neither is."""
    before = reach(change.from_category, change.from_outcome)
    after = reach(change.to_category, change.to_outcome)
    return None if before == after else after > before


def reach(category: str, outcome: str) -> int:
    """How near to help a result is: the earlier the category that is likely, the more; 0 where none is."""
    order: tuple[str, ...] = ORDER
    return len(order) - order.index(category) if outcome == _LIKELY and category in order else 0
