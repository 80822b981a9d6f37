"""The stateless check of a household without names."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.services.calendar.workdays import china_day
from api.services.checking.screening import screen_by
from api.web.bodies import KIB, read_json
from api.web.parts import house_of, renderer_of
from api.web.v1.schemas import SCREENING

router = APIRouter(prefix="/api/v1", tags=["screening"])

SCREENING_BYTES = 256 * KIB


@router.post("/screenings", openapi_extra=SCREENING)
async def judge(request: Request) -> Response:
    """Which category is likely, with every reason. Nothing is kept. 422 with every fault and its key."""
    house = house_of(request)
    payload = await read_json(request, SCREENING_BYTES)
    today = china_day(house.clock())
    render = renderer_of(request).render
    return JSONResponse(await screen_by(house.database, house.figures, payload, today, render))
