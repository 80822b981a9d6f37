"""Whose emergency it is, where one conversation tells for several households: kept apart, and each told of itself."""

from collections.abc import Mapping

from api.services.emergency.answers import answers_of
from conversations.answers import Json
from conversations.form.emergency import HOUSEHOLD, WHOSE
from conversations.messages import Message, say
from conversations.understanding.normal import compact
from storage.emergency_rows import EmergencyRow


def household_in(answers: Mapping[str, Json]) -> str | None:
    """Whose it is, as it was said or declared; None where it is the family's own, or nobody said."""
    value = answers.get(HOUSEHOLD)
    return value if isinstance(value, str) else None


def told_for_another(answers: Mapping[str, Json]) -> bool:
    """Whether it is that of another household than the conversation is of."""
    return answers.get(WHOSE) == "other"


def same_household(one: Mapping[str, Json], other: Mapping[str, Json]) -> bool:
    """Whether two emergencies of one conversation, or one phone, may be of one household.

    Told for others they are so only by name: two houses that nobody named may be two families.
    """
    first, second = household_in(one), household_in(other)
    if first is None and second is None:
        return WHOSE not in one and WHOSE not in other
    return first is not None and second is not None and compact(first) == compact(second)


def same_rows(one: EmergencyRow, other: EmergencyRow) -> bool:
    """The same of two that are filed."""
    return same_household(answers_of(one), answers_of(other))


def of_household(message: Message, row: EmergencyRow) -> Message:
    """What is told of it, with whose it is before it, where somebody who tells for several would not know.

    The applicant of the conversation's own declaration is named by the chat; with `silent` nobody is named.
    """
    answers = answers_of(row)
    household = household_in(answers)
    if row.silent or household is None or answers.get(WHOSE) == "declared":
        return message
    return say("{household}：{message}", household=household, message=message)
