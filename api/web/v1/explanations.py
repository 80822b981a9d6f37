"""The policy cards as JSON: asked in one's own words, one by its id, or all of them."""

from typing import Annotated, TypedDict

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import NotFound
from api.services.explanations.cards import REGIONS, VERSION, Card, Source
from api.services.explanations.telling import URGENT, danger_messages
from api.web.parts import house_of, renderer_of
from conversations.messages import say

router = APIRouter(prefix="/api/v1", tags=["explanations"])

LONGEST = 200
Words = Annotated[str, Query(max_length=LONGEST)]
AreaCode = Annotated[str | None, Query(max_length=12)]


class SourceJson(TypedDict):
    """`outside`: not one of the five documents; then `document` is a name in words."""

    document: str
    article: str
    outside: bool


class HoldsJson(TypedDict):
    """What holds in one region."""

    region: str
    text: str
    source: SourceJson


class AnswerJson(TypedDict):
    """A card. `sure`: it answers the question asked; otherwise it may be offered."""

    id: str
    title: str
    text: str
    detail: str
    source: list[SourceJson]
    regions: list[HoldsJson]
    sure: bool


@router.get("/explanations")
async def asked(request: Request, q: Words = "", area_code: AreaCode = None, region: AreaCode = None) -> Response:
    """The cards for a question, best first; `sure` is true for at most the first. Without `q`: all cards.

    With `area_code` or `region` only what holds there is given beside the text. `urgent` is null, or what to do
    first because the question speaks of danger.
    """
    house = house_of(request)
    wanted = region if region in REGIONS or region == "national" else house.figures.region_of(area_code)
    if not q.strip():
        every = [_shown(card, wanted, sure=False) for card in house.explanations.cards()]
        return JSONResponse({"answers": every, "urgent": None, "version": VERSION})
    answer = house.explanations.answer(q)
    hits = answer.found.hits[:1] if answer.found.sure else answer.found.hits
    answers = [_shown(hit.card, wanted, sure=answer.found.sure) for hit in hits]
    render = renderer_of(request).render
    first = danger_messages(answer.danger, ()) if answer.danger is not None else ()
    urgent = [render(one) for one in first if one != URGENT] or None
    return JSONResponse({"answers": answers, "urgent": urgent, "version": VERSION})


@router.get("/explanations/{id}")
async def by_id(request: Request, id: str) -> Response:
    """One card."""
    card = house_of(request).explanations.card(id)
    if card is None:
        raise NotFound("id", say("没有这一条说明。请从全部说明里选。"))
    return JSONResponse(_shown(card, None, sure=True))


def _shown(card: Card, region: str | None, *, sure: bool) -> AnswerJson:
    holds = [one for one in card.holds if region is None or one.region == region]
    return AnswerJson(
        id=card.id,
        title=card.title,
        text=card.text,
        detail=card.detail,
        source=[_source(one) for one in card.sources],
        regions=[HoldsJson(region=one.region, text=one.text, source=_source(one.source)) for one in holds],
        sure=sure,
    )


def _source(source: Source) -> SourceJson:
    return SourceJson(document=source.document, article=source.article, outside=source.outside)
