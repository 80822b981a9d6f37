"""The web chat as JSON: sessions, turns, files, what was said, what is kept."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import BadInput, TooLarge
from api.services.ways_in.sessions import Opened
from api.web.beginning import begin
from api.web.bodies import KIB, parse_json, read_json, read_limited, read_upload
from api.web.doors import Conversation, conversation_of, let_in, source_of, token_of
from api.web.heard import body_of, checked_household, checked_id, checked_object, checked_question
from api.web.parts import catalogues_of, house_of, locale_of, speak
from api.web.saying import hand_in, say_to
from api.web.v1.schemas import FILE, SESSION, TURN
from conversations.inputs import Signature
from conversations.messages import say

router = APIRouter(prefix="/api/v1/chat", tags=["chat"])

TURN_BYTES = 64 * KIB
# A drawing of 200 KB as a data URL, and the rest of the turn around it.
DRAWN_TURN_BYTES = 280 * KIB
AFTER_MOST = 2**31 - 1
PAGE = 200
After = Annotated[int, Query(ge=0, le=AFTER_MOST)]


@router.post("/sessions", status_code=201, openapi_extra=SESSION)
async def open_session(request: Request) -> Response:
    """Begin a conversation, or open the one a return code or a hand-over link belongs to."""
    given = checked_object(await read_json(request, TURN_BYTES), "")
    opened = await _open(request, given.get("return_code"), given.get("handover"), given.get("language"))
    speak(request, opened.turn["language"])
    told = {"session": opened.session, "return_code": opened.return_code, "turn": opened.turn}
    response = JSONResponse(told, 201)
    let_in(request, response, opened.session)
    return response


async def _open(request: Request, code: object, link: object, language: object) -> Opened:
    sessions = house_of(request).sessions
    if code is not None:
        return await sessions.by_return_code(_words(code, "return_code"), source_of(request))
    if link is not None:
        return await sessions.by_handover(_words(link, "handover"))
    if language is None:
        return await begin(request, locale_of(request))
    return await begin(request, catalogues_of(request).best([_words(language, "language")]))


def _words(value: object, key: str) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise BadInput(key, say("请在这里写文字，不超过 200 个字。"))
    return value


@router.post("/turns", openapi_extra=TURN)
async def take_turn(request: Request, conversation_id: Conversation) -> Response:
    """One input; answered by the turn it led to. The same id again gives the same turn."""
    words = say("请分几次说：一次说的内容太多了，最多 64 KB。")
    body = await read_limited(request, DRAWN_TURN_BYTES, "input.value", words)
    given = checked_object(parse_json(body), "")
    id, question = checked_id(given.get("id")), checked_question(given.get("question"))
    heard, household = body_of(given.get("input")), checked_household(given.get("household"))
    if len(body) > TURN_BYTES and not (isinstance(heard, Signature) and heard.drawn is not None):
        raise TooLarge("input.value", words)
    return JSONResponse(await say_to(request, conversation_id, id, heard, question, household))


@router.post("/files", openapi_extra=FILE)
async def take_file(request: Request, conversation_id: Conversation) -> Response:
    """A photo or a PDF as the answer to a `file` question."""
    form = await read_upload(request)
    household = checked_household(form.first("household"))
    id, question = checked_id(form.first("id")), checked_question(form.first("question"))
    if form.file is None:
        raise BadInput("file", say("请选一张照片或者一个 PDF，再发一次。"))
    return JSONResponse(await hand_in(request, conversation_id, id, form.file, question, household))


@router.get("/turns")
async def read_turns(request: Request, conversation_id: Conversation, after: After = 0) -> Response:
    """What was said after turn `after`, oldest first, at most 200 turns at once."""
    return JSONResponse({"turns": await house_of(request).turns.after(conversation_id, after, PAGE)})


@router.get("/households", dependencies=[Depends(conversation_of)])
async def households(request: Request) -> Response:
    """The households of this session, what was touched last first; `key` is what the command `switch` takes."""
    listed = await house_of(request).sessions.households(token_of(request) or "")
    told = [
        {
            "key": one.key, "number": one.number, "applicant": one.name, "receipt": one.receipt,
            "standing": one.standing, "current": one.here,
        }
        for one in listed
    ]  # fmt: skip
    return JSONResponse({"households": told})


@router.get("/export")
async def export(request: Request, conversation_id: Conversation) -> Response:
    """All that is kept of this resident, as a file."""
    kept = await house_of(request).exporting.everything(conversation_id)
    return JSONResponse(
        kept, headers={"Content-Disposition": 'attachment; filename="shenbao.json"', "Cache-Control": "no-store"}
    )
