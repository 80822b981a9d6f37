"""The household of the screening contract, read from JSON: every fault with its key, nothing guessed.

A key left out is unanswered; null is unanswered too, save for `disability`, `illness` and `student_stage`,
where null is the answer "none" (reading 13). An empty list is the answer "none". Within
`income.not_counted` a kind left out is none of it. Keys of the form that the check does not need (names,
addresses, papers) are passed over; keys nobody knows are faults.
"""

from decimal import Decimal
from typing import TypeVar, cast, get_args

from api.eligibility.household import (
    NOT_COUNTED_KINDS,
    SPENDING_KINDS,
    Able,
    Assets,
    Disability,
    DisabilityKind,
    Expenditure,
    Health,
    House,
    Household,
    Illness,
    Income,
    Living,
    Member,
    Nothing,
    Occupation,
    Relation,
    StudentStage,
    Supporter,
    SupporterStatus,
)  # fmt: skip
from api.eligibility.phrases import phrase
from api.eligibility.values import Node, read_amount

_CAUSES = (
    "illness", "disability", "schooling", "disaster", "accident", "lack_of_labour", "job_loss", "old_age",
    "single_parent", "other",
)  # fmt: skip
_MARITAL = ("unmarried", "married", "widowed", "divorced", "unstated")
_MONITORED = ("none", "unstable_exited", "marginal", "sudden_hardship", "unknown")
_CURRENT_AID = (
    "none", "dibao", "tekun", "dibao_margin", "rigid_expenditure", "temporary_aid", "disability_allowances",
    "other",
)  # fmt: skip
_HOUSE_KINDS = (
    "commodity", "reformed_housing", "affordable", "public_rental", "self_built", "resettlement", "shop",
    "other",
)  # fmt: skip
_HOUSE_ORIGINS = ("bought", "self_built", "inherited", "gift", "resettled", "rented", "borrowed")
_VEHICLE_KINDS = ("car", "truck", "motorcycle", "farm_machine", "boat", "disability_vehicle")
_PERSONAL = ("name", "id_number", "id_state", "certificate_number", "phone")
OLDEST = 130

T = TypeVar("T")


def read_household(node: Node) -> Household:
    """The household at `node`; faults are noted there and read as unanswered."""
    node.ignore(
        "area_code", "applicant_role", "proxy", "hukou_detail", "residence_detail", "phone", "documents",
        "pledge", "authorization", "notice",
    )  # fmt: skip
    members = node.nodes("members")
    supporters = node.nodes("supporters")
    household = Household(
        settlement=node.one_of("settlement", ("urban", "rural")),
        applies_for_aid=node.yes_no("applies_for_aid"),
        hardship_causes=node.several("hardship_causes", _CAUSES),
        members=None if members is None else tuple(_member(item) for item in members),
        supporters=None if supporters is None else tuple(_supporter(item) for item in supporters),
        income=_income(node.node("income")),
        expenditure=_expenditure(node.node("expenditure")),
        assets=_assets(node.node("assets")),
        monitored_status=node.one_of("monitored_status", _MONITORED),
        refused_within_a_year=node.yes_no("refused_within_a_year"),
        left_aid_within_two_years=node.yes_no("left_aid_within_two_years"),
        worker_in_hardship=node.yes_no("worker_in_hardship"),
        income_fell_sharply=node.yes_no("income_fell_sharply"),
        current_aid=node.several("current_aid", _CURRENT_AID),
        relative_in_office=_relative_in_office(node),
        elsewhere=_elsewhere(node),
    )
    node.done()
    return household


def _literal(node: Node, name: str, kind: object) -> str | None:
    return node.one_of(name, get_args(kind))


def _member(node: Node) -> Member:
    node.ignore(*_PERSONAL)
    member = Member(
        relation=cast("Relation | None", _literal(node, "relation", Relation)),
        age=node.whole("age", 0, OLDEST),
        sex=node.one_of("sex", ("male", "female")),
        marital_status=node.one_of("marital_status", _MARITAL),
        health=cast("Health | None", _literal(node, "health", Health)),
        occupation=cast("Occupation | None", _literal(node, "occupation", Occupation)),
        living=cast("Living | None", _literal(node, "living", Living)),
        income=node.amount("income", negative=True),
        disability=_disability(node),
        illness=_illness(node),
        student_stage=_none_if_null(
            node, "student_stage", cast("StudentStage | None", _literal(node, "student_stage", StudentStage))
        ),
    )
    node.done()
    return member


def _none_if_null(node: Node, name: str, value: T | None) -> T | Nothing | None:
    return Nothing.NONE if node.has(name) and node.take(name) is None else value


def _disability(node: Node) -> Disability | Nothing | None:
    raw = node.take("disability")
    if not isinstance(raw, dict):
        node.node("disability")
        return _none_if_null(node, "disability", None)
    inner = node.node("disability")
    inner.ignore("certificate_number")
    kind = cast("DisabilityKind | None", _literal(inner, "kind", DisabilityKind))
    disability = Disability(kind, inner.whole("grade", 1, 4))
    inner.done()
    return disability


def _illness(node: Node) -> Illness | Nothing | None:
    raw = node.take("illness")
    if not isinstance(raw, dict):
        node.node("illness")
        return _none_if_null(node, "illness", None)
    inner = node.node("illness")
    inner.ignore("name")
    illness = Illness(inner.yes_no("recognised"))
    inner.done()
    return illness


def _supporter(node: Node) -> Supporter:
    node.ignore(*_PERSONAL)
    _unused_of_supporter(node)
    supporter = Supporter(
        relation=cast("Relation | None", _literal(node, "relation", Relation)),
        age=node.whole("age", 0, OLDEST),
        annual_support=node.amount("annual_support"),
        able=cast("Able | None", _literal(node, "able", Able)),
        status=cast("SupporterStatus | None", _literal(node, "status", SupporterStatus)),
    )
    node.done()
    return supporter


def _unused_of_supporter(node: Node) -> None:
    """What the form asks of a supporter and no rule uses yet: a wrong value is still said."""
    node.one_of("sex", ("male", "female"))
    node.one_of("marital_status", _MARITAL)
    _literal(node, "health", Health)
    _literal(node, "occupation", Occupation)
    node.whole("household_size", 0, 100)
    node.amount("household_monthly_income")


def _income(node: Node) -> Income:
    node.amount("total", negative=True)
    given = node.has("not_counted") and node.take("not_counted") is not None
    apart = node.node("not_counted")
    kinds = tuple((kind, apart.amount(kind)) for kind in NOT_COUNTED_KINDS if apart.has(kind))
    apart.done()
    income = Income(
        wages=node.amount("wages"),
        business_net=node.amount("business_net", negative=True),
        property_net=node.amount("property_net"),
        transfer_net=node.amount("transfer_net"),
        other=node.amount("other"),
        not_counted=kinds if given else None,
    )
    node.done()
    return income


def _expenditure(node: Node) -> Expenditure:
    node.amount("total")
    expenditure = Expenditure(*(node.amount(kind) for kind in SPENDING_KINDS))
    node.done()
    return expenditure


def _assets(node: Node) -> Assets:
    houses = node.nodes("houses")
    vehicles = node.nodes("vehicles")
    businesses = node.nodes("businesses")
    _other_assets(node)
    assets = Assets(
        deposits=node.amount("deposits"),
        securities=node.amount("securities"),
        funds=node.amount("funds"),
        insurance=node.amount("insurance"),
        receivables=node.amount("receivables"),
        business_capitals=None if businesses is None else tuple(_capital(item) for item in businesses),
        houses=None if houses is None else tuple(_house(item) for item in houses),
        vehicle_kinds=None if vehicles is None else tuple(_vehicle(item) for item in vehicles),
    )
    node.done()
    return assets


def _other_assets(node: Node) -> None:
    """Other property decides nothing, but a wrong value is still said: an amount, or description and value."""
    raw = node.take("other")
    if not isinstance(raw, dict):
        read_amount(raw, node.at("other"), node.faults)
        return
    inner = node.node("other")
    inner.ignore("description")
    inner.amount("value")
    inner.done()


def _capital(node: Node) -> Decimal | None:
    node.ignore("name")
    capital = node.amount("registered_capital")
    node.done()
    return capital


def _house(node: Node) -> House:
    node.ignore("address", "acquired")
    node.amount("area_m2", most=Decimal(1_000_000))
    house = House(node.one_of("kind", _HOUSE_KINDS), node.one_of("origin", _HOUSE_ORIGINS))
    node.done()
    return house


def _vehicle(node: Node) -> str | None:
    node.ignore("owner", "plate", "acquired")
    node.amount("price")
    kind = node.one_of("kind", _VEHICLE_KINDS)
    node.done()
    return kind


def _relative_in_office(node: Node) -> bool | None:
    """true or false; the filed form nests what was said of the official, which the check does not need."""
    raw = node.take("relative_in_office")
    if isinstance(raw, dict):
        return True
    return node.yes_no("relative_in_office")


def _elsewhere(node: Node) -> bool | None:
    """Registered in another place than lived in; a county's code and one within it are the same place."""
    codes = (node.take("hukou_area"), node.take("residence_area"))
    for name, code in zip(("hukou_area", "residence_area"), codes, strict=True):
        if code is not None and not (isinstance(code, str) and code.isascii() and code.isdigit()):
            node.faults.add(node.at(name), phrase("请填地区代码，只用数字。"))
            return None
    if codes[0] is None or codes[1] is None:
        return None
    shorter, longer = sorted((str(codes[0]), str(codes[1])), key=len)
    return not longer.startswith(shorter)
