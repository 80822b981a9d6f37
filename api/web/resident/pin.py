"""The number of a session as pages: setting it, changing it, taking it away, and giving it to go on."""

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, ServiceError, TooMany, Unauthorized
from api.services.conversing.at_door import key_of
from api.web.bodies import read_form
from api.web.doors import BEFORE, conversation_of, token_of
from api.web.pages import pages_of
from api.web.parts import house_of, renderer_of
from api.web.resident.locked import TYPED_BYTES, lock_page
from api.web.resident.page import shown_page
from api.web.resident.view import Kept

router = APIRouter(include_in_schema=False)


@router.post("/unlock")
async def unlock(request: Request) -> Response:
    """Give the number; what was typed before it was asked for is in its field again."""
    form, house = await read_form(request, TYPED_BYTES), house_of(request)
    token = token_of(request)
    if token is None:
        return RedirectResponse("/", 303)
    try:
        await house.locking.unlock(token, form.first("pin") or "")
    except (Unauthorized, TooMany) as refused:
        return lock_page(request, renderer_of(request).render(refused.message), refused.status, form)
    conversation_id = await house.sessions.conversation_of(token)
    request.state.locks = True
    typed, key = form.first("text"), form.first("question")
    if typed and key and form.first("household") in ("", key_of(conversation_id)):
        return await shown_page(request, conversation_id, Kept(typed=typed, key=key, waited=True))
    return RedirectResponse("/#q", 303)


@router.get("/unlock")
@router.get("/lock")
async def reloaded() -> Response:
    """Whoever loads the answer to a form again."""
    return RedirectResponse("/", 303)


@router.post("/lock")
async def lock(request: Request) -> Response:
    """Nobody touched the page for a while: ask for the number, and keep what stands in the field."""
    form, token = await read_form(request, TYPED_BYTES), token_of(request)
    if token is not None and await house_of(request).locking.lock(token):
        return lock_page(request, form=form)
    return RedirectResponse("/", 303)


@router.get("/pin", dependencies=[Depends(conversation_of)])
async def offered(request: Request) -> Response:
    """What it is good for, and the fields."""
    return await _page(request)


@router.post("/pin", dependencies=[Depends(conversation_of)])
async def put(request: Request) -> Response:
    """Set it, change it, or take it away."""
    form, locking, token = await read_form(request, TYPED_BYTES), house_of(request).locking, token_of(request) or ""
    if BEFORE in request.cookies:
        return await _page(request)
    old = form.first("old") or ""
    try:
        if form.first("do") == "remove":
            await locking.remove(token, old)
            return await _page(request, done="removed")
        await locking.put(token, form.first("pin") or "", form.first("again") or "", old)
    except (BadInput, Unauthorized, TooMany) as refused:
        return await _page(request, refused=refused)
    return await _page(request, done="set")


async def _page(request: Request, *, done: str = "", refused: ServiceError | None = None) -> Response:
    standing = await house_of(request).locking.standing(token_of(request) or "")
    words = renderer_of(request).render(refused.message) if refused is not None else ""
    return pages_of(request).show(
        request, "pin.html", status=refused.status if refused is not None else 200, done=done, error=words,
        pinned=standing is not None and standing.pinned, beside=BEFORE in request.cookies,
    )  # fmt: skip
