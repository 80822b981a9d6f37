"""The printing desk: which sheets there are, who may have them, and that it is written down who did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from api.errors import NotFound, ServiceError, or_raise
from api.services.calendar.workdays import china_day
from api.services.printing.asked import questions_sheet, visit_sheet
from api.services.printing.filed import Filed, for_the_family, read_filed
from api.services.printing.form_sheet import form_sheet
from api.services.printing.notices import notice_sheet, receipt_sheet
from api.services.printing.paper import Paper
from api.services.printing.press import Press, Sheet
from api.services.printing.refusal import refusal_sheet
from api.services.printing.signed_sheets import authorization_sheet, pledge_sheet
from api.services.review.assembling import Kept
from api.services.review.authorizations import household_of
from api.services.review.readings import PRINTED, note
from api.services.review.within import not_found, within
from api.services.staffing.permissions import refused_to_print
from api.services.staffing.staff import StaffMember
from api.services.texts import Texts
from conversations.messages import Message, say
from conversations.world import Area
from storage.database import Database
from storage.rows import DeclarationRow
from storage.unit import Unit

FORM = "form"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and the name to save it under."""

    name: str
    content: bytes


Maker = Callable[[Filed, Paper], Sheet]


def _form(filed: Filed, paper: Paper) -> Sheet:
    return form_sheet(filed, paper.words, paper.say)


SHEETS: Mapping[str, Maker] = {
    FORM: _form,
    "pledge": pledge_sheet,
    "authorization": authorization_sheet,
    "receipt": receipt_sheet,
    "notice": notice_sheet,
    "refusal": refusal_sheet,
    "questions": questions_sheet,
    "visit": visit_sheet,
}
"""Every sheet of one declaration, by the name in its address."""
OWN = (FORM, "pledge", "authorization", "receipt")
"""Those a resident may have of their own declaration."""


class Printing:
    """Puts declarations on paper. Prints are in full, so each is written down like a full reading."""

    def __init__(
        self,
        database: Database,
        areas: Callable[[], tuple[Area, ...]],
        texts: Texts,
        say: Callable[[Message], str],
        clock: Callable[[], datetime],
        press: Press,
    ) -> None:
        """`say` puts messages into Chinese with the year on every date: paper is read in other years."""
        self._database = database
        self._areas = areas
        self._texts = texts
        self._say = say
        self._clock = clock
        self._press = press

    async def sheet(self, staff: StaffMember, receipt: str, name: str) -> Printed:
        """A sheet of a declaration within the area of who asks.

        Raises Forbidden to a role that prints nothing, NotFound (elsewhere, or no such sheet), Conflict for one that
        this declaration does not have yet, TooMany when many wait to print.
        """
        maker = _maker(name, tuple(SHEETS))

        def noted(unit: Unit) -> ServiceError | None:
            row = within(unit, staff, receipt, for_update=True)
            if row is None:
                return not_found()
            if (refused := refused_to_print(staff)) is not None:
                return refused
            note(unit, row, staff, PRINTED, self._clock())
            return None

        def opened(unit: Unit) -> Filed | ServiceError:
            row = within(unit, staff, receipt)
            return not_found() if row is None else read_filed(unit, _kept(unit, row), self._areas())

        or_raise(await self._database.run(noted))
        # Read apart: opening and sorting the answers would hold up everybody who waits to write.
        return await self._set(or_raise(await self._database.read(opened)), name, maker)

    async def own(self, conversation_id: str, receipt: str, name: str) -> Printed:
        """A sheet of one's own declaration, officers named by their office. Raises NotFound for any other."""
        maker = _maker(name, OWN)

        def work(unit: Unit) -> Filed | ServiceError:
            row = unit.declarations.by_receipt(receipt) if receipt.isascii() else None
            if row is None or row.conversation_id != conversation_id or row.status == "erased":
                return NotFound("receipt", say("请从“我的全部信息”里点开：没找到这一份。"))
            return for_the_family(read_filed(unit, _kept(unit, row), self._areas()))

        return await self._set(or_raise(await self._database.read(work)), name, maker)

    async def _set(self, filed: Filed, name: str, maker: Maker) -> Printed:
        sheet = maker(filed, Paper(lambda text, version: self._words(filed, text, version), self._say, self._clock()))
        return Printed(f"{filed.receipt}-{name}.pdf", await self._press.pdf(sheet))

    def _words(self, filed: Filed, name: str, version: str) -> str:
        """The text as it was signed; unsigned, the one in force when it was filed."""
        known = self._texts.version(name, version) if version else None
        return (known or self._texts.in_force(china_day(filed.filed_at))[name]).words


def _maker(name: str, allowed: tuple[str, ...]) -> Maker:
    if name not in allowed:
        raise NotFound("sheet", say("请从页面上的“打印”里选：没有这种单子。"))
    return SHEETS[name]


def _kept(unit: Unit, row: DeclarationRow) -> Kept:
    versions, timeline = tuple(unit.declarations.versions(row.id)), tuple(unit.timeline.of(row.id))
    return Kept(row, versions, timeline, household_of(unit, row))
