"""A turn from the web: the drawing or the file is kept first, then the input is taken."""

from starlette.requests import Request

from api.services.conversing.at_door import key_of
from api.services.transcript.shown import TurnJson
from api.web.addresses import limited_address, sender_of
from api.web.doors import token_of
from api.web.parts import counters_of, house_of, speak, turnstile_of
from conversations.inputs import Body, Command, File, Input, Signature, Tap


async def say_to(
    request: Request, conversation_id: str, id: str, body: Body, question: str | None, household: str | None = None
) -> TurnJson:
    """Take one input of a resident. Raises `Conflict` for an id used otherwise, `BadInput` for a bad drawing."""
    house = house_of(request)
    if _of_another(conversation_id, household) and not isinstance(body, Command):
        # Nothing of it is kept here: it belongs to another household.
        body = Tap(-1, 0)
    if isinstance(body, Signature) and body.drawn is not None:
        kept = await house.papers.keep_signature(conversation_id, body.drawn, id)
        body = Signature(drawn=kept.paper)
    heard = Input(id, "web", house.clock(), body, question, meant=household, sender=sender_of(request))
    async with turnstile_of(request).turn(conversation_id, limited_address(request)):
        turn = await house.sessions.say(token_of(request) or "", conversation_id, heard)
    counters_of(request).turns.labels("web").inc()
    speak(request, turn["language"])
    return turn


async def hand_in(
    request: Request, conversation_id: str, id: str, content: bytes, question: str | None, household: str | None = None
) -> TurnJson:
    """Keep a paper and take it as an input. Raises `BadInput` or `TooLarge` for what cannot be kept."""
    if _of_another(conversation_id, household):
        return await say_to(request, conversation_id, id, Tap(-1, 0), question, household)
    kept = await house_of(request).papers.keep_upload(conversation_id, content, id)
    return await say_to(request, conversation_id, id, File(kept.paper, kept.mime), question, household)


def _of_another(conversation_id: str, household: str | None) -> bool:
    """Whether a page says that it is of another household; an empty word is of a page that could not say."""
    return bool(household) and household != key_of(conversation_id)
