"""Intake by staff as JSON: the keys of the form, flat or nested, become a declaration."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.errors import BadInput, Fault
from api.services.flags import flags_in
from api.services.intake.desk import ORIGINS, Sheet, TakenDown
from api.web.bodies import KIB, read_json
from api.web.heard import checked_object
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.schemas import TEXT, json_body
from api.web.v1.staff_json import moment
from conversations.answers import Json
from conversations.messages import say

router = APIRouter(prefix="/api/v1", tags=["staff"])
MOST_BYTES = 256 * KIB
_OURS = ("id", "origin", "answers", "signed_on", "place")
_MOST_KEYS = 2_000
_DEEPEST = 8
_LONGEST_KEY = 100
# The keys of the form may also stand beside `answers`.
BODY = json_body(
    [],
    {
        "id": {"type": "string", "minLength": 1, "maxLength": 128},
        "origin": {"enum": list(ORIGINS)},
        "answers": {"type": "object"},
        "signed_on": TEXT,
        "place": TEXT,
    },
)


@router.post("/declarations", status_code=201, openapi_extra=BODY)
async def take_down(request: Request, asking: AskingStaff) -> JSONResponse:
    """File what a household put on paper, said by telephone or at a visit. The same `id` again files nothing anew;
    without one, the same content; without an `origin` it was at the window.

    Answers by the keys of the form (`members.0.name`, or nested), beside the others or under `answers`; what is left
    out is passed over and flagged. A case of another township is filed for that township.
    """
    body = checked_object(await read_json(request, MOST_BYTES), "")
    taken = await house_of(request).intake.file(asking.staff, sheet_of(body))
    renderer = house_of(request).renderer("zh_CN")
    unusual = [{"key": key, "text": renderer.render(message)} for key, message in taken.unusual.items()]
    return JSONResponse({**_row_json(taken), "unusual": unusual, "unused": list(taken.unused)}, 201)


def sheet_of(body: Mapping[str, object]) -> Sheet:
    """A form as sent. Raises BadInput with every fault of its shape."""
    faults: list[Fault] = []
    ours: dict[str, str] = {}
    for key in ("id", "origin", "signed_on", "place"):
        value = body.get(key, "")
        if isinstance(value, str):
            ours[key] = value
        elif value is not None:
            faults.append(Fault(key, say("请在这里写文字。")))
    answers = body.get("answers", {})
    if not isinstance(answers, dict):
        faults.append(Fault("answers", say("请写成题目编号和答案。")))
        answers = {}
    given: dict[str, Json] = {}
    for source in ({key: value for key, value in body.items() if key not in _OURS}, answers):
        for key, leaf in _flat(source, "", 0):
            given[key] = leaf
    if len(given) > _MOST_KEYS or any(len(key) > _LONGEST_KEY for key in given):
        faults.append(Fault("answers", say("请少写一些：一份申报没有这么多题。")))
    if faults:
        raise BadInput.of(tuple(faults))
    # Without an id the content is its own: the same form sent twice is one form.
    id = ours.get("id", "") if "id" in body else _named_by(body)
    origin = ours.get("origin", "") if "origin" in body else ORIGINS[0]
    return Sheet(id, origin, given, ours.get("signed_on", ""), ours.get("place", ""))


def _named_by(body: Mapping[str, object]) -> str:
    content = json.dumps(body, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def _flat(value: object, key: str, depth: int) -> Iterator[tuple[str, Json]]:
    """Leaves by boundary key: `{"members": [{"name": …}]}` and `{"members.0.name": …}` say the same."""
    if depth > _DEEPEST:
        raise BadInput(key, say("请照题目编号写，这里套得太深。"))
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{key}.{name}" if key else str(name), depth + 1)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for place, inner in enumerate(value):
            yield from _flat(inner, f"{key}.{place}", depth + 1)
    elif isinstance(value, list):
        yield key, [one if isinstance(one, str) else str(one) for one in value]
    elif isinstance(value, bool | int | float | str):
        yield key, value


def _row_json(taken: TakenDown) -> dict[str, object]:
    row = taken.row
    return {
        "receipt": row.receipt,
        "status": row.status,
        "area_code": row.area_code,
        "category": row.category,
        "outcome": row.outcome,
        "origin": row.origin,
        "flags": list(flags_in(row.flags)),
        "submitted_at": moment(row.submitted_at),
        "due": moment(row.due_at),
        # Filed for the township where the household lives, which is not one of who typed it.
        "transferred": taken.elsewhere,
    }
