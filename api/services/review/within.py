"""The one way by which staff reach a declaration: within their area, and not of their own family."""

from typing import TypeVar

from api.errors import Forbidden, NotFound, ServiceError
from api.services.review.actions import printable
from api.services.staffing.staff import StaffMember
from conversations.messages import Message, say
from storage.rows import DeclarationRow
from storage.unit import Unit

T = TypeVar("T")


class Related(Forbidden):
    """It is of the family of who asks, so somebody else handles it. `receipt`: which one."""

    def __init__(self, receipt: str, message: Message) -> None:
        super().__init__("receipt", message)
        self.receipt = receipt


def within(unit: Unit, staff: StaffMember, receipt: str, *, for_update: bool = False) -> DeclarationRow | None:
    """The declaration, if it lies within the area of who asks. Raises `Related` for one of their own family."""
    if printable(receipt) != receipt:
        return None
    row = unit.declarations.by_receipt(receipt, for_update=for_update)
    if row is None or not staff.scope.covers(row.area_code):
        return None
    if unit.recusals.kept(staff.id, row.id):
        raise Related(row.receipt, _handed_on(unit, row))
    return row


def not_found() -> NotFound:
    """Told alike, whether it is elsewhere or nowhere."""
    return NotFound("receipt", say("请再看一下编号：您负责的范围里没有这一份。"))


def or_raise(result: T | ServiceError) -> T:
    """The result; a refusal is raised."""
    if isinstance(result, ServiceError):
        raise result
    return result


def _handed_on(unit: Unit, row: DeclarationRow) -> Message:
    assigned = unit.staff.by_id(row.assigned_to) if row.assigned_to is not None else None
    if assigned is None:
        return say("这一户和您有亲属关系，已转给别的同事办理，您不用再处理。")
    return say("这一户和您有亲属关系，已转给{name}办理，您不用再处理。", name=assigned.name)
