"""The preliminary check with reasons, arithmetic and articles, against bare Python sums over the same households.

OpenFisca is another part (`openfisca`), for it is no dependency of this project. The floor adds up income, spending
and savings and compares them with the lines of the area: the least any check must do, without a single reason.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.eligibility.assess import assess
from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household
from api.eligibility.output import to_json
from api.eligibility.reading import read_household
from api.eligibility.reading_area import read_area
from api.eligibility.values import Faults, Node
from tests.benchmarks.table import Found
from tests.eligibility.table import cases, screened, words

SECONDS = 1.5
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Given:
    """A household of the table of cases: as it was sent, and as it is read."""

    payload: dict[str, Any]
    household: Household
    figures: AreaFigures
    region: str
    on: date


def run() -> list[Found]:
    """Judge the table of cases over and over."""
    given = [read(payload) for _, payload, _ in cases()]
    with_reasons: list[float] = []
    whole: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        bare.append(_rate(lambda one: _summed(one.payload), given))
        with_reasons.append(_rate(judged, given))
        whole.append(_rate(lambda one: screened(one.payload), given))
    floor, rate, sent = max(bare), max(with_reasons), max(whole)
    beside = f"{rate:.0f}/s against {floor:.0f}/s, {len(given)} households"
    return [
        Found("check: time for assess and JSON with reasons ÷ bare sums", floor / rate, beside=beside),
        Found("check: time for JSON read, judged, written ÷ bare sums", floor / sent, beside=f"{sent:.0f}/s"),
    ]


def read(payload: dict[str, Any]) -> Given:
    """A household of the table."""
    faults = Faults()
    household = read_household(Node(payload["household"], "household", faults))
    figures = read_area(Node(payload["area"], "area", faults))
    faults.raise_if_any()
    return Given(payload, household, figures, payload["region"], date.fromisoformat(payload["on"]))


def judged(one: Given) -> object:
    """The whole answer as JSON."""
    return to_json(assess(one.household, one.figures, one.region, one.on), words)


def _summed(payload: dict[str, Any]) -> object:
    household, area = payload["household"], payload["area"]
    heads = max(len(household.get("members") or ()), 1)
    income = sum(each for each in (household.get("income") or {}).values() if isinstance(each, int | float))
    spent = sum(each for each in (household.get("expenditure") or {}).values() if isinstance(each, int | float))
    saved = sum(each for each in (household.get("assets") or {}).values() if isinstance(each, int | float))
    line = area.get("dibao_monthly") or 0
    monthly = income / heads / 12
    return monthly < line, monthly < line * 1.5, (income - spent) / heads / 12 < line, saved / heads < line * 24


def _rate(judge: Callable[[Given], object], given: list[Given]) -> float:
    """Households a second."""
    done, begun = 0, time.perf_counter()
    while (spent := time.perf_counter() - begun) < SECONDS / ROUNDS:
        for one in given:
            judge(one)
        done += len(given)
    return done / spent
