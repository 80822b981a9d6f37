"""The one way by which staff reach a declaration: within their area, or it is as if it were not there."""

from typing import TypeVar

from api.errors import NotFound, ServiceError
from api.services.review.actions import printable
from api.services.staff import StaffMember
from conversations.messages import say
from storage.rows import DeclarationRow
from storage.unit import Unit

T = TypeVar("T")


def within(unit: Unit, staff: StaffMember, receipt: str, *, for_update: bool = False) -> DeclarationRow | None:
    """The declaration, if it lies within the area of who asks."""
    if printable(receipt) != receipt:
        return None
    row = unit.declarations.by_receipt(receipt, for_update=for_update)
    return row if row is not None and staff.scope.covers(row.area_code) else None


def not_found() -> NotFound:
    """Told alike, whether it is elsewhere or nowhere."""
    return NotFound("receipt", say("请再看一下编号：您负责的范围里没有这一份。"))


def or_raise(result: T | ServiceError) -> T:
    """The result; a refusal is raised."""
    if isinstance(result, ServiceError):
        raise result
    return result
