"""Refusals and faults as answers: JSON for programs, a page with a way on for people."""

from collections.abc import Sequence

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import Fault, NotAllowedNow, ServiceError, TooMany
from api.web.beginning import ToldToWait
from api.web.console.frame import refused_in
from api.web.pages import pages_of
from api.web.parts import renderer_of
from conversations.messages import Message, say


def add_handlers(app: FastAPI) -> None:
    """Answer every refusal in one shape: `{"error": code, "faults": [{"key", "message"}]}`."""
    app.add_exception_handler(ServiceError, refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _framework)


async def refused_elsewhere(request: Request) -> Response:
    """A post that another site sent."""
    words = say("请回到申报页面，在那里再按一次。")
    return _answer(request, 403, "forbidden", [Fault("origin", words)])


async def failed(request: Request, reference: str) -> Response:
    """A fault of ours: a reference to tell, and a way on."""
    words = say("请稍后再试一次。填过的都还在。问题出在我们这边，编号 {reference}。", reference=reference)
    return _answer(request, 500, "fault", [Fault("", words)], {"reference": reference})


async def refused(request: Request, error: Exception) -> Response:
    """A refusal of a use case."""
    if not isinstance(error, ServiceError):
        raise error
    more: dict[str, object] = {"actions": list(error.actions)} if isinstance(error, NotAllowedNow) else {}
    response = _answer(request, error.status, error.code, error.faults, more)
    if isinstance(error, TooMany) and error.seconds is not None:
        response.headers["Retry-After"] = str(error.seconds)
    if isinstance(error, ToldToWait):
        error.give(request, response)
    return response


async def _malformed(request: Request, error: Exception) -> Response:
    """What the framework found wrong with a path, a query or a body, in our words."""
    if not isinstance(error, RequestValidationError):
        raise error
    keys = dict.fromkeys(".".join(str(part) for part in fault["loc"][1:]) for fault in error.errors())
    faults = [Fault(key, say("请检查“{key}”：这里的写法不对。", key=key or "?")) for key in keys]
    return _answer(request, 422, "bad_input", faults)


_FRAMEWORK: dict[int, tuple[str, Message]] = {
    404: ("not_found", say("请从首页重新进来：这个地址没有内容。")),
    405: ("not_allowed", say("请换一种请求方法：这个地址不接受这一种。")),
}


async def _framework(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    code, words = _FRAMEWORK.get(error.status_code, ("refused", say("请从首页重新进来，再试一次。")))
    response = _answer(request, error.status_code, code, [Fault("", words)])
    response.headers.update(error.headers or {})
    return response


def _answer(
    request: Request, status: int, code: str, faults: Sequence[Fault], more: dict[str, object] | None = None
) -> Response:
    renderer = renderer_of(request)
    told = [{"key": fault.key, "message": renderer.render(fault.message)} for fault in faults]
    if wants_page(request):
        words = [fault["message"] for fault in told]
        if request.url.path.startswith("/console/"):
            return refused_in(request, words, status)
        return pages_of(request).show(request, "error.html", status=status, words=words)
    return JSONResponse({"error": code, "faults": told, **(more or {})}, status)


def wants_page(request: Request) -> bool:
    """Whether a person reads the answer, not a program."""
    accepts = request.headers.get("accept", "")
    return not request.url.path.startswith("/api/") and ("text/html" in accepts or "text/x-fragment" in accepts)
