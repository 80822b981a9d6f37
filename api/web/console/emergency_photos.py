"""The photos of an emergency, one large, the others beside; pictures are sent with nosniff, and able to do nothing."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound
from api.services.emergency.views import EmergencyView
from api.services.review.pages import pages_of
from api.web.console.emergency_page import photos_of
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.console.pictures import picture
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from conversations.messages import Message, say

router = APIRouter(route_class=ConsoleRoute)
_TURNS = 4


@dataclass(frozen=True, slots=True)
class Photo:
    """A kept photo: what it shows, and which of these it is, from 1."""

    id: str
    words: Message
    number: int


@router.get("/console/emergencies/{receipt}/photos/{paper}/view")
async def viewer(
    request: Request, asking: AskingStaff, receipt: str, paper: str, page: int = 1, turn: int = 0
) -> Response:
    """A page that shows the photo large, the others beside it."""
    house = house_of(request)
    # The photo first: who may not have it is told so before anything is shown.
    pages = pages_of(await house.emergency_photos.photo(asking.staff, receipt, paper))
    every = _every(await house.emergencies.open(asking.staff, receipt))
    at = next(index for index, one in enumerate(every) if one.id == paper)
    return await staff_page(
        request, asking, "emergency_photo.html", receipt=receipt, every=every, now=every[at], pages=len(pages),
        before=every[at - 1] if at else None, after=every[at + 1] if at + 1 < len(every) else None,
        page=min(max(page, 1), max(len(pages), 1)), turn=turn % _TURNS,
    )  # fmt: skip


@router.get("/console/emergencies/{receipt}/photos/{paper}")
async def photo(request: Request, asking: AskingStaff, receipt: str, paper: str, page: int = 1) -> Response:
    """One page of a photo or PDF. NotFound for a page there is not."""
    found = pages_of(await house_of(request).emergency_photos.photo(asking.staff, receipt, paper))
    if not 1 <= page <= len(found):
        raise NotFound("page", say("请回到救急那一页再点一次：这一张没有这一页。"))
    mime, content = found[page - 1]
    return picture(content, mime)


def _every(view: EmergencyView) -> list[Photo]:
    return [
        Photo(id, words, number) for words, ids in photos_of(view).items() for number, id in enumerate(ids, start=1)
    ]
