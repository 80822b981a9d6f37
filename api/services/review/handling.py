"""Sharing the work: who handles a case, what staff note for each other, one message to many — each case by itself.

What is done to many is done to each in a transaction of its own: one that cannot be does not hold up the others. The
same id again does nothing twice, on any of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from api.errors import BadInput, Conflict, Fault, NotFound, ServiceError, or_raise
from api.services.action_ids import id_faults
from api.services.review.acting import Pushes
from api.services.review.actions import printable
from api.services.review.fields import LONGEST_NOTE
from api.services.review.passing_on import pass_on
from api.services.review.queueing import Colleague, colleagues_of
from api.services.review.record import Record, read, write
from api.services.review.within import not_found, within
from api.services.review.words import Told, message_from
from api.services.staffing.permissions import require
from api.services.staffing.staff import StaffMember
from conversations.inputs import StatusPushed
from conversations.messages import Message, say
from conversations.world import Area
from storage.database import Database
from storage.queue_rows import NoteRow
from storage.rows import DeclarationRow
from storage.unit import Unit

MOST_AT_ONCE = 200
ASSIGN, MESSAGE = "assign", "message"
NOBODY, ME = "nobody", "me"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one case: `error`, or where a message went (`telegram`, `web`, or "" for nowhere: please call)."""

    receipt: str
    error: ServiceError | None = None
    reached: str = ""
    called_for: bool = False


class Handling:
    """Everything is within the area of who asks, and never on a case of their own family."""

    def __init__(
        self,
        database: Database,
        turns: Pushes,
        area_of: Callable[[str], Area | None],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._turns = turns
        self._area_of = area_of
        self._clock = clock

    async def assign(self, staff: StaffMember, receipts: Iterable[str], to: str, id: str) -> list[Result]:
        """Give cases to somebody (`me`, a user name) or back to all (`nobody`). Raises BadInput, Forbidden."""
        require(staff, "act")
        chosen = _checked(receipts, id)

        async def one(receipt: str) -> Result:
            return await self._done(receipt, lambda unit: self._assign(unit, staff, receipt, to, id))

        return [await one(receipt) for receipt in chosen]

    async def message(self, staff: StaffMember, receipts: Iterable[str], words: str, id: str) -> list[Result]:
        """Tell each of these families the same, each in its own conversation. Raises BadInput, Forbidden."""
        require(staff, "act")
        said = printable(words).strip()
        chosen = _checked(receipts, id, said)

        async def one(receipt: str) -> Result:
            return await self._done(receipt, lambda unit: self._message(unit, staff, receipt, said, id))

        return [await one(receipt) for receipt in chosen]

    async def note(self, staff: StaffMember, receipt: str, words: str, id: str) -> list[NoteRow]:
        """Write down something for colleagues, never told to the family; all notes of the case then."""
        require(staff, "names")
        said = printable(words).strip()
        _checked((receipt,), id, said)

        def work(unit: Unit) -> list[NoteRow] | ServiceError:
            row = within(unit, staff, receipt, for_update=True)
            if row is None:
                return not_found()
            if row.status == "erased":
                return _over()
            unit.case_notes.add(row.id, id, self._clock(), staff.username, said)
            notes = unit.case_notes.of(row.id)
            same = any((one.note_id, one.author, one.words) == (id, staff.username, said) for one in notes)
            return notes if same else _other_content()

        return or_raise(await self._database.run(work))

    async def notes(self, staff: StaffMember, receipt: str) -> list[NoteRow]:
        """What colleagues noted of a case, oldest first. Raises NotFound, Forbidden."""
        require(staff, "names")

        def work(unit: Unit) -> list[NoteRow] | NotFound:
            row = within(unit, staff, receipt)
            return not_found() if row is None else unit.case_notes.of(row.id)

        return or_raise(await self._database.read(work))

    async def _done(self, receipt: str, work: Callable[[Unit], Result | ServiceError]) -> Result:
        try:
            found = await self._database.run(work)
        except ServiceError as refused:
            found = refused
        return Result(receipt, error=found) if isinstance(found, ServiceError) else found

    def _assign(self, unit: Unit, staff: StaffMember, receipt: str, to: str, id: str) -> Result | ServiceError:
        row = within(unit, staff, receipt, for_update=True)
        if row is None:
            return not_found()
        chosen = _chosen(unit, staff, row, to)
        if isinstance(chosen, ServiceError):
            return chosen
        username = chosen.username if chosen is not None else ""
        done = _done_before(unit, staff, row, ASSIGN, id, Record(details={"to": username}))
        if done is not None:
            return done if isinstance(done, ServiceError) else Result(receipt)
        unit.declarations.assign(row.id, chosen.id if chosen is not None else None)
        self._write(unit, staff, row, ASSIGN, id, Record(details={"to": username}))
        pass_on(unit, receipt)
        return Result(receipt)

    def _message(self, unit: Unit, staff: StaffMember, receipt: str, words: str, id: str) -> Result | ServiceError:
        row = within(unit, staff, receipt, for_update=True)
        if row is None:
            return not_found()
        if row.status == "erased":
            return _over()
        reached = _reached(unit, row)
        result = Result(receipt, reached=reached, called_for=not reached)
        done = _done_before(unit, staff, row, MESSAGE, id, Record(note=words))
        if done is not None:
            return done if isinstance(done, ServiceError) else result
        self._write(unit, staff, row, MESSAGE, id, Record(note=words))
        if row.conversation_id is not None:
            area = self._area_of(row.area_code)
            place, phone = (area.name, area.phone) if area is not None else (say("镇里"), "")
            told = message_from(Told(receipt, place, phone, note=words))
            body = StatusPushed(receipt, row.status, told)
            self._turns.push(unit, row.conversation_id, body, by=staff.username, id=f"action:{receipt}:{id}")
        return result

    def _write(self, unit: Unit, staff: StaffMember, row: DeclarationRow, what: str, id: str, record: Record) -> None:
        unit.timeline.append(
            row.id,
            self._clock(),
            actor=staff.username,
            action=what,
            status=row.status,
            note=write(record),
            action_id=id,
        )


def _checked(receipts: Iterable[str], id: str, words: str | None = None) -> tuple[str, ...]:
    """The receipts, each once. Raises BadInput."""
    chosen = tuple(dict.fromkeys(receipts))
    faults: list[Fault] = [*id_faults(id)]
    if not 1 <= len(chosen) <= MOST_AT_ONCE:
        faults.append(Fault("receipts", say("请勾选要办的申报，一次最多 {most} 份。", most=MOST_AT_ONCE)))
    if words is not None and not 1 <= len(words) <= LONGEST_NOTE:
        faults.append(Fault("note", say("请写上要说的话，{limit} 个字以内。", limit=LONGEST_NOTE)))
    if faults:
        raise BadInput.of(tuple(faults))
    return chosen


def _chosen(unit: Unit, staff: StaffMember, row: DeclarationRow, to: str) -> Colleague | ServiceError | None:
    """Whom the case goes to; somebody of its area who is not of its family."""
    if to == NOBODY:
        return None
    wanted = staff.username if to == ME else to
    found = next((one for one in colleagues_of(unit, staff) if one.username == wanted), None)
    here = unit.staff.by_id(found.id) if found is not None else None
    if found is None or here is None or not row.area_code.startswith(here.area_code):
        return BadInput("to", say("请选这个地方的同事：那一位不办这里的申报。"))
    if unit.recusals.kept(found.id, row.id):
        return BadInput("to", say("请换一位同事：那一位和这一户有亲属关系，不办这一份。"))
    return found


def _done_before(
    unit: Unit, staff: StaffMember, row: DeclarationRow, what: str, id: str, record: Record
) -> bool | ServiceError | None:
    """Whether this was done under this id; a Conflict where the id did something else; None when it is new."""
    before = unit.timeline.by_action_id(row.id, id)
    if before is None:
        return None
    if (before.actor, before.action) != (staff.username, what) or read(before.note) != record:
        return _other_content()
    return True


def _reached(unit: Unit, row: DeclarationRow) -> str:
    """Where the family reads what is told: a chat that takes messages, the page they came by, or nowhere."""
    here = row.conversation_id
    if here is None:
        return ""
    if unit.addresses.reachable(here, "telegram"):
        return "telegram"
    return "web" if unit.conversations.has_door(here) else ""


def _other_content() -> Conflict:
    return Conflict("id", say("请换一个操作编号：这个编号已经用在别的操作上。"))


def _over() -> Conflict:
    message: Message = say("这一份里的个人信息已经删除，不能再写了。")
    return Conflict("receipt", message)
