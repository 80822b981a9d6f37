"""The small pictures of the papers a resident sent, shown back to that session alone."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound
from api.web.doors import Conversation
from api.web.parts import house_of
from conversations.messages import say

router = APIRouter(include_in_schema=False)

LONGEST_ID = 64


@router.get("/papers/{paper}/thumbnail")
async def thumbnail(request: Request, conversation_id: Conversation, paper: str) -> Response:
    """A JPEG made here of a paper of this conversation. Raises NotFound for any other."""
    known = paper.isascii() and paper.isalnum() and len(paper) <= LONGEST_ID
    small = await house_of(request).papers.thumbnail(conversation_id, paper) if known else None
    if small is None:
        raise NotFound("paper", say("这张照片还没看好，过一会儿再看。"))
    # A phone may be shared: nothing of it stays in the browser.
    headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    return Response(small, media_type="image/jpeg", headers=headers)
