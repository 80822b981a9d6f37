"""The pages of a link for one person: confirm what was declared for them, or authorize, or take it back."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Gone
from api.services.declaring.inviting import Invited, Kind
from api.web.bodies import KIB, Form, read_form
from api.web.pages import pages_of
from api.web.parts import house_of, locale_of, renderer_of
from conversations.bilingual import in_both
from conversations.form.declaration.proxy import RELATION

router = APIRouter(include_in_schema=False)
# A drawn signature of 200 KB, in base64 with its signs escaped.
MOST_BYTES = 450 * KIB
LONGEST_NAME = 60


@router.get("/confirm/{token}")
async def confirm_page(request: Request, token: str) -> Response:
    """What somebody declared for this person."""
    return await _page(request, "confirm", token)


@router.post("/confirm/{token}")
async def confirm(request: Request, token: str) -> Response:
    """Yes with the own signature, or: this is not what I want to declare."""
    form = await read_form(request, MOST_BYTES)
    if form.first("answer") == "no":
        return await _done(request, "confirm", token, form, refusing=True)
    return await _done(request, "confirm", token, form)


@router.get("/authorize/{token}")
async def authorize_page(request: Request, token: str) -> Response:
    """What an adult of the household authorizes."""
    return await _page(request, "authorize", token)


@router.post("/authorize/{token}")
async def authorize(request: Request, token: str) -> Response:
    """Sign, or take back what was signed; the latter asks once more, with what follows from it."""
    form = await read_form(request, MOST_BYTES)
    answer = form.first("answer")
    if answer == "ask":
        return await _page(request, "authorize", token, asking=True)
    return await _done(request, "authorize", token, form, refusing=answer == "withdraw")


async def _done(request: Request, kind: Kind, token: str, form: Form, *, refusing: bool = False) -> Response:
    inviting, typed = house_of(request).inviting, (form.first("text") or "")[:LONGEST_NAME]
    try:
        if refusing and kind == "confirm":
            await inviting.refuse(token)
        elif refusing:
            await inviting.withdraw(token)
        else:
            id = f"{kind}:{token}"
            await inviting.sign(kind, token, typed, form.first("drawn") or "", locale_of(request), id)
    except BadInput as refused:
        words = [renderer_of(request).render(fault.message) for fault in refused.faults]
        return await _page(request, kind, token, status=refused.status, error="\n".join(words), typed=typed)
    except Gone as gone:
        return _gone(request, gone)
    return RedirectResponse(f"/{kind}/{token}", 303)


async def _page(
    request: Request, kind: Kind, token: str, *, status: int = 200, error: str = "", typed: str = "",
    asking: bool = False,
) -> Response:  # fmt: skip
    try:
        invited = await house_of(request).inviting.look(kind, token)
    except Gone as gone:
        return _gone(request, gone)
    response = pages_of(request).show(
        request, "invited.html", status=status, invited=invited, error=error, typed=typed, asking=asking,
        texts=_texts(request, invited), relation=_relation(request, invited.relation), token=token,
    )  # fmt: skip
    # The address is the key: it must not travel on to another page, nor stay in a cache.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _texts(request: Request, invited: Invited) -> list[list[str]]:
    """Each text in lines, with its reading in the language of the page."""
    render, locale = renderer_of(request).render, locale_of(request)
    return [render(in_both(text, locale)).splitlines() for text in invited.texts]


def _relation(request: Request, value: str) -> str:
    found = next((one.label for one in RELATION if one.value == value), None)
    return renderer_of(request).render(found) if found is not None else ""


def _gone(request: Request, gone: Gone) -> Response:
    words = renderer_of(request).render(gone.message)
    return pages_of(request).show(request, "invited_gone.html", status=gone.status, words=words)
