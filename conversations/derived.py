"""What is never asked because it follows from other answers: of a person, of a home, and the sums."""

from collections.abc import Iterator
from decimal import Decimal

from conversations.agenda import Agenda
from conversations.form.declaration.persons import (
    MEMBERS,
    living_of,
    marital_status_of,
    occupation_of,
    relation_of,
)
from conversations.form.facts import Facts
from conversations.messages import Message, say

SUMS = {
    "income": ("income.wages", "income.business_net", "income.property_net", "income.transfer_net", "income.other"),
    "expenditure": (
        "expenditure.living", "expenditure.social_insurance", "expenditure.employment_cost",
        "expenditure.medical", "expenditure.disability", "expenditure.education", "expenditure.disaster",
        "expenditure.other",
    ),
}  # fmt: skip

_KINDS = {"self_built": "self_built"}


def total_of(section: str, agenda: Agenda) -> Decimal | None:
    """The sum of a section, yuan a year; None while a part that is asked has no amount."""
    parts = [agenda.answers.value(path) for path in SUMS[section] if agenda.at(path) is not None]
    amounts = [part for part in parts if isinstance(part, Decimal)]
    return sum(amounts, Decimal(0)) if parts and len(amounts) == len(parts) else None


def totals(section: str, agenda: Agenda) -> list[tuple[Message, Message]]:
    """The sum line of a section on the review page, if it has one and it is known."""
    if section not in SUMS:
        return []
    total = total_of(section, agenda)
    if total is None:
        return []
    return [(say("合计"), say("一年 {amount} 元", amount=total))]


def of_item(group: str, facts: Facts) -> Iterator[tuple[str, str | int]]:
    """The derived fields of an item, by key within it."""
    if group == MEMBERS:
        yield from _of_person(facts)
    elif group == "assets.houses":
        kind = _KINDS.get(str(facts.here("origin")))
        if kind is not None:
            yield "kind", kind


def _of_person(facts: Facts) -> Iterator[tuple[str, str | int]]:
    """Sex and age from the ID number; the rest from who the others are, from school, from the age."""
    if isinstance(facts.here("id_number"), str):
        sex, age = facts.sex(), facts.age()
        if sex is not None and age is not None:
            yield "sex", sex
            yield "age", age
    follows = {
        "relation": relation_of(facts),
        "living": living_of(facts),
        "occupation": occupation_of(facts),
        "marital_status": marital_status_of(facts),
    }
    for key, value in follows.items():
        if value is not None and value != facts.here(key):
            yield key, value
