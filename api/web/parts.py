"""What a request finds put together: the house, the locale to answer in, the numbers that are counted."""

from starlette.requests import Request

from api.bootstrap import House
from api.web.counting import Counters
from api.web.turnstile import Turnstile
from locales.catalogues import Catalogues
from locales.rendering import Renderer


def house_of(request: Request) -> House:
    """The house behind this application."""
    house: House = request.app.state.house
    return house


def counters_of(request: Request) -> Counters:
    """The metrics of this application."""
    counters: Counters = request.app.state.counters
    return counters


def turnstile_of(request: Request) -> Turnstile:
    """What every sender of this application passes through."""
    turnstile: Turnstile = request.app.state.turnstile
    return turnstile


def catalogues_of(request: Request) -> Catalogues:
    """The catalogues the pages are written with."""
    catalogues: Catalogues = request.app.state.catalogues
    return catalogues


def speak(request: Request, locale: str) -> None:
    """Answer this request in the language of the conversation."""
    request.state.locale = locale


def locale_of(request: Request) -> str:
    """The language of the conversation where it is known, else what the browser asks for, else Chinese."""
    known = getattr(request.state, "locale", None)
    if isinstance(known, str):
        return known
    wished = request.headers.get("accept-language", "")[:200].split(",")
    return catalogues_of(request).best([wish.partition(";")[0].strip() for wish in wished])


def renderer_of(request: Request) -> Renderer:
    """Puts messages into the language of this request."""
    return house_of(request).renderer(locale_of(request))
