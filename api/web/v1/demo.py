"""For the demo only: what a Telegram chat was told last, in the shape of the web chat."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import NotFound
from api.web.parts import house_of
from conversations.messages import say

router = APIRouter(prefix="/api/v1/demo", tags=["demo"])


@router.get("/telegram/{chat_id}/turn")
async def last_turn(request: Request, chat_id: int) -> Response:
    """The last turn of that chat. 404 while nothing was said there."""
    turn = await house_of(request).turns.last_of_telegram(chat_id)
    if turn is None:
        raise NotFound("chat_id", say("请先在这个聊天里说一句话：现在还没有内容。"))
    return JSONResponse(turn)
