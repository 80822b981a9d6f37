"""The prints of a declaration, from its page."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.web.console.frame import ConsoleRoute
from api.web.parts import house_of
from api.web.prints import pdf_response
from api.web.staffed import AskingStaff

router = APIRouter(route_class=ConsoleRoute)


@router.get("/console/d/{receipt}/print/{name}.pdf")
async def printed(request: Request, asking: AskingStaff, receipt: str, name: str) -> Response:
    """A sheet to print. Who printed is on the timeline."""
    return pdf_response(await house_of(request).printing.sheet(asking.staff, receipt, name))
