"""What is never asked because it follows: sex and age from the ID number, the relation of the applicant, sums."""

from collections.abc import Iterator
from decimal import Decimal

from conversations.agenda import Agenda
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


def of_person(facts: Facts, group: str) -> Iterator[tuple[str, str | int]]:
    """The derived fields of a member: `relation` of the applicant, `sex` and `age` from the ID number."""
    if facts.is_first(group):
        yield "relation", "self"
    if isinstance(facts.here("id_number"), str):
        sex, age = facts.sex(), facts.age()
        if sex is not None and age is not None:
            yield "sex", sex
            yield "age", age
