"""The JSON of home visits and data queries: photos, and who has consented to being asked about."""

from dataclasses import asdict

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import BadInput
from api.services.review.query_list import as_csv
from api.web.bodies import read_upload
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.schemas import PHOTO
from conversations.messages import say
from locales.catalogues import SOURCE_LANGUAGE

router = APIRouter(prefix="/api/v1", tags=["staff"])
PRIVATE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


@router.post("/declarations/{receipt}/photos", status_code=201, openapi_extra=PHOTO)
async def take_photo(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """A photo taken on a visit (multipart, `file`); its id goes into `photos` of `record_visit`."""
    form = await read_upload(request)
    if form.file is None:
        raise BadInput("file", say("请选一张照片，再发一次。"))
    photo = await house_of(request).visiting.keep(asking.staff, receipt, form.file)
    return JSONResponse({"photo": photo}, 201)


@router.get("/declarations/{receipt}/photos/{photo}")
async def photo(request: Request, asking: AskingStaff, receipt: str, photo: str) -> Response:
    """A photo of a visit, to be saved."""
    found = await house_of(request).visiting.photo(asking.staff, receipt, photo)
    named = {"Content-Disposition": f'attachment; filename="{receipt}-{photo[:8]}"'}
    return Response(found.content, media_type=found.mime, headers={**PRIVATE, **named})


@router.get("/declarations/{receipt}/authorizations")
async def authorizations(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """Who has authorized a data query, and under which text: goes with the query. Written down like a full reading."""
    people = await house_of(request).query_list.of(asking.staff, receipt)
    return JSONResponse({"receipt": receipt, "authorized": [asdict(one) for one in people]}, headers=PRIVATE)


@router.get("/declarations/{receipt}/authorizations.csv", response_class=Response)
async def authorizations_csv(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """The same as a table with Chinese headings."""
    house = house_of(request)
    people = await house.query_list.of(asking.staff, receipt)
    named = {"Content-Disposition": f'attachment; filename="{receipt}-authorizations.csv"'}
    content = as_csv(people, house.renderer(SOURCE_LANGUAGE).render)
    return Response(content, media_type="text/csv; charset=utf-8", headers={**PRIVATE, **named})
