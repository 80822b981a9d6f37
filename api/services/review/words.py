"""What the resident is told at each step: what happened and why, what comes next and by when, whom to call.

It may be read on a shared phone: no illness, no amounts, no names; only what the officer adds in their own words.
"""

from dataclasses import dataclass, replace
from datetime import date

from api.services.category_names import CATEGORIES
from conversations.messages import Message, Param, say

STATUSES = {
    "submitted": say("已提交"),
    "accepted": say("已受理"),
    "asked_back": say("等居民补充"),
    "answered": say("已补充"),
    "opinion_given": say("镇里有意见了"),
    "published": say("公示中"),
    "decided": say("已办结"),
    "closed": say("救助已停"),
    "withdrawn": say("已撤回"),
    "erased": say("信息已删除"),
}
STANDING = {
    "submitted": say("已经交到镇里，等工作人员受理。受理了会告诉您。"),
    "accepted": say("镇里已经受理，正在核对。有结果会告诉您。"),
    "asked_back": say("有几处想请您再看一下，回答完就接着办。"),
    "answered": say("您补充的已经收到，镇里正在核对。有结果会告诉您。"),
    "opinion_given": say("镇里已经写了意见，接下来公示，再审核。有结果会告诉您。"),
    "published": say("正在公示，公示完了就审核。有结果会告诉您。"),
    "decided": say("已经办结，结果告诉过您了。情况有变化，随时可以再申报。"),
    "closed": say("这一份的救助已经停了，原因告诉过您了。情况有变化，随时可以再申报。"),
    "withdrawn": say("您已经撤回，镇里不再办理。随时可以再申报。"),
    "erased": say("按您的要求，这一份里的个人信息和照片已经删除，只留编号和办理日期。"),
}
UNKNOWN_STANDING = say("暂时查不到，请打电话问一下镇里。")
OWN_FORM = ("tekun", "dibao")
"""Decided on forms of their own (山西采集表 注 2)."""
_NOTHING = Message("")


@dataclass(frozen=True, slots=True)
class Told:
    """What a message may name. `place` and `phone` are the township's, `due` a day in Asia/Shanghai.

    `count` is how many answers are asked again, or words for it while that is not known yet; `day` the day of a
    visit, a notice's first, a decision's; `monitored`: somebody goes on looking in.
    """

    receipt: str
    place: str | Message
    phone: str
    note: str = ""
    due: date | None = None
    count: int | Message = 0
    category: str = "none"
    result: str = ""
    day: date | None = None
    departments: tuple[str, ...] = ()
    monitored: bool = False


def accepted(told: Told) -> Message:
    """The township has taken it up."""
    return letter(
        told,
        say("{place}已经受理您的申报，编号 {receipt}。", place=told.place, receipt=told.receipt),
        say("接下来会核对您填的情况，可能打电话问您，也可能上门看看。"),
        by(told, say("最晚 {due}给您答复。", due=told.due or "")),
    )


def asked_back(told: Told) -> Message:
    """Some answers are wanted again, all of them at once."""
    return letter(
        told,
        say(
            "请您再看 {count} 处，补上就能接着办。{place}看过了您的申报（编号 {receipt}），想问的都在这一次里。",
            count=told.count, place=told.place, receipt=told.receipt,
        ),
        say("就在这里一条一条回答，不用从头填。答不上来的可以按“不清楚”。"),
        by(told, say("{due}以前没收到您的回答，工作人员会打电话联系您。", due=told.due or "")),
    )  # fmt: skip


def signature_recorded(told: Told) -> Message:
    """The paper was signed by hand; nothing is missing on it any more."""
    return letter(
        replace(told, result=""),
        say("{place}收到了申报人的手写签名，编号 {receipt}。", place=told.place, receipt=told.receipt),
        say("签名的事办好了，不用再来。"),
    )


def decided(told: Told) -> Message:
    """The end: what was decided, why, what follows."""
    return {"approved": _approved, "refused": _refused}.get(told.result, _registered)(told)


def message_from(told: Told) -> Message:
    """Staff write to the family; their words stand below."""
    return letter(told, say("{place}给您留言（编号 {receipt}）：", place=told.place, receipt=told.receipt))


def called(told: Told) -> Message:
    """Staff have called the resident who wanted a person."""
    return letter(
        told,
        say("{place}记下了：已经和您联系过（编号 {receipt}）。", place=told.place, receipt=told.receipt),
        say("要是没有接到，或者还有事，发“找人”。"),
    )


def erased(told: Told) -> Message:
    """What was filed is deleted, as the resident asked."""
    return letter(
        told,
        say("按您的要求，编号 {receipt} 里的个人信息和照片已经删除。", receipt=told.receipt),
        say("只留下编号、办理日期和类别，用来统计，看不出是谁。随时可以再申报。"),
    )


def erasure_refused(told: Told) -> Message:
    """It cannot be deleted, or not yet; the officer says why, what is kept and for how long."""
    return letter(
        replace(told, result="refused"),
        say("您的信息继续保密，谁点开看全的都有记录；您随时可以看、可以导出。"),
        say("您要求删除编号 {receipt} 的信息：现在还不能删。", receipt=told.receipt),
        after=say("您要是不同意，可以打 12345 反映，也可以向县民政局或者网信部门投诉。"),
    )


def _approved(told: Told) -> Message:
    named = CATEGORIES[told.category]
    if told.category in OWN_FORM:
        # Dibao and tekun are decided on forms of their own (山西采集表 注 2): this is not that decision yet.
        what = say("您的申报有结果了，编号 {receipt}：可以按{category}来申请。", receipt=told.receipt, category=named)
    else:
        what = say("您的申报有结果了，编号 {receipt}：认定为{category}。", receipt=told.receipt, category=named)
    own_form = say("这一类要另填一张申请表，工作人员会联系您，告诉您带什么、到哪里填。")
    usual = say("能享受的帮助，工作人员会一项一项告诉您。按月发的钱，一般从批准的下个月开始。")
    return letter(told, what, own_form if told.category in OWN_FORM else usual)


def _refused(told: Told) -> Message:
    named = CATEGORIES[told.category]
    return letter(
        told,
        say("您还可以这样办：家里情况有变化，随时可以再申报；遇到急事难事，随时来找{place}。", place=told.place),
        say("这次的结果（编号 {receipt}）：目前还不能认定为{category}。", receipt=told.receipt, category=named),
        after=say(
            "书面决定会在 3 个工作日内送给您。您要是不同意，收到后 60 天内可以申请行政复议，"
            "或者 6 个月内到法院起诉；怎么写，{place}的窗口可以帮您。",
            place=told.place,
        ),
    )


def _registered(told: Told) -> Message:
    return letter(
        told,
        say("您家的情况登记好了，编号 {receipt}。", receipt=told.receipt),
        say("工作人员会定期看看有没有能帮上的。情况有变化，随时告诉我们；想申请救助，随时可以再申报。"),
    )


def by(told: Told, sentence: Message) -> Message:
    """The sentence about the deadline, where one runs."""
    return sentence if told.due is not None else _NOTHING


def letter(told: Told, *sentences: Message, after: Message = _NOTHING) -> Message:
    """The sentences line by line; the officer's words after the news, the phone at the end."""
    first, *rest = sentences
    # A refusal begins with what is still possible; its news, and so its reason, come second.
    refused = told.result == "refused"
    news, rest = ([first, *rest[:1]], rest[1:]) if refused else ([first], rest)
    said = say("原因：{note}", note=told.note) if refused else say("工作人员说：{note}", note=told.note)
    call = say("有事请打 {phone}。", phone=told.phone) if told.phone else _NOTHING
    return lines(*news, said if told.note else _NOTHING, *rest, after, call)


def lines(*messages: Message) -> Message:
    """The messages one under the other, empty ones left out."""
    wanted = [message for message in messages if message.text]
    names = [f"line{number}" for number in range(len(wanted))]
    params: tuple[tuple[str, Param], ...] = tuple(zip(names, wanted, strict=True))
    return Message("\n".join(f"{{{name}}}" for name in names), params)
