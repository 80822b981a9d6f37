"""The areas served: townships, their counties, whom to call, and whose rules hold there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from api.services.shipped import read_yaml

SAMPLES = Path(__file__).parent / "samples" / "areas.yaml"
COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class SampleArea:
    """A township that is served: nine-digit code, its county, whom to call, and whose rules hold."""

    code: str
    name: str
    county_code: str
    county: str
    phone: str
    region: str
    address: str = ""


class UnknownArea(LookupError):
    """No area with this code is served."""


class Areas:
    """The townships served."""

    def __init__(self, areas: tuple[SampleArea, ...]) -> None:
        self._areas = areas

    @staticmethod
    def sampled(path: Path = SAMPLES) -> "Areas":
        """The areas in a YAML file."""
        raw: _File = read_yaml(path)
        return Areas(tuple(areas_in(raw)))

    def areas(self) -> tuple[SampleArea, ...]:
        """The townships served, in the order of the file."""
        return self._areas

    def describe(self, code: str, name: str, phone: str, address: str) -> None:
        """How a township is called and reached from now on. Told from another thread, it is seen whole or not."""
        self._areas = tuple(
            replace(one, name=name, phone=phone, address=address) if one.code == code else one for one in self._areas
        )

    def codes(self) -> tuple[str, ...]:
        """The codes of the counties and townships served, each once."""
        return tuple(dict.fromkeys(code for area in self._areas for code in (area.county_code, area.code)))

    def area(self, code: str) -> SampleArea | None:
        """The township with this code, or None."""
        return next((area for area in self._areas if area.code == code), None)

    def named(self, code: str) -> str:
        """The name of a county or township; the code itself where it has none."""
        for area in self._areas:
            if code == area.code:
                return area.name
            if code == area.county_code:
                return area.county
        return code

    def region_of(self, code: str | None) -> str | None:
        """Whose rules hold in this township; None for one that is not served."""
        return next((area.region for area in self._areas if area.code == code), None)

    def region(self, area_code: str) -> str:
        """Whose rules hold in this county or township. Raises `UnknownArea`."""
        for area in self._areas:
            if area_code in (area.code, area.county_code):
                return area.region
        raise UnknownArea(area_code)


class _Township(TypedDict):
    code: str
    name: str
    phone: str


class _County(TypedDict):
    code: str
    name: str
    region: str
    townships: list[_Township]


class _File(TypedDict):
    areas: list[_County]


def areas_in(raw: _File) -> Iterator[SampleArea]:
    """The townships of a file."""
    for county in raw["areas"]:
        for township in county["townships"]:
            yield SampleArea(
                township["code"], township["name"], county["code"], county["name"], township["phone"],
                county["region"],
            )  # fmt: skip
