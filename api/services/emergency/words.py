"""What a family in an emergency is told at each step: who does what by when. Nothing that shames over a shoulder.

No amounts, no illness, no names; with `silent` not even that it is about help.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from conversations.messages import Message, say

STATUSES = {
    "received": say("刚收到"),
    "seen": say("已看到"),
    "at_county": say("报到县里了"),
    "granted": say("已批"),
    "paying": say("给了一部分"),
    "paid": say("已给，等补材料"),
    "settled": say("已办完"),
    "declined": say("没有批，已转介"),
}
WHATS = {
    "fire": say("着火"),
    "accident": say("意外、车祸"),
    "sudden_illness": say("突发重病"),
    "flood_or_storm": say("水灾、台风、塌房"),
    "violence": say("家里有人施暴"),
    "stranded": say("流落在外"),
    "other": say("别的急事"),
    "": say("没有说"),
}
METHODS = {"cash": say("现金"), "bank": say("打卡"), "goods": say("实物"), "hospital": say("付给医院")}
TIERS = {"light": say("轻：小金额先行救助"), "heavy": say("重：先救助后补手续"), "": say("没有分")}


@dataclass(frozen=True, slots=True)
class Told:
    """What a message may name: the office and its phone, a day (Asia/Shanghai), the officer's words."""

    receipt: str
    place: str
    phone: str
    note: str = ""
    due: date | None = None
    hours: int = 0
    refer_to: str = ""


def received(told: Told) -> Message:
    """It arrived."""
    return say(
        "已经报给{place}，最晚 {hours} 小时内先帮上。着急就打：{phone}。",
        place=told.place,
        hours=told.hours,
        phone=told.phone,
    )


def received_unplaced(told: Told) -> Message:
    """It arrived, and nobody can tell yet where it is: told so, and whom to call in another place."""
    return say(
        "还看不出在哪个乡镇，先报给了{place}，会找您问清楚，最晚 {hours} 小时内先帮上。着急就打：{phone}；"
        "人在别的省市，也打当地的 110 或者 12345。",
        place=told.place,
        hours=told.hours,
        phone=told.phone,
    )


def received_with_company(told: Told) -> Message:
    """To whoever spoke of dying: people, and no hours to wait."""
    return say(
        "已经告诉{place}，会尽快来找您。难受的时候随时打 12356，有人听您说；身边有人，请他现在就陪着您。{place}的电话：{phone}。",
        place=told.place,
        phone=told.phone,
    )


def received_silently(told: Told) -> Message:
    """The same where somebody may read along."""
    return say("收到了，编号 {receipt}。会在这里给您回话，不会打电话、不会找家里人。", receipt=told.receipt)


def again(told: Told) -> Message:
    """The same emergency, told again."""
    return say(
        "这件事已经报了，编号 {receipt}，正在办，不用再报。着急就打：{phone}。", receipt=told.receipt, phone=told.phone
    )


def rescue() -> Message:
    """For who has neither shelter nor means, wherever they are from (江西实施意见 四（七）23)."""
    return say("没地方住、回不了家，也可以去救助管理站，管吃住，帮您回家，不要钱；找不到就打 110 问。")


def seen(told: Told) -> Message:
    """Somebody looks at it now."""
    return say("{place}的工作人员已经看到了，正在办。着急就打：{phone}。", place=told.place, phone=told.phone)


def granted(told: Told) -> Message:
    """It was decided to help."""
    return _with_note(say("编号 {receipt} 批了，先帮您，手续后补。会联系您怎么给到您。", receipt=told.receipt), told)


def at_county(told: Told) -> Message:
    """More than the township may decide."""
    higher = say(
        "编号 {receipt} 要帮的比较多，已经报到县里，县里马上看。着急就打：{phone}。",
        receipt=told.receipt,
        phone=told.phone,
    )
    return _with_note(higher, told)


def paid_part(told: Told) -> Message:
    """Something was paid, the rest follows."""
    return _with_note(say("编号 {receipt} 先给了一部分，后面的会接着给。", receipt=told.receipt), told)


def paid(told: Told) -> Message:
    """All of it was paid; the papers are due."""
    given = say("编号 {receipt} 已经给到您了。没收到，就打：{phone}。", receipt=told.receipt, phone=told.phone)
    first = _with_note(given, told)
    if told.due is None:
        return first
    return say(
        "{first}\n方便的时候补一下材料，{due}以前就行：发“补材料”，一样一样问您；补不齐，跟我们说一声，一起想办法。",
        first=first,
        due=told.due,
    )


def released(told: Told) -> Message:
    """What was granted went back before any of it was paid: it is looked at anew."""
    again = say("编号 {receipt} 前面批的先收回了，正在重新看怎么帮您。着急就打：{phone}。", receipt=told.receipt,
                phone=told.phone)  # fmt: skip
    return _with_note(again, told)


def declined(told: Told) -> Message:
    """Not from this fund; where else, and why."""
    return say(
        "编号 {receipt}：您可以找{refer_to}，已经替您转过去了。这一笔没有批，原因是：{note}\n有不同意见，打：{phone}。",
        receipt=told.receipt,
        refer_to=told.refer_to,
        note=told.note,
        phone=told.phone,
    )


def referred(told: Told) -> Message:
    """Another office helps too."""
    if not told.refer_to:
        return say("编号 {receipt}：也替您找了别的部门。{note}", receipt=told.receipt, note=told.note)
    return _with_note(say("编号 {receipt}：也替您找了{refer_to}。", receipt=told.receipt, refer_to=told.refer_to), told)


def transferred(told: Told) -> Message:
    """Another township has it now."""
    moved = say(
        "编号 {receipt} 已经转给{place}办，电话：{phone}。", receipt=told.receipt, place=told.place, phone=told.phone
    )
    return _with_note(moved, told)


def settled(told: Told) -> Message:
    """The papers are complete."""
    return say(
        "编号 {receipt} 的手续都办完了。要是难处还在，随时可以填低收入人口申报，填过的会替您带过去。",
        receipt=told.receipt,
    )


def papers_due(told: Told) -> Message:
    """A reminder that some papers are still wanted."""
    return say("编号 {receipt}：材料还没补上，{due}以前补就行。拍照发在这里，或者打 {phone} 说一声。", receipt=told.receipt,
               due=told.due or "", phone=told.phone)  # fmt: skip


def papers_late(told: Told) -> Message:
    """The same once the day has passed: nothing is lost by it."""
    return say(
        "编号 {receipt} 的材料还能补，拍照发在这里就行；补不齐，打 {phone} 说一声，一起想办法。",
        receipt=told.receipt,
        phone=told.phone,
    )


def silently(told: Told) -> Message:
    """In place of anything else, where somebody may read along."""
    return say(
        "编号 {receipt} 有新进展。方便的时候在这里发“进度”，或者打 {phone}。", receipt=told.receipt, phone=told.phone
    )


def _with_note(message: Message, told: Told) -> Message:
    return say("{message}\n{note}", message=message, note=told.note) if told.note else message


def yuan(fen: int) -> Decimal:
    """Fen as yuan, with two places."""
    return (Decimal(fen) / 100).quantize(Decimal("0.01"))
