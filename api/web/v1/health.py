"""Is it alive, is it ready, how is it doing: for whoever runs it."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.services.readiness import not_ready
from api.web.parts import counters_of, house_of

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def alive() -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
async def ready(request: Request) -> Response:
    """The database answers and its tables are current; 503 with what is missing otherwise."""
    house = house_of(request)
    missing = await not_ready(house.database, house.settings.database_url)
    if missing is None:
        return JSONResponse({"status": "ready"})
    return JSONResponse({"status": "not ready", "missing": missing}, 503)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """The counters, in the text format of Prometheus."""
    counters = counters_of(request)
    counters.outbox.set(await house_of(request).outbox.waiting_count())
    return Response(counters.page(), media_type=CONTENT_TYPE_LATEST)
