"""The rule packs as dated data: one file a region, found by region and day."""

from collections.abc import Mapping
from datetime import date

from api.eligibility.packs import jiangxi, national, shandong, shanxi, xpcc
from api.eligibility.packs.base import Pack

REGIONS: tuple[str, ...] = ("national", "shandong", "xpcc", "shanxi", "jiangxi")
_PACKS: Mapping[str, tuple[Pack, ...]] = {
    "national": (national.PACK,),
    "shandong": (shandong.PACK,),
    "xpcc": (xpcc.PACK,),
    "shanxi": (shanxi.EARLY, shanxi.PACK),
    "jiangxi": (jiangxi.PACK,),
}


class PackMissing(LookupError):
    """No rules for this region were in force yet on that day, or the region is not one of `REGIONS`."""

    def __init__(self, region: str, on: date) -> None:
        super().__init__(f"no rules for {region} on {on.isoformat()}")
        self.region = region
        self.on = on


def pack_for(region: str, on: date) -> Pack:
    """The pack of the region in force on this day; before a region's own began, the national one.

    Raises `PackMissing` for a region that is not one of `REGIONS`, and for days before any of these began.
    """
    own = _PACKS.get(region, ())
    for pack in (*own[::-1], *(_PACKS["national"][::-1] if own else ())):
        if pack.terms.since <= on:
            return pack
    raise PackMissing(region, on)
