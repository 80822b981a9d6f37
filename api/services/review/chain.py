"""One chain of help for a household (一户一条救助链): all that happened over all its declarations, in one line of time.

People are the same where their ID number is: found by its blind index, never by name. What lies outside one's area is
told only as far as it must be, so that nothing is given twice: that it is there, and whom to call.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from api.errors import Forbidden
from api.services.filed_json import load_answers, load_assessment
from api.services.review.discretion import withheld
from api.services.review.masks import mask_name
from api.services.review.readings import READINGS
from api.services.review.record import Record, read
from api.services.review.told import matched, said_of
from api.services.review.within import not_found, within
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.answers import Json
from conversations.world import Area
from storage.database import Database
from storage.rows import DeclarationRow, TimelineRow, VersionRow
from storage.unit import Unit

_MEMBER = "members."
MESSAGE = "message"
"""A link that is a message of its own: told as time went by, not with a step."""
_GIVEN = {"decide": ("approved",), "record_own_form": ("approved",), "record_referral": ("helped",),
          "emergency_grant": ("granted",)}  # fmt: skip
"""The steps by which a household got something, and the results that say so."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check came to for one version."""

    category: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Link:
    """Something that happened. `by`: the name of the member of staff ("": it was nobody of the staff). `told`: what
    the resident was told with it, word for word ("": nothing).

    `row` numbers it in its declaration's timeline (0: a message without a step); `checked` where a version was filed.
    """

    receipt: str
    at: datetime
    actor: str
    action: str
    status: str
    record: Record
    told: str = ""
    checked: Checked | None = None
    row: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """A person of this declaration (boundary key, name masked) who is in another one there under `there`."""

    here: str
    name: str
    there: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another declaration with the same people, within the area of who asks. `ours`: a member is a member there."""

    receipt: str
    status: str
    category: str
    outcome: str
    place: str
    submitted_at: datetime
    people: tuple[Same, ...]
    ours: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """That there is one outside the area: about whom, and which township to call; nothing else of it."""

    people: tuple[Same, ...]
    place: str
    phone: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the household got before: by which declaration, when, which category or departments.

    `amount` (fen) where money was granted in an emergency; `receipt` is that of the emergency then.
    """

    receipt: str
    at: datetime
    action: str
    category: str
    departments: tuple[str, ...]
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain: links oldest first, the household's own and those of `others` that are its own too."""

    receipt: str
    links: tuple[Link, ...]
    others: tuple[Other, ...]
    elsewhere: tuple[Elsewhere, ...]
    given: tuple[Given, ...]

    def told(self, row: int) -> str:
        """What was told with this row of the declaration's own timeline."""
        return next((one.told for one in self.links if one.receipt == self.receipt and one.row == row), "")

    @property
    def known(self) -> frozenset[str]:
        """The people (boundary keys) who are in another declaration."""
        people = (*(one.people for one in self.others), *(one.people for one in self.elsewhere))
        return frozenset(same.here for found in people for same in found)


class Chains:
    """Reads chains. `area_of` gives the township of a code; `beside` what else belongs to a declaration's household."""

    def __init__(
        self,
        database: Database,
        area_of: Callable[[str], Area | None],
        beside: Callable[[Unit, StaffMember, DeclarationRow], Iterable[Link]] = lambda *_: (),
    ) -> None:
        self._database = database
        self._area_of = area_of
        self._beside = beside

    async def of(self, staff: StaffMember, receipt: str) -> Chain:
        """The chain of this declaration's household. NotFound outside one's area, Forbidden for one of one's family."""
        return await self._database.read(lambda unit: self._of(unit, staff, receipt))

    def _of(self, unit: Unit, staff: StaffMember, receipt: str) -> Chain:
        row = within(unit, staff, receipt)
        if row is None:
            raise not_found()
        found = list(self._found(unit, staff, row))
        others = tuple(other for other, _ in found if isinstance(other, Other))
        households = [row, *(there for other, there in found if isinstance(other, Other) and other.ours)]
        beside = (link for one in households for link in self._beside(unit, staff, one))
        # Two declarations of a household lead to the same emergency.
        helped = {(link.receipt, link.at, link.action): link for link in beside}
        every = _signed(unit, (*(link for one in households for link in _links(unit, one)), *helped.values()))
        links = [_discreet(link, staff) for link in every]
        return Chain(
            row.receipt, tuple(links), others,
            tuple(other for other, _ in found if isinstance(other, Elsewhere)),
            tuple(given_in(links)),
        )  # fmt: skip

    def _found(
        self, unit: Unit, staff: StaffMember, row: DeclarationRow
    ) -> Iterator[tuple[Other | Elsewhere, DeclarationRow]]:
        for number, people in _same(unit, row).items():
            there = unit.declarations.by_id(number)
            if there is None:
                continue
            area = self._area_of(there.area_code)
            place = area.name if area is not None else there.area_code
            if not _may_see(unit, staff, there):
                yield Elsewhere(people, place, area.phone if area is not None else ""), there
                continue
            ours = any(_is_member(one.here) and _is_member(one.there) for one in people)
            yield (
                Other(
                    there.receipt, there.status, there.category, there.outcome, place, there.submitted_at, people, ours
                ),
                there,
            )


def given_in(links: Iterable[Link]) -> Iterator[Given]:
    """What a household got, from its chain. Whatever else gives something, emergency grants first, adds links with a
    result of `_GIVEN`, and is found here; what it gave is the record's `amount`.
    """
    for one in links:
        if one.record.result in _GIVEN.get(one.action, ()):
            departments = one.record.texts("departments")
            amount = one.record.details.get("amount", 0)
            yield Given(
                one.receipt, one.at, one.action, one.record.category, departments,
                amount if isinstance(amount, int) else 0,
            )  # fmt: skip


def _may_see(unit: Unit, staff: StaffMember, there: DeclarationRow) -> bool:
    try:
        return within(unit, staff, there.receipt) is not None
    except Forbidden:
        # Kept from this officer for another reason than its area: of their own family.
        return False


def _is_member(key: str) -> bool:
    return key.startswith(_MEMBER)


def _same(unit: Unit, row: DeclarationRow) -> dict[int, tuple[Same, ...]]:
    """Declaration → the people of this one who are in it, by ID number."""
    version = unit.declarations.version(row.id, row.version)
    answers: Mapping[str, Json] = load_answers(version.answers)["answers"] if version is not None else {}
    found: dict[int, list[Same]] = {}
    for key, number in answers.items():
        if not key.endswith(".id_number") or not isinstance(number, str):
            continue
        who = key.removesuffix(".id_number")
        name = mask_name(str(answers.get(f"{who}.name", "")))
        for person in unit.declarations.others_with(number, besides=row.id):
            found.setdefault(person.declaration_id, []).append(Same(who, name, person.role))
    return {number: tuple(people) for number, people in found.items()}


def _links(unit: Unit, row: DeclarationRow) -> list[Link]:
    events = [one for one in unit.timeline.of(row.id) if one.action not in READINGS]
    pushed = unit.turns.pushed(row.conversation_id) if row.conversation_id is not None else []
    told, alone = matched(events, said_of(row.receipt, pushed))
    checks = {one.version: _checked(one) for one in unit.declarations.versions(row.id)}
    steps = [_link(row, one, told.get(one.id, ""), checks) for one in events]
    messages = [Link(row.receipt, one.at, one.by, MESSAGE, one.status, Record(), one.words) for one in alone]
    return [*steps, *messages]


def _discreet(link: Link, staff: StaffMember) -> Link:
    """The link as this person may have it: who may not read about health gets neither the check nor words about it."""
    if may(staff, "health"):
        return link
    record = link.record
    kept = replace(
        record,
        keys=tuple(key for key in record.keys if not withheld(staff, key)),
        notes={key: word for key, word in record.notes.items() if not withheld(staff, key)},
        details={
            **record.details,
            "found": {key: word for key, word in record.words("found").items() if not withheld(staff, key)},
        },
    )
    return replace(link, record=kept, checked=None)


def _signed(unit: Unit, links: Iterable[Link]) -> list[Link]:
    """The links in order of time, with the names of those who took the steps."""
    ordered = sorted(links, key=lambda link: link.at)
    known = {actor: unit.staff.by_username(actor) for actor in {link.actor for link in ordered}}
    names = {actor: row.name for actor, row in known.items() if row is not None}
    return [replace(link, by=names.get(link.actor, "")) for link in ordered]


def _link(row: DeclarationRow, event: TimelineRow, told: str, checks: Mapping[int, Checked | None]) -> Link:
    record = read(event.note)
    version = 1 if event.action == "file" else record.version
    checked = checks.get(version) if version is not None else None
    return Link(
        row.receipt, event.at, event.actor, event.action, event.status, record, told, checked, event.id
    )  # fmt: skip


def _checked(version: VersionRow) -> Checked | None:
    assessment = load_assessment(version.assessment)
    return Checked(str(assessment.get("category")), str(assessment.get("outcome"))) if assessment is not None else None
