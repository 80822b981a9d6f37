"""Made-up families of every shape: who they are, what they live on, what they own."""

import re
from datetime import date
from decimal import Decimal
from random import Random

from tests.fakes.households import id_number
from tests.fuzzing.asked_of import not_counted_kinds, somebody_to_support, spending_kinds
from tests.fuzzing.people import people
from tests.fuzzing.truth import Truth

OWN_INCOME = re.compile(r"members\.\d+\.income")

SPENDING = ("medical", "social_insurance", "disaster", "other")
INCOME = ("wages", "business_net", "property_net", "transfer_net", "other")
CIRCUMSTANCES = (
    "refused_within_a_year",
    "left_aid_within_two_years",
    "income_fell_sharply",
    "worker_in_hardship",
)


def random_family(rng: Random, today: date) -> Truth:
    """A family that could live somewhere, whole."""
    truth = Truth(rng, today)
    truth.says["consent"] = truth.says["consent_sensitive"] = True
    truth.filed["consent"] = truth.filed["consent_sensitive"] = True
    if truth.one_of("applicant_role", "self", "self", "self", "proxy") == "proxy":
        truth.tell("proxy.name", "冯示例")
        truth.one_of("proxy.relation", "relative", "village_assistant", "neighbour")
        truth.tell("proxy.phone", "13500135000")
        truth.tell("proxy.consent", True)
    area = truth.one_of("area_code", "993601001", "993601002", "990001001", "993701001")
    truth.known("residence_area", area)
    truth.one_of("settlement", "rural", "urban")
    truth.tell("residence_detail", f"{rng.choice('东西南北')}山村{rng.randint(1, 9)}组")
    name = people(truth)
    _supporters(truth)
    _money(truth)
    _assets(truth)
    _circumstances(truth, area)
    signs = "冯示例" if truth.filed["applicant_role"] == "proxy" else name
    truth.says["pledge"] = truth.says["authorization"] = signs
    return truth


def _supporters(truth: Truth) -> None:
    if not somebody_to_support(truth) or truth.maybe(0.5):
        return
    for place in range(truth.rng.randint(1, 2)):
        base = f"supporters.{place}"
        truth.one_of(f"{base}.relation", "daughter", "son", *(("father",) if place == 0 else ()))
        truth.tell(f"{base}.name", f"冯{truth.rng.choice('样示例')}{'甲乙'[place]}")
        able = truth.one_of(f"{base}.able", "yes", "no")
        truth.yearly(f"{base}.annual_support", high=6000)
        if able == "no" and truth.one_of(f"{base}.status", "none", "dibao", "severely_disabled") != "none":
            truth.tell(f"{base}.id_number", id_number(date(1980, 5, 5), 600 + place))


def _money(truth: Truth) -> None:
    for kind in INCOME:
        truth.yearly(f"income.{kind}")
    for kind in not_counted_kinds(truth):
        truth.yearly(f"income.not_counted.{kind}", high=5000)
    truth.yearly("expenditure.living", low=1200)
    for kind in (*SPENDING, *spending_kinds(truth)):
        truth.yearly(f"expenditure.{kind}")
    came_in = truth.total("income.")
    if truth.total("expenditure.") > Decimal("1.5") * came_in:
        truth.tell("expenditure.gap", ["borrowed"])
    five = sum((truth.amount(f"income.{kind}") for kind in INCOME), Decimal(0))
    own = sum((truth.amount(key) for key in truth.filed if OWN_INCOME.fullmatch(key)), Decimal(0))
    if own - five > 1200:
        truth.tell("income.difference", "补贴已经单独写了")


def _assets(truth: Truth) -> None:
    truth.now("assets.deposits")
    for kind in ("securities", "funds", "insurance", "receivables", "other"):
        truth.now(f"assets.{kind}") if truth.maybe(0.3) else truth.known(f"assets.{kind}", "0.00")
    if truth.amount("assets.other"):
        truth.tell("assets.other.description", "两亩林地")
    for place in range(truth.rng.choice((0, 1, 1, 2))):
        _house(truth, f"assets.houses.{place}")
    for place in range(truth.rng.choice((0, 0, 1, 2))):
        _vehicle(truth, f"assets.vehicles.{place}")
    if truth.maybe(0.2):
        truth.tell("assets.businesses.0.name", "村口小卖部")
        truth.tell("assets.businesses.0.registered_capital", "30000.00", "30000")


def _house(truth: Truth, base: str) -> None:
    origin = truth.one_of(f"{base}.origin", "self_built", "bought", "inherited", "rented", "borrowed")
    if origin == "self_built":
        truth.known(f"{base}.kind", "self_built")
    else:
        truth.one_of(f"{base}.kind", "self_built", "commodity", "public_rental", "shop")
    truth.tell(f"{base}.address", f"南河路{truth.rng.randint(1, 99)}号")
    area = truth.rng.randint(20, 200)
    truth.tell(f"{base}.area_m2", f"{area}.00", str(area))
    if origin not in ("rented", "borrowed"):
        truth.tell(f"{base}.acquired", "2009-10", "2009年10月")


def _vehicle(truth: Truth, base: str) -> None:
    truth.one_of(f"{base}.kind", "car", "motorcycle", "farm_machine", "disability_vehicle")
    truth.tell(f"{base}.owner", 0, "0")
    truth.tell(f"{base}.plate", "赣A12345")
    truth.tell(f"{base}.acquired", "2019-03", "2019年3月")
    truth.now(f"{base}.price")


def _circumstances(truth: Truth, area: str) -> None:
    causes = truth.rng.sample(["illness", "disability", "schooling", "job_loss", "old_age"], truth.rng.randint(1, 3))
    truth.tell("hardship_causes", causes)
    for key in CIRCUMSTANCES:
        truth.tell(key, truth.maybe(0.2))
    if truth.maybe(0.3):
        truth.tell("current_aid", ["temporary_aid", "disability_allowances"])
    else:
        truth.tell("current_aid", ["none"])
    truth.one_of("monitored_status", "none", "none", "marginal", "unknown")
    truth.tell("relative_in_office", truth.maybe(0.2))
    if truth.filed["relative_in_office"]:
        truth.tell("relative_in_office.name", "黄样本")
        truth.tell("relative_in_office.post", "村主任")
        truth.one_of("relative_in_office.relation", "sibling", "son")
    if truth.maybe(0.2):
        truth.tell("hukou_area", "411525", "河南省固始县")
        truth.tell("hukou_detail", "陈集镇大李村")
    else:
        truth.known("hukou_area", area[:6])
    truth.tell("applies_for_aid", truth.maybe(0.7))
    truth.tell("phone", "13800138000")
