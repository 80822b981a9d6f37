"""The table of cases: a base household and area, what is different, and what an officer expects."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from api.eligibility.phrases import Phrase
from api.services.checking.screening import screen
from api.services.local_figures.samples import sample_figures
from api.services.shipped import read_yaml

HERE = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 22)
ABSENT = "ABSENT"
FIGURES = sample_figures()


@dataclass(frozen=True)
class CaseFile:
    """A file of cases: which rules, and what a case starts from unless it says otherwise."""

    name: str
    region: str
    area: str
    household: str = "young_family"


FILES = (
    CaseFile("jiangxi_income", "jiangxi", "jiangxi_rural"),
    CaseFile("jiangxi_pension_people", "jiangxi", "jiangxi_rural"),
    CaseFile("national", "national", "national_rural"),
    CaseFile("assets_and_people", "jiangxi", "jiangxi_rural"),
    CaseFile("shandong", "shandong", "shandong_rural"),
    CaseFile("shanxi", "shanxi", "shanxi_rural"),
    CaseFile("xpcc", "xpcc", "xpcc_rural"),
    CaseFile("aid", "jiangxi", "jiangxi_rural"),
    CaseFile("by_hand", "jiangxi", "jiangxi_rural"),
)


def read(name: str) -> Any:
    """A YAML file of the table, dates as text."""
    return _plain(read_yaml(HERE / f"{name}.yaml"))


def cases() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(title, payload of the screening, what is expected) of every case."""
    bases = read("bases")
    for file in FILES:
        for case in read(file.name):
            household = bases["households"][case.get("base", file.household)]
            area = bases["areas"][case.get("area_base", file.area)]
            payload = {
                "region": case.get("region", file.region),
                "on": case.get("day", TODAY.isoformat()),
                "area": changed(area, case.get("area", {})),
                "household": changed(household, case.get("household", {})),
            }
            yield f"{file.name}: {case['name']}", payload, {"article": case["article"], **case["expect"]}


def changed(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`base` with values put at dotted keys; the value ABSENT takes a key away."""
    whole = deepcopy(base)
    for key, value in changes.items():
        *path, last = key.split(".")
        place: Any = whole
        for name in path:
            place = place[int(name)] if isinstance(place, list) else place.setdefault(name, {})
        if isinstance(place, list):
            place[int(last)] = value
        elif value == ABSENT:
            place.pop(last, None)
        else:
            place[last] = value
    return whole


def contract_example() -> dict[str, Any]:
    """The request of the contract, verbatim."""
    example: dict[str, Any] = json.loads((HERE / "contract_example.json").read_text(encoding="utf-8"))
    return example


def screened(payload: object) -> dict[str, Any]:
    """The answer to a payload, as the route gives it."""
    answer: dict[str, Any] = json.loads(json.dumps(screen(payload, TODAY, FIGURES, words)))
    return answer


def words(phrase: Phrase) -> str:
    """A phrase in plain source words, enough to read a failure."""
    return phrase.text.format_map({name: _word(value) for name, value in phrase.params})


def _word(value: object) -> str:
    if isinstance(value, Phrase):
        return words(value)
    if isinstance(value, tuple):
        return "、".join(_word(each) for each in value)
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
