"""What every page of the console stands in: its templates, who is logged in, refusals as pages."""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.errors import ServiceError, Unauthorized
from api.services.category_names import CATEGORIES
from api.services.review.within import Related
from api.services.review.words import STATUSES
from api.web.console.labels import MARKS, label, own_flags
from api.web.console.resuming import Kept, sent_with, way_to
from api.web.pages import Pages
from api.web.parts import catalogues_of, house_of
from api.web.staffed import Asking, turned_away
from conversations.messages import Message
from locales.rendering import Renderer

TEMPLATES = Path(__file__).parent / "templates"
LOGIN = "/console/login"
# Staff work in Chinese; the language of the resident is another matter.
LOCALE = "zh_CN"


class ConsoleRoute(APIRoute):
    """A route whose refusals are pages: to the login when nobody is logged in, else words and a way back."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with refusals caught around it."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except Unauthorized:
                return await _to_login(request)
            except Related as kept:
                # Caught here, it does not come to the dependency that notes it for the JSON routes.
                await turned_away(request, kept)
                return refusal(request, kept)
            except ServiceError as error:
                return refusal(request, error)

        return guarded


async def _to_login(request: Request) -> Response:
    """The login, with what was being sent: a session that is over loses nobody's words."""
    kept = await sent_with(request)
    if not kept.fields:
        return RedirectResponse(way_to(request, LOGIN) if request.method == "GET" else LOGIN, 303)
    return login_form(request, kept, status=401)


def login_form(
    request: Request,
    kept: Kept,
    *,
    status: int = 200,
    username: str = "",
    faults: tuple[str, ...] = (),
    code_wanted: bool = False,
) -> Response:
    """The fields of the login, and behind them what somebody was about."""
    words = {"username": username, "faults": faults, "code_wanted": code_wanted}
    return page(request, "login.html", status=status, kept=kept, **words)


def renderer_for(request: Request) -> Renderer:
    """Puts messages into the language of the console."""
    return house_of(request).renderer(LOCALE)


def page(request: Request, template: str, *, status: int = 200, **words: object) -> Response:
    """A page of the console. In it, `say(message)` gives words and `label(kind, code)` the words for a code."""
    renderer = renderer_for(request)

    def labelled(kind: str, code: object) -> str:
        return renderer.render(label(kind, code))

    def told(message: Message) -> str:
        return renderer.render(message)

    html = _pages_of(request).render(
        LOCALE, template, say=told, label=labelled, shown=renderer.value, marks=MARKS, own_flags=own_flags,
        statuses=tuple(STATUSES), categories=tuple(CATEGORIES), **words,
    )  # fmt: skip
    return HTMLResponse(html, status)


async def staff_page(
    request: Request, asking: Asking, template: str, *, status: int = 200, **words: object
) -> Response:
    """A page for somebody logged in: their name, role and area at its head, their CSRF token in its forms."""
    house = house_of(request)
    csrf = await house.staff.csrf_of(asking.token)
    place = house.figures.named(asking.staff.area_code)
    waiting = await house.emergencies.waiting(asking.staff)
    return page(
        request,
        template,
        status=status,
        staff=asking.staff,
        place=place,
        csrf=csrf or "",
        urgent_waiting=waiting,
        **words,
    )


def refusal(request: Request, error: ServiceError) -> Response:
    """What would do, and a way back."""
    renderer = renderer_for(request)
    return refused_in(request, [renderer.render(fault.message) for fault in error.faults], error.status)


def refused_in(request: Request, words: Sequence[str], status: int) -> Response:
    """The same in words; staff are never led to the pages of residents."""
    return page(request, "refusal.html", status=status, words=words)


def _pages_of(request: Request) -> Pages:
    pages = getattr(request.app.state, "console_pages", None)
    if not isinstance(pages, Pages):
        pages = request.app.state.console_pages = Pages(TEMPLATES, catalogues_of(request))
    return pages
