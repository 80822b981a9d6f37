"""Writes pages: Jinja2 with escaping always on, one environment a language, files under addresses that change."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.web.dialling import dialled
from api.web.parts import locale_of
from locales.catalogues import Catalogues

HERE = Path(__file__).parent
STATIC = HERE / "static"
LARGE_TYPE_COOKIE = "shenbao_type"
YEAR_SECONDS = 365 * 24 * 3600


class Pages:
    """The templates of one folder, in every language."""

    def __init__(self, folder: Path, catalogues: Catalogues) -> None:
        self._folder = folder
        self._catalogues = catalogues
        self._environments: dict[str, Environment] = {}
        # The content decides the address, so a file may be kept for good by whoever fetched it.
        self.asset = cache(_address)

    def render(self, locale: str, template: str, /, **words: object) -> str:
        """The template in words of `locale`."""
        environment = self._environments.get(locale)
        if environment is None:
            environment = self._environments[locale] = self._made(locale)
        return environment.get_template(template).render(**words)

    def show(self, request: Request, template: str, *, status: int = 200, **words: object) -> Response:
        """The template as an answer to this request."""
        locale = locale_of(request)
        large = request.cookies.get(LARGE_TYPE_COOKIE) == "large"
        page = self.render(
            locale, template, locale=locale.replace("_", "-"), large=large, locks=locks_itself(request), **words
        )
        return HTMLResponse(page, status)

    def _made(self, locale: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        environment.globals["asset"] = self.asset
        environment.filters["dialled"] = dialled
        install = environment.install_gettext_translations  # type: ignore[attr-defined]
        install(self._catalogues.catalogue(locale), newstyle=True)
        return environment


def locks_itself(request: Request) -> bool:
    """Whether the page asks for a number again when nobody touched it for a while."""
    return bool(getattr(request.state, "locks", False))


def pages_of(request: Request) -> Pages:
    """The resident's pages."""
    pages: Pages = request.app.state.pages
    return pages


def _address(name: str) -> str:
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


class Static(StaticFiles):
    """Files with an ETag; those asked for by the hash of their content may be kept for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        named = scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable" if named else "no-cache"
        return response
