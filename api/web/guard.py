"""Around every request: headers that keep pages to themselves, the same origin for posts, the last resort."""

import logging
import secrets
import time
import traceback
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.web.counting import Counters

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it browsers hide the origin of our own posts too, and we could not check it.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# What an answer holds is for this reader only, unless the answer says otherwise.
PRIVATE = "no-store"

Refuse = Callable[[Request], Awaitable[Response]]
Fail = Callable[[Request, str], Awaitable[Response]]


class Guard:
    """Middleware. `refuse` answers a post from another site, `fail` an exception nobody expected."""

    def __init__(self, app: ASGIApp, *, public_url: str, counters: Counters, refuse: Refuse, fail: Fail) -> None:
        self._app = app
        self._own = _origin(public_url)
        self._counters = counters
        self._refuse = refuse
        self._fail = fail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        started = time.perf_counter()
        try:
            if self._from_elsewhere(scope):
                response = await self._refuse(Request(scope, receive))
                await response(scope, receive, answer.send)
            else:
                await self._app(scope, receive, answer.send)
        except Exception as error:  # noqa: BLE001 — the last resort: whatever it is, the resident gets a way on.
            await self._last_resort(scope, receive, answer, error)
        finally:
            self._count(scope, answer.status, time.perf_counter() - started)

    def _from_elsewhere(self, scope: Scope) -> bool:
        """Whether another site sends this post with our visitor's cookies."""
        if scope["method"] in SAFE_METHODS:
            return False
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or headers.get("sec-fetch-site") == "same-origin":
            return headers.get("sec-fetch-site") in ("cross-site", "same-site")
        host = headers.get("host", "")
        return origin != self._own and urlsplit(origin).netloc != host

    async def _last_resort(self, scope: Scope, receive: Receive, answer: "_Answer", error: Exception) -> None:
        reference = secrets.token_hex(4)
        # Where it happened, never what was in it: texts of exceptions may hold what a resident wrote.
        frames = traceback.extract_tb(error.__traceback__)[-6:]
        where = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames))
        log.error("fault %s: %s at %s", reference, type(error).__name__, where)
        self._counters.faults.inc()
        if not answer.status:
            response = await self._fail(Request(scope, receive), reference)
            await response(scope, receive, answer.send)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        # The template of the route, never the path: paths hold receipts and tokens.
        route = getattr(scope.get("route"), "path", "other")
        self._counters.requests.labels(scope["method"] if scope["method"].isalpha() else "other", route, status).inc()
        self._counters.seconds.labels(route).observe(seconds)


class _Answer:
    """Watches the answer go out: its status, and the headers every answer has."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def send(self, message: Message) -> None:
        """Pass one message on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", PRIVATE)
        await self._send(message)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
