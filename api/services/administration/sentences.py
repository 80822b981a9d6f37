"""Sentences that staff often say to residents, offered where they write: those of the county, those of the township."""

from dataclasses import dataclass

from api.errors import BadInput, NotFound, ServiceError, or_raise
from api.services.review.actions import printable
from api.services.staffing.permissions import may, require
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.database import Database
from storage.repositories.wording import SentenceRow
from storage.unit import Unit

MOST_WORDS, MOST_SENTENCES = 120, 60
_COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Sentences:
    """Each method takes who asks. A township sees its county's too, and changes its own only."""

    database: Database

    async def offered(self, staff: StaffMember) -> list[SentenceRow]:
        """The sentences for who asks, those of the county first; none for an account without an area."""
        areas = _areas(staff)
        return await self.database.read(lambda unit: unit.wording.said(areas)) if areas else []

    async def add(self, staff: StaffMember, words: str) -> int:
        """One more for one's own area. Raises Forbidden, BadInput."""
        require(staff, "sentences")
        said = printable(words).strip()
        if not 2 <= len(said) <= MOST_WORDS:
            raise BadInput("words", say("请写一句话，{most} 个字以内。", most=MOST_WORDS))

        def work(unit: Unit) -> int | ServiceError:
            known = [one.words for one in unit.wording.said((staff.area_code,))]
            if said in known:
                return BadInput("words", say("不用再写：这一句已经有了。"))
            if len(known) >= MOST_SENTENCES:
                return BadInput("words", say("请先去掉几句不用的：最多 {most} 句。", most=MOST_SENTENCES))
            number = unit.wording.say(staff.area_code, said, staff.username)
            unit.audit.note(staff.username, "sentence_changed", f"sentence {number}", staff.area_code)
            return number

        return or_raise(await self.database.run(work))

    async def drop(self, staff: StaffMember, number: int) -> None:
        """Offer one of one's own area no longer. Raises Forbidden, NotFound."""
        require(staff, "sentences")

        def work(unit: Unit) -> ServiceError | None:
            row = unit.wording.sentence(number)
            if row is None or row.area_code != staff.area_code:
                return NotFound("sentence", say("请刷新页面：您这里没有这一句。"))
            unit.wording.drop(number, staff.username)
            unit.audit.note(staff.username, "sentence_changed", f"sentence {number}", row.area_code)
            return None

        or_raise(await self.database.run(work))


def may_change(staff: StaffMember) -> bool:
    """Whether this person may word sentences."""
    return may(staff, "sentences")


def _areas(staff: StaffMember) -> tuple[str, ...]:
    code = staff.scope.prefix
    return tuple(dict.fromkeys((code[:_COUNTY_DIGITS], code))) if code else ()
