"""Monitoring in words: handlings, where a finding comes from, what each rule found, what closes a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from api.services.review.words import lines
from conversations.messages import Message, Param, say

Tells = Literal["always", "may", "never"]
HANDLINGS: Mapping[str, Message] = {
    "deliver": say("落实政策"),
    "start": say("告知政策、启动救助"),
    "complex": say("一事一议"),
    "recheck": say("核查是否仍符合"),
}
HANDLING_ABOUT: Mapping[str, Message] = {
    "deliver": say("已经在救助里的家庭：该有的政策落实了没有，有没有新的困难。"),
    "start": say("还没有享受救助、可能符合条件的家庭：告知政策，由居民自己决定要不要申请；需要时推送给有关部门。"),
    "complex": say("情形复杂、一个部门定不了的：请县级协调机制一起商量。"),
    "recheck": say("可能不再符合条件的：先核查，核实以后才按程序办；救助不会因为这条提示停下来。"),
}
SOURCES: Mapping[str, Message] = {
    "resident": say("居民自己说的"),
    "computed": say("两次申报对比"),
    "list": say("部门名单"),
    "review": say("年度核查"),
}
SIGNALS: Mapping[str, Message] = {
    "spending_jump": say("支出骤增"),
    "income_fall": say("收入骤减"),
    "income_unstable": say("收入不稳定"),
    "property_loss": say("财产受损"),
    "income_rise": say("收入增加"),
    "changed": say("家里有变化"),
    "listed": say("在部门名单上"),
    "review": say("满一年，该看一遍了"),
}
LINES: Mapping[str, Message] = {
    "medical_own_paid": say("一年自付医疗费到多少"),
    "spending_rise_share": say("必需支出多了几成"),
    "spending_rise_amount": say("必需支出多了多少"),
    "income_fall_share": say("收入少了几成"),
    "income_fall_amount": say("收入少了多少"),
    "disaster_loss": say("灾害损失到多少"),
    "savings_fall_share": say("存款等少了几成"),
    "savings_fall_amount": say("存款等少了多少"),
    "income_rise_share": say("收入多了几成"),
    "income_rise_amount": say("收入多了多少"),
}
_FOUND: Mapping[str, Message] = {
    "medical_own_paid": say("一年自付的医疗费：原来 {before} 元，现在 {now} 元，到了 {line} 元这条线。"),
    "spending_rise": say("医疗、教育、残疾康复、灾害几项支出：原来 {before} 元，现在 {now} 元，多了 {more} 元。"),
    "income_fall": say("家庭收入：原来一年 {before} 元，现在 {now} 元，少了 {more} 元。"),
    "income_rise": say("家庭收入：原来一年 {before} 元，现在 {now} 元，多了 {more} 元。"),
    "earner_gone": say("原来有收入的一位家人（一年 {before} 元）不在家里了。"),
    "work_lost": say("有一位家人原来有工作，现在没有了。"),
    "disaster_loss": say("灾害、意外造成的支出：原来 {before} 元，现在 {now} 元，到了 {line} 元这条线。"),
    "savings_fall": say("存款、理财等：原来 {before} 元，现在 {now} 元，少了 {more} 元。"),
}


@dataclass(frozen=True, slots=True)
class Closing:
    """One way to close a case. `tells`: whether the resident is told; what must be given with it."""

    code: str
    label: Message
    tells: Tells
    needs_note: bool = False
    needs_department: bool = False


CLOSINGS: Mapping[str, tuple[Closing, ...]] = {
    "deliver": (
        Closing("delivered", say("已经落实"), "may", needs_note=True),
        Closing("department", say("已商请有关部门落实"), "may", needs_department=True),
        Closing("in_place", say("核实过：政策都已落实，没有新的困难"), "never"),
    ),
    "start": (
        Closing("told", say("告知政策，由居民决定"), "always"),
        Closing("pushed", say("告知居民，并推送给有关部门"), "always", needs_department=True),
        Closing("in_review", say("在办的申报里一起核实"), "never"),
        Closing("not_fitting", say("核实过：暂时不符合条件"), "never", needs_note=True),
    ),
    "complex": (
        Closing("met", say("已经一事一议，有了结果"), "may", needs_note=True),
        Closing("in_review", say("在办的申报里一起核实"), "never"),
    ),
    "recheck": (
        Closing("still_fits", say("核实过：仍然符合条件"), "never"),
        Closing("department", say("已商请有关部门核查"), "never", needs_department=True),
        Closing("ending_kept", say("核实不再符合：已按程序办终止，继续监测"), "never", needs_note=True),
        Closing("ending", say("核实不再符合：已按程序办终止，同步终止监测"), "never", needs_note=True),
    ),
}
BY_ITSELF: Mapping[str, Message] = {
    "decided": say("申报办结时一起处理"),
    "reviewed": say("年度核查做完了"),
    "gone": say("居民撤回了申报"),
}
"""What closes a case without anybody: the step of the procedure that answers it."""
DEPARTMENTS: Mapping[str, Message] = {
    "civil_affairs": say("民政"),
    "medical_insurance": say("医保"),
    "health": say("卫生健康"),
    "education": say("教育"),
    "housing": say("住房城乡建设"),
    "human_resources": say("人力资源社会保障"),
    "emergency": say("应急管理"),
    "disabled_persons": say("残联"),
    "agriculture": say("农业农村"),
    "union": say("工会"),
    "justice": say("司法行政"),
}


def closing_words(code: str) -> Message:
    """What closed a case, in words."""
    known = {one.code: one.label for some in CLOSINGS.values() for one in some}
    return known.get(code) or BY_ITSELF.get(code) or say("已处理")


def found_words(rule: str, before: Decimal | None, now: Decimal | None, line: Decimal | None) -> Message:
    """What a rule found, with its arithmetic."""
    params: dict[str, Param] = {}
    if before is not None:
        params["before"] = before
    if now is not None:
        params["now"] = now
    if before is not None and now is not None:
        params["more"] = abs(now - before)
    if line is not None:
        params["line"] = line
    return _FOUND[rule].filled(params)


def told_words(handling: str, closing: str, receipt: str, place: str | Message, phone: str, note: str) -> Message:
    """What the resident is told when a case is closed. It may be read on a shared phone: no illness, no list."""
    said = say("工作人员说：{note}", note=note) if note else Message("")
    call = say("有事请打 {phone}。", phone=phone) if phone else Message("")
    if handling == "start":
        first = say("{place}想告诉您：您家可能可以申请一些救助（编号 {receipt}）。", place=place, receipt=receipt)
        wish = say("申请不申请，由您自己决定，不申请也没有关系。")
        how = say("想申请，发“家里有变化”，或者联系{place}；要带什么，工作人员会告诉您。", place=place)
        passed = say("您家的情况也告诉了管这件事的部门，他们可能会联系您。") if closing == "pushed" else Message("")
        return lines(first, said, wish, how, passed, call)
    if handling == "complex":
        first = say("您家的情况（编号 {receipt}），{place}请几个部门一起商量过了。", place=place, receipt=receipt)
        return lines(first, said, call)
    first = say("{place}看了看您家该有的帮助是不是都到了（编号 {receipt}）。", place=place, receipt=receipt)
    asked = say("有一项要请别的部门来办，他们可能会联系您。") if closing == "department" else Message("")
    return lines(first, said, asked, call)
