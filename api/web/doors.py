"""Who is speaking: the session of a request, as a cookie or a bearer token, and the cookie that carries it."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from api.errors import Unauthorized
from api.web.parts import house_of
from conversations.messages import say

COOKIE = "shenbao_session"
# Whoever uses this browser has left: set by the page itself too, at once, so that it holds where no network is.
CLOSED = "shenbao_closed"
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
    response.set_cookie(
        COOKIE, session, max_age=KEPT_SECONDS, httponly=True, samesite="lax", secure=is_https(request), path="/"
    )
    if has_left(request):
        here_again(request, response)


def let_out(request: Request, response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=is_https(request), path="/")


def has_left(request: Request) -> bool:
    """Whether this browser was left, and not opened again since."""
    return CLOSED in request.cookies


def gone(request: Request, response: Response) -> None:
    """From now on this browser shows nothing until it is opened again."""
    response.set_cookie(CLOSED, "1", max_age=KEPT_SECONDS, samesite="lax", secure=is_https(request), path="/")


def here_again(request: Request, response: Response) -> None:
    """Somebody opened it again."""
    response.delete_cookie(CLOSED, samesite="lax", secure=is_https(request), path="/")


def is_https(request: Request) -> bool:
    """Whether the deployment is reached by https, by its public address."""
    return house_of(request).settings.public_url.startswith("https://")


def source_of(request: Request) -> str:
    """Where a request comes from, by which wrong codes are counted."""
    return request.client.host if request.client is not None else ""
