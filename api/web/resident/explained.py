"""The policy cards as pages: searched, listed by topic, one by one, fit to be printed and put on a wall."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api.services.explanations.cards import Card, cited
from api.services.explanations.telling import danger_messages
from api.web.pages import pages_of
from api.web.parts import house_of, renderer_of
from conversations.messages import Message, say

router = APIRouter(include_in_schema=False)

LONGEST = 200
TOPICS: Mapping[str, Message] = {
    "categories": say("我家算哪一类"),
    "aid": say("能帮什么"),
    "steps": say("怎么办、要多久"),
    "words": say("表上的词是什么意思"),
    "money": say("收入、存款、房子、车"),
    "rights": say("隐私、材料、请人帮忙"),
}
# A step of the strip is this wide and high, in the units of its drawing; three stand beside each other.
STEP_WIDTH, STEP_HEIGHT, BESIDE = 100, 84, 3


@router.get("/explanations")
async def listed(request: Request, q: Annotated[str, Query()] = "") -> Response:
    """All cards by topic; with `q` what answers it first."""
    explanations, render = house_of(request).explanations, renderer_of(request).render
    words = q.strip()[:LONGEST]
    answer = explanations.answer(words) if words else None
    hits = answer.found.hits if answer is not None else ()
    sure = answer is not None and answer.found.sure
    danger = answer.danger if answer is not None else None
    topics = [
        (render(title), [card for card in explanations.cards() if card.topic == topic])
        for topic, title in TOPICS.items()
    ]
    return pages_of(request).show(
        request,
        "explanations.html",
        asked=words,
        sure=hits[0].card if sure else None,
        near=[hit.card for hit in (hits[1:] if sure else hits)],
        urgent=[render(one) for one in danger_messages(danger, ())] if danger is not None else [],
        topics=topics,
        cited=cited,
    )


@router.get("/explanations/{id}")
async def shown(request: Request, id: str) -> Response:
    """One card."""
    card = house_of(request).explanations.card(id)
    if card is None:
        words = [renderer_of(request).render(say("没有这一条说明。请从全部说明里选。"))]
        return pages_of(request).show(request, "error.html", status=404, words=words)
    return pages_of(request).show(request, "explanation.html", card=card, strip=_strip(card), cited=cited)


def _strip(card: Card) -> list[tuple[int, int, int, str]]:
    """Number, left, top and words of each step, in rows read from the left."""
    return [
        (place + 1, place % BESIDE * STEP_WIDTH, place // BESIDE * STEP_HEIGHT, words)
        for place, words in enumerate(card.strip)
    ]
