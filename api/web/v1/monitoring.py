"""The JSON of monitoring for staff: the work list, one case, the lists of other departments, the published lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput, NotFound
from api.services.monitoring.desk import Close, WorkFilter
from api.services.monitoring.importing import may_bring
from api.services.monitoring.sorting import HANDLINGS
from api.services.monitoring.words import CLOSINGS, DEPARTMENTS
from api.web.bodies import KIB, read_json, read_upload
from api.web.heard import checked_object
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.monitoring_json import case_json, import_json, item_json, kinds_json, lines_json, preview_json
from api.web.v1.schemas import TEXT, body, json_body
from conversations.messages import say

router = APIRouter(prefix="/api/v1/monitoring", tags=["staff"])
_MOST_BYTES = 16 * KIB


_CLOSE = json_body(
    ["id", "closing"],
    {
        "id": {"type": "string", "minLength": 1, "maxLength": 128},
        "closing": {"enum": sorted({one.code for some in CLOSINGS.values() for one in some})},
        "note": TEXT,
        "department": {"enum": list(DEPARTMENTS)},
        "tell": {"type": "boolean"},
    },
)
_SORT = json_body(["handling", "note"], {"handling": {"enum": list(HANDLINGS)}, "note": TEXT})
_LIST = body(
    "multipart/form-data",
    {
        "type": "object",
        "required": ["kind", "department", "as_of", "file"],
        "properties": {
            "kind": TEXT,
            "department": TEXT,
            "as_of": {"type": "string", "format": "date"},
            "file": {"type": "string", "format": "binary"},
        },
    },
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The query of the work list, as text; every part may be left out."""

    state: str = "open"
    handling: str = ""
    source: str = ""
    signal: str = ""
    area: str = ""
    overdue: str = ""
    page: str = "1"

    @property
    def filter(self) -> WorkFilter:
        """As the desk takes it."""
        overdue = self.overdue.lower() in ("1", "true", "yes", "on")
        return WorkFilter(self.state, self.handling, self.source, self.signal, self.area, overdue)


@router.get("")
async def work_list(request: Request, asking: AskingStaff, wanted: Annotated[Wanted, Depends()]) -> JSONResponse:
    """What was found in one's area and waits to be handled, due first, fifty a page."""
    house = house_of(request)
    found = await house.monitoring.desk.work_list(asking.staff, wanted.filter, number_of(wanted.page, 6))
    renderer = house.renderer("zh_CN")
    items = [item_json(item, renderer) for item in found.items]
    return JSONResponse({"items": items, "total": found.total, "counts": dict(found.counts)})


@router.get("/lines")
async def lines(request: Request, asking: AskingStaff, area: str = "") -> JSONResponse:
    """The lines from which a change counts as a signal, as they hold in an area today."""
    house = house_of(request)
    code, found = await house.monitoring.lines.in_force(asking.staff, area)
    return JSONResponse({"area": code, "lines": lines_json(found, house.renderer("zh_CN"))})


@router.get("/kinds")
async def kinds(request: Request, asking: AskingStaff) -> JSONResponse:
    """Which lists can be brought, with their columns."""
    may = may_bring(asking.staff)
    return JSONResponse({"kinds": kinds_json(house_of(request).renderer("zh_CN")), "may_bring": may})


@router.get("/imports")
async def imports(request: Request, asking: AskingStaff) -> JSONResponse:
    """Which lists were brought to one's area, by whom, when, and what came of them."""
    rows = await house_of(request).monitoring.lists.brought(asking.staff)
    return JSONResponse({"items": [import_json(row) for row in rows]})


@router.post("/imports", status_code=201, openapi_extra=_LIST)
async def bring(request: Request, asking: AskingStaff) -> JSONResponse:
    """Read a list and show what it would bring; it takes effect only when it is confirmed."""
    house = house_of(request)
    form = await read_upload(request)
    preview = await house.monitoring.lists.bring(
        asking.staff, form.first("kind") or "", form.first("department") or "", form.first("as_of") or "",
        form.file or b"",
    )  # fmt: skip
    return JSONResponse(preview_json(preview, house.renderer("zh_CN")), 201)


@router.post("/imports/{number}/confirm")
async def confirm(request: Request, asking: AskingStaff, number: str) -> JSONResponse:
    """Put what the list found on the work list."""
    row = await house_of(request).monitoring.lists.confirm(asking.staff, reached(number))
    return JSONResponse(import_json(row))


@router.post("/imports/{number}/drop")
async def drop(request: Request, asking: AskingStaff, number: str) -> JSONResponse:
    """Forget what the list found."""
    row = await house_of(request).monitoring.lists.drop(asking.staff, reached(number))
    return JSONResponse(import_json(row))


@router.get("/{number}")
async def case(request: Request, asking: AskingStaff, number: str) -> JSONResponse:
    """One case: what was found, what can be done about it."""
    house = house_of(request)
    view = await house.monitoring.desk.open(asking.staff, reached(number))
    return JSONResponse(case_json(view, house.renderer("zh_CN")))


@router.post("/{number}/sort", openapi_extra=_SORT)
async def sort(request: Request, asking: AskingStaff, number: str) -> JSONResponse:
    """Handle it another way, with the reason."""
    house = house_of(request)
    body = checked_object(await read_json(request, _MOST_BYTES), "")
    handling, note = _text(body, "handling"), _text(body, "note")
    view = await house.monitoring.desk.sort(asking.staff, reached(number), handling, note)
    return JSONResponse(case_json(view, house.renderer("zh_CN")))


@router.post("/{number}/close", openapi_extra=_CLOSE)
async def close(request: Request, asking: AskingStaff, number: str) -> JSONResponse:
    """Say what was done. The same `id` again gives the same answer."""
    house = house_of(request)
    body = checked_object(await read_json(request, _MOST_BYTES), "")
    tell = body.get("tell", False)
    if not isinstance(tell, bool):
        raise BadInput("tell", say("请写 true 或者 false。"))
    asked = Close(_text(body, "id"), _text(body, "closing"), _text(body, "note"), _text(body, "department"), tell)
    view = await house.monitoring.desk.close(asking.staff, reached(number), asked)
    return JSONResponse(case_json(view, house.renderer("zh_CN")))


def number_of(text: str, most_digits: int) -> int:
    """A page number. Raises BadInput."""
    if not (text.isascii() and text.isdecimal() and len(text) <= most_digits):
        raise BadInput("page", say("页码从 1 开始。"))
    return int(text)


def reached(text: str) -> int:
    """The number of a case or an import in an address. Raises NotFound."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise NotFound("case", say("请再看一下：您负责的范围里没有这一条。"))
    return int(text)


def _text(body: Mapping[str, object], key: str) -> str:
    value = body.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(key, say("请在这里写文字。"))
    return value
