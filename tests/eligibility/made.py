"""Households and figures made up at random: from few values, so that lines are met exactly and kinds repeat."""

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar, get_args

from api.eligibility import household as h
from api.eligibility.figures import AreaFigures, FinancialLimits

T = TypeVar("T")
LIVING: tuple[h.Living, ...] = (*get_args(h.Living), *get_args(h.Living)[:1] * 6)
YUAN = tuple(map(Decimal, ("0", "0", "0.01", "3600", "7200", "8580", "14400", "14400.01", "24000", "51480")))


class Maker:
    """Makes them from a seed. `gaps`: how often an answer or figure is left out, 0 to 1."""

    def __init__(self, seed: int, gaps: float = 0.12) -> None:
        self._random = random.Random(seed)
        self._gaps = gaps

    def _one(self, values: Sequence[T]) -> T | None:
        return None if self._random.random() < self._gaps else self._random.choice(values)

    def _yuan(self) -> Decimal | None:
        return self._one(YUAN)

    def _few(self, values: Sequence[T], most: int = 3) -> tuple[T, ...]:
        return tuple(self._random.sample(list(values), self._random.randrange(min(most, len(values)) + 1)))

    def household(self) -> h.Household:
        """A household of up to five people."""
        chance = self._random.random
        people = tuple(self._member(place) for place in range(self._random.choice((1, 1, 2, 2, 3, 3, 4, 5))))
        apart = tuple((kind, self._yuan()) for kind in self._few(h.NOT_COUNTED_KINDS))
        return h.Household(
            settlement=self._one(("urban", "rural")),
            members=None if chance() < self._gaps / 5 else people,
            supporters=self._one((tuple(self._supporter() for _ in range(self._random.randrange(3))),)),
            income=self._income(apart),
            expenditure=h.Expenditure(*(self._yuan() if chance() < 0.4 else Decimal(0) for _ in range(8))),
            assets=self._assets(),
            refused_within_a_year=self._one((True, False)),
            left_aid_within_two_years=self._one((False, False, True)),
            worker_in_hardship=self._one((False, False, True)),
            income_fell_sharply=self._one((True, False)),
            current_aid=self._one(((), ("dibao",))),
        )

    def _income(self, apart: tuple[tuple[str, Decimal | None], ...]) -> h.Income:
        five = [self._yuan() if self._random.random() < 0.5 else Decimal(0) for _ in range(5)]
        return h.Income(five[0], five[1], five[2], five[3], five[4], self._one((apart,)))

    def _member(self, place: int) -> h.Member:
        relations = ("self",) if place == 0 else get_args(h.Relation)[1:]
        kind = self._one(get_args(h.DisabilityKind))
        some = self._random.choice((None, h.Nothing.NONE, h.Disability(kind, self._one((1, 2, 3, 4)))))
        return h.Member(
            relation=self._one(relations),
            age=self._one((3, 15, 16, 17, 18, 40, 59, 60, 69, 70, 82)),
            health=self._one(get_args(h.Health)),
            occupation=self._one(get_args(h.Occupation)),
            living=self._one(LIVING),
            income=self._random.choice((None, self._yuan())),
            disability=some,
            illness=self._random.choice((None, h.Nothing.NONE, h.Illness(self._one((True, False))))),
            student_stage=self._random.choice((None, h.Nothing.NONE, self._one(get_args(h.StudentStage)))),
        )

    def _supporter(self) -> h.Supporter:
        return h.Supporter(
            self._one(get_args(h.Relation)[1:]), self._one((17, 30, 59, 60, 70)), self._yuan(),
            self._one(get_args(h.Able)), self._one(get_args(h.SupporterStatus)),
        )  # fmt: skip

    def _assets(self) -> h.Assets:
        amounts = [self._yuan() if self._random.random() < 0.3 else Decimal(0) for _ in range(5)]
        houses = tuple(
            h.House(self._one(("commodity", "public_rental")), self._one(("self_built", "rented")))
            for _ in range(self._random.randrange(3))
        )
        kinds = ("car", "truck", "motorcycle", "disability_vehicle")
        vehicles = tuple(self._one(kinds) for _ in range(self._random.choice((0, 0, 0, 1, 2))))
        capitals = tuple(self._yuan() for _ in range(self._random.choice((0, 0, 0, 1, 2))))
        return h.Assets(
            amounts[0], amounts[1], amounts[2], amounts[3], amounts[4], self._one((capitals,)), self._one((houses,)), self._one((vehicles,))
        )  # fmt: skip

    def figures(self) -> AreaFigures:
        """The figures of an area, some of them unset."""
        limits = (self._one((Decimal(0), Decimal(7200), Decimal(14400))) for _ in range(4))
        return AreaFigures(
            dibao_monthly=self._one((Decimal(300), Decimal("357.50"), Decimal(600), Decimal(715), Decimal("1200.005"))),
            disposable_income_annual=self._one((Decimal(8580), Decimal(14400), Decimal("22000.33"))),
            margin_multiplier=self._one((Decimal("1.5"), Decimal(2), Decimal(3))),
            rigid_ratio=self._one((Decimal("0.5"), Decimal("0.6"), Decimal("0.333"))),
            financial_assets_per_head=FinancialLimits(*limits),
            houses_max=self._one((0, 1, 2)),
            vehicles_allowed=self._one((True, False)),
            business_capital_max=self._one((Decimal(0), Decimal(7200))),
            employment_cost_rate=self._one((Decimal(0), Decimal("0.1"), Decimal("0.25"), Decimal("0.00001"))),
            employment_cost_applies_to=self._one(
                ((), ("dibao", "tekun"), ("dibao_margin", "rigid_expenditure", "other_hardship"))
            ),
            not_counted_income=self._one(((), h.NOT_COUNTED_KINDS, ("basic_pension", "old_age_allowance", "other"))),
            basic_pension_not_counted_until=self._one((date(2025, 12, 31), date(2027, 12, 31))),
            rigid_spending=self._one((("medical", "education"), ("medical", "disaster", "living"))),
            mental_intellectual_grade3=self._one((True, False)),
        )
