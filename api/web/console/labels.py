"""The words of the console for what is kept as codes: statuses, categories, outcomes, flags, actions, documents."""

from collections.abc import Iterable, Mapping

from api.services.category_names import CATEGORIES
from api.services.checking.naming import DOCUMENTS, OUTCOMES
from api.services.review.fields import ACTION_NAMES
from api.services.review.reasons import REASONS
from api.services.review.words import STATUSES
from api.web.console.emergency_labels import IN_CHAIN
from conversations.messages import Message, say, verbatim

RESULTS = {
    **OUTCOMES,
    "agree": say("同意"),
    "disagree": say("不同意"),
    "approved": say("已认定"),
    "refused": say("未认定"),
    "registered": say("已登记"),
}
MARKS = {"likely": "✓", "approved": "✓", "unlikely": "✕", "refused": "✕", "undetermined": "？", "person_decides": "◇"}
SHORT_CATEGORIES = {
    "tekun": say("特困"),
    "dibao": say("低保"),
    "dibao_margin": say("低保边缘"),
    "rigid_expenditure": say("刚性支出"),
    "other_hardship": say("其他困难"),
    "none": say("不在各类"),
}
FLAGS = {
    "skipped": say("有跳过的"),
    "unsure": say("有不清楚的"),
    "approximate": say("有大概数"),
    "monitored": say("监测户"),
    "relative_in_office": say("有经办亲属"),
    "hukou_elsewhere": say("人户分离"),
    "not_counted_in_household": say("有人不计入"),
    "margin_multiplier_conflict": say("边缘倍数有冲突"),
    "basic_pension_rule_expired": say("基础养老金条款已到期"),
    "rigid_spending_default": say("刚性支出按默认项"),
    "employment_cost_declared": say("申报了就业成本"),
    "county_may_recognise": say("县级可另行认定"),
    "support_differs": say("赡养费和收入对不上"),
    "small_vehicle_declared": say("有摩托或农机"),
    "area_figure_overruled": say("本地数字被文件覆盖"),
    "household_changed": say("居民说家里有变化"),
    "papers_added": say("居民补了材料"),
    "wants_person": say("居民想找人，请联系"),
    "wants_erasure": say("居民要求删除信息"),
    "unsigned": say("未签名：待手签"),
    "proxy": say("代为申报"),
    "not_his_wish": say("本人说不是他要申报的"),
    "authorization_withdrawn": say("有人撤回了授权"),
    "result_changed": say("标准变了，结果不同"),
    "conflict": say("来源有出入"),
    "colleague_related": say("有同事回避"),
    "to_county": say("乡镇都要回避，转县里"),
    "nobody_unrelated": say("没有可办的人，请县里安排"),
    "query_open": say("核对还没有回音"),
    "referred": say("转办还没有回音"),
    "escalated": say("县里一事一议"),
    "letter_due": say("书面决定还没送"),
    "own_form": say("等另填申请的结果"),
    "monitoring_kept": say("继续定期看看"),
    "overdue": say("过了期限"),
    "call_due": say("还没回答，请打电话"),
    "notice_over": say("公示到期，可以决定"),
    "review_due": say("该做年度复核"),
}
DUE = {"today": say("今天到期"), "overdue": say("超期")}
ASSIGNED = {"me": say("我的"), "nobody": say("没人领的")}
# About the rules, not about the household: they are told beside the check, not in every line of the queue.
RULE_FLAGS = frozenset(
    {
        "basic_pension_rule_expired", "margin_multiplier_conflict", "rigid_spending_default",
        "area_figure_overruled", "county_may_recognise", "small_vehicle_declared",
    }
)  # fmt: skip
EVENTS = {
    "file": say("交上申报"),
    "correct": say("补充、更正"),
    "withdraw": say("撤回申报"),
    "call_human": say("想找人帮忙"),
    "unreachable": say("Telegram 联系不上了，请打电话告诉居民"),
    "accept": say("受理"),
    "ask_back": say("请居民补充"),
    "decide": say("办结"),
    **{name: label for name, label in ACTION_NAMES.items() if name not in ("accept", "ask_back", "decide")},
    "overdue": say("过了期限"),
    "call_due": say("到期还没回答，该打电话了"),
    "notice_ended": say("公示到期"),
    "year_passed": say("满一年，该复核了"),
    "look": say("打开这一页"),
    "show": say("查看完整信息"),
    "paper": say("取材料"),
    "print": say("打印"),
    "ask_erasure": say("要求删除信息"),
    "erase": say("删除个人信息"),
    "confirm": say("申报人本人确认"),
    "disown": say("申报人说不是他要申报的"),
    "authorize": say("家里人签了授权"),
    "withdraw_authorization": say("撤回授权"),
    "recheck": say("按新标准重新核对"),
    "monitor_found": say("动态监测：有情况要看"),
    "monitor_closed": say("动态监测：处理了"),
    "assign": say("分配"),
    "message": say("给居民留言"),
    "recheck_left_out": say("新结果先不通知"),
    "recheck_let_in": say("新结果照常通知"),
    "passed_on": say("有亲属关系，换了别的同事"),
}
AUTHORIZED = {
    "given": say("已授权"),
    "withdrawn": say("已撤回授权"),
    "wanted": say("还没签"),
    "by_hand": say("待手签"),
}
CONFIRMED = {"confirm": say("本人已确认"), "disown": say("本人说不是他要申报的")}
DOUBTS = {"skipped": say("跳过了"), "unsure": say("不清楚"), "approximate": say("大概数")}
ORIGINS = {
    "web": say("网页"),
    "telegram": say("Telegram"),
    "window": say("窗口"),
    "hotline": say("热线"),
    "visit": say("上门"),
}
CHANNELS = {"web": say("网页"), "telegram": say("Telegram"), "staff": say("工作人员")}
ACTORS = {"resident": say("居民"), "system": say("系统")}
UNITS = {
    "yuan per head and month": say("元，每人每月"),
    "yuan per head and year": say("元，每人每年"),
    "yuan per head": say("元，每人"),
    "yuan": say("元"),
    "share of household income": say("占收入的比"),
    "homes": say("处"),
    "vehicles": say("辆"),
}
MEASURES = {
    "single_person_dibao": say("单独纳入低保"),
    "one_person_household": say("参照单人户纳入低保"),
}
KINDS: dict[str, Mapping[str, Message]] = {
    "status": STATUSES,
    "category": CATEGORIES,
    "short": SHORT_CATEGORIES,
    "outcome": RESULTS,
    "flag": FLAGS,
    "event": {**EVENTS, **IN_CHAIN},
    "doubt": DOUBTS,
    "authorized": AUTHORIZED,
    "confirmed": CONFIRMED,
    "origin": ORIGINS,
    "channel": CHANNELS,
    "actor": ACTORS,
    "document": DOCUMENTS,
    "unit": UNITS,
    "measure": MEASURES,
    "due": DUE,
    "assigned": ASSIGNED,
    "reason": REASONS,
}


def label(kind: str, code: object) -> Message:
    """The words for a code; the code itself where there are none."""
    return KINDS[kind].get(str(code), verbatim(str(code)))


def own_flags(flags: Iterable[str]) -> list[str]:
    """The flags that are about the household itself."""
    return [flag for flag in flags if flag not in RULE_FLAGS]
