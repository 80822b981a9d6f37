"""What each action asks of the officer, as data: its sheet is drawn from it, what was sent is checked by it."""

from dataclasses import dataclass
from typing import Literal

from api.services.category_names import CATEGORIES
from api.services.review.lifecycle import KNOWN_ACTIONS
from conversations.messages import Message, say

FieldKind = Literal[
    "words",  # some lines
    "line",  # one line
    "day",  # yyyy-mm-dd, in China
    "choice",  # one of `choices`
    "several",  # some of `choices`
    "names",  # several lines, a person each
    "keys",  # answers and papers, ticked in the form, a word for each
    "values",  # answers ticked in the form, what was found for each
    "photos",  # ids of pictures, uploaded before
    "area",  # another township
    "people",  # members of the household, by index
    "referral",  # one of the referrals without an answer yet
    "yes_no",
]
LONGEST_NOTE = 1000
_NO_HINT = Message("")
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a sheet. `name` is that of the JSON and of `Action`; `needed`: nothing is taken without it.

    `told`: the resident reads it. `past`: a day that cannot lie ahead. `least`: how many of several there must be.
    """

    name: str
    kind: FieldKind
    label: Message
    hint: Message = _NO_HINT
    needed: bool = False
    choices: tuple[tuple[str, Message], ...] = ()
    longest: int = LONGEST_WORD
    told: bool = False
    past: bool = False
    least: int = 0


DEPARTMENTS = {
    "民政": say("民政"),
    "医保": say("医保"),
    "卫健": say("卫健"),
    "教育": say("教育"),
    "住建": say("住建"),
    "人社": say("人社"),
    "农业农村": say("农业农村"),
    "发改": say("发改"),
    "应急": say("应急"),
    "残联": say("残联"),
    "司法": say("司法"),
    "财政": say("财政"),
    "慈善": say("慈善组织"),
}
"""Where a household can be referred to: the departments of 低收入人口 aid, as `aids` of the check names them."""

OPINIONS = {"agree": say("同意"), "disagree": say("不同意")}
ANSWERS = {"helped": say("已经帮上"), "pending": say("在办"), "not_possible": say("帮不上")}
OWN_FORM_RESULTS = {"approved": say("批准"), "refused": say("没有批准")}
YEARLY = {"unchanged": say("没有变化，照旧"), "changed": say("有变化，要再核对")}
RESULTS = {"approved": say("认定"), "refused": say("不予认定"), "registered": say("只登记")}

ACTION_NAMES = {
    "accept": say("受理"),
    "transfer": say("转到别的乡镇"),
    "ask_back": say("请居民补充"),
    "request_query": say("发起数据核对"),
    "record_query": say("登记核对结果"),
    "record_visit": say("登记入户走访"),
    "opinion": say("写镇里意见"),
    "publish": say("开始公示"),
    "decide": say("办结"),
    "refer": say("转给有关部门"),
    "record_referral": say("登记部门回音"),
    "escalate": say("报县里一事一议"),
    "reopen": say("重新打开"),
    "close": say("停止救助"),
    "record_signature": say("登记手写签名"),
    "record_letter": say("登记书面决定送达"),
    "record_own_form": say("登记另填申请的结果"),
    "review_year": say("登记年度复核"),
    "called": say("已联系居民"),
    "grant_erasure": say("同意删除"),
    "refuse_erasure": say("不同意删除"),
    "result_seen": say("已看过新结果"),
}
"""What an action is called on its button."""

_SHORT = say("想多说的一句，可以不填。请不要写病名和号码")


def note(label: Message = say("给居民的话"), hint: Message = _SHORT, *, needed: bool = False) -> Field:  # noqa: B008
    """The officer's words in the letter."""
    return Field("note", "words", label, hint, needed=needed, longest=LONGEST_NOTE, told=True)


def _reason(hint: Message) -> Field:
    return note(say("原因（居民会看到）"), hint, needed=True)


def _choices(of: dict[str, Message]) -> tuple[tuple[str, Message], ...]:
    return tuple(of.items())


_NOTE = note()
_CATEGORY = Field("category", "choice", say("类别"), choices=_choices(CATEGORIES), needed=True)
_TODAY = say("不填就是今天")

FIELDS: dict[str, tuple[Field, ...]] = {
    "accept": (_NOTE,),
    "transfer": (
        Field("area_code", "area", say("转到哪个乡镇"), needed=True),
        note(say("为什么转（居民会看到）"), say("比如：您现在住在那里，归那里办")),
    ),
    "ask_back": (
        Field("keys", "keys", say("要补充的地方和材料"), say("请一次问齐，居民只会收到一条消息"), needed=True),
        Field("reason", "line", say("为什么再问一次"), say("第二次请居民补充，要写清楚原因"), longest=LONGEST_WORD),
        _NOTE,
    ),
    "request_query": (
        Field("source", "line", say("请谁核对"), say("比如：县核对中心")),
        _NOTE,
    ),
    "record_query": (
        Field("source", "line", say("谁给的结果"), say("比如：县核对中心")),
        Field("on", "day", say("哪天给的"), _TODAY, past=True),
        Field("found", "values", say("和申报不一样的地方"), say("没有不一样就不用勾；有的话会先问居民")),
        _NOTE,
    ),
    "record_visit": (
        Field("visitors", "names", say("谁去的"), say("至少两个人，每人写全名"), needed=True, least=2),
        Field("on", "day", say("哪天去的"), _TODAY, past=True),
        Field("place", "line", say("在哪里"), say("不填就是申报的住址")),
        Field("findings", "words", say("看到了什么"), say("住房、生活、身体、收入的情况；居民不会收到这一段"),
              needed=True, longest=LONGEST_NOTE),
        Field("photos", "photos", say("照片"), say("最多 9 张")),
        Field("signed", "line", say("家里谁签的字"), say("写全名；没有签，写为什么"), needed=True),
        _NOTE,
    ),
    "opinion": (
        Field("result", "choice", say("意见"), choices=_choices(OPINIONS), needed=True),
        Field("category", "choice", say("类别"), choices=_choices(CATEGORIES)),
        note(say("理由（居民会看到）"), say("不同意的，请写清楚理由")),
    ),
    "publish": (
        Field("on", "day", say("从哪天起公示"), _TODAY),
        Field("place", "line", say("贴在哪里"), say("比如：村务公开栏")),
        _NOTE,
    ),
    "decide": (
        Field("result", "choice", say("结果"), choices=_choices(RESULTS), needed=True),
        _CATEGORY,
        Field("members", "people", say("特困：是家里的谁"), say("认定特困要写明是谁")),
        note(say("给居民的话；不予认定的，写原因")),
    ),
    "refer": (
        Field("departments", "several", say("转给哪些部门"), needed=True, choices=_choices(DEPARTMENTS), least=1),
        note(say("请他们看什么（居民会看到）")),
    ),
    "record_referral": (
        Field("referral", "referral", say("哪一次转办"), needed=True),
        Field("result", "choice", say("回音"), choices=_choices(ANSWERS), needed=True),
        Field("on", "day", say("哪天回的"), _TODAY, past=True),
        note(say("部门怎么说（居民会看到）")),
    ),
    "escalate": (_reason(say("哪里复杂，要县里一起商量什么")),),
    "reopen": (_reason(say("为什么再看一遍")),),
    "close": (
        Field("on", "day", say("从哪天起停"), _TODAY),
        Field("monitored", "yes_no", say("以后还定期看看吗"), say("收入刚过线的，一般继续看")),
        _reason(say("为什么停，居民也凭它申请复议")),
    ),
    "record_signature": (
        Field("signed_on", "day", say("签名日期"), needed=True, past=True),
        Field("place", "line", say("在哪里签的"), say("比如：镇便民大厅"), needed=True),
        _NOTE,
    ),
    "record_letter": (
        Field("on", "day", say("哪天送到的"), _TODAY, past=True),
        Field("place", "line", say("怎么送的、谁收的"), say("比如：送到家里，本人签收"), needed=True),
        _NOTE,
    ),
    "record_own_form": (
        Field("result", "choice", say("结果"), choices=_choices(OWN_FORM_RESULTS), needed=True),
        Field("on", "day", say("哪天定的"), needed=True, past=True),
        note(say("给居民的话；没有批准的，写原因")),
    ),
    "review_year": (
        Field("result", "choice", say("结果"), choices=_choices(YEARLY), needed=True),
        Field("on", "day", say("哪天看的"), _TODAY, past=True),
        Field("findings", "words", say("看到了什么"), say("居民不会收到这一段"), longest=LONGEST_NOTE),
        _NOTE,
    ),
    "called": (_NOTE,),
    "grant_erasure": (_NOTE,),
    "refuse_erasure": (_reason(say("写上为什么不能删、依法要留哪些、留多久，居民会看到")),),
    "result_seen": (
        Field("findings", "words", say("看过以后打算怎么办"), say("可以不填，居民不会收到"), longest=LONGEST_NOTE),
    ),
}  # fmt: skip
"""Of every action, in the order of its sheet."""


def fields_of(action: str) -> tuple[Field, ...]:
    """The inputs of this action's sheet; none for an action that is not known."""
    return FIELDS.get(action, ())


if set(FIELDS) != set(KNOWN_ACTIONS) or set(ACTION_NAMES) != set(KNOWN_ACTIONS):
    raise LookupError("every action has its sheet and its name")
