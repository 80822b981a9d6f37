"""The JSON of the staff: logging in, the queue, a declaration, acting on it, its papers."""

from collections.abc import Mapping
from typing import TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import BadInput, Fault
from api.services.category_names import CATEGORIES
from api.services.review.actions import RESULTS, Action
from api.services.review.lifecycle import KNOWN_ACTIONS
from api.services.review.reasons import NONE_GIVEN, reason_of
from api.web.bodies import KIB, read_json
from api.web.heard import checked_object
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.schemas import TEXT, json_body
from api.web.v1.staff_json import done_json, view_json
from conversations.messages import Message, say

router = APIRouter(prefix="/api/v1", tags=["staff"])
MOST_BYTES = 256 * KIB
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
# The fields of an action that are plain words.
_TEXTS = (
    "note", "category", "result", "area_code", "signed_on", "place", "reason", "on", "source", "findings", "signed",
    "referral",
)  # fmt: skip
T = TypeVar("T")


TEXTS = {"type": "array", "items": TEXT}
LOGIN = json_body(["username", "password"], {"username": TEXT, "password": TEXT, "code": TEXT})
ACTION = json_body(
    ["id", "action"],
    {
        "id": {"type": "string", "minLength": 1, "maxLength": 128},
        "action": {"enum": list(KNOWN_ACTIONS)},
        "note": TEXT,
        "keys": TEXTS,
        "notes": {"type": "object", "additionalProperties": TEXT},
        "category": {"enum": list(CATEGORIES)},
        "result": {"enum": list(RESULTS)},
        "area_code": TEXT,
        "signed_on": TEXT,
        "place": TEXT,
        **dict.fromkeys(("reason", "on", "source", "findings", "signed", "referral"), TEXT),
        **dict.fromkeys(("visitors", "photos", "departments"), TEXTS),
        "found": {"type": "object", "additionalProperties": TEXT},
        "members": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "monitored": {"type": "boolean"},
    },
)


@router.post("/staff/sessions", status_code=201, openapi_extra=LOGIN)
async def log_in(request: Request) -> JSONResponse:
    """A session for `{"username", "password"}`, with `code` where the account has a second factor."""
    body = checked_object(await read_json(request, MOST_BYTES), "")
    fields = _Fields(body)
    username, password = fields.text("username", needed=True), fields.text("password", needed=True)
    code = fields.text("code")
    fields.raise_if_any()
    session = await house_of(request).staff.login(username, password, code)
    return JSONResponse({"token": session.token}, 201)


@router.delete("/staff/sessions", status_code=204)
async def log_out(request: Request, asking: AskingStaff) -> Response:
    """End this session."""
    await house_of(request).staff.logout(asking.token)
    return Response(status_code=204)


@router.get("/declarations/{receipt}")
async def declaration(
    request: Request, asking: AskingStaff, receipt: str, reason: str = "", words: str = ""
) -> JSONResponse:
    """One declaration: answers by boundary key, the check as it was made, what happened, what can be done.

    `reason` (with `words` of one's own), or the header `X-Reason`: why it is read in full.
    """
    house = house_of(request)
    # In full, so it is written down who read it.
    code = reason or request.headers.get("x-reason", "")
    view = await house.review.show(asking.staff, receipt, reason_of(code, words) if code else NONE_GIVEN)
    chain = await house.chains.of(asking.staff, receipt)
    return JSONResponse(view_json(view, house.renderer("zh_CN"), chain))


@router.post("/declarations/{receipt}/actions", openapi_extra=ACTION)
async def act(request: Request, asking: AskingStaff, receipt: str) -> JSONResponse:
    """Take a step. The same `id` again gives the same answer."""
    action = action_of(checked_object(await read_json(request, MOST_BYTES), ""))
    done = await house_of(request).review.act(asking.staff, receipt, action)
    return JSONResponse(done_json(done))


@router.get("/declarations/{receipt}/documents/{paper}")
async def paper(request: Request, asking: AskingStaff, receipt: str, paper: str) -> Response:
    """A paper of this declaration, to be saved, never shown by the browser itself."""
    return await paper_response(request, asking, receipt, paper)


async def paper_response(request: Request, asking: AskingStaff, receipt: str, paper: str) -> Response:
    """A paper as an attachment. Raises NotFound for one that is not of this declaration."""
    found = await house_of(request).review.paper(asking.staff, receipt, paper)
    suffix = _SUFFIXES.get(found.mime, "bin")
    return Response(
        found.content,
        media_type=found.mime,
        headers={
            "Content-Disposition": f'attachment; filename="{receipt}-{paper[:8]}.{suffix}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def action_of(body: Mapping[str, object]) -> Action:
    """An action as sent. Raises BadInput with every fault of its shape."""
    fields = _Fields(body)
    action = Action(
        id=fields.text("id", needed=True),
        action=fields.text("action", needed=True),
        keys=fields.texts("keys"),
        notes=fields.words("notes"),
        found=fields.words("found"),
        visitors=fields.texts("visitors"),
        photos=fields.texts("photos"),
        departments=fields.texts("departments"),
        members=fields.indices("members"),
        monitored=fields.yes_no("monitored"),
        **{name: fields.text(name) for name in _TEXTS},
    )
    fields.raise_if_any()
    return action


class _Fields:
    """Reads the fields of a JSON object and collects what is wrong with them."""

    def __init__(self, body: Mapping[str, object]) -> None:
        self._body = body
        self._faults: list[Fault] = []

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self._body.get(key)
        if isinstance(value, str) and (value or not needed):
            return value
        if value is None and not needed:
            return ""
        return self._wrong(key, say("请在这里写文字。"), "")

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._body.get(key)
        if value is None:
            return ()
        if isinstance(value, list):
            texts = tuple(one for one in value if isinstance(one, str))
            if len(texts) == len(value):
                return texts
        return self._wrong(key, say("请在这里写一组文字。"), ())

    def words(self, key: str) -> dict[str, str]:
        value = self._body.get(key)
        if value is None:
            return {}
        if isinstance(value, dict):
            words = {name: word for name, word in value.items() if isinstance(word, str)}
            if len(words) == len(value):
                return words
        return self._wrong(key, say("请在这里写题目编号和说明，一题一句。"), {})

    def indices(self, key: str) -> tuple[str, ...]:
        """Members of the household, numbered from 0."""
        value = self._body.get(key)
        if value is None:
            return ()
        if isinstance(value, list):
            numbers = tuple(str(one) for one in value if isinstance(one, int) and not isinstance(one, bool))
            if len(numbers) == len(value):
                return numbers
        return self._wrong(key, say("请在这里写一组序号，从 0 数起。"), ())

    def yes_no(self, key: str) -> str:
        """`yes` or `no` for a truth value, "" when it was not given."""
        value = self._body.get(key)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return self._wrong(key, say("请写 true 或者 false。"), "")

    def raise_if_any(self) -> None:
        if self._faults:
            raise BadInput.of(tuple(self._faults))

    def _wrong(self, key: str, message: Message, instead: T) -> T:
        self._faults.append(Fault(key, message))
        return instead
