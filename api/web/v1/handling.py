"""The JSON of sharing the work: many cases given to somebody or told the same, notes for colleagues."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput, Fault
from api.services.review.handling import ASSIGN, MESSAGE, MOST_AT_ONCE, Result
from api.services.review.queueing import NoteRow
from api.web.bodies import KIB, read_json
from api.web.heard import checked_object
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.schemas import TEXT, json_body
from api.web.v1.staff_json import moment
from conversations.messages import say
from locales.rendering import Renderer

router = APIRouter(prefix="/api/v1", tags=["staff"])
MOST_BYTES = 64 * KIB
_ID = {"type": "string", "minLength": 1, "maxLength": 128}


BULK = json_body(
    ["id", "action", "receipts"],
    {
        "id": _ID,
        "action": {"enum": [ASSIGN, MESSAGE]},
        "receipts": {"type": "array", "items": TEXT, "minItems": 1, "maxItems": MOST_AT_ONCE},
        "to": TEXT,
        "note": TEXT,
    },
)
NOTE = json_body(["id", "note"], {"id": _ID, "note": TEXT})


@router.post("/declarations/bulk", openapi_extra=BULK)
async def bulk(request: Request, asking: AskingStaff) -> JSONResponse:
    """Give cases `to` somebody (`me`, `nobody`, a user name), or tell each family the same `note`.

    What came of each is told by itself; `to_call` are those whom no channel reaches. The same `id` does nothing twice.
    """
    body = checked_object(await read_json(request, MOST_BYTES), "")
    texts = _texts(body, "id", "action", "to", "note")
    handling, renderer = house_of(request).handling, house_of(request).renderer("zh_CN")
    if texts["action"] == ASSIGN:
        results = await handling.assign(asking.staff, _receipts(body), texts["to"], texts["id"])
    elif texts["action"] == MESSAGE:
        results = await handling.message(asking.staff, _receipts(body), texts["note"], texts["id"])
    else:
        raise BadInput("action", say("请从这些里选：{all}。", all=f"{ASSIGN}、{MESSAGE}"))
    told = [result_json(one, renderer) for one in results]
    return JSONResponse({"results": told, "to_call": [one.receipt for one in results if one.called_for]})


@router.get("/declarations/{receipt}/notes")
async def notes(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """What colleagues noted, oldest first; the family is never told."""
    found = await house_of(request).handling.notes(asking.staff, receipt)
    return JSONResponse({"notes": [_note_json(one) for one in found]})


@router.post("/declarations/{receipt}/notes", status_code=201, openapi_extra=NOTE)
async def note(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """Note something for colleagues. The same `id` again adds nothing."""
    texts = _texts(checked_object(await read_json(request, MOST_BYTES), ""), "id", "note")
    found = await house_of(request).handling.note(asking.staff, receipt, texts["note"], texts["id"])
    return JSONResponse({"notes": [_note_json(one) for one in found]}, 201)


def result_json(result: Result, renderer: Renderer) -> dict[str, object]:
    """What came of one case."""
    if result.error is None:
        return {"receipt": result.receipt, "done": True, "reached": result.reached or None}
    faults = [{"key": one.key, "message": renderer.render(one.message)} for one in result.error.faults]
    return {"receipt": result.receipt, "done": False, "status": result.error.status, "faults": faults}


def _note_json(one: NoteRow) -> dict[str, object]:
    return {"id": one.note_id, "at": moment(one.at), "by": one.author, "note": one.words}


def _texts(body: Mapping[str, object], *keys: str) -> dict[str, str]:
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for key in keys:
        value = body.get(key)
        if value is None or isinstance(value, str):
            found[key] = value or ""
        else:
            faults.append(Fault(key, say("请在这里写文字。")))
    if faults:
        raise BadInput.of(tuple(faults))
    return found


def _receipts(body: Mapping[str, object]) -> list[str]:
    value = body.get("receipts")
    texts = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(texts) != len(value):
        raise BadInput("receipts", say("请在这里写一组编号。"))
    return texts
