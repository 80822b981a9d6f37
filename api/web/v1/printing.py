"""Paper over JSON's neighbour: the official form and the sheets around it as PDF."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.services.printing.desk import FORM, Printed
from api.web.parts import house_of
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


def pdf_response(printed: Printed) -> Response:
    """A sheet to look at and print; nothing keeps a copy on the way."""
    return Response(
        printed.content,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{printed.name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
