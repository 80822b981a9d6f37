"""What leaves as a file: the official form and the sheets around it as PDF, rosters as XLSX."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.services.printing.asking_for import Asked
from api.services.printing.desk import FORM
from api.services.printing.rosters import Job, Workbook
from api.web.parts import house_of
from api.web.prints import pdf_response, xlsx_response
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


@router.get("/declarations.xlsx", response_class=Response)
async def roster(request: Request, asking: AskingStaff, asked: Annotated[Asked, Depends()]) -> Response:
    """The roster of one's area: the workbook; 202 with a job where it is long. `month`: yyyy-mm, filed in it."""
    made = await house_of(request).rosters.wanted(asking.staff, asked)
    return xlsx_response(made) if isinstance(made, Workbook) else JSONResponse(_job(made), 202)


@router.get("/exports/{number}")
async def export(request: Request, asking: AskingStaff, number: str) -> JSONResponse:
    """How far one's own job is."""
    return JSONResponse(_job(await house_of(request).rosters.job(asking.staff, number)))


@router.get("/exports/{number}/declarations.xlsx", response_class=Response)
async def exported(request: Request, asking: AskingStaff, number: str) -> Response:
    """The workbook of one's own job, once it is ready."""
    return xlsx_response(await house_of(request).rosters.fetch(asking.staff, number))


def _job(job: Job) -> dict[str, object]:
    return {
        "id": job.id, "state": job.state, "percent": job.percent, "done": job.done, "total": job.total,
        "until": job.until.isoformat(), "download": f"/api/v1/exports/{job.id}/declarations.xlsx",
    }  # fmt: skip
