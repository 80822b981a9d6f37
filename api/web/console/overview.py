"""The overview on the console: bars drawn here as SVG, the table beneath each, readable in grey print."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.services.emergency.words import WHATS, yuan
from api.services.overview.charts import Drawing, Given, drawn
from api.services.overview.desk import OUTCOMES, RESULTS, SPANS, Crossed, Overview
from api.services.overview.numbers import FEWEST, Bar
from api.services.overview.question_words import question_words
from api.web.console.frame import ConsoleRoute, renderer_for, staff_page
from api.web.console.labels import label
from api.web.parts import house_of
from api.web.staffed import AskingStaff
from api.web.v1.overview import span_of
from conversations.messages import Message, say
from locales.rendering import Renderer

router = APIRouter(route_class=ConsoleRoute)
_STEP_ROOM = 150
FEW = say("少于 {n}", n=FEWEST)


SOON_WORDS: Mapping[str, Message] = {
    "2h": say("2 小时以内"), "6h": say("6 小时以内"), "12h": say("12 小时以内"), "24h": say("24 小时以内"),
    "later": say("更晚，没超时限"), "late": say("超了时限"), "none": say("还没给，没超时限"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Charts:
    """One drawing for each part of the page; None where there is nothing to draw."""

    waits: Drawing | None
    steps: Drawing | None
    found: Drawing | None
    decided: Drawing | None
    channels: Drawing | None
    stopped: Drawing | None
    asked: Drawing | None
    kinds: Drawing | None
    soon: Drawing | None


@router.get("/console/overview")
async def overview_page(request: Request, asking: AskingStaff) -> Response:
    """What waits, how long it takes, where people stop."""
    house, query = house_of(request), request.query_params
    area, span = query.get("area", ""), span_of(query.get("months", "") or "3")
    one = await house.overview.overview(asking.staff, area, span)
    townships = house.overview.townships(asking.staff)
    return await staff_page(
        request, asking, "overview.html", one=one, charts=_charts(one, renderer_for(request)), spans=SPANS,
        townships=townships if len(townships) > 1 else (), area=area, outcomes=OUTCOMES, results=RESULTS,
        question_words=question_words, few=FEW, part_of=_part_of,
        whats=WHATS, soon_words=SOON_WORDS, yuan=yuan,
    )  # fmt: skip


def _charts(one: Overview, renderer: Renderer) -> Charts:
    def words(kind: str) -> Callable[[str], str]:
        return lambda code: renderer.render(label(kind, code))

    def asked(code: str) -> str:
        return _short(renderer.render(question_words(code)))

    few = renderer.render(FEW)
    days = renderer.render
    waits = [
        Given(words("status")(row.status), (row.n - row.over, row.over), _waited(row.n, row.over, renderer))
        for row in one.waits
    ]
    steps = [
        Given(
            words("status")(status), (row.median,),
            days(say("{median} 天，九成 {p90} 天", median=row.median, p90=row.p90)), row.p90,
        )
        for status, row in one.steps
        if row.median is not None and row.p90 is not None
    ]  # fmt: skip
    return Charts(
        waits=_some(waits),
        steps=drawn(steps, _STEP_ROOM) if steps else None,
        found=_some(_crossed(one.found, OUTCOMES, words("short"), few)),
        decided=_some(_crossed(one.decided, RESULTS, words("short"), few)),
        channels=_some(_plain(one.channels, words("origin"), few)),
        stopped=_some(_plain(one.stopped, asked, few)),
        asked=_some(_plain(one.asked, asked, few)),
        kinds=_some(_plain(one.emergencies.kinds, lambda code: renderer.render(WHATS[code]), few)),
        soon=_some(_plain(one.emergencies.soon, lambda code: renderer.render(SOON_WORDS[code]), few)),
    )


def _waited(n: int, over: int, renderer: Renderer) -> str:
    return f"{n}" if not over else renderer.render(say("{n}，超期 {over}", n=n, over=over))


def _plain(bars: Iterable[Bar], words: Callable[[str], str], few: str) -> list[Given]:
    return [Given(words(bar.code), (bar.drawn,), few if bar.n is None else str(bar.n)) for bar in bars]


def _crossed(rows: Iterable[Crossed], order: tuple[str, ...], words: Callable[[str], str], few: str) -> list[Given]:
    found: list[Given] = []
    for row in rows:
        parts = {part.code: part for part in row.parts}
        lengths = tuple(parts[code].drawn if code in parts else 0 for code in order)
        # With a small number among them the sum would tell it.
        told = [part.n for part in row.parts]
        known = [n for n in told if n is not None]
        value = str(sum(known)) if len(known) == len(told) else f"{sum(known)}+" if known else few
        found.append(Given(words(row.category), lengths, value))
    return found


def _part_of(row: Crossed, code: str) -> Message | int:
    """The number in a cell of the table beneath."""
    part = next((one for one in row.parts if one.code == code), None)
    if part is None:
        return 0
    return FEW if part.n is None else part.n


def _short(text: str) -> str:
    return text if len(text) <= 11 else text[:10] + "…"


def _some(given: list[Given]) -> Drawing | None:
    return drawn(given) if given else None
