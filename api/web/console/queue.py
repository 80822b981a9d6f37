"""The queue: what is filed in one's area, due first, filtered and searched."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.services.review.views import Filters, QueuePage
from api.web.console.frame import ConsoleRoute, staff_page
from api.web.parts import house_of
from api.web.staffed import Asking, AskingStaff

router = APIRouter(route_class=ConsoleRoute)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the queue with how it was asked for; `query` keeps that in links."""

    found: QueuePage
    filters: Filters

    @property
    def query(self) -> str:
        """The filters as a query string, "" when there are none."""
        return _query(self.filters)

    def page_link(self, number: int) -> str:
        """The link to another page of the same."""
        asked = _query(self.filters)
        return f"/console?{asked}{'&' if asked else ''}page={number}"


@router.get("/console/")
async def with_slash() -> Response:
    """The same without the slash."""
    return RedirectResponse("/console", 303)


@router.get("/console")
async def queue_page(request: Request, asking: AskingStaff) -> Response:
    """The whole width for the queue."""
    return await staff_page(request, asking, "queue.html", listing=await listing_of(request, asking))


async def listing_of(request: Request, asking: Asking) -> Listing:
    """The queue as the query of this page asks for it. Raises BadInput."""
    query = request.query_params
    filters = Filters(
        status=query.get("status", ""),
        area=query.get("area", ""),
        category=query.get("category", ""),
        overdue=query.get("overdue", "") == "1",
        words=query.get("q", ""),
    )
    number = query.get("page", "1")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    return Listing(await house_of(request).review.queue(asking.staff, filters, max(1, page)), filters)


def _query(filters: Filters) -> str:
    asked = {
        "status": filters.status, "area": filters.area, "category": filters.category,
        "overdue": "1" if filters.overdue else "", "q": filters.words,
    }  # fmt: skip
    return urlencode({name: value for name, value in asked.items() if value})
