"""The sheets of a declaration: an action each that is possible now, with the letter the resident would get."""

from dataclasses import dataclass, field

from api.errors import Fault
from api.services.review.actions import Action
from api.services.review.desk import Review
from api.services.review.views import DeclarationView
from api.services.review.words import CATEGORIES
from api.web.console.check import CheckShown

_OF_A_CATEGORY = ("approved", "refused")


@dataclass(frozen=True, slots=True)
class Letter:
    """What the resident would be told around the officer's words, if this category ("": any) is chosen."""

    category: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """An action that is possible now. Its letters differ where a category is to be chosen."""

    name: str
    action: str
    result: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What was sent and refused, so that nothing typed is lost."""

    sheet: str = ""
    action: Action = field(default_factory=lambda: Action("", ""))
    faults: tuple[Fault, ...] = ()


def suggested(check: CheckShown | None) -> str:
    """The category that looks likely; "" where none does, for then the officer chooses with nothing chosen before."""
    found = check.in_question if check is not None else ()
    return next((one.category for one in found if one.outcome == "likely"), "")


def sheets_of(review: Review, view: DeclarationView) -> list[Sheet]:
    """The sheets in the order of the table; a decision has one for each result."""

    def letters(action: str, result: str) -> tuple[Letter, ...]:
        if result not in _OF_A_CATEGORY:
            return (Letter("", *review.preview(view, action, result)),)
        return tuple(Letter(one, *review.preview(view, action, result, one)) for one in CATEGORIES)

    wanted: list[tuple[str, str]] = []
    for action in view.actions:
        results = ("approved", "refused", "registered") if action == "decide" else ("",)
        wanted += [(action, result) for result in results]
    return [Sheet(result or action, action, result, letters(action, result)) for action, result in wanted]
