"""The household as judged, out of answers as they are filed: flat or nested, money as decimal text.

What the form does not ask because other answers rule it out is read as none of it: school costs when
nobody learns, rehabilitation when nobody is disabled, the basic pension when nobody is 60, a business when
nobody is self-employed. Everything else that is not there is unanswered. A list that was asked for and has
no item is the answer "none", unless its question was passed over.
"""

import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass

from api.eligibility.household import Household
from api.eligibility.reading import read_household
from api.eligibility.values import Fault, Faults, Node

ASKED_LISTS = ("supporters", "assets.houses", "assets.vehicles", "assets.businesses")
"""The repeated groups the declaration form asks of everybody to whom they can matter."""

_JUDGED = (
    "settlement", "applies_for_aid", "hardship_causes", "members", "supporters", "income", "expenditure",
    "assets", "monitored_status", "refused_within_a_year", "left_aid_within_two_years", "worker_in_hardship",
    "income_fell_sharply", "current_aid", "hukou_area", "residence_area", "relative_in_office",
)  # fmt: skip
_WHOLE = re.compile(r"\d{1,3}(\.0+)?", re.ASCII)
_LEARNING = ("student", "preschool")
_DISABLED = ("disabled", "unable_to_self_care")


@dataclass(frozen=True, slots=True)
class Read:
    """The household, and the keys of answers that could not be read and count as unanswered."""

    household: Household
    unread: tuple[Fault, ...]


def read_filed(
    answers: Mapping[str, object],
    passed_over: Collection[str] = (),
    asked_lists: tuple[str, ...] = ASKED_LISTS,
) -> Read:
    """Read filed answers. `passed_over`: keys skipped or not known; `asked_lists`: groups that were asked."""
    tree = _nested(answers)
    household = {name: tree[name] for name in _JUDGED if name in tree}
    for path in asked_lists:
        if not any(key == path or key.startswith(f"{path}.") for key in passed_over):
            section, _, name = path.rpartition(".")
            (_within(household, section) if section else household).setdefault(name, [])
    people = [one for one in _items(household.get("members")) if isinstance(one, dict)]
    for person in people:
        _as_numbers(person)
    _what_does_not_apply(household, people)
    faults = Faults()
    return Read(read_household(Node(household, "household", faults)), tuple(faults.found))


def _what_does_not_apply(household: dict[str, object], people: list[dict[str, object]]) -> None:
    learns = _anyone(people, "occupation", _LEARNING)
    disabled = _anyone(people, "health", _DISABLED)
    spending = _within(household, "expenditure")
    if learns is False:
        spending.setdefault("education", 0)
    if disabled is False:
        spending.setdefault("disability", 0)
    apart = _within(_within(household, "income"), "not_counted")
    if _anyone_of_sixty(people) is not False:
        apart.setdefault("basic_pension", None)
    if disabled is not False:
        apart.setdefault("disability_subsidy", None)


def _anyone(people: list[dict[str, object]], key: str, values: tuple[str, ...]) -> bool | None:
    """Does anybody's answer say so? None when nobody's does but somebody did not answer."""
    given = [person.get(key) for person in people]
    if any(answer in values for answer in given):
        return True
    return None if not given or any(answer is None for answer in given) else False


def _anyone_of_sixty(people: list[dict[str, object]]) -> bool | None:
    ages = [person.get("age") for person in people]
    if any(isinstance(age, int) and age >= 60 for age in ages):
        return True
    return False if ages and all(isinstance(age, int) for age in ages) else None


def _as_numbers(person: dict[str, object]) -> None:
    """Age and grade may be filed as the text of a button."""
    disability = person.get("disability")
    for holder, key in ((person, "age"), (disability, "grade")):
        if isinstance(holder, dict):
            value = holder.get(key)
            if isinstance(value, str) and _WHOLE.fullmatch(value):
                holder[key] = int(value.partition(".")[0])


def _within(holder: dict[str, object], name: str) -> dict[str, object]:
    """The object `name` of `holder`, made when it is not there."""
    inner = holder.get(name)
    if not isinstance(inner, dict):
        inner = {}
        holder[name] = inner
    return inner


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _nested(answers: Mapping[str, object]) -> dict[str, object]:
    """Dotted keys as objects and lists, copied; nested answers stay as they are.

    A plain answer beside deeper ones (`relative_in_office` and its `.name`) keeps the plain one.
    """
    tree: dict[str, object] = {}
    for key in sorted(answers, key=lambda key: key.count(".")):
        place: dict[str, object] | None = tree
        *path, last = key.split(".")
        for name in path:
            inner = place.setdefault(name, {}) if place is not None else None
            place = inner if isinstance(inner, dict) else None
        if place is not None:
            place[last] = deepcopy(answers[key])
    return {name: _listed(value) for name, value in tree.items()}


def _listed(value: object) -> object:
    """Objects whose keys are the indices 0, 1, 2 … as lists."""
    if isinstance(value, Mapping):
        inner = {str(name): _listed(each) for name, each in value.items()}
        if inner and all(name.isascii() and name.isdigit() for name in inner):
            return [inner[name] for name in sorted(inner, key=int)]
        return inner
    if isinstance(value, list | tuple):
        return [_listed(each) for each in value]
    return value
