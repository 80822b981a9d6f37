"""Families that report changes after filing, and what staff do with their declarations."""

from api.bootstrap import House
from api.services.monitoring.desk import WorkFilter
from api.services.monitoring.views import CaseItem
from api.services.review.actions import Action
from api.services.staffing.staff import StaffMember
from conversations.inputs import Choice, Command
from tests.fakes.households import Household, answer_for
from tests.fakes.houses import Resident, body_for
from tests.services.review.desks import TOWNSHIP
from tests.services.test_afterwards import one_kept


async def reported(resident: Resident, part: str, changes: Household) -> None:
    """The family says by itself that a part has changed, answers that anew, keeps the rest, and signs."""
    await resident.send(Command("change"))
    await resident.send(Choice(part))
    await _answered(resident, changes)


async def declared_again(resident: Resident, part: str, changes: Household) -> None:
    """After the decision: another declaration that begins with what was said last."""
    await resident.send(Command("change"))
    await resident.send(Choice("kept"))
    await resident.send(Choice(part))
    await resident.send(Command("edit", next(iter(changes))))
    await _answered(resident, changes)


async def _answered(resident: Resident, changes: Household) -> None:
    while (question := resident.turn["question"]) is not None:
        if question["key"] in changes:
            await resident.send(body_for(*answer_for(question, changes)))
        else:
            await one_kept(resident)


async def decided(house: House, receipt: str, category: str = "dibao_margin", result: str = "approved") -> None:
    """The township takes it up and decides."""
    await house.review.act(TOWNSHIP, receipt, Action("t-accept", "accept"))
    decide = Action("t-decide", "decide", note="核对过了。", category=category, result=result)
    await house.review.act(TOWNSHIP, receipt, decide)


async def open_cases(house: House, staff: StaffMember = TOWNSHIP, state: str = "open") -> tuple[CaseItem, ...]:
    """The work list, after whatever waits was looked at."""
    await house.monitoring.watching.look()
    return (await house.monitoring.desk.work_list(staff, WorkFilter(state))).items


POORER: Household = {"income.wages": "每月100"}
RICHER: Household = {"income.wages": "每月6000"}
ILL: Household = {"expenditure.medical": "30000", "expenditure.gap": ["savings"]}
