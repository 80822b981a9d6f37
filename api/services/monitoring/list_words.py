"""What a list said about somebody, in words for staff; the resident never reads them."""

from datetime import date
from decimal import Decimal

from api.services.monitoring.detail import Listed
from api.services.monitoring.kinds import BY_CODE, columns_of
from conversations.messages import Message, Param, say


def listed_words(listed: Listed) -> Message:
    """Who brought which list, which person of the household stands on it, and what its row says."""
    kind = BY_CODE.get(listed.kind)
    name = kind.label if kind is not None else say("部门名单")
    said: list[Message] = []
    labels = {one.key: one.label for one in columns_of(kind)} if kind is not None else {}
    for key, value in listed.facts.items():
        said.append(Message("{label}：{value}", (("label", labels.get(key, key)), ("value", _value(key, value)))))
    if listed.differs:
        said.append(say("名单上的姓名和申报的不一样，请先核对是不是同一个人"))
    rest = tuple(said)
    if not rest:
        return say(
            "{who}在{department}{day}的“{list}”名单上。",
            who=_person(listed.role), list=name, department=listed.department, day=date.fromisoformat(listed.as_of),
        )  # fmt: skip
    return say(
        "{who}在{department}{day}的“{list}”名单上：{facts}。",
        who=_person(listed.role), list=name, department=listed.department, day=date.fromisoformat(listed.as_of),
        facts=rest,
    )  # fmt: skip


def _person(role: str) -> Message:
    group, _, index = role.partition(".")
    if group == "supporters":
        return say("赡养扶养人第 {number} 位", number=int(index) + 1)
    if index == "0":
        return say("申报人")
    return say("家里第 {number} 个人", number=int(index) + 1)


def _value(key: str, value: str) -> Param:
    if key == "since":
        return date.fromisoformat(value)
    if key == "amount":
        return say("{amount} 元", amount=Decimal(value))
    return value
