"""What the questions about yearly sums have in common, and who in the household they depend on."""

from conversations.form.declaration.persons import MEMBERS, PAID, anyone, has_certificate, occupation_of, present
from conversations.form.facts import Facts
from conversations.form.kinds import MoneyKind
from conversations.form.model import Check, Condition, Offers, Question, always, no_offers
from conversations.messages import Message, say

YEARLY = MoneyKind()
EXAMPLE = say("每月两千，或者 一年三万六；没有就写 0")


def yearly(
    key: str,
    label: Message,
    prompt: Message,
    why: Message,
    help_: Message,
    *,
    applies: Condition = always,
    kind: MoneyKind = YEARLY,
    sensitive: bool = False,
    checks: tuple[Check, ...] = (),
    offers: Offers = no_offers,
) -> Question:
    """A question about a sum of the twelve months before the declaration, yuan."""
    return Question(key, kind, label, prompt, why, help_, EXAMPLE, applies, checks, sensitive=sensitive, offers=offers)


def older_than(years: int) -> Condition:
    """Somebody is that old, or somebody's age is not known."""

    def holds(facts: Facts) -> bool:
        ages = [one.age() for one in facts.each(MEMBERS)]
        return any(age is None or age >= years for age in ages)

    holds.__doc__ = f"Somebody is {years} or older, or somebody's age is not known."
    return holds


def anyone_disabled(facts: Facts) -> bool:
    """Somebody is disabled, cannot care for themselves, or holds a certificate."""
    return anyone(facts, lambda one: has_certificate(one) or one.here("health") == "unable_to_self_care")


def anyone_at_school(facts: Facts) -> bool:
    """Somebody goes to school or kindergarten."""
    return anyone(facts, lambda one: occupation_of(one) in ("student", "preschool"))


def anyone_paid(facts: Facts) -> bool:
    """Somebody works for wages, or it is not known what somebody does."""
    return anyone(facts, lambda one: present(one) and (occupation_of(one) in PAID or one.passed_over("occupation")))
