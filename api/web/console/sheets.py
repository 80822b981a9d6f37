"""The sheets of a declaration: an action each that is possible now, drawn from the table of inputs, with the letter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from api.errors import Fault
from api.services.category_names import CATEGORIES
from api.services.review.actions import Action
from api.services.review.desk import Place, Review
from api.services.review.fields import ACTION_NAMES, RESULTS, Field, fields_of
from api.services.review.official import Block
from api.services.review.sheet import Line
from api.services.review.views import DeclarationView
from api.web.console.check import CheckShown
from conversations.messages import Message, say, verbatim

_Choices = tuple[tuple[str, Message], ...]
_OF_A_CATEGORY = ("approved", "refused")
# What usually comes next stands out in the bar: the first of these that is possible.
_NEXT = ("accept", "record_letter", "record_own_form", "opinion", "publish", "approved")
# How many answers can be named at once as found different.
ROWS_OF_VALUES = 6
_YES_NO: _Choices = (("yes", say("是")), ("no", say("否")))


@dataclass(frozen=True, slots=True)
class Letter:
    """What the resident would be told around the officer's words, if `of` ("": anything) is chosen in the sheet.

    `when` tells it apart where it does not hang on a choice.
    """

    of: str
    before: str
    after: str
    when: Message | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a sheet. `choices`: value and words, for those that choose; `chosen`: offered beforehand."""

    field: Field
    choices: _Choices = ()
    chosen: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """An action that is possible now. `fixed` goes along unseen; `note`: the officer's words in the letter."""

    name: str
    action: str
    title: Message
    inputs: tuple[Input, ...]
    note: Field | None
    letters: tuple[Letter, ...]
    fixed: tuple[tuple[str, str], ...] = ()


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


def sheets_of(
    review: Review, view: DeclarationView, blocks: Sequence[Block], places: Iterable[Place], likely: str
) -> list[Sheet]:
    """The sheets in the order of the table; a decision has one for each result."""
    choosing = _Choosing(view, blocks, tuple(places), likely)
    found: list[Sheet] = []
    for action in view.actions:
        if action == "decide":
            found += [_decision(review, view, choosing, result, title) for result, title in RESULTS.items()]
        else:
            found.append(_sheet(review, view, choosing, action))
    return found


def first_of(sheets: Iterable[Sheet]) -> str:
    """The name of the sheet that usually comes next, "" where none stands out."""
    names = [sheet.name for sheet in sheets]
    return next((one for one in _NEXT if one in names), "")


def _sheet(review: Review, view: DeclarationView, choosing: "_Choosing", action: str) -> Sheet:
    fields = fields_of(action)
    note = next((one for one in fields if one.name == "note"), None)
    inputs = tuple(choosing.input(one) for one in fields if one.name != "note" and choosing.is_drawn(one))
    return Sheet(action, action, ACTION_NAMES[action], inputs, note, tuple(_letters(review, view, action)))


def _decision(review: Review, view: DeclarationView, choosing: "_Choosing", result: str, title: Message) -> Sheet:
    fields = {one.name: one for one in fields_of("decide")}
    fixed = [("result", result)]
    inputs: list[Input] = []
    if result in _OF_A_CATEGORY:
        inputs.append(choosing.category(fields["category"], refused=result == "refused"))
        letters = [Letter(one, *review.preview(view, _of("decide", result, one))) for one in CATEGORIES]
    else:
        fixed.append(("category", "none"))
        letters = [Letter("", *review.preview(view, _of("decide", result, "none")))]
    if result == "approved":
        inputs.append(choosing.input(fields["members"]))
    return Sheet(result, "decide", title, tuple(inputs), fields["note"], tuple(letters), tuple(fixed))


def _letters(review: Review, view: DeclarationView, action: str) -> Iterable[Letter]:
    """A letter for each answer it hangs on."""
    result = next((one for one in fields_of(action) if one.name == "result"), None)
    if result is not None:
        for value, _ in result.choices:
            yield Letter(value, *review.preview(view, _of(action, value)))
    elif action == "record_query":
        differs = Action("preview", action, found={"": ""})
        yield Letter("", *review.preview(view, _of(action)), say("都对得上"))
        yield Letter("", *review.preview(view, differs), say("有不一样的"))
    elif action == "close":
        for value, _ in _YES_NO:
            yield Letter(value, *review.preview(view, Action("preview", action, monitored=value)))
    else:
        yield Letter("", *review.preview(view, _of(action)))


def _of(action: str, result: str = "", category: str = "") -> Action:
    return Action("preview", action, result=result, category=category)


class _Choosing:
    """What can be chosen in the inputs of one declaration's sheets."""

    def __init__(self, view: DeclarationView, blocks: Sequence[Block], places: Sequence[Place], likely: str) -> None:
        self._view = view
        self._blocks = blocks
        self._places = places
        self._likely = likely
        self._asked_before = any(event.action == "ask_back" for event in view.timeline)

    def is_drawn(self, wanted: Field) -> bool:
        """Whether the sheet has it: ticks stand in the form, a reason is for the second round alone."""
        if wanted.kind == "keys":
            return False
        return wanted.name != "reason" or self._asked_before

    def input(self, wanted: Field) -> Input:
        """The input with what can be chosen."""
        known: Mapping[str, _Choices] = {
            "yes_no": _YES_NO, "area": self._areas(), "people": self._people(), "values": self._answers(),
            "referral": self._referrals(),
        }  # fmt: skip
        choices = known.get(wanted.kind, wanted.choices)
        if wanted.name == "category":
            return self.category(wanted, refused=True)
        return Input(wanted, choices, needed=wanted.needed or wanted.name == "reason")

    def category(self, wanted: Field, *, refused: bool) -> Input:
        """The categories, what looks likely chosen; nobody is recognised as nothing."""
        choices = tuple((code, words) for code, words in CATEGORIES.items() if refused or code != "none")
        return Input(wanted, choices, self._likely, wanted.needed)

    def _areas(self) -> _Choices:
        here = self._view.item.area_code
        return tuple((one.code, verbatim(f"{one.county} {one.name}")) for one in self._places if one.code != here)

    def _people(self) -> _Choices:
        rows = (row for block in self._blocks for grid in block.grids if grid.key == "members" for row in grid.rows)
        return tuple((row.key.partition(".")[2], row.called) for row in rows)

    def _answers(self) -> _Choices:
        """Every answer that can be asked again, named by whose it is."""
        found: list[tuple[str, Message]] = []
        for block in self._blocks:
            found += [
                (one.key, one.label) for one in (*block.fields, *block.after) if not one.mirror and _askable(one.line)
            ]
            for grid in block.grids:
                for row in grid.rows:
                    named = row.called
                    found += [
                        (line.key, say("{who} · {what}", who=named, what=line.label))
                        for line in row.lines
                        if line.askable
                    ]
        return tuple(found)

    def _referrals(self) -> _Choices:
        waiting = (one for one in self._view.referrals if one.result in ("", "pending"))
        return tuple((one.id, say("{department}，{day}", department=one.department, day=one.at)) for one in waiting)


def _askable(line: Line | None) -> bool:
    return line is not None and line.askable
