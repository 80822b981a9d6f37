"""The way to everything that runs the place: what this person may look after, a line each."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.services.staffing.permissions import Right, may
from api.services.staffing.staff import StaffMember
from api.web.console import account, accounts, auditing, townships, wording
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.staffed import AskingStaff
from conversations.messages import Message, say

router = APIRouter(route_class=ConsoleRoute)
for screen in (account, accounts, auditing, townships, wording):
    router.include_router(screen.router)


@dataclass(frozen=True, slots=True)
class Room:
    """A page to go to. Any one of `rights` opens it; none: everybody's."""

    path: str
    title: Message
    what: Message
    rights: tuple[Right, ...] = ()


ROOMS = (
    Room("/console/account", say("我的账号"), say("改密码、开通动态码、退出别处的登录")),
    Room("/console/staff", say("工作人员账号"), say("新开、停用、换角色和地区、登记本人身份证号"), ("accounts",)),
    Room("/console/recusals", say("回避"), say("谁和哪一户有亲属关系、转给了谁"), ("audit", "recuse")),
    Room("/console/audit", say("操作记录"), say("谁看了什么、看了多少、改了什么"), ("audit",)),
    Room("/console/figures", say("标准"), say("各项标准、限额，要两个人经手")),
    Room("/console/packs", say("用的规则"), say("每个县按哪一份文件、哪一版核对")),
    Room(
        "/console/texts", say("承诺书和授权书"), say("每一版的文字，从哪一天起用"), ("texts", "approve_texts", "audit")
    ),
    Room("/console/holidays", say("节假日"), say("算工作日用的放假和调休"), ("holidays", "audit")),
    Room("/console/areas", say("地区"), say("乡镇的名称、电话、地址"), ("areas", "audit")),
    Room("/console/sentences", say("常用语"), say("请居民补充时常说的话"), ("sentences", "audit")),
)


def rooms_for(staff: StaffMember) -> tuple[Room, ...]:
    """Where this person may go."""
    return tuple(one for one in ROOMS if not one.rights or any(may(staff, right) for right in one.rights))


@router.get("/console/admin")
async def admin_page(request: Request, asking: AskingStaff) -> Response:
    """The lines."""
    return await staff_page(request, asking, "admin.html", rooms=rooms_for(asking.staff))
