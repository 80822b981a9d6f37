"""The check with reasons, arithmetic and articles, against OpenFisca doing the same sums for one household at a time.

OpenFisca (openfisca-core) is no dependency: where it is not installed this part says so and measures nothing. Its
model below has income per head against two lines, assets against their limits, and the share of necessary
spending, as parameters and formulas of its own; it gives a category and not one reason. The households are those of
the table of cases, read before the clock starts on both sides; what OpenFisca is given is a dict, as it asks for.
"""

import importlib
import importlib.util
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, TypeAlias

from tests.benchmarks.check import Given, judged, read
from tests.benchmarks.table import Found, at_least
from tests.eligibility.table import cases

NAME = "openfisca_core"
SECONDS, ROUNDS, GOAL = 1.5, 5, 20.0
INCOME = ("wages", "business_net", "property_net", "transfer_net", "other")
SPENDING = ("medical", "education", "disability")
SAVINGS = ("deposits", "securities", "funds", "insurance", "receivables")
LINES = {"standard": 715, "disposable": 22673, "savings": 17160, "ratio": 0.6}
YEAR = "2025"
Untyped: TypeAlias = Any
"""OpenFisca says no types."""
Calculated: TypeAlias = Callable[[Mapping[str, object]], object]


def run() -> list[Found]:
    """Both in turn, a few rounds."""
    if importlib.util.find_spec(NAME) is None:
        print("  left out: openfisca-core is not installed here (pip install openfisca-core)")
        return []
    given = [read(payload) for _, payload, _ in cases()]
    calculated = _openfisca()
    situations = [_situation(one) for one in given]
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        theirs.append(_rate(lambda place: calculated(situations[place]), len(given)))
        ours.append(_rate(lambda place: judged(given[place]), len(given)))
    rate, floor = median(ours), median(theirs)
    beside = f"{rate:.0f}/s against {floor:.0f}/s, {len(given)} households"
    return [at_least("check: households a second with reasons ÷ OpenFisca, one at a time", rate / floor, GOAL, beside)]


def _rate(work: Callable[[int], object], count: int) -> float:
    done, begun = 0, time.perf_counter()
    while (spent := time.perf_counter() - begun) < SECONDS / ROUNDS:
        work(done % count)
        done += 1
    return done / spent


def _situation(one: Given) -> dict[str, object]:
    """The household as OpenFisca takes it: yuan a year, by name and period."""
    sent = one.payload["household"]
    members = [f"p{place}" for place in range(max(len(sent.get("members") or ()), 1))]

    def yuan(group: str, name: str) -> dict[str, float]:
        value = (sent.get(group) or {}).get(name)
        return {YEAR: float(value) if isinstance(value, int | float) else 0.0}

    household: dict[str, object] = {"members": members}
    household.update({name: yuan("income", name) for name in INCOME})
    household.update({f"{name}_spending": yuan("expenditure", name) for name in SPENDING})
    household.update({name: yuan("assets", name) for name in SAVINGS})
    return {"people": {name: {} for name in members}, "households": {"h": household}}


def _openfisca() -> Calculated:
    """A system of two entities, its inputs, its lines as parameters and its formulas."""
    entities = importlib.import_module("openfisca_core.entities")
    systems = importlib.import_module("openfisca_core.taxbenefitsystems")
    parameters = importlib.import_module("openfisca_core.parameters")
    builders = importlib.import_module("openfisca_core.simulation_builder")
    periods = importlib.import_module("openfisca_core.periods")
    variables = importlib.import_module("openfisca_core.variables")
    person = entities.build_entity(key="person", plural="people", label="person", is_person=True)
    roles = [{"key": "member", "plural": "members", "label": "member"}]
    household = entities.build_entity(key="household", plural="households", label="household", roles=roles)
    system = systems.TaxBenefitSystem([household, person])
    lines = {name: {"values": {"2020-01-01": {"value": value}}} for name, value in LINES.items()}
    system.parameters = parameters.ParameterNode(data={"lines": lines})

    def add(name: str, formula: object = None, kind: type = float) -> None:
        body: dict[str, object] = {"value_type": kind, "entity": household, "definition_period": periods.YEAR}
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (variables.Variable,), {**body, "label": name}))

    for name in (*INCOME, *SAVINGS, *(f"{one}_spending" for one in SPENDING)):
        add(name)
    add("income", lambda home, period: sum(home(name, period) for name in INCOME))
    add("heads_month", lambda home, period: home("income", period) / home.nb_persons() / 12)
    add("spent", lambda home, period: sum(home(f"{name}_spending", period) for name in SPENDING))

    def kept(home: Untyped, period: Untyped, lines: Untyped) -> object:
        saved = sum(home(name, period) for name in SAVINGS)
        return saved / home.nb_persons() <= lines(period).lines.savings

    def below(times: float) -> Callable[..., object]:
        def formula(home: Untyped, period: Untyped, lines: Untyped) -> object:
            line = lines(period).lines.standard * times
            return (home("heads_month", period) < line) * home("kept", period)

        return formula

    def rigid(home: Untyped, period: Untyped, lines: Untyped) -> object:
        poor = home("heads_month", period) * 12 < lines(period).lines.disposable
        heavy = home("spent", period) > lines(period).lines.ratio * home("income", period)
        return poor * heavy * home("kept", period)

    add("kept", kept, bool)
    add("dibao", below(1), bool)
    add("dibao_margin", below(1.5), bool)
    add("rigid", rigid, bool)
    add(
        "reached",
        lambda home, period: home("dibao", period) * 4 + home("dibao_margin", period) * 2 + home("rigid", period),
    )

    def calculated(situation: Mapping[str, object]) -> object:
        return builders.SimulationBuilder().build_from_dict(system, situation).calculate("reached", YEAR)

    return calculated
