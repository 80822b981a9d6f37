"""The stateless check: a household without names in, the assessment of the contract out."""

from collections.abc import Callable
from datetime import date
from typing import cast

from api.eligibility.assess import assess
from api.eligibility.output import Json, to_json
from api.eligibility.packs import REGIONS, PackMissing
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reading import read_household
from api.eligibility.reading_area import read_area
from api.eligibility.values import BadScreening, Faults, Node
from api.errors import BadInput, Fault
from api.services.local_figures.book import FigureBook
from api.services.local_figures.figures import Figures, InForce, Standards
from api.services.phrasing import as_message
from api.services.territory.areas import UnknownArea
from storage.database import Database

GIVEN = "as-given"
"""The figures version of a request that brought its own."""


def screen(payload: object, today: date, figures: Standards, render: Callable[[Phrase], str]) -> dict[str, Json]:
    """Judge what was sent, on its day `on` or `today` (a date in China).

    `payload` is any decoded JSON. Raises `BadInput` with every fault and its key, and nothing else.
    """
    try:
        return _screen(payload, today, figures, render)
    except BadScreening as bad:
        raise BadInput.of(tuple(Fault(fault.key, as_message(fault.message)) for fault in bad.faults)) from bad


async def screen_by(
    database: Database, book: FigureBook, payload: object, today: date, render: Callable[[Phrase], str]
) -> dict[str, Json]:
    """The same, by the figures in force for the area that the payload names. Raises as `screen`."""
    code = area_code_in(payload)
    if code is None:
        return screen(payload, today, Figures(book.areas(), ()), render)
    known = await database.read(lambda unit: book.known(unit, code))
    return screen(payload, today, known, render)


def area_code_in(payload: object) -> str | None:
    """The code of the county or township whose figures are wanted; None where there is none that can be one."""
    code = payload.get("area_code") if isinstance(payload, dict) else None
    return code if isinstance(code, str) and code.isascii() and code.isdecimal() and len(code) in (6, 9) else None


def _screen(payload: object, today: date, figures: Standards, render: Callable[[Phrase], str]) -> dict[str, Json]:
    faults = Faults()
    node = Node({} if payload is None else payload, "", faults)
    region = node.one_of("region", REGIONS)
    on = node.day("on") or today
    settlement = node.one_of("settlement", ("urban", "rural"))
    _required(node, faults)
    household = read_household(node.node("household"))
    if node.take("area") is not None:
        in_force = InForce(read_area(node.node("area")), GIVEN)
        node.ignore("area_code")
    else:
        in_force, region = _by_code(node, figures, region, settlement or household.settlement, on)
    node.done()
    if region is None and not any(fault.key == "region" for fault in faults.found):
        faults.add("region", phrase("请填用哪一套规则：{choices}。", choices=", ".join(REGIONS)))
    faults.raise_if_any()
    try:
        assessment = assess(household, in_force.figures, cast(str, region), on, figures_version=in_force.version)
    except PackMissing as missing:
        faults.add("on", phrase("请换一个晚一些的日期，那一天还没有可用的规则。"))
        raise BadScreening(tuple(faults.found)) from missing
    return to_json(assessment, render)


def _required(node: Node, faults: Faults) -> None:
    if node.take("household") is None:
        faults.add("household", phrase("请填家庭情况。"))
    if node.take("area") is None and node.take("area_code") is None:
        faults.add("area", phrase("请填当地的标准（area），或者填 area_code 和 settlement。"))
    if node.take("area") is not None and node.take("area_code") is not None:
        faults.add("area_code", phrase("area 和 area_code 只填一个就行。"))


def _by_code(
    node: Node, figures: Standards, region: str | None, settlement: str | None, on: date
) -> tuple[InForce, str | None]:
    """The figures in force for `area_code`; the region is the area's, and one named must agree."""
    nothing = InForce(read_area(Node({}, "area", node.faults)), GIVEN)
    code = node.take("area_code")
    if code is None:
        return nothing, region
    try:
        own = figures.region(code) if isinstance(code, str) else None
    except UnknownArea:
        own = None
    if not isinstance(code, str) or own is None:
        node.faults.add("area_code", phrase("请换一个地区代码，这里没有这个地区。"))
        return nothing, region
    if settlement is None:
        node.faults.add("settlement", phrase("请填城镇（urban）还是农村（rural）。"))
    if region is not None and region != own:
        node.faults.add("region", phrase("请填 {region}，这个地区用的是这一套规则。", region=own))
    return figures.for_area(code, settlement, on), own
