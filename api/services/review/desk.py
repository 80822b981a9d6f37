"""The review: staff see what was filed in their area and move it on, each action once and in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from api.errors import Forbidden, NotFound, ServiceError
from api.services.filed_json import load_answers
from api.services.review.acting import Acting, Pushes
from api.services.review.actions import Action, Done, check_form, cleaned
from api.services.review.assembling import Assembling, Kept
from api.services.review.authorizations import household_of
from api.services.review.comparing import Compared, compared
from api.services.review.deadlines import Deadlines
from api.services.review.discretion import discreet
from api.services.review.lifecycle import ERASED, transition
from api.services.review.readings import LOOKED, PAPER, SHOWN, is_noted, note
from api.services.review.reasons import NONE_GIVEN, Reason
from api.services.review.running import Running
from api.services.review.telling import preview
from api.services.review.views import DeclarationView, PaperFile
from api.services.review.within import not_found, or_raise, within
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.form.declaration.papers import PAGE_KEY
from conversations.messages import say
from conversations.world import Area
from locales.catalogues import SOURCE_LANGUAGE
from locales.rendering import Renderer
from storage.database import Database
from storage.rows import DeclarationRow
from storage.unit import Unit

# Where the officer's words go in a preview; nothing a message of ours contains.
_HERE = "\x00"


class Place(Protocol):
    """A township: nine-digit code, its county, whom to call."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def county_code(self) -> str: ...
    @property
    def county(self) -> str: ...
    @property
    def phone(self) -> str: ...


class Places(Protocol):
    """The townships that are served."""

    def area(self, code: str) -> Place | None:
        """The township with this code."""
        ...

    def areas(self) -> Sequence[Place]:
        """All of them."""
        ...

    def region(self, area_code: str) -> str:
        """Whose rules hold there."""
        ...


class Review:
    """Everything staff do with declarations. Each method takes who asks, and answers within their area only:
    what lies outside is `NotFound`, as if it were not there.
    """

    def __init__(
        self,
        database: Database,
        turns: Pushes,
        places: Places,
        clock: Callable[[], datetime],
        renderer: Callable[[str], Renderer],
        erase: Callable[[Unit, DeclarationRow], None],
        *,
        deadlines: Deadlines | None = None,
    ) -> None:
        """`erase` takes away all that was kept of a declaration, wherever it lies."""
        self._database = database
        self._places = places
        self._clock = clock
        self._renderer = renderer
        self._deadlines = deadlines if deadlines is not None else Deadlines()
        self._assembling = Assembling(self._area_of, self._areas, self._deadlines, clock)
        self.running = Running(self._deadlines)
        self._acting = Acting(
            turns,
            self._assembling,
            self.running,
            clock,
            places.region,
            lambda message: self._chinese().render(message),
            erase,
        )

    @property
    def acting(self) -> Acting:
        """What takes steps within a transaction, for work on many cases and for intake."""
        return self._acting

    @property
    def assembling(self) -> Assembling:
        """What puts lines and pages together, for the queue."""
        return self._assembling

    async def open(self, staff: StaffMember, receipt: str) -> DeclarationView:
        """The page of a declaration, names and numbers masked in what is drawn. Written down like `show`."""
        view = self._assembling.view(await self._noted(staff, receipt, LOOKED), staff.role, shown=False)
        return discreet(view, staff)

    async def show(self, staff: StaffMember, receipt: str, reason: Reason = NONE_GIVEN) -> DeclarationView:
        """The same with everything readable that this role may read; masked for those who need no names. Who
        looked and why is written in the timeline, once a person, day and reason, and counted every time.
        """
        if not may(staff, "names"):
            return await self.open(staff, receipt)

        def work(unit: Unit) -> Kept | NotFound:
            row = within(unit, staff, receipt, for_update=True)
            if row is not None:
                note(unit, row, staff, SHOWN, self._clock(), reason)
            return self._read(unit, staff, receipt)

        kept = or_raise(await self._database.run(work))
        return discreet(self._assembling.view(kept, staff.role, shown=True), staff)

    async def _noted(self, staff: StaffMember, receipt: str, reading: str) -> Kept:
        """What is kept, and the reading written down; a second one of a day only reads."""

        def seen(unit: Unit) -> Kept | NotFound | None:
            row = within(unit, staff, receipt)
            known = row is None or is_noted(unit, row, staff.username, reading, self._clock())
            return self._read(unit, staff, receipt) if known else None

        def first(unit: Unit) -> Kept | NotFound:
            row = within(unit, staff, receipt, for_update=True)
            if row is not None:
                note(unit, row, staff, reading, self._clock())
            return self._read(unit, staff, receipt)

        found = await self._database.read(seen)
        return or_raise(found if found is not None else await self._database.run(first))

    async def paper(self, staff: StaffMember, receipt: str, paper_id: str) -> PaperFile:
        """A paper of this declaration; who took it is written down. NotFound for any other, Forbidden to a role
        that sees no papers.
        """

        def work(unit: Unit) -> PaperFile | ServiceError:
            row = within(unit, staff, receipt, for_update=True)
            if row is None or row.conversation_id is None or paper_id not in self._papers(unit, row):
                return not_found()
            paper = unit.papers.get(paper_id)
            if paper is None or paper.conversation_id != row.conversation_id:
                return not_found()
            if not may(staff, "papers"):
                return Forbidden("role", say("材料请乡镇或县里的经办人员来看，您的账号不用看材料。"))
            note(unit, row, staff, PAPER, self._clock())
            return PaperFile(paper.mime, paper.content, unit.papers.thumbnail(paper_id))

        return or_raise(await self._database.run(work))

    async def compare(self, staff: StaffMember, receipt: str, older: int, newer: int) -> Compared:
        """Two of its versions, names and numbers masked. Written down like `open`. NotFound for a version there is not."""
        kept = await self._noted(staff, receipt, LOOKED)
        return or_raise(compared(self._assembling, kept, staff, older, newer))

    async def act(self, staff: StaffMember, receipt: str, action: Action) -> Done:
        """Take one step of the lifecycle and tell the resident, both or neither.

        The same action id again gives the same result. Raises BadInput, NotFound, Forbidden (this role takes
        no such step), Conflict (the id was used for something else), NotAllowedNow with what is possible.
        """
        check_form(action)
        wanted = cleaned(action)
        done = or_raise(await self._database.run(lambda unit: self._acting.act(unit, staff, receipt, wanted)))
        if done.status == ERASED:
            await self._database.scrub()
        return done

    def preview(self, view: DeclarationView, action: Action) -> tuple[str, str]:
        """What the resident would be told, in Chinese: the words before the officer's own, and those after."""
        wanted = replace(action, note=_HERE)
        step = transition(action.action, view.item.status, wanted.outcome)
        if step is None:
            return "", ""
        due = self._deadlines.seen().end(step.deadline, self._clock()) if step.deadline is not None else None
        message = preview(step, view.item.receipt, self._area_of(view.item.area_code), wanted, due)
        before, _, after = self._chinese().render(message).partition(_HERE)
        return before.strip(), after.strip()

    def _chinese(self) -> Renderer:
        return self._renderer(SOURCE_LANGUAGE)

    def _area_of(self, code: str) -> Area | None:
        place = self._places.area(code)
        return None if place is None else _served(place)

    def _areas(self) -> tuple[Area, ...]:
        return tuple(map(_served, self._places.areas()))

    def _read(self, unit: Unit, staff: StaffMember, receipt: str) -> Kept | NotFound:
        row = within(unit, staff, receipt)
        if row is None:
            return not_found()
        versions, timeline = tuple(unit.declarations.versions(row.id)), tuple(unit.timeline.of(row.id))
        given_to = unit.staff.by_id(row.assigned_to) if row.assigned_to is not None else None
        assignee = (given_to.username, given_to.name) if given_to is not None else ("", "")
        counting = self._deadlines.within(unit, row.area_code, self._clock())
        return Kept(row, versions, timeline, household_of(unit, row), assignee, counting.county_decides)

    def _papers(self, unit: Unit, row: DeclarationRow) -> frozenset[str]:
        answers = (load_answers(version.answers)["answers"] for version in unit.declarations.versions(row.id))
        return frozenset(str(value) for one in answers for key, value in one.items() if PAGE_KEY.fullmatch(key))


def _served(place: Place) -> Area:
    return Area(place.code, place.name, place.county_code, place.county, place.phone)
