"""Who of a household may be asked about: the list that goes with a data query, one line for each authorization that stands.

The query itself runs elsewhere (县核对中心); it is asked with the names and ID numbers of those who have authorized it, and
with nobody else's.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from api.errors import Conflict, ServiceError
from api.services.calendar.workdays import SHANGHAI
from api.services.filed_json import load_signatures
from api.services.review.authorizations import Household, Standing, household_of
from api.services.review.readings import SHOWN, note
from api.services.review.reasons import Reason
from api.services.review.within import not_found, or_raise, within
from api.services.staffing.permissions import require
from api.services.staffing.staff import StaffMember
from conversations.messages import Message, say
from storage.database import Database
from storage.rows import ConsentRow, VersionRow
from storage.unit import Unit

_APPLICANT = "authorization"
HEADINGS = (
    ("receipt", say("受理编号")),
    ("name", say("姓名")),
    ("id_number", say("身份证号")),
    ("relation", say("与申报人关系")),
    ("text_version", say("授权书版本")),
    ("at", say("授权时间")),
    ("channel", say("授权方式")),
)


@dataclass(frozen=True, slots=True)
class Authorized:
    """Somebody who has authorized the query: which text, when (ISO 8601, Asia/Shanghai) and by which channel."""

    receipt: str
    name: str
    id_number: str
    relation: str
    text_version: str
    at: str
    channel: str


class QueryList:
    """Gives the list; who took it is written down like a full reading."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def of(self, staff: StaffMember, receipt: str) -> tuple[Authorized, ...]:
        """The people of this declaration whose authorization stands.

        Raises Forbidden, NotFound outside one's area, Conflict where nobody has authorized anything.
        """
        require(staff, "export")

        def work(unit: Unit) -> tuple[Authorized, ...] | ServiceError:
            row = within(unit, staff, receipt, for_update=True)
            if row is None:
                return not_found()
            version, household = unit.declarations.version(row.id, row.version), household_of(unit, row)
            people = _people(version, household, unit.consents.of(row.id)) if version and household else ()
            if not people:
                return Conflict("authorization", say("请先请居民签授权：这一份现在没有有效的授权，不能去核对。"))
            note(unit, row, staff, SHOWN, self._clock(), Reason("handle"))
            return people

        return or_raise(await self._database.run(work))


def as_csv(people: tuple[Authorized, ...], render: Callable[[Message], str]) -> bytes:
    """The list as a table that spreadsheets open with its Chinese headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([render(heading) for _, heading in HEADINGS])
    for one in people:
        # Text that looks like a formula is kept text.
        cells = (one.receipt, one.name, one.id_number, one.relation, one.text_version, one.at, one.channel)
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _people(version: VersionRow, household: Household, said: list[ConsentRow]) -> tuple[Authorized, ...]:
    at_filing = {one.key: one.text_version for one in load_signatures(version.signatures)}.get(_APPLICANT, "")
    by_link = {one.person: _text_version(one.body) for one in said if one.act == "authorize"}
    standing = (one for one in household.standings if one.state == "given")
    return tuple(
        _line(household, one, by_link.get(one.person) or (at_filing if one.member == 0 else "")) for one in standing
    )


def _line(household: Household, one: Standing, text_version: str) -> Authorized:
    answers, base = household.answers, f"members.{one.member}"

    def answer(name: str) -> str:
        value = answers.get(f"{base}.{name}")
        return value if isinstance(value, str) else ""

    at = one.at.astimezone(SHANGHAI).isoformat(timespec="seconds") if one.at is not None else ""
    relation = answer("relation") or ("self" if one.member == 0 else "")
    return Authorized(
        household.row.receipt, one.name, answer("id_number"), relation, text_version, at, one.channel or ""
    )


def _text_version(body: str) -> str:
    kept: object = json.loads(body)
    found = kept.get("text_version") if isinstance(kept, Mapping) else None
    return found if isinstance(found, str) else ""
