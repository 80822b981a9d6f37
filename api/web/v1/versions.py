"""The JSON of two filed versions compared."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput
from api.services.review.comparing import Change
from api.services.review.sheet import Line
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.staff_json import JsonObject, moment
from conversations.messages import say
from locales.catalogues import SOURCE_LANGUAGE
from locales.rendering import Renderer

router = APIRouter(prefix="/api/v1", tags=["staff"])
_MOST_DIGITS = 6


@router.get("/declarations/{receipt}/versions/{older}/{newer}")
async def versions(request: Request, asking: AskingStaff, receipt: str, older: str, newer: str) -> JSONResponse:
    """What differs between two versions, in words, names and numbers masked; who changed it, when and how."""
    house = house_of(request)
    found = await house.review.compare(asking.staff, receipt, _number(older), _number(newer))
    renderer = house.renderer(SOURCE_LANGUAGE)
    return JSONResponse(
        {"from": found.older.version, "to": found.newer.version,
         "changes": [_change_json(one, renderer) for one in found.changes]}
    )  # fmt: skip


def _change_json(one: Change, renderer: Renderer) -> JsonObject:
    said = one.after.said if one.after is not None else None
    return {
        # The key in the newer version; of what is gone, the one it had.
        "key": one.key or (one.before.key if one.before is not None else ""),
        "gone": not one.key,
        "label": renderer.render(one.label),
        "before": _words(one.before, renderer),
        "after": _words(one.after, renderer),
        "channel": said.channel if said is not None else None,
        "by": said.by if said is not None else None,
        "at": moment(said.at) if said is not None else None,
    }


def _words(line: Line | None, renderer: Renderer) -> str | None:
    return renderer.render(line.value) if line is not None and line.value is not None else None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise BadInput("version", say("请写版本的编号，从 1 开始。"))
    return int(text)
