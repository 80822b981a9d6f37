"""Who may do what, as one table: a role, and the rights it has within its own area."""

from collections.abc import Mapping
from typing import Literal, Protocol, TypeAlias

from api.errors import Forbidden
from conversations.messages import Message, say

Right: TypeAlias = Literal[
    "queue", "open", "names", "papers", "health", "intake", "visit", "act", "export", "recuse", "oversee",
    "enter_figures", "approve_figures", "texts", "approve_texts", "sentences", "holidays", "areas", "accounts", "audit",
]  # fmt: skip

RIGHTS: dict[Right, Message] = {
    "queue": say("看清单"),
    "open": say("打开申报（姓名和号码只显示一部分）"),
    "names": say("写明原因以后看完整的姓名和号码"),
    "papers": say("看交来的材料"),
    "health": say("看病情、残疾情况和初步核对"),
    "intake": say("替居民录入申报"),
    "visit": say("登记入户走访"),
    "act": say("办理申报"),
    "export": say("导出和打印"),
    "recuse": say("登记回避"),
    "oversee": say("看汇总"),
    "enter_figures": say("录入标准"),
    "approve_figures": say("复核标准"),
    "texts": say("起草承诺、授权等文字"),
    "approve_texts": say("复核承诺、授权等文字"),
    "sentences": say("改常用语"),
    "holidays": say("改节假日"),
    "areas": say("改乡镇的电话和地址"),
    "accounts": say("管理工作人员账号"),
    "audit": say("看操作记录"),
}

_SEES: frozenset[Right] = frozenset({"queue", "open"})
_HANDLES: frozenset[Right] = _SEES | {
    "names", "papers", "health", "intake", "visit", "act", "export", "recuse", "oversee", "sentences",
}  # fmt: skip

# A village assistant takes declarations down and visits: for that names, phones and addresses are needed, ID numbers
# and illnesses are not (they are neighbours). Auditors and administrators answer for how the work is done and whom
# the accounts belong to: neither needs anybody's name or papers for it.
MAY: Mapping[str, frozenset[Right]] = {
    "village": _SEES | {"names", "intake", "visit", "recuse"},
    "township": _HANDLES,
    "county": _HANDLES | {"enter_figures", "approve_figures", "texts", "approve_texts", "areas"},
    "auditor": _SEES | {"health", "oversee", "audit"},
    "admin": _SEES
    | {
        "recuse", "oversee", "approve_figures", "approve_texts", "sentences", "holidays", "areas", "accounts", "audit",
    },
}  # fmt: skip


class HasRole(Protocol):
    """Somebody with a role."""

    @property
    def role(self) -> str: ...


def may(staff: HasRole, right: Right) -> bool:
    """Whether this role has this right; where, the scope says."""
    return right in MAY.get(staff.role, frozenset())


def require(staff: HasRole, right: Right) -> None:
    """Raises Forbidden unless this role has this right."""
    if not may(staff, right):
        raise Forbidden("role", say("请有这项权限的同事来办：您的账号不能“{right}”。", right=RIGHTS[right]))


def refused_to_print(staff: HasRole) -> Forbidden | None:
    """What is told to a role that prints nothing; None to one that may."""
    return None if may(staff, "export") else Forbidden("role", say("请乡镇或县里的经办人员来打印：您的账号不能打印。"))
