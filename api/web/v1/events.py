"""Turns as they happen, as server-sent events: the rows of the conversation, told when the bell rings."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.services.bell import Waiting
from api.services.transcript.shown import TurnJson
from api.services.ways_in.locking import is_open
from api.web.doors import Conversation, token_of
from api.web.parts import counters_of, house_of
from api.web.v1.chat import AFTER_MOST

router = APIRouter(prefix="/api/v1/chat", tags=["chat"])

HEARTBEAT_SECONDS = 15.0
RETRY_MILLISECONDS = 2_000
PAGE = 100


class Streams:
    """The open streams of one application, so that they can be ended when it stops."""

    def __init__(self) -> None:
        self.closing = False
        self._open: set[Waiting] = set()

    def add(self, waiting: Waiting) -> None:
        """A stream has begun."""
        self._open.add(waiting)

    def remove(self, waiting: Waiting) -> None:
        """A stream has ended."""
        self._open.discard(waiting)

    def close(self) -> None:
        """End every stream soon: a server does not stop while a reader still holds on. From any thread."""
        self.closing = True
        for waiting in tuple(self._open):
            waiting.wake()


def streams_of(request: Request) -> Streams:
    """The streams of this application."""
    streams: Streams = request.app.state.streams
    return streams


@router.get("/events")
async def events(
    request: Request, conversation_id: Conversation, after: Annotated[int | None, Query(ge=0, le=AFTER_MOST)] = None
) -> Response:
    """Every turn after `after`, or after the last event the reader had, then each new one as it happens."""
    heard = request.headers.get("last-event-id", "")
    # A browser that reconnects keeps the first address, so what it last heard counts for more.
    known = int(heard) if heard.isdecimal() and len(heard) < 10 else after
    if known is None:
        last = await house_of(request).turns.last(conversation_id)
        known = last["number"] if last is not None else 0
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(_told(request, conversation_id, known), media_type="text/event-stream", headers=headers)


async def _told(request: Request, conversation_id: str, known: int) -> AsyncIterator[str]:
    house, streams, readers = house_of(request), streams_of(request), counters_of(request).readers
    async with house.bell.subscribe(conversation_id) as waiting:
        streams.add(waiting)
        readers.inc()
        try:
            yield f"retry: {RETRY_MILLISECONDS}\n\n"
            while not streams.closing:
                turns = await house.turns.after(conversation_id, known, PAGE)
                if turns and await _locked(request):
                    return
                for turn in turns:
                    known = turn["number"]
                    yield _event(turn)
                if len(turns) < PAGE and not await waiting.wait(HEARTBEAT_SECONDS):
                    yield ": \n\n"
        finally:
            readers.dec()
            streams.remove(waiting)


async def _locked(request: Request) -> bool:
    """Whether the session has been locked, or closed, since the stream began."""
    house, token = house_of(request), token_of(request)
    standing = await house.locking.standing(token) if token is not None else None
    return standing is None or not is_open(standing, house.clock())


def _event(turn: TurnJson) -> str:
    # JSON in one line: an event's data ends at a line break.
    return f"id: {turn['number']}\ndata: {json.dumps(turn, ensure_ascii=False)}\n\n"
