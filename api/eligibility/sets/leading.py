"""Which of the verdicts on a household is looked at first."""

from collections.abc import Iterable


def leading(category: str, outcome: str, verdicts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The first category whose verdict is likely, or else what the check came to."""
    return next((pair for pair in verdicts if pair[1] == "likely"), (category, outcome))
