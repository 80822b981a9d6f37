"""The conversation as a page: what was said, and the open question as a card with one form."""

from dataclasses import replace

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import BadInput, Conflict, ServiceError, TooLarge, Unauthorized
from api.services.conversing.at_door import key_of
from api.services.transcript.shown import TurnJson
from api.web.bodies import KIB, read_form
from api.web.doors import Conversation, conversation_of, token_of
from api.web.pages import pages_of
from api.web.parts import house_of, renderer_of, speak
from api.web.resident.doors import welcome
from api.web.resident.forms import Said, said_in
from api.web.resident.households import owner_of
from api.web.resident.leaving import log_out
from api.web.resident.view import Kept, reads_at, view_of, where_one_was
from api.web.saying import hand_in, say_to
from conversations.inputs import Command, Text
from conversations.messages import Message, say
from conversations.understanding.commands import understand_command
from conversations.understanding.questions import looks_like_question

router = APIRouter(include_in_schema=False)

# A drawn signature of 200 KB, in base64 with its signs escaped, and the fields around it.
SAY_BYTES = 450 * KIB
# Few, so that somebody who comes back sees the open question on the first screen.
SHOWN = 3
MOST_SHOWN = 400
# Words for which there is a page: links and codes are shown there, where they can be pressed and copied.
DOORS = {"elsewhere": "/elsewhere", "code": "/code", "switch": "/households"}


@router.get("/")
async def page(request: Request, more: int = Query(default=SHOWN, ge=1, le=MOST_SHOWN)) -> Response:
    """The conversation of this browser, or the door to one."""
    if token_of(request) is None:
        return welcome(request)
    try:
        conversation_id = await conversation_of(request)
    except Unauthorized:
        return welcome(request)
    return await shown_page(request, conversation_id, Kept(), more=more)


@router.post("/say")
async def said(request: Request, conversation_id: Conversation) -> Response:
    """One answer or command. When it could not be taken, the page comes back at once with what was typed."""
    kept = Kept()
    try:
        form = said_in(await read_form(request, SAY_BYTES))
        command = _commanded(form)
        if command == "exit":
            return await log_out(request)
        if command in DOORS and not _of_another(form, conversation_id):
            return RedirectResponse(DOORS[command], 303)
        kept = Kept(typed=form.typed, key=form.question)
        turn = await _take(request, conversation_id, form)
    except (BadInput, TooLarge) as refused:
        return await shown_page(request, conversation_id, _because(request, kept, refused), status=refused.status)
    except Conflict:
        words = say("已经记下前一次按的了，这一次没有算。请看现在的问题。")
        return await shown_page(request, conversation_id, _noted(request, words), status=409)
    # It may be another household's by now.
    conversation_id = await conversation_of(request)
    if form.typed and _asked_again(turn, form):
        return await shown_page(request, conversation_id, kept)
    if _wants_fragment(request):
        return await shown_page(request, conversation_id, Kept())
    return RedirectResponse("/#q", 303)


async def _take(request: Request, conversation_id: str, form: Said) -> TurnJson:
    if form.file is not None:
        return await hand_in(request, conversation_id, form.id, form.file, form.question, form.household)
    if form.body is None:
        raise BadInput("file", say("请选一张照片或者一个 PDF，再发一次。"))
    return await say_to(request, conversation_id, form.id, form.body, form.question, form.household)


def _commanded(form: Said) -> str:
    """What is wanted of the conversation itself, by a button or in words; "" when it is an answer."""
    body = understand_command(form.body.text) if isinstance(form.body, Text) else form.body
    # With a key it says to which household: no page is needed.
    return body.name if isinstance(body, Command) and (body.name, bool(body.key)) != ("switch", True) else ""


def _of_another(form: Said, conversation_id: str) -> bool:
    """Whether the page was of another household: a code or a link for this one would come into wrong hands."""
    return form.household not in (None, "", key_of(conversation_id))


def _asked_again(turn: TurnJson, form: Said) -> bool:
    """Whether the same question is open again, because the answer could not be taken; a command or a question is none."""
    if understand_command(form.typed) is not None or looks_like_question(form.typed):
        return False
    question = turn["question"]
    return question is not None and question["key"] == form.question and question["kind"] != "confirm"


def _because(request: Request, kept: Kept, refused: ServiceError) -> Kept:
    words = [renderer_of(request).render(fault.message) for fault in refused.faults]
    return Kept(kept.typed, kept.key, "\n".join(words))


def _noted(request: Request, words: Message) -> Kept:
    return Kept(notice=renderer_of(request).render(words))


def _wants_fragment(request: Request) -> bool:
    return "text/x-fragment" in request.headers.get("accept", "")


async def shown_page(
    request: Request, conversation_id: str, kept: Kept, *, status: int = 200, more: int = SHOWN
) -> Response:
    house = house_of(request)
    exchanges = await house.history.latest(conversation_id, more)
    if exchanges:
        speak(request, exchanges[-1].turn["language"])
    if kept == Kept() and more == SHOWN and exchanges:
        where = where_one_was(exchanges[-1], house.clock())
        kept = _noted(request, where) if where is not None else kept
    world = house.worlds("web")
    view = view_of(exchanges, renderer_of(request), world.locales, kept, more)
    view = replace(
        view,
        reads=reads_at(view.question, world.features),
        household=key_of(conversation_id),
        owner=await owner_of(request),
    )
    template = "conversation.html" if _wants_fragment(request) else "page.html"
    return pages_of(request).show(request, template, status=status, view=view)
