"""Which declarations a roster is wanted of: checked, as storage reads it, as the workbook says it."""

import re
from dataclasses import dataclass
from datetime import datetime

from api.errors import BadInput
from api.services.calendar.workdays import SHANGHAI
from api.services.printing.cells import moment
from api.services.printing.terms import CATEGORY, ROLE, STATUS
from api.services.review.filtering import check_filters
from api.services.review.views import Filters
from api.services.staffing.staff import StaffMember
from conversations.messages import say
from storage.export_rows import Chosen

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
# Taken back by the family, or deleted at its wish: in a roster only where they are asked for by name.
_LEFT_OUT = ("withdrawn", "erased")


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters as sent; "": any. `month` (yyyy-mm, in China): filed in it."""

    month: str = ""
    area: str = ""
    status: str = ""
    category: str = ""


def chosen_by(asked: Asked) -> Chosen:
    """As storage wants it. Raises BadInput for a month, status, category or area that cannot be."""
    check_filters(Filters(status=asked.status, area=asked.area, category=asked.category), 1)
    start, end = _borders(asked.month)
    return Chosen(
        status=asked.status or None,
        category=asked.category or None,
        filed_from=start,
        filed_to=end,
        besides=() if asked.status else _LEFT_OUT,
    )


def told_of(asked: Asked, staff: StaffMember, at: datetime) -> tuple[str, ...]:
    """The notes in the workbook: what it holds, who took it out and when, what it is not."""
    filters = (
        ("申报月份", asked.month), ("乡镇代码", asked.area), ("办理状态", STATUS.get(asked.status, asked.status)),
        ("类别", CATEGORY.get(asked.category, asked.category)),
    )  # fmt: skip
    return (
        "低收入人口信息采集表：花名册和明细，各表按“编号”对应。",
        *("：".join(one) for one in filters if one[1]),
        "：".join(("导出人", f"{staff.name}（{ROLE.get(staff.role, staff.role)}）")),
        "：".join(("导出时间", moment(at))),
        "金额为元，收入和支出为申报前十二个月；空白：不适用；未填、不清楚：申报人没有回答。",
        "“类别”“结果”只写已经办结的认定；初步核对结果不在表里，以认定为准。",
        "含个人信息，请按规定保管，用完删除。",
    )


def _borders(month: str) -> tuple[datetime | None, datetime | None]:
    if not month:
        return None, None
    found = _MONTH.fullmatch(month)
    if found is None:
        raise BadInput("month", say("请写月份，比如 {example}。", example="2026-11"))
    year, number = int(found[1]), int(found[2])
    after = (year + 1, 1) if number == 12 else (year, number + 1)
    return datetime(year, number, 1, tzinfo=SHANGHAI), datetime(*after, 1, tzinfo=SHANGHAI)
