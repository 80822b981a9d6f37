"""The kind of “how can you be reached?”: a number, nobody's number, and never the same refusal twice."""

import re

from conversations.answers import Value
from conversations.form.facts import Facts
from conversations.form.kinds import TextKind, words_of_body
from conversations.form.model import Offer
from conversations.inputs import Body
from conversations.messages import Message, say
from conversations.understanding.lacking import no_phone
from conversations.understanding.normal import compact
from conversations.understanding.outcome import Sure, Unclear, Understood

NO_PHONE = "none"
TRIED = "reached.tried"
"""Not a question: words came where the number was asked."""
_SOMEBODY = re.compile(
    "邻居|隔壁|亲戚|[哥姐弟妹叔姨伯婶舅姑嫂]|儿子|女儿|孩子|老婆|老公|村|书记|干部|医生|护士|老板|房东|别人|朋友|旁边"
)
_CHATS = re.compile("微信|qq|抖音|支付宝|扫码|加我|邮箱|@")
_NOT_NOW = re.compile("没电|关机|停机|欠费|丢|坏|烧|泡|偷|记不|忘|不记得|不知道|借")


class ReachedKind(TextKind):
    """A telephone number, or that there is none; what else is said gets an answer of its own."""

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        words = words_of_body(body) or ""
        if words == NO_PHONE or no_phone(words):
            return Sure(NO_PHONE)
        understood = TextKind.understand(self, body, facts)
        if isinstance(understood, Unclear) and not re.search("[0-9]{5}", words):
            return Unclear(_would_do(compact(words)))
        return understood

    def show(self, value: Value, facts: Facts) -> Message:
        return say("没有电话") if value == NO_PHONE else TextKind.show(self, value, facts)


def without_phone(_: Facts) -> tuple[Offer, ...]:
    """The button of those who have none."""
    return (Offer(NO_PHONE, say("没有电话")),)


def _would_do(words: str) -> Message:
    if re.fullmatch("(?:打)?1(?:10|19|20|2345)", words):
        return say("请写能找到您的号码：自己的、旁边人的都行。没有就按“没有电话”。")
    if _CHATS.search(words):
        return say("请写一个打得通的号码，微信号打不了。没有就按“没有电话”，在这里也能找到您。")
    if _NOT_NOW.search(words):
        return say("不要紧。旁边人的号码也行，比如邻居、村干部、护士站；都没有就按“没有电话”。")
    if _SOMEBODY.search(words):
        return say("可以，请写那个人的号码，11 位数字。一时问不到，按“没有电话”也行。")
    return say("请写数字，比如 138 0013 8000，邻居的、村干部的也行。没有就按“没有电话”，在这里也能找到您。")
