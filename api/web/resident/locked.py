"""The page that asks for the number of a locked session: nothing of what lies behind it, and help without it."""

from starlette.requests import Request
from starlette.responses import Response

from api.errors import BadInput, TooLarge
from api.services.ways_in.locking import is_open
from api.web.beginning import desks_by_phone
from api.web.bodies import KIB, Form, read_form
from api.web.doors import COOKIE, source_site, token_of
from api.web.errors import refused, wants_page
from api.web.pages import pages_of
from api.web.parts import house_of

# What was typed and comes too late waits in the page until the number is given.
TYPED_BYTES = 64 * KIB


async def on_arrival(request: Request) -> None:
    """Before every page: one that is opened anew, from outside, asks for the number where there is one."""
    token, house = request.cookies.get(COOKIE), house_of(request)
    standing = await house.locking.standing(token) if token else None
    if token is None or standing is None or not standing.pinned:
        return
    request.state.locks = is_open(standing, house.clock())
    if request.method == "GET" and "text/html" in request.headers.get("accept", "") and not source_site(request):
        await house.locking.lock(token)


async def is_locked(request: Request) -> bool:
    """Whether the session of this browser asks for its number."""
    token, house = token_of(request), house_of(request)
    standing = await house.locking.standing(token) if token is not None else None
    return standing is not None and not is_open(standing, house.clock())


async def show_lock(request: Request, error: Exception) -> Response:
    """The answer to whatever was asked of a locked session; what was typed on an old page is kept in it."""
    if not wants_page(request):
        return await refused(request, error)
    form = Form(())
    if request.method == "POST":
        try:
            form = await read_form(request, TYPED_BYTES)
        except (BadInput, TooLarge):
            # A photo, or what no page of ours sends: it is chosen again afterwards.
            form = Form(())
    return lock_page(request, form=form)


def lock_page(request: Request, error: str = "", status: int = 423, form: Form | None = None) -> Response:
    """The page; `form` is what was typed before and could not be taken."""
    request.state.locks = False
    kept = {name: (form.first(name) or "") if form is not None else "" for name in ("text", "question", "household")}
    phones = desks_by_phone(request)
    return pages_of(request).show(request, "lock.html", status=status, error=error, kept=kept, phones=phones)
