"""The households of a session as a page: one button each, which goes there. Works without JavaScript."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from api.web.doors import conversation_of, token_of
from api.web.pages import pages_of
from api.web.parts import house_of, renderer_of
from conversations.households import PAGE, named

router = APIRouter(include_in_schema=False)


@router.get("/households", dependencies=[Depends(conversation_of)])
async def shown(request: Request, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """Eight a page, what was touched last first."""
    listed = await house_of(request).sessions.households(token_of(request) or "")
    pages = max(-(-len(listed) // PAGE), 1)
    page = min(page, pages)
    render = renderer_of(request).render
    here = [(one, render(named(one))) for one in listed[(page - 1) * PAGE : page * PAGE]]
    id = secrets.token_urlsafe(12)
    return pages_of(request).show(request, "households.html", listed=here, page=page, pages=pages, id=id)


async def owner_of(request: Request) -> str:
    """Whose the current household is, in words, where the session holds several; else ""."""
    token, sessions = token_of(request) or "", house_of(request).sessions
    if not await sessions.several(token):
        return ""
    here = next((one for one in await sessions.households(token) if one.here), None)
    return renderer_of(request).render(named(here)) if here is not None else ""
