"""A turn from the web: the drawing or the file is kept first, then the input is taken."""

from starlette.requests import Request

from api.services.shown import TurnJson
from api.web.parts import counters_of, house_of, speak
from conversations.inputs import Body, File, Input, Signature


async def say_to(request: Request, conversation_id: str, id: str, body: Body, question: str | None) -> TurnJson:
    """Take one input of a resident. Raises `Conflict` for an id used otherwise, `BadInput` for a bad drawing."""
    house = house_of(request)
    if isinstance(body, Signature) and body.drawn is not None:
        kept = await house.papers.keep_signature(conversation_id, body.drawn, id)
        body = Signature(drawn=kept.paper)
    heard = Input(id, "web", house.clock(), body, question)
    turn = await house.turns.take(conversation_id, heard)
    counters_of(request).turns.labels("web").inc()
    speak(request, turn["language"])
    return turn


async def hand_in(request: Request, conversation_id: str, id: str, content: bytes, question: str | None) -> TurnJson:
    """Keep a paper and take it as an input. Raises `BadInput` or `TooLarge` for what cannot be kept."""
    kept = await house_of(request).papers.keep_upload(conversation_id, content, id)
    return await say_to(request, conversation_id, id, File(kept.paper, kept.mime), question)
