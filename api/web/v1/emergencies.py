"""The JSON of emergencies for staff: the queue, one of them, acting on it, and the reserve funds. Amounts are yuan."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import BadInput, Fault
from api.services.emergency.actions import LONGEST_METHOD, EmergencyAction, fen_of
from api.services.emergency.lifecycle import ACTIONS, METHODS, TIERS
from api.services.emergency.views import Before, EmergencyDone, EmergencyItem, EmergencyView, FundView
from api.services.emergency.words import yuan
from api.web.bodies import KIB, read_json
from api.web.heard import checked_object
from api.web.parts import house_of
from api.web.prints import pdf_response, xlsx_response
from api.web.staffed import AskingStaff
from api.web.v1.schemas import TEXT, json_body
from api.web.v1.staff_json import JsonObject, moment
from conversations.messages import say

router = APIRouter(prefix="/api/v1", tags=["emergencies"])
MOST_BYTES = 64 * KIB
YUAN = {"oneOf": [{"type": "number"}, {"type": "string"}]}
_TEXTS = (
    "id",
    "action",
    "tier",
    "method",
    "reference",
    "reason",
    "refer_to",
    "person",
    "id_number",
    "signed_on",
    "area_code",
    "note",
    "as_of",
)
_WITH_AMOUNT = ("grant", "escalate", "pay")


ACTION = json_body(
    ["id", "action"],
    {
        **dict.fromkeys(_TEXTS, TEXT),
        "action": {"enum": [one for one in ACTIONS if one != "see"]},
        "amount": YUAN,
        "tier": {"enum": list(TIERS)},
        "method": {"type": "string", "maxLength": LONGEST_METHOD, "examples": list(METHODS)},
    },
)
ENTRY = json_body(["kind", "amount"], {"id": TEXT, "kind": {"enum": ["opening", "replenish"]}, "amount": YUAN})


@router.get("/emergencies")
async def emergencies(request: Request, asking: AskingStaff, all: str = "") -> JSONResponse:
    """The open emergencies of one's area, what is due first on top; `all=true`: those that are done too."""
    items = await house_of(request).emergencies.queue(asking.staff, every=all.lower() in ("1", "true", "yes"))
    return JSONResponse({"items": [item_json(one) for one in items], "total": len(items)})


@router.get("/emergencies/{receipt}")
async def emergency(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """One of them. The first officer of its area who opens it has seen it, and the family is told so."""
    return JSONResponse(view_json(await house_of(request).emergencies.open(asking.staff, receipt)))


@router.get("/emergencies/{receipt}/record.pdf", response_class=Response)
async def record(request: Request, asking: AskingStaff, receipt: str) -> Response:
    """The sheet on which person, reason, amount and signature are registered. Written down like a full reading."""
    return pdf_response(await house_of(request).emergency_printing.record(asking.staff, receipt))


@router.post("/emergencies/{receipt}/actions", openapi_extra=ACTION)
async def act(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """Take a step. The same `id` again gives the same answer."""
    action = action_of(checked_object(await read_json(request, MOST_BYTES), ""))
    return JSONResponse(done_json(await house_of(request).emergencies.act(asking.staff, receipt, action)))


@router.get("/funds/{area_code}")
async def fund(request: Request, asking: AskingStaff, area_code: str) -> JSONResponse:
    """The reserve fund of a township, with its statement."""
    return JSONResponse(fund_json(await house_of(request).funds.statement(asking.staff, area_code)))


@router.get("/funds/{area_code}/statement.xlsx", response_class=Response)
async def statement(request: Request, asking: AskingStaff, area_code: str) -> Response:
    """The statement as a workbook."""
    return xlsx_response(await house_of(request).statements.workbook(asking.staff, area_code))


@router.post("/funds/{area_code}/entries", status_code=201, openapi_extra=ENTRY)
async def enter(request: Request, asking: AskingStaff, area_code: str) -> JSONResponse:
    """Put money in: `opening` once, `replenish` afterwards. With an `id`, sending it twice enters it once."""
    body = checked_object(await read_json(request, MOST_BYTES), "")
    texts = _texts(body, ("kind", "id"))
    amount = fen_of(body.get("amount"))
    id = texts["id"] or f"{texts['kind']}@{house_of(request).clock().isoformat()}"
    return JSONResponse(
        fund_json(await house_of(request).funds.enter(asking.staff, area_code, texts["kind"], amount, id)), 201
    )


def action_of(body: Mapping[str, object]) -> EmergencyAction:
    """An action as sent. Raises BadInput with every fault of its shape."""
    texts = _texts(body, _TEXTS)
    wants = texts["action"] in _WITH_AMOUNT and body.get("amount") is not None
    return EmergencyAction(**texts, amount=fen_of(body["amount"]) if wants else 0)


def _texts(body: Mapping[str, object], names: tuple[str, ...]) -> dict[str, str]:
    wrong = [name for name in names if not isinstance(body.get(name, ""), str)]
    if wrong:
        raise BadInput.of(tuple(Fault(name, say("请在这里写文字。")) for name in wrong))
    return {name: _printable(str(body.get(name, ""))) for name in names}


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char == "\n").strip()


def item_json(item: EmergencyItem) -> JsonObject:
    """A line of the queue."""
    return {
        "receipt": item.receipt, "status": item.status, "what": item.what, "area_code": item.area_code,
        "submitted_at": moment(item.submitted_at), "due": moment(item.due), "flags": list(item.flags),
        "silent": item.silent, "granted": str(yuan(item.granted)), "paid": str(yuan(item.paid)),
        "together": item.together,
        "needs": list(item.needs),
    }  # fmt: skip


def view_json(view: EmergencyView) -> JsonObject:
    """An emergency with everything in it."""
    fund = view.fund
    return {
        **item_json(view.item),
        "answers": dict(view.answers),
        "tier": view.tier or None,
        "origin": view.origin,
        "papers_due": moment(view.papers_due),
        "given_before": [_before_json(one) for one in view.before],
        "fund": _balance_json(fund.area_code, fund.balance, fund.reserved),
        "advance": view.advance,
        "limit": None if view.limit is None else str(yuan(view.limit)),
        "timeline": [
            {"at": moment(one.at), "by": one.actor, "action": one.action, "status": one.status,
             "content": _content(one.content)}
            for one in view.timeline
        ],
        "actions": list(view.actions),
        "as_of": view.as_of,
        "granted_by": view.granted_by or None,
        "nearby": [{**_before_json(one.told), "metres": one.metres, "name": one.name or None} for one in view.nearby],
    }  # fmt: skip


def done_json(done: EmergencyDone) -> JsonObject:
    """What came of an action."""
    return {"receipt": done.receipt, "action": done.action, "status": done.status, "due": moment(done.due),
            "actions": list(done.actions)}  # fmt: skip


def fund_json(view: FundView) -> JsonObject:
    """A fund with its statement."""
    return {
        **_balance_json(view.fund.area_code, view.fund.balance, view.fund.reserved),
        "entries": [
            {"kind": one.kind, "amount": str(yuan(one.amount)), "balance": str(yuan(one.balance)),
             "reserved": str(yuan(one.reserved)), "at": moment(one.at), "by": one.actor, "receipt": one.receipt,
             "method": one.method, "reference": one.reference}
            for one in view.entries
        ],
    }  # fmt: skip


def _balance_json(area_code: str, balance: int, reserved: int) -> JsonObject:
    return {"area_code": area_code, "balance": str(yuan(balance)), "reserved": str(yuan(reserved)),
            "available": str(yuan(balance - reserved))}  # fmt: skip


def _before_json(one: Before) -> JsonObject:
    return {"kind": one.kind, "receipt": one.receipt, "what": one.what, "status": one.status,
            "area_code": one.area_code, "at": moment(one.at), "granted": str(yuan(one.granted)),
            "paid": str(yuan(one.paid))}  # fmt: skip


def _content(content: Mapping[str, object]) -> JsonObject:
    """What was said with an action, its amount in yuan."""
    amount = content.get("amount")
    return {**content, **({"amount": str(yuan(amount))} if isinstance(amount, int) else {})}
