"""Paper over JSON's neighbour: the official form and the sheets around it as PDF."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.services.printing.desk import FORM
from api.web.parts import house_of
from api.web.prints import pdf_response
from api.web.staffed import AskingStaff

router = APIRouter(prefix="/api/v1", tags=["staff"])


@router.get("/declarations/{receipt}/form.pdf", response_class=Response)
async def form(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """The official form, filled, A4. Written down like a full reading."""
    return pdf_response(await house_of(request).printing.sheet(asking.staff, receipt, FORM))


@router.get("/declarations/{receipt}/sheets/{name}.pdf", response_class=Response)
async def sheet(request: Request, asking: AskingStaff, receipt: str, name: str) -> Response:
    """Another sheet of this declaration; 409 where it does not have that one yet."""
    return pdf_response(await house_of(request).printing.sheet(asking.staff, receipt, name))
