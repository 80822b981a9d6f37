"""A resident's own sheets: the form as the township prints it, the receipt, what was signed."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.web.doors import Conversation
from api.web.parts import house_of
from api.web.prints import pdf_response

router = APIRouter(include_in_schema=False)


@router.get("/mine/prints/{receipt}/{name}.pdf")
async def own(request: Request, conversation_id: Conversation, receipt: str, name: str) -> Response:
    """One of the sheets of one's own declaration."""
    return pdf_response(await house_of(request).printing.own(conversation_id, receipt, name))
