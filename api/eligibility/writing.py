"""A household as JSON that `read_household` reads back as the same: what is kept to judge it again, no names."""

from decimal import Decimal

from api.eligibility.household import SPENDING_KINDS, Disability, Household, Illness, Member, Nothing, Supporter


def household_json(household: Household) -> dict[str, object]:
    """By the keys of the screening contract; what was not answered is not there."""
    income, assets = household.income, household.assets
    apart = None if income.not_counted is None else {kind: _amount(amount) for kind, amount in income.not_counted}
    capitals = None if assets.business_capitals is None else tuple(map(_amount, assets.business_capitals))
    places: dict[bool | None, dict[str, str]] = {
        None: {},
        False: {"hukou_area": "0", "residence_area": "0"},
        True: {"hukou_area": "0", "residence_area": "1"},
    }
    return _known(
        settlement=household.settlement,
        applies_for_aid=household.applies_for_aid,
        hardship_causes=_listed(household.hardship_causes),
        members=None if household.members is None else [_member(one) for one in household.members],
        supporters=None if household.supporters is None else [_supporter(one) for one in household.supporters],
        income=_known(
            wages=_amount(income.wages), business_net=_amount(income.business_net),
            property_net=_amount(income.property_net), transfer_net=_amount(income.transfer_net),
            other=_amount(income.other), not_counted=apart,
        ),
        expenditure=_known(**{kind: _amount(household.expenditure.kind(kind)) for kind in SPENDING_KINDS}),
        assets=_known(
            deposits=_amount(assets.deposits), securities=_amount(assets.securities), funds=_amount(assets.funds),
            insurance=_amount(assets.insurance), receivables=_amount(assets.receivables),
            businesses=_each("registered_capital", capitals),
            houses=None if assets.houses is None else [_known(kind=one.kind, origin=one.origin) for one in assets.houses],
            vehicles=_each("kind", assets.vehicle_kinds),
        ),
        monitored_status=household.monitored_status,
        refused_within_a_year=household.refused_within_a_year,
        left_aid_within_two_years=household.left_aid_within_two_years,
        worker_in_hardship=household.worker_in_hardship,
        income_fell_sharply=household.income_fell_sharply,
        current_aid=_listed(household.current_aid),
        relative_in_office=household.relative_in_office,
        **places[household.elsewhere],
    )  # fmt: skip


def _member(member: Member) -> dict[str, object]:
    told = _known(
        relation=member.relation, age=member.age, sex=member.sex, marital_status=member.marital_status,
        health=member.health, occupation=member.occupation, living=member.living, income=_amount(member.income),
    )  # fmt: skip
    # For these three null is an answer: there is none (reading 13).
    if isinstance(member.disability, Disability):
        told["disability"] = _known(kind=member.disability.kind, grade=member.disability.grade)
    elif member.disability is Nothing.NONE:
        told["disability"] = None
    if isinstance(member.illness, Illness):
        told["illness"] = _known(recognised=member.illness.recognised)
    elif member.illness is Nothing.NONE:
        told["illness"] = None
    if member.student_stage is not None:
        told["student_stage"] = None if member.student_stage is Nothing.NONE else member.student_stage
    return told


def _supporter(supporter: Supporter) -> dict[str, object]:
    return _known(
        relation=supporter.relation, age=supporter.age, annual_support=_amount(supporter.annual_support),
        able=supporter.able, status=supporter.status,
    )  # fmt: skip


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _listed(words: tuple[str, ...] | None) -> list[str] | None:
    return None if words is None else list(words)


def _each(name: str, values: tuple[str | None, ...] | None) -> list[dict[str, object]] | None:
    return None if values is None else [_known(**{name: value}) for value in values]


def _known(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}
