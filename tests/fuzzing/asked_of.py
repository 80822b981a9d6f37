"""Which of the questions about the whole household concern a made-up family: our own reading, not the form's."""

from collections.abc import Iterator

from tests.fuzzing.truth import Filed, Truth

_GONE = ("imprisoned", "missing", "clergy_away")


def not_counted_kinds(truth: Truth) -> Iterator[str]:
    """The kinds of money that are asked apart and can exist here."""
    ages, disabled = truth.ages(), _anyone_disabled(truth)
    if max(ages) >= 60:
        yield "basic_pension"
    if disabled:
        yield "disability_subsidy"
    if disabled or max(ages) >= 65:
        yield "care_allowance"
    if max(ages) >= 70:
        yield "old_age_allowance"
    if _anyone(truth, "occupation", "student", "preschool"):
        yield "scholarship"
    yield from ("preferential_treatment", "family_planning", "social_aid", "other")


def spending_kinds(truth: Truth) -> Iterator[str]:
    """The kinds of spending that not every household can have."""
    if _anyone(truth, "occupation", "student", "preschool"):
        yield "education"
    if _anyone_disabled(truth):
        yield "disability"
    if _anyone(truth, "occupation", "employed", "flexible_work"):
        yield "employment_cost"


def somebody_to_support(truth: Truth) -> bool:
    """Somebody is old or weak, or a child of whom not both parents are here."""
    people = [one for one in truth.people() if one.get("living") not in _GONE]
    relations = [one["relation"] for one in truth.people()]
    weak = ("disabled", "unable_to_self_care", "serious_illness")
    for one in people:
        age = one["age"]
        assert isinstance(age, int)
        if age < 18:
            if not (one["relation"] in ("son", "daughter") and "spouse" in relations):
                return True
        elif age >= 60 or one.get("health") in weak:
            return True
    return False


def _anyone(truth: Truth, key: str, *values: Filed) -> bool:
    return any(one.get(key) in values for one in truth.people())


def _anyone_disabled(truth: Truth) -> bool:
    return any("disability.kind" in one for one in truth.people()) or _anyone(
        truth, "health", "disabled", "unable_to_self_care"
    )
