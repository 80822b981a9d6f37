"""The statement of a reserve fund as a workbook: every line since it was opened, as the page shows it."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from api.services.calendar.workdays import china_day
from api.services.emergency.funds import FundDesk
from api.services.emergency.views import FundView
from api.services.emergency.words import METHODS, yuan
from api.services.printing.bindery import bound
from api.services.printing.cells import moment
from api.services.printing.roster import MONEY, Column, Row
from api.services.printing.rosters import Workbook
from api.services.staffing.staff import StaffMember
from storage.database import Database
from storage.unit import Unit

_KINDS = {"opening": "期初", "replenish": "补充", "grant": "批准，先留出", "release": "退回", "payment": "支付"}
_COLUMNS = (
    Column("", "时间", width=18), Column("", "是什么", width=14), Column("", "多少元", kind=MONEY),
    Column("", "账上（元）", kind=MONEY), Column("", "批了还没付（元）", kind=MONEY, width=16),
    Column("", "哪一件", width=17), Column("", "怎么给"), Column("", "凭证号", width=24), Column("", "经办人", width=16),
)  # fmt: skip
_SHEETS = (("备用金明细", _COLUMNS),)


class Statements:
    """Statements to save. Who had which is in the audit."""

    def __init__(
        self, database: Database, funds: FundDesk, named: Callable[[str], str], clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._funds = funds
        self._named = named
        self._clock = clock

    async def workbook(self, staff: StaffMember, area_code: str) -> Workbook:
        """The statement of a fund in one's area. Raises NotFound, `CannotPrint`."""
        view = await self._funds.statement(staff, area_code)
        now = self._clock()

        def noted(unit: Unit) -> None:
            unit.audit.note(staff.username, "fund.statement", area_code, area_code)

        await self._database.run(noted)
        fund = view.fund
        notes = (
            f"{self._named(area_code)}备用金明细",
            f"存进来 {_sum(view, 'opening', 'replenish')} 元，付出去 {_sum(view, 'payment')} 元，账上 {yuan(fund.balance):,} 元。",
            f"批了还没付 {yuan(fund.reserved):,} 元，还能批 {yuan(fund.available):,} 元。",
            f"{moment(now)} 由 {staff.name} 导出。",
        )
        return Workbook(f"fund-{area_code}-{china_day(now):%Y%m%d}.xlsx", await bound(_rows(view), notes, _SHEETS))


def _sum(view: FundView, *kinds: str) -> str:
    return f"{yuan(sum(one.amount for one in view.entries if one.kind in kinds)):,}"


async def _rows(view: FundView) -> AsyncIterator[Row]:
    for one in view.entries:
        method = METHODS[one.method].text if one.method in METHODS else one.method or ""
        yield 0, [
            moment(one.at), _KINDS[one.kind], str(yuan(one.amount)), str(yuan(one.balance)), str(yuan(one.reserved)),
            one.receipt or "", method, one.reference or "", view.names.get(one.actor, one.actor),
        ]  # fmt: skip
