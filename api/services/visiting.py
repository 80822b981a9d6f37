"""Photos that staff take on a visit: made anew and sealed like papers, before or while the visit is recorded."""

from collections.abc import Callable
from datetime import datetime

from api.errors import BadInput, Forbidden, NotFound, ServiceError, TooLarge
from api.services.papers.sealing import MOST_BYTES, Papers, too_large
from api.services.review.lifecycle import may_take
from api.services.review.readings import PAPER, note
from api.services.review.views import PaperFile
from api.services.review.within import not_found, or_raise, within
from api.services.staffing.permissions import may
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.crypto import Keyring
from storage.database import Database
from storage.unit import Unit

VISIT = "record_visit"
MOST_KEPT = 60
"""Of one declaration, those of every visit together."""


class Visiting:
    """Keeps and gives back photos of visits. Each belongs to one declaration and to nobody outside its area."""

    def __init__(self, database: Database, papers: Papers, keyring: Keyring, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._papers = papers
        self._keyring = keyring
        self._clock = clock

    async def keep(self, staff: StaffMember, receipt: str, content: bytes) -> str:
        """Keep a photo (or a PDF of a visit's sheet); its id, for `photos` of `record_visit`. The same twice is one.

        Raises NotFound outside one's area, Forbidden to who records no visits, TooLarge, BadInput (key `file`).
        """
        if not may_take(staff.role, VISIT):
            raise Forbidden("file", say("这一步请村里、乡镇或县里的经办人员来办，您的账号可以查看。"))
        if len(content) > MOST_BYTES:
            raise TooLarge("file", too_large())
        number = or_raise(await self._database.read(lambda unit: self._number(unit, staff, receipt)))
        clean = await self._papers.made_anew(content)
        # Named by what it is, under a key: sent again over a bad line it is one photo.
        photo_id = self._keyring.digest(b"visit photo", str(number).encode(), content)[:16].hex()

        def work(unit: Unit) -> str | ServiceError:
            if within(unit, staff, receipt, for_update=True) is None:
                return not_found()
            if len(unit.visits.of(number)) >= MOST_KEPT:
                return BadInput("file", say("这一份的照片已经有 {most} 张，放不下了。", most=MOST_KEPT))
            unit.visits.keep(number, photo_id, clean.mime, clean.content, clean.thumbnail, staff.username)
            return photo_id

        return or_raise(await self._database.run(work))

    async def photo(self, staff: StaffMember, receipt: str, photo_id: str) -> PaperFile:
        """A photo of this declaration; who took it out is written down. NotFound for any other, Forbidden to a role
        that sees no papers, but for one's own.
        """

        def work(unit: Unit) -> PaperFile | ServiceError:
            row = within(unit, staff, receipt, for_update=True)
            found = unit.visits.get(row.id, photo_id) if row is not None else None
            if row is None or found is None:
                return not_found()
            if not may(staff, "papers") and found.taken_by != staff.username:
                return Forbidden("role", say("照片请乡镇或县里的经办人员来看，您的账号不用看照片。"))
            note(unit, row, staff, PAPER, self._clock())
            return PaperFile(found.mime, found.content, found.thumbnail)

        return or_raise(await self._database.run(work))

    def _number(self, unit: Unit, staff: StaffMember, receipt: str) -> int | NotFound:
        row = within(unit, staff, receipt)
        return row.id if row is not None else not_found()
