"""The doors of the resident's page: beginning, coming back, being handed over."""

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import TooMany, Unauthorized
from api.services.links.keys import LinkKey
from api.services.ways_in.locking import Locked
from api.services.ways_in.sessions import Opened
from api.web.addresses import limited_address
from api.web.beginning import begin
from api.web.bodies import KIB, read_form
from api.web.doors import COOKIE, Conversation, conversation_of, let_in_beside, let_out, source_of, token_of
from api.web.pages import LARGE_TYPE_COOKIE, YEAR_SECONDS, pages_of
from api.web.parts import catalogues_of, house_of, locale_of, renderer_of, turnstile_of
from api.web.resident.households import owner_of
from api.web.resident.locked import is_locked, lock_page
from conversations.inputs import Command, Input

router = APIRouter(include_in_schema=False)

SMALL_FORM = 8 * KIB
LONGEST_CODE = 200
MINE = "mine"


@router.post("/start")
async def start(request: Request) -> Response:
    """Begin a conversation, or go on with the one of this browser."""
    form = await read_form(request, SMALL_FORM)
    if token_of(request) is not None and await _still_known(request):
        return RedirectResponse("/#q", 303)
    wished = form.first("language")
    locale = catalogues_of(request).best([wished]) if wished else locale_of(request)
    return await _entered(request, await begin(request, locale))


async def _still_known(request: Request) -> bool:
    try:
        await house_of(request).sessions.conversation_of(token_of(request) or "")
    except Unauthorized:
        return False
    return True


@router.post("/urgent")
async def in_need(request: Request) -> Response:
    """“救急”, whoever asks and wherever: in the conversation of this browser, or in a new one."""
    house = house_of(request)
    try:
        known = token_of(request) is not None and await _still_known(request)
    except Locked:
        # Nobody is kept from help by a number they do not know: it is told anew, beside what is locked.
        known = False
    if known:
        conversation_id, entered = await conversation_of(request), RedirectResponse("/#q", 303)
    else:
        opened = await begin(request, locale_of(request), urgent=True)
        conversation_id, entered = opened.conversation_id, RedirectResponse("/#q", 303)
        await let_in_beside(request, entered, opened)
    heard = Input(f"urgent:{house.clock().isoformat()}", "web", house.clock(), Command("urgent"))
    async with turnstile_of(request).turn(conversation_id, limited_address(request)):
        await house.turns.take(conversation_id, heard)
    return entered


@router.post("/return")
async def come_back(request: Request) -> Response:
    """Open the conversation of a return code."""
    form = await read_form(request, SMALL_FORM)
    code = (form.first("return_code") or "")[:LONGEST_CODE]
    try:
        opened = await house_of(request).sessions.by_return_code(code, source_of(request))
    except (Unauthorized, TooMany) as refused:
        if await is_locked(request):
            return lock_page(request, renderer_of(request).render(refused.message), refused.status)
        return welcome(request, status=refused.status, error=renderer_of(request).render(refused.message), typed=code)
    return await _entered(request, opened)


@router.get("/h/{token}")
async def offered(request: Request, token: str) -> Response:
    """A hand-over link: shows a button only, because previews of links open them too."""
    return pages_of(request).show(request, "handover.html", token=token, to="")


@router.get("/h/{token}/mine")
async def offered_mine(request: Request, token: str) -> Response:
    """The same for somebody who wants to see all that is kept."""
    return pages_of(request).show(request, "handover.html", token=token, to=MINE)


@router.post("/h/{token}")
async def handed_over(request: Request, token: str) -> Response:
    """Use the link, once. Whoever has another draft in this browser is asked first, and keeps a code for it."""
    return await _handed_over(request, token, "")


@router.post("/h/{token}/mine")
async def handed_over_mine(request: Request, token: str) -> Response:
    """Use the link, and go on to all that is kept."""
    return await _handed_over(request, token, MINE)


async def _handed_over(request: Request, token: str, to: str) -> Response:
    form, own = await read_form(request, SMALL_FORM), token_of(request)
    left_code = ""
    two = await house_of(request).sessions.left_behind(own, LinkKey(token))
    if two is not None:
        if form.first("sure") is None:
            own_at, other_at = (renderer_of(request).moment(at) for at in (two.own_at, two.other_at))
            return pages_of(request).show(request, "which.html", token=token, to=to, own_at=own_at, other_at=other_at)
        conversation_id = await house_of(request).sessions.conversation_of(own or "")
        left_code = await house_of(request).sessions.renew_return_code(conversation_id)
    try:
        opened = await house_of(request).sessions.by_handover(token)
    except Unauthorized as refused:
        words = [renderer_of(request).render(refused.message)]
        return pages_of(request).show(request, "error.html", status=refused.status, words=words)
    entered = await _entered(request, opened, f"/{to}" if to else "/#q")
    if not left_code:
        return entered
    shown = pages_of(request).show(request, "left_code.html", code=left_code, to=to)
    await let_in_beside(request, shown, opened)
    return shown


@router.post("/return-code")
async def renew_code(request: Request, conversation_id: Conversation) -> Response:
    """A new return code, shown once; the old one opens nothing any more."""
    code = await house_of(request).sessions.renew_return_code(conversation_id)
    return pages_of(request).show(request, "code.html", code=code, owner=await owner_of(request))


@router.get("/code", dependencies=[Depends(conversation_of)])
async def about_code(request: Request) -> Response:
    """How to come back: the button that shows a new code. Reading it changes nothing, so a reload is harmless."""
    return pages_of(request).show(request, "code.html", code="", owner=await owner_of(request))


@router.get("/elsewhere")
async def elsewhere(request: Request, conversation_id: Conversation) -> Response:
    """How to go on on another phone, or with the bot: a link and a code for half an hour."""
    ways = await house_of(request).sessions.ways(conversation_id)
    return pages_of(request).show(request, "elsewhere.html", ways=ways, owner=await owner_of(request))


@router.post("/type")
async def change_type(request: Request) -> Response:
    """Large type on or off, for this browser."""
    response = RedirectResponse("/#q", 303)
    if request.cookies.get(LARGE_TYPE_COOKIE) == "large":
        response.delete_cookie(LARGE_TYPE_COOKIE, path="/")
    else:
        response.set_cookie(LARGE_TYPE_COOKIE, "large", max_age=YEAR_SECONDS, samesite="lax", path="/")
    return response


def welcome(request: Request, *, status: int = 200, error: str = "", typed: str = "") -> Response:
    """The page of somebody who has no session."""
    locales = catalogues_of(request).locales()
    response = pages_of(request).show(
        request, "welcome.html", status=status, error=error, typed=typed, languages=named(locales)
    )
    if COOKIE in request.cookies:
        let_out(request, response)
    return response


def named(locales: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each language by its own name, so that whoever reads it finds it."""
    names = {"zh_CN": "简体中文", "en": "English", "ug": "ئۇيغۇرچە", "bo": "བོད་ཡིག", "mn": "ᠮᠣᠩᠭᠣᠯ"}
    return [(locale, names.get(locale, locale)) for locale in locales]


async def _entered(request: Request, opened: Opened, to: str = "/#q") -> Response:
    house = house_of(request)
    if opened.turn["question"] is None and opened.turn["form"] is not None:
        # Left in the middle: whoever comes back wants to go on, without being asked whether.
        heard = Input(f"enter:{house.clock().isoformat()}", "web", house.clock(), Command("resume"))
        await house.turns.take(opened.conversation_id, heard)
    response = RedirectResponse(to, 303)
    await let_in_beside(request, response, opened)
    return response
