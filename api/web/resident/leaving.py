"""Leaving at once: one button that blanks the page, and a neutral page until somebody opens it again."""

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import Unauthorized
from api.web.bodies import KIB, read_form
from api.web.doors import gone, has_left, here_again, holds_another, let_back, token_of
from api.web.pages import pages_of
from api.web.parts import house_of
from conversations.inputs import Command, Input

router = APIRouter(include_in_schema=False)

SMALL_FORM = 8 * KIB
# Pages whose address is their key are found again there; everything else begins at the door.
_BY_ADDRESS = re.compile(r"/(?:confirm|authorize|h)/[\w-]+(?:/mine)?")


class Left(Exception):
    """This browser was left; whatever page is asked for, the neutral one is shown."""


async def not_left(request: Request) -> None:
    """Before every page of residents. Raises `Left`, after what the browser could not tell for want of a network."""
    if has_left(request):
        await _let_go(request)
        raise Left


async def show_nothing(request: Request, _: Exception) -> Response:
    """The neutral page, for whatever was asked."""
    return _closed(request)


@router.post("/leave")
async def leave(request: Request) -> Response:
    """Show a page that tells nothing; so does every other page until it is opened again."""
    return await _left(request)


async def log_out(request: Request) -> Response:
    """The same, said in words (退出): nothing is there again afterwards."""
    return await _left(request, ends=True)


async def _left(request: Request, *, ends: bool = False) -> Response:
    await _let_go(request, ends=ends)
    response = RedirectResponse("/closed", 303)
    _cookie_goes(request, response)
    gone(request, response)
    # What the browser kept of the conversation goes too.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@router.get("/closed")
async def closed(request: Request) -> Response:
    """A page that does not say what was here."""
    if has_left(request):
        await _let_go(request)
    return _closed(request)


@router.post("/open")
async def open_again(request: Request) -> Response:
    """Back to the door, or to the link that was opened."""
    to = (await read_form(request, SMALL_FORM)).first("to") or ""
    if has_left(request):
        await _let_go(request)
    response = RedirectResponse(to if _BY_ADDRESS.fullmatch(to) else "/", 303)
    if has_left(request):
        _cookie_goes(request, response)
    here_again(request, response)
    return response


def _closed(request: Request) -> Response:
    to = request.url.path if _BY_ADDRESS.fullmatch(request.url.path) else ""
    response = pages_of(request).show(request, "closed.html", to=to)
    if has_left(request):
        _cookie_goes(request, response)
    return response


def _cookie_goes(request: Request, response: Response) -> None:
    """The cookie of a session that stays is kept; that of one that ended goes."""
    if not request.state.stays:
        let_back(request, response)


async def _let_go(request: Request, *, ends: bool = False) -> None:
    """The session of this browser is locked; without a number it stays where something would be lost, or else ends.

    One that was begun in front of another's lock never stays: that one is to be there again.
    """
    token, house = token_of(request), house_of(request)
    request.state.stays = token is not None and (
        await house.locking.lock(token)
        or (not ends and not holds_another(request) and await house.locking.outlives_leaving(token))
    )
    if token is None or request.state.stays:
        return
    try:
        conversation_id = await house.sessions.conversation_of(token)
    except Unauthorized:
        return
    id = f"leave:{house.clock().isoformat()}"
    await house.sessions.close(token)
    await house.turns.take(conversation_id, Input(id, "web", house.clock(), Command("exit")))
