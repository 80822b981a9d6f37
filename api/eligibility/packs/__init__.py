"""The rule packs as dated data: one file a region, found by region and day."""

from collections.abc import Mapping
from datetime import date

from api.eligibility.packs import jiangxi, national
from api.eligibility.packs.base import Pack

REGIONS: tuple[str, ...] = ("national", "shandong", "xpcc", "shanxi", "jiangxi")
_PACKS: Mapping[str, tuple[Pack, ...]] = {"national": (national.PACK,), "jiangxi": (jiangxi.PACK,)}


class PackMissing(LookupError):
    """There is no rule pack for this region, or none was in force yet on that day.

    `written` tells the two apart: False when the region's rules are not in the product at all.
    """

    def __init__(self, region: str, on: date, *, written: bool) -> None:
        super().__init__(f"no rules for {region} on {on.isoformat()}")
        self.region = region
        self.on = on
        self.written = written


def pack_for(region: str, on: date) -> Pack:
    """The pack of the region in force on this day; before a region's own began, the national one.

    Raises `PackMissing` for a region without a pack, and for days before the national rules began.
    """
    packs = _PACKS.get(region)
    if packs is None:
        raise PackMissing(region, on, written=False)
    for pack in (*packs[::-1], *_PACKS["national"][::-1]):
        if pack.terms.since <= on:
            return pack
    raise PackMissing(region, on, written=True)
