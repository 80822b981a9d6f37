"""Whether what was filed is what the family is."""

from collections.abc import Mapping

from tests.fuzzing.truth import Filed

# Never said by anybody: sums the form adds up itself, and the proxy's part.
_ADDED_UP = ("income.total", "expenditure.total")
_NOTHING: tuple[Filed, ...] = ("0.00", False, None)


def differences(filed: Mapping[str, object], truth: Mapping[str, Filed]) -> list[str]:
    """Every key that is filed otherwise than it is true; empty when the two agree."""
    said = {key: value for key, value in filed.items() if key not in _ADDED_UP}
    wrong = [
        f"{key}: filed {said[key]!r}, true {truth.get(key)!r}"
        for key in said
        if said[key] != truth.get(key) and not (key not in truth and said[key] in _NOTHING)
    ]
    missing = [f"{key}: not filed, true {value!r}" for key, value in truth.items() if key not in said]
    return wrong + missing
