"""What a role is not given to read of a declaration, taken out before the view leaves the service."""

from collections.abc import Mapping
from dataclasses import replace

from api.services.review.masks import masked
from api.services.review.sheet import Line, Part
from api.services.review.views import DeclarationView
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.answers import Json
from conversations.messages import verbatim

# By the parts of a key: whoever may not read about health is not given these, nor papers that tell of it.
_OF_HEALTH = frozenset({"health", "illness", "disability"})
_PAPERS_OF_HEALTH = frozenset({"diagnosis", "medical_bill", "disability_certificate"})
# Seen whole only by those who handle the case; a visit needs names, telephone numbers and addresses.
_NUMBERS = frozenset({"id_number", "certificate_number"})


def withheld(staff: StaffMember, key: str) -> bool:
    """Whether the answer under this boundary key is not for this person at all."""
    return not may(staff, "health") and bool(_OF_HEALTH & set(key.split(".")))


def always_masked(staff: StaffMember, key: str) -> bool:
    """Whether this answer stays half hidden for this person even when the page is shown in full."""
    return not may(staff, "papers") and key.rpartition(".")[2] in _NUMBERS


def paper_withheld(staff: StaffMember, kind: str) -> bool:
    """Whether a paper of this kind is not handed to this person."""
    return not may(staff, "papers") or (not may(staff, "health") and kind in _PAPERS_OF_HEALTH)


def discreet(view: DeclarationView, staff: StaffMember) -> DeclarationView:
    """The view as this person may have it. Whoever handles the case gets all of it."""
    if may(staff, "papers") and may(staff, "health"):
        return view
    return replace(
        view,
        answers=_answers(view, staff),
        parts=tuple(_part(one, staff, view.answers) for one in view.parts),
        assessment=view.assessment if may(staff, "health") else None,
        documents=tuple(one for one in view.documents if not paper_withheld(staff, one.kind)),
    )


def _answers(view: DeclarationView, staff: StaffMember) -> Mapping[str, Json]:
    def seen(key: str, value: Json) -> Json:
        hidden = not view.shown or always_masked(staff, key)
        return masked(key, value) if hidden and isinstance(value, str) else value

    return {key: seen(key, value) for key, value in view.answers.items() if not withheld(staff, key)}


def _part(part: Part, staff: StaffMember, answers: Mapping[str, Json]) -> Part:
    tables = tuple(
        replace(
            table,
            columns=tuple(one for one in table.columns if not withheld(staff, one[0])),
            items=tuple(replace(item, lines=_lines(item.lines, staff, answers)) for item in table.items),
        )
        for table in part.tables
    )
    return replace(part, lines=_lines(part.lines, staff, answers), tables=tables)


def _lines(lines: tuple[Line, ...], staff: StaffMember, answers: Mapping[str, Json]) -> tuple[Line, ...]:
    kept = (one for one in lines if not withheld(staff, one.key) and (one.paper is None or may(staff, "papers")))
    return tuple(_half(one, answers) if always_masked(staff, one.key) else one for one in kept)


def _half(line: Line, answers: Mapping[str, Json]) -> Line:
    whole = answers.get(line.key)
    return replace(line, value=verbatim(masked(line.key, whole)), hidden=True) if isinstance(whole, str) else line
