"""Who is speaking: the session of a request, as a cookie or a bearer token, and the cookie that carries it."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from api.errors import Unauthorized
from api.services.ways_in.locking import is_open
from api.services.ways_in.sessions import Opened
from api.web.parts import house_of
from conversations.messages import say

COOKIE = "shenbao_session"
# Whoever uses this browser has left: set by the page itself too, at once, so that it holds where no network is.
CLOSED = "shenbao_closed"
# A session that is locked while somebody else uses this browser; it is there again when they leave.
BEFORE = "shenbao_before"
KEPT_SECONDS = 60 * 24 * 3600
LONGEST_TOKEN = 256


def token_of(request: Request) -> str | None:
    """The session token of a request; a bearer token comes before the cookie."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE)
    return token if token and len(token) <= LONGEST_TOKEN and token.isascii() else None


async def conversation_of(request: Request) -> str:
    """The conversation of the session. Raises `Unauthorized` without one, or with a forged one."""
    token = token_of(request)
    if token is None or (has_left(request) and "authorization" not in request.headers):
        raise Unauthorized("session", say("请先打开申报页面，按“开始申报”，或者用返回码接着填。"))
    return await house_of(request).sessions.conversation_of(token)


Conversation = Annotated[str, Depends(conversation_of)]


def let_in(request: Request, response: Response, session: str) -> None:
    """Give the session as a cookie that scripts cannot read and other sites cannot send along."""
    _keep(request, response, COOKIE, session)
    if has_left(request):
        here_again(request, response)


def let_out(request: Request, response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=is_https(request), path="/")


async def let_in_beside(request: Request, response: Response, opened: Opened) -> None:
    """Let in where a locked session is: of the same conversation, it ends; else it is put aside, and comes back."""
    known, house = request.cookies.get(COOKIE), house_of(request)
    standing = await house.locking.standing(known) if known else None
    if known and standing is not None and standing.pinned and not is_open(standing, house.clock()):
        if standing.conversation_id == opened.conversation_id:
            await house.sessions.close(known)
        else:
            _keep(request, response, BEFORE, known)
    let_in(request, response, opened.session)


def let_back(request: Request, response: Response) -> None:
    """Whoever used this browser has left: the cookie goes, and what was put aside is there again, locked."""
    before = request.cookies.get(BEFORE)
    if before is None:
        let_out(request, response)
        return
    _keep(request, response, COOKIE, before)
    response.delete_cookie(BEFORE, httponly=True, samesite="lax", secure=is_https(request), path="/")


def holds_another(request: Request) -> bool:
    """Whether a locked session was put aside for the one that is used now."""
    return BEFORE in request.cookies


def _keep(request: Request, response: Response, name: str, session: str) -> None:
    response.set_cookie(
        name, session, max_age=KEPT_SECONDS, httponly=True, samesite="lax", secure=is_https(request), path="/"
    )


def has_left(request: Request) -> bool:
    """Whether this browser was left, and not opened again since."""
    return CLOSED in request.cookies


def gone(request: Request, response: Response) -> None:
    """From now on this browser shows nothing until it is opened again."""
    response.set_cookie(CLOSED, "1", max_age=KEPT_SECONDS, samesite="lax", secure=is_https(request), path="/")


def here_again(request: Request, response: Response) -> None:
    """Somebody opened it again."""
    response.delete_cookie(CLOSED, samesite="lax", secure=is_https(request), path="/")


def source_site(request: Request) -> bool:
    """Whether a page of ours led here; not: an address that was typed, a bookmark, a link from elsewhere."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    own, given = urlsplit(house_of(request).settings.public_url).netloc, urlsplit(request.headers.get("referer", ""))
    return bool(given.netloc) and given.netloc in (own, request.headers.get("host"))


def is_https(request: Request) -> bool:
    """Whether the deployment is reached by https, by its public address."""
    return house_of(request).settings.public_url.startswith("https://")


def source_of(request: Request) -> str:
    """Where a request comes from, by which wrong codes are counted."""
    return request.client.host if request.client is not None else ""
