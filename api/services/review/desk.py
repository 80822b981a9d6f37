"""The review: staff see what was filed in their area and move it on, each action once and in one transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from api.errors import BadInput, Conflict, Forbidden, NotAllowedNow, NotFound, ServiceError, or_raise
from api.services.asking import erasure_due
from api.services.authorizations import household_of
from api.services.erasing import ERASED, erase
from api.services.filed_json import load_answers
from api.services.review.actions import Action, Done, check_form, cleaned, content_faults
from api.services.review.assembling import Assembling, Kept, flags_of
from api.services.review.deadlines import Deadlines
from api.services.review.filtering import check_filters, narrowed, searched
from api.services.review.lifecycle import Transition, closed, may_act, possible, transition
from api.services.review.news import REPORTED, WANTS_ERASURE, flags_in, without_flags
from api.services.review.readings import LOOKED, PAPER, SHOWN, is_noted, note
from api.services.review.record import Record, read, write
from api.services.review.sheet import askable_keys
from api.services.review.telling import body_for, preview
from api.services.review.views import DeclarationView, Filters, PaperFile, QueuePage
from api.services.review.within import not_found, within
from api.services.review.workdays import SHANGHAI
from api.services.staff import StaffMember
from conversations.form.declaration.papers import PAGE_KEY
from conversations.inputs import AskedBack, StatusPushed
from conversations.messages import say
from conversations.world import Area
from locales.catalogues import SOURCE_LANGUAGE
from locales.rendering import Renderer
from storage.database import Database
from storage.rows import DeclarationRow, QueueFilter
from storage.unit import Unit

PER_PAGE = 50
# Where the officer's words go in a preview; nothing a message of ours contains.
_HERE = "\x00"


class Pushes(Protocol):
    """Tells the resident, within the transaction of the action."""

    def push(self, unit: Unit, conversation_id: str, body: StatusPushed | AskedBack, by: str, id: str) -> None:
        """A turn that nobody asked for; `id` names it once."""
        ...


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
        *,
        deadlines: Deadlines | None = None,
    ) -> None:
        self._database = database
        self._turns = turns
        self._places = places
        self._clock = clock
        self._renderer = renderer
        self._deadlines = deadlines if deadlines is not None else Deadlines()
        self._assembling = Assembling(self._area_of, self._areas, self._deadlines, clock)

    async def queue(self, staff: StaffMember, filters: Filters, page: int = 1) -> QueuePage:
        """A page of fifty, due first. Raises BadInput for a status or category that does not exist."""
        check_filters(filters, page)
        scope, wanted = narrowed(staff.scope, filters.area), self._wanted(filters)
        rows, total = await self._database.read(
            lambda unit: unit.declarations.queue(scope, wanted, page=page, per_page=PER_PAGE)
        )
        items = tuple(self._assembling.item(row) for row in rows)
        return QueuePage(items, total, page, max(1, -(-total // PER_PAGE)))

    async def open(self, staff: StaffMember, receipt: str) -> DeclarationView:
        """The page of a declaration, names and numbers masked in what is drawn. Written down like `show`."""
        return self._assembling.view(await self._noted(staff, receipt, LOOKED), staff.role, shown=False)

    async def show(self, staff: StaffMember, receipt: str) -> DeclarationView:
        """The same with everything readable. Who looked is written in the timeline, once a person and day."""
        return self._assembling.view(await self._noted(staff, receipt, SHOWN), staff.role, shown=True)

    async def _noted(self, staff: StaffMember, receipt: str, reading: str) -> Kept:
        """What is kept, and the reading written down; a second one of a day only reads."""

        def seen(unit: Unit) -> Kept | NotFound | None:
            row = within(unit, staff, receipt)
            known = row is None or is_noted(unit, row, staff.username, reading, self._clock())
            return self._read(unit, staff, receipt) if known else None

        def first(unit: Unit) -> Kept | NotFound:
            row = within(unit, staff, receipt, for_update=True)
            if row is not None:
                note(unit, row, staff.username, reading, self._clock())
            return self._read(unit, staff, receipt)

        found = await self._database.read(seen)
        return or_raise(found if found is not None else await self._database.run(first))

    async def paper(self, staff: StaffMember, receipt: str, paper_id: str) -> PaperFile:
        """A paper of this declaration; who took it is written down. NotFound for any other."""

        def work(unit: Unit) -> PaperFile | NotFound:
            row = within(unit, staff, receipt, for_update=True)
            if row is None or row.conversation_id is None or paper_id not in self._papers(unit, row):
                return not_found()
            paper = unit.papers.get(paper_id)
            if paper is None or paper.conversation_id != row.conversation_id:
                return not_found()
            note(unit, row, staff.username, PAPER, self._clock())
            return PaperFile(paper.mime, paper.content)

        return or_raise(await self._database.run(work))

    async def act(self, staff: StaffMember, receipt: str, action: Action) -> Done:
        """Take one step of the lifecycle and tell the resident, both or neither.

        The same action id again gives the same result. Raises BadInput, NotFound, Forbidden (this role takes
        no such step), Conflict (the id was used for something else), NotAllowedNow with what is possible.
        """
        check_form(action)
        wanted = cleaned(action)
        done = or_raise(await self._database.run(lambda unit: self._act(unit, staff, receipt, wanted)))
        if done.status == ERASED:
            await self._database.scrub()
        return done

    def preview(self, view: DeclarationView, action: str, result: str = "", category: str = "none") -> tuple[str, str]:
        """What the resident would be told, in Chinese: the words before the officer's own, and those after."""
        step = transition(action, view.item.status)
        if step is None:
            return "", ""
        due = self._deadlines.end(step.deadline, self._clock()) if step.deadline is not None else None
        wanted = Action("preview", action, note=_HERE, result=result, category=category)
        message = preview(step, view.item.receipt, self._area_of(view.item.area_code), wanted, due)
        before, _, after = self._renderer(SOURCE_LANGUAGE).render(message).partition(_HERE)
        return before.strip(), after.strip()

    def _act(self, unit: Unit, staff: StaffMember, receipt: str, action: Action) -> Done | ServiceError:
        # Refusals are given back, not raised: nothing was written, so what others do at once need not be redone.
        row = within(unit, staff, receipt, for_update=True)
        if row is None:
            return not_found()
        if not may_act(staff.role):
            return Forbidden("action", say("这一步请乡镇或县里的经办人员来办，您的账号可以查看。"))
        before = unit.timeline.by_action_id(row.id, action.id)
        if before is not None:
            record = read(before.note)
            if (before.actor, before.action) != (staff.username, action.action) or not record.same_content(action):
                return Conflict("id", say("请换一个操作编号：这个编号已经用在别的操作上。"))
            can = possible(before.status, staff.role, flags_of(row))
            return Done(receipt, before.action, before.status, record.due, can)
        step = transition(action.action, row.status)
        can = possible(row.status, staff.role, flags_of(row))
        if step is None or action.action not in can:
            return NotAllowedNow("action", can)
        today = self._clock().astimezone(SHANGHAI).date()
        faults = content_faults(action, self._askable(unit, row), today)
        if faults:
            return BadInput.of(faults)
        return self._carry_out(unit, staff, row, action, step)

    def _carry_out(self, unit: Unit, staff: StaffMember, row: DeclarationRow, action: Action, step: Transition) -> Done:
        now = self._clock()
        due = self._deadlines.end(step.deadline, now) if step.deadline is not None else None
        decided = {"category": action.category, "outcome": action.result} if step.action == "decide" else {}
        target = step.target or row.status
        answered = closed(row.status) and step.needs == WANTS_ERASURE
        if target == row.status and step.deadline is None and not answered:
            due = row.due_at
        flags = without_flags(row.flags, (*REPORTED, step.needs))
        unit.declarations.set_flags(row.id, flags)
        # A request for deletion outlives the decision, and must stay in the queue.
        still = erasure_due(unit, row) if closed(target) and not answered else None
        unit.declarations.set_status(row.id, target, due or still, **decided)
        if target == ERASED:
            erase(unit, row)
        unit.timeline.append(
            row.id, now, actor=staff.username, action=step.action, status=target,
            note=write(Record.of(action, due)), action_id=action.id,
        )  # fmt: skip
        body = body_for(step, target, row.receipt, self._area_of(row.area_code), action, due)
        if body is not None and row.conversation_id is not None:
            # Prefixed, for the resident's own inputs are named by their client in the same space.
            pushed = f"action:{row.receipt}:{action.id}"
            self._turns.push(unit, row.conversation_id, body, by=staff.username, id=pushed)
        return Done(row.receipt, step.action, target, due, possible(target, staff.role, flags_in(flags)))

    def _area_of(self, code: str) -> Area | None:
        place = self._places.area(code)
        return None if place is None else _served(place)

    def _areas(self) -> tuple[Area, ...]:
        return tuple(map(_served, self._places.areas()))

    def _wanted(self, filters: Filters) -> QueueFilter:
        return QueueFilter(
            status=filters.status or None,
            category=filters.category or None,
            overdue_at=self._clock() if filters.overdue else None,
            words=searched(filters.words),
        )

    def _read(self, unit: Unit, staff: StaffMember, receipt: str) -> Kept | NotFound:
        row = within(unit, staff, receipt)
        if row is None:
            return not_found()
        versions, timeline = tuple(unit.declarations.versions(row.id)), tuple(unit.timeline.of(row.id))
        return Kept(row, versions, timeline, household_of(unit, row))

    def _askable(self, unit: Unit, row: DeclarationRow) -> frozenset[str]:
        version = unit.declarations.version(row.id, row.version)
        if version is None:
            return frozenset()
        return askable_keys(self._assembling.agenda(version, load_answers(version.answers)))

    def _papers(self, unit: Unit, row: DeclarationRow) -> frozenset[str]:
        answers = (load_answers(version.answers)["answers"] for version in unit.declarations.versions(row.id))
        return frozenset(str(value) for one in answers for key, value in one.items() if PAGE_KEY.fullmatch(key))


def _served(place: Place) -> Area:
    return Area(place.code, place.name, place.county_code, place.county, place.phone)
