"""What lies under one line of the desk, dealt with together: declined with one reason and one referral."""

from collections.abc import Sequence

from api.errors import BadInput, Conflict, NotFound
from api.services.emergency.actions import EmergencyAction
from api.services.emergency.desk import EmergencyDesk
from api.services.emergency.lifecycle import UNDECIDED
from api.services.emergency.lines import Line, lines_of
from api.services.emergency.reading import not_found
from api.services.staffing.staff import StaffMember
from conversations.messages import say


async def line_of(desk: EmergencyDesk, staff: StaffMember, receipt: str) -> Line:
    """The line with this one, and what still waits for a decision under it. NotFound where nothing does."""
    waiting = [one for one in await desk.queue(staff) if one.status in UNDECIDED]
    found = next((line for line in lines_of(waiting) if line.item.receipt == receipt and line.under), None)
    if found is None:
        raise not_found()
    return found


async def decline_under(
    desk: EmergencyDesk, staff: StaffMember, receipt: str, chosen: Sequence[str], action: EmergencyAction
) -> int:
    """Decline those chosen that lie under this line, each a step of its own that its family is told; how many.

    The same id again declines nothing twice, and gives the same. Raises BadInput for what is missing, NotFound,
    Forbidden; what a colleague dealt with meanwhile is left as it is.
    """
    before = [one for one in dict.fromkeys(chosen) if await desk.did(staff, one, _step_of(action, one).id)]
    try:
        line = await line_of(desk, staff, receipt)
    except NotFound:
        if before:
            # All of it was dealt with, by this very action too.
            return len(before)
        raise
    under = [one.receipt for one in line.under if one.receipt in chosen]
    if not under and not before:
        raise BadInput("receipts", say("请勾上要一起办的，至少一件。"))
    done = len(before)
    for one in under:
        step = _step_of(action, one)
        try:
            await desk.act(staff, one, step)
        except (Conflict, NotFound):
            continue
        done += 1
    return done


def _step_of(action: EmergencyAction, receipt: str) -> EmergencyAction:
    """The step of one of them, once for each action."""
    return EmergencyAction(f"{action.id}:{receipt}", "decline", reason=action.reason, refer_to=action.refer_to)
