"""The words of the console for emergencies: what was told, what is marked, what was done."""

from collections.abc import Mapping

from api.services.emergency.in_chain import PREFIX
from api.services.emergency.words import WHATS
from conversations.answers import Json
from conversations.form.emergency import ASSUMED
from conversations.form.emergency.words import AFFECTED, NEED, WHEN
from conversations.form.kinds import OptionWords
from conversations.messages import Message, say, verbatim
from conversations.world import World

ANSWERS: Mapping[str, Message] = {
    "emergency.household": say("是谁家的事"),
    "emergency.told_by": say("替他们报的人"),
    "emergency.what": say("出了什么事"),
    "emergency.what_words": say("原话"),
    "emergency.when": say("什么时候"),
    "emergency.place": say("在哪里"),
    "emergency.affected": say("几个人、是谁"),
    "emergency.need": say("现在最缺"),
    "emergency.need_words": say("要什么，原话"),
    "emergency.more": say("后来又说"),
    "emergency.phone": say("电话"),
    "emergency.safe_to_call": say("能不能打电话"),
    "emergency.photo": say("照片"),
}
FLAGS: Mapping[str, Message] = {
    "call_now": say("说到了死，现在就打电话、找到人"),
    "told_again": say("又报了一次"),
    "many": say("今天报了好几件"),
    "no_place": say("不知道在哪里"),
    "helped_before": say("以前帮过"),
    "papers_overdue": say("材料超期"),
    "papers_in": say("材料来了，请看"),
    "same_address": say("同一个来源连着报"),
    "same_phone": say("同一个电话也报过"),
    "same_place": say("附近也报了，看是不是同一件"),
    "stands_out": say("和别的不一样"),
    "to_erase": say("家里要求删信息，办完一个月后自动删"),
    "nobody_on_duty": say("没有人值班"),
    "nobody_here": say("镇里的人都要回避，请县里办"),
    "granted_by_kin": say("批的、付的人和这一户有亲属关系"),
    "same_name": say("和批的、付的人同名"),
}
_UNKNOWN_FLAG = say("请多留意")
FIELDS: Mapping[str, Message] = {
    "amount": say("多少元"),
    "method": say("怎么给"),
    "reference": say("凭证号"),
    "person": say("帮的是谁"),
    "id_number": say("帮的人的身份证号"),
    "reason": say("原因"),
    "refer_to": say("转给谁"),
    "signed_on": say("签字那天"),
    "area_code": say("哪个乡镇"),
    "note": say("跟居民说的"),
}
"""What staff type with a step."""
OFFICES = (
    say("县救助管理站"), say("县医疗保障局"), say("县人民医院"), say("县应急管理局"), say("县住房和城乡建设局"),
    say("县残联"), say("县妇联"), say("县红十字会"), say("镇民政办"),
)  # fmt: skip
"""Where a family may be sent on to, offered while that is typed."""
ACTIONS: Mapping[str, Message] = {
    "tell": say("报急难"),
    "add": say("补充了情况"),
    "see": say("打开看了"),
    "grant": say("批准"),
    "escalate": say("报县里"),
    "pay": say("支付"),
    "release": say("退回没用完的"),
    "decline": say("不批，转介"),
    "refer": say("转办"),
    "transfer": say("转到别的乡镇"),
    "settle": say("手续办完"),
    "note": say("备注"),
    "papers": say("发来材料"),
    "remind": say("提醒补材料"),
    "overdue": say("材料超期"),
    "recuse": say("是自己家亲戚，请同事办"),
    "granted_by_kin": say("查到：批的、付的人和这一户有亲属关系"),
    "same_name": say("查到：帮的人和批的、付的人同名"),
}
IN_CHAIN: Mapping[str, Message] = {
    f"{PREFIX}{action}": say("救急：{what}", what=what) for action, what in ACTIONS.items()
}
"""The steps of an emergency as the chain of the household names them."""
AUDITED: Mapping[str, Message] = {
    **{
        f"emergency.{action}": words
        for action, words in ((action, say("救急：{what}", what=what)) for action, what in ACTIONS.items())
    },
    "emergency.look": say("救急：看了"),
    "emergency.photo": say("救急：看了照片"),
    "emergency.print": say("救急：打印登记表"),
    "fund.opening": say("备用金：期初"),
    "fund.replenish": say("备用金：补充"),
    "fund.statement": say("备用金：下载明细"),
}
"""What the auditor reads of emergencies and funds."""
PHOTOS: Mapping[str, Message] = {
    "emergency.photo": say("现场照片"),
    "emergency.papers.who": say("身份证、户口本"),
    "emergency.papers.event": say("说明这件事的"),
    "emergency.papers.received": say("收到钱的签字"),
    "emergency.papers.unasked": say("发来的照片"),
}
KINDS: Mapping[str, Message] = {
    "opening": say("期初"),
    "replenish": say("补充"),
    "grant": say("批准，先留出"),
    "release": say("退回"),
    "payment": say("支付"),
}


def answer_words(key: str, answers: Mapping[str, Json], world: World) -> Message:
    """An answer in words; what nobody answered yet is told from what was said."""
    words, assumed = _answer_words(key, answers[key], world), answers.get(ASSUMED)
    if isinstance(assumed, list) and key in assumed:
        return say("还没问到（先按“{likely}”算）", likely=words)
    return words


def _answer_words(key: str, value: Json, world: World) -> Message:
    if key == "emergency.what":
        return WHATS.get(str(value), verbatim(str(value)))
    if key == "emergency.safe_to_call":
        return say("可以打") if value is True else say("先别打")
    if key == "emergency.more" and isinstance(value, list):
        return verbatim("；".join(str(one) for one in value))
    if key == "emergency.photo" and isinstance(value, list):
        return say("{count} 张", count=len(value))
    if key == "emergency.place" and isinstance(value, dict):
        return say("北纬 {lat}，东经 {lon}", lat=str(value.get("lat")), lon=str(value.get("lon")))
    if key == "emergency.place":
        area = world.area(str(value))
        return verbatim(area.name if area is not None else str(value))
    if key == "emergency.need" and isinstance(value, list):
        return say("{all}", all=tuple(_label(NEED, str(one)) for one in value))
    return _label({"emergency.when": WHEN, "emergency.affected": AFFECTED}.get(key, ()), str(value))


def flag_words(flag: str) -> Message:
    """A mark in words; one that has none yet is still no bare code."""
    return FLAGS.get(flag, _UNKNOWN_FLAG)


def need_words(need: str) -> Message:
    """What is wanted most."""
    return _label(NEED, need)


def _label(known: tuple[OptionWords, ...], value: str) -> Message:
    return next((one.label for one in known if one.value == value), verbatim(value))
