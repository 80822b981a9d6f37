"""The photos of an emergency, one page a picture; sent with nosniff, and able to do nothing even if opened alone."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound
from api.services.review.pages import pages_of
from api.web.console.frame import ConsoleRoute
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from conversations.messages import say

router = APIRouter(route_class=ConsoleRoute)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "inline",
    "Cache-Control": "private, no-store",
}


@router.get("/console/emergencies/{receipt}/photos/{paper}")
async def photo(request: Request, asking: AskingStaff, receipt: str, paper: str, page: int = 1) -> Response:
    """One page of a photo or PDF. NotFound for a page there is not."""
    found = pages_of(await house_of(request).emergency_photos.photo(asking.staff, receipt, paper))
    if not 1 <= page <= len(found):
        raise NotFound("page", say("请回到救急那一页再点一次：这一张没有这一页。"))
    mime, content = found[page - 1]
    return Response(content, media_type=mime, headers=_HEADERS)
