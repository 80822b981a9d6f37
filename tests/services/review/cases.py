"""One family's case at the desk, acted on step by step."""

import io

import pytest
from PIL import Image

from api.bootstrap import House
from api.errors import BadInput
from api.services.review.actions import Action, Done
from api.services.review.views import DeclarationView
from api.services.staffing.staff import StaffMember
from tests.fakes.households import FAMILY_OF_FOUR, Household
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP, declared

VISITORS = ("王示例", "赵示例")


class Case:
    """One family's case at the desk; actions are numbered so that each has an id of its own."""

    def __init__(self, house: House, resident: Resident) -> None:
        self.house, self.resident, self.receipt, self.count = house, resident, resident.receipt, 0

    @classmethod
    async def of(cls, house: House, household: Household = FAMILY_OF_FOUR) -> "Case":
        return cls(house, await declared(house, household))

    async def act(self, action: str, by: StaffMember = TOWNSHIP, **content: object) -> Done:
        self.count += 1
        return await self.house.review.act(by, self.receipt, Action(f"n{self.count}", action, **content))  # type: ignore[arg-type]

    async def to(self, *actions: str) -> "Case":
        """Through these steps in the usual way."""
        usual: dict[str, dict[str, object]] = {
            "opinion": {"result": "agree", "category": "dibao_margin"},
            "record_visit": {"visitors": VISITORS, "findings": "两间砖房，屋里有药。", "signed": "周示例"},
            "decide": {"category": "dibao_margin", "result": "approved"},
        }
        for action in actions:
            await self.act(action, TOWNSHIP, **usual.get(action, {}))
        return self

    async def view(self, by: StaffMember = TOWNSHIP) -> DeclarationView:
        return await self.house.review.open(by, self.receipt)

    async def said(self) -> str:
        """What the resident was told last; the conversation goes on from there."""
        turn = await self.house.turns.last(self.resident.conversation_id)
        assert turn is not None
        self.resident.turn = turn
        return "\n".join(reply["text"] for reply in turn["replies"])


async def refused(case: Case, action: str, by: StaffMember = TOWNSHIP, **content: object) -> list[str]:
    """The keys of what was wrong."""
    with pytest.raises(BadInput) as found:
        await case.act(action, by, **content)
    return [fault.key for fault in found.value.faults]


def picture(shade: int) -> bytes:
    """A photo of a room."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 120, 90)).save(out, "JPEG")
    return out.getvalue()
