"""Who of the staff is asking: by bearer token or by the console's cookie, and what a form post must carry."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from api.errors import Forbidden, Unauthorized
from api.services.review.within import Related
from api.services.staffing.staff import SESSION, StaffMember
from api.web.doors import is_https
from api.web.parts import house_of
from conversations.messages import say

COOKIE = "shenbao_staff"
LONGEST_TOKEN = 256


@dataclass(frozen=True, slots=True)
class Asking:
    """A member of staff and the token they came with."""

    staff: StaffMember
    token: str


async def asking(request: Request) -> AsyncIterator[Asking]:
    """Who is asking. Raises Unauthorized. That a post is not from another site, the guard around all sees to.

    Who comes to a case of their own family is turned away whatever the route, and the auditor sees it.
    """
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    if not token or len(token) > LONGEST_TOKEN:
        raise Unauthorized("session", say("请先登录。"))
    house = house_of(request)
    staff = await house.staff.who(token)
    request.state.staff = staff
    try:
        yield Asking(staff, token)
    except Related as kept:
        await turned_away(request, kept)
        raise


AskingStaff = Annotated[Asking, Depends(asking)]


async def turned_away(request: Request, kept: Related) -> None:
    """Somebody came to a case of their own family."""
    staff = getattr(request.state, "staff", None)
    if isinstance(staff, StaffMember):
        await house_of(request).administration.recusing.tried(staff, kept.receipt)


async def require_csrf(request: Request, token: str, given: str | None) -> None:
    """Refuse a form that is not from a page of this session. Raises Forbidden."""
    if not given or not await house_of(request).staff.csrf_fits(token, given):
        raise Forbidden("csrf", say("请回到页面刷新一下，再操作一次。"))


def let_in(request: Request, response: Response, token: str) -> None:
    """Give the session as a cookie that neither scripts nor other sites can use."""
    response.set_cookie(
        COOKIE, token, max_age=int(SESSION.total_seconds()), httponly=True, samesite="strict",
        secure=is_https(request), path="/",
    )  # fmt: skip


def let_out(request: Request, response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=is_https(request), path="/")
