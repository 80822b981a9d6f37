"""What the auditor reads: who did what, who read how much, whether the chain is whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from api.errors import BadInput
from api.services.administration.anchor import FILE, read_anchors
from api.services.administration.verifying import Verdict, verify
from api.services.calendar.workdays import china_day
from api.services.emergency.lifecycle import ACTIONS
from api.services.review.reasons import MANY_A_DAY
from api.services.staffing.permissions import require
from api.services.staffing.staff import StaffMember
from conversations.messages import Message, say
from storage.audit_rows import AuditRow, Head
from storage.database import Database
from storage.staff_rows import ReadingCount

PER_PAGE = 100
_DAYS = 30
Kind = Literal["", "readings", "kept_apart", "emergencies", "settings"]
KINDS: dict[str, Message] = {
    "": say("全部"),
    "readings": say("谁看了什么"),
    "kept_apart": say("回避"),
    "emergencies": say("救急和备用金"),
    "settings": say("账号和设置"),
}
_READINGS = ("look", "show", "paper", "many_read", "emergency.look", "emergency.photo", "emergency.print")
_EMERGENCIES = (
    *(f"emergency.{one}" for one in (*ACTIONS, "look", "photo", "print", "overdue", "granted_by_kin", "same_name")),
    "fund.opening", "fund.replenish", "fund.statement",
)  # fmt: skip
_KEPT_APART = (
    "kept_out", "kept_from", "passed_on", "relative_checked",
    "emergency.recuse", "emergency.granted_by_kin", "emergency.same_name",
)  # fmt: skip
SETTINGS: dict[str, Message] = {
    "login": say("登录"),
    "account_added": say("新开账号"),
    "account_changed": say("改了账号"),
    "account_closed": say("停用账号"),
    "account_opened": say("重新启用账号"),
    "password_reset": say("重设密码"),
    "password_changed": say("改了自己的密码"),
    "id_number_set": say("登记了工作人员的身份证号"),
    "own_phone_set": say("登记了工作人员的电话"),
    "totp_on": say("开通动态码"),
    "totp_off": say("关闭动态码"),
    "sessions_closed": say("退出了所有登录"),
    "duty_linked": say("连上了值班手机"),
    "duty_unlinked": say("解除了值班手机"),
    "duty_on": say("开始值班"),
    "duty_off": say("不再值班"),
    "figure_entered": say("录入标准"),
    "figure_approve": say("同意标准"),
    "figure_decline": say("退回标准"),
    "figure_take_back": say("撤回标准"),
    "text_drafted": say("起草文字"),
    "text_approve": say("同意文字"),
    "text_decline": say("退回文字"),
    "text_take_back": say("撤回文字"),
    "area_changed": say("改了乡镇的名称、电话或地址"),
    "holiday_set": say("改了节假日"),
    "sentence_changed": say("改了常用语"),
    "keys_rotated": say("换了密钥"),
}
OTHERS: dict[str, Message] = {
    "many_read": say("这一天看了很多份"),
    "kept_out": say("来看自己亲属的申报，没有打开"),
    "kept_from": say("登记回避"),
    "passed_on": say("有亲属关系，换了别的同事"),
    "relative_checked": say("看过了：不是这里的同事"),
}
_ACTIONS: dict[str, tuple[str, ...]] = {
    "": (), "readings": _READINGS, "kept_apart": _KEPT_APART, "emergencies": _EMERGENCIES, "settings": tuple(SETTINGS),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What somebody read on a day; `many`: so much that somebody should ask why."""

    count: ReadingCount
    many: bool


class Auditing:
    """Each method takes who asks, and answers for their area only; what concerns the whole place is seen by all who
    may look at all. Raises Forbidden for any other role.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime], folder: Path) -> None:
        self._database = database
        self._clock = clock
        self._folder = folder

    async def latest(
        self, staff: StaffMember, kind: str = "", actor: str = "", subject: str = "", before: int | None = None
    ) -> list[AuditRow]:
        """A hundred entries, newest first; from `before` on backwards. Raises BadInput for an unknown kind."""
        require(staff, "audit")
        if kind not in KINDS:
            raise BadInput("kind", say("请从 {all} 里选一种。", all="、".join(one for one in KINDS if one)))
        return await self._database.read(
            lambda unit: unit.audit.latest(
                staff.scope, actions=_ACTIONS[kind], actor=actor, subject=subject, before=before, most=PER_PAGE
            )
        )

    async def counts(self, staff: StaffMember) -> list[Counted]:
        """Who read how much in the last thirty days."""
        require(staff, "audit")
        since = china_day(self._clock() - timedelta(days=_DAYS))
        found = await self._database.read(lambda unit: unit.readings.since(staff.scope, since))
        return [Counted(one, one.files >= MANY_A_DAY) for one in found]

    async def head(self, staff: StaffMember) -> Head:
        """How far the chain goes, to be copied onto paper."""
        require(staff, "audit")
        return await self._database.read(lambda unit: unit.audit.head())

    async def verify(self, staff: StaffMember) -> Verdict:
        """Go through the whole chain, with the anchor of this process."""
        require(staff, "audit")
        try:
            anchors = read_anchors(self._folder / FILE)
        except ValueError:
            anchors = ()
        return await self._database.read(lambda unit: verify(unit, anchors))


__all__ = ["KINDS", "OTHERS", "SETTINGS", "AuditRow", "Auditing", "Counted"]
