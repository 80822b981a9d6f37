"""Reserve funds: every change is one line under a lock of the fund, and none takes it below what it promised."""

from collections.abc import Mapping

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.emergency_rows import FundEntry, FundRow
from storage.repositories.base import Repository, insert_or_nothing
from storage.tables import fund_entries, funds

_OPEN = insert_or_nothing(funds, ("area_code",))
_FUND = select(funds).where(funds.c.area_code == bindparam("the_area"))
_HELD = _FUND.with_for_update()
_SET = update(funds).where(funds.c.area_code == bindparam("the_area"))
_ADD = insert(fund_entries)
_ENTRIES = select(fund_entries).where(fund_entries.c.area_code == bindparam("the_area")).order_by(fund_entries.c.id)
_DONE = select(fund_entries).where(
    fund_entries.c.area_code == bindparam("the_area"), fund_entries.c.action_id == bindparam("the_action")
)
# What each kind of line does: to the money that is there, to what of it is promised.
EFFECTS: Mapping[str, tuple[int, int]] = {
    "opening": (1, 0), "replenish": (1, 0), "grant": (0, 1), "release": (0, -1), "payment": (-1, -1),
}  # fmt: skip


class Overdrawn(Exception):
    """There is not enough in the fund. `available`: what can still be granted, fen."""

    def __init__(self, available: int) -> None:
        super().__init__("the fund does not hold that much")
        self.available = available


class Funds(Repository):
    """`unit.funds`. Amounts are fen."""

    __slots__ = ()

    def get(self, area_code: str) -> FundRow:
        """A fund as it stands; one that was never opened holds nothing."""
        row = self.connection.execute(_FUND, {"the_area": area_code}).mappings().one_or_none()
        return FundRow(area_code, 0, 0) if row is None else FundRow(**row)

    def held(self, area_code: str) -> FundRow:
        """A fund as it stands, which nobody else changes until this transaction ends."""
        self.connection.execute(_OPEN.on(self.connection), {"area_code": area_code, "balance": 0, "reserved": 0})
        return FundRow(**self.connection.execute(_HELD, {"the_area": area_code}).mappings().one())

    def entries(self, area_code: str) -> list[FundEntry]:
        """The statement, oldest line first."""
        return [self._open(row) for row in self.connection.execute(_ENTRIES, {"the_area": area_code}).mappings()]

    def done(self, area_code: str, action_id: str) -> FundEntry | None:
        """The line this action wrote, if it was done before."""
        values = {"the_area": area_code, "the_action": action_id}
        row = self.connection.execute(_DONE, values).mappings().one_or_none()
        return None if row is None else self._open(row)

    def put(
        self,
        area_code: str,
        kind: str,
        amount: int,
        *,
        actor: str,
        action_id: str,
        receipt: str | None = None,
        method: str | None = None,
        reference: str | None = None,
    ) -> FundRow:
        """Write a line and change the fund by it. Raises `Overdrawn`, and nothing is changed then."""
        before = self.held(area_code)
        money, promised = EFFECTS[kind]
        after = FundRow(area_code, before.balance + money * amount, before.reserved + promised * amount)
        if after.available < 0 or after.reserved < 0 or after.balance < 0:
            raise Overdrawn(before.available)
        self.connection.execute(_SET, {"the_area": area_code, "balance": after.balance, "reserved": after.reserved})
        bound = row_of(area_code, action_id)
        sealed = (
            None if reference is None else self.keyring.seal(fund_entries.name, "reference", bound, reference.encode())
        )
        self.connection.execute(
            _ADD,
            {
                "area_code": area_code, "kind": kind, "amount": amount, "balance": after.balance,
                "reserved": after.reserved, "at": self.clock(), "actor": actor, "receipt": receipt,
                "method": method, "reference": sealed, "action_id": action_id,
            },
        )  # fmt: skip
        return after

    def _open(self, row: RowMapping) -> FundEntry:
        bound, sealed = row_of(row["area_code"], row["action_id"]), row["reference"]
        opened = None if sealed is None else self.keyring.open(fund_entries.name, "reference", bound, sealed).decode()
        return FundEntry(**{**{name: row[name] for name in FundEntry.__slots__}, "reference": opened})
