"""What the township registers and the family sends in an emergency is there when the declaration begins, days later."""

from datetime import timedelta

from api.bootstrap import House
from conversations.inputs import Command, File, Text
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP
from tests.services.test_emergency import FIRE, act, receipt_of
from tests.services.test_emergency_papers import VIOLENCE, helped
from tests.services.test_nothing_left import photo

SETTLED = {"person": "周示例", "reason": "着火", "signed_on": "2026-11-22"}


async def done_with(house: House, resident: Resident) -> None:
    """Settled by the township."""
    await act(house, TOWNSHIP, receipt_of(resident), "settle", **SETTLED)
    resident.turn = await house.turns.last(resident.conversation_id) or resident.turn


async def up_to(resident: Resident, key: str) -> list[object]:
    """Answer as the family of four does, up to this question; what is offered there."""
    question = (await resident.declare(FAMILY_OF_FOUR, until=key))["question"]
    return [one["value"] for one in question["choices"]] if question is not None else []


async def test_after_days_a_tap_begins_it_with_what_is_known(house: House, clock: Clock) -> None:
    resident = await helped(house)
    paper = await house.papers.keep_upload(resident.conversation_id, photo(1), "f1")
    await resident.send(Command("papers"))
    await resident.send(File(paper.paper, paper.mime))
    clock.now += timedelta(days=3)
    await done_with(house, resident)
    (reply,) = resident.turn["replies"]
    assert reply["households"] == [{"value": "start", "label": "填低收入人口申报"}]
    await resident.send(Command("start"))
    assert await up_to(resident, "told") == ["area_code", "phone", "none"]
    assert await up_to(resident, "members.0.name") == ["周示例"]
    await up_to(resident, "documents.1.more")
    question = resident.turn["question"]
    assert question is not None
    assert question["papers"] == {"documents.0.file": paper.paper}
    await resident.declare(FAMILY_OF_FOUR)
    assert resident.receipt.startswith("SB")


async def test_of_violence_nothing_is_offered_but_phone_and_township(house: House) -> None:
    resident = await helped(house, VIOLENCE)
    await done_with(house, resident)
    assert "households" not in resident.turn["replies"][0]
    await resident.send(Command("exit"))
    await resident.send(Command("start"))
    assert await up_to(resident, "members.0.name") == []
    assert await up_to(resident, "phone") == ["13800138000"]


async def test_photos_of_an_emergency_stay_when_the_draft_is_begun_anew(house: House) -> None:
    resident = await helped(house, FIRE[:-1])
    paper = await house.papers.keep_upload(resident.conversation_id, photo(1), "f1")
    await resident.send(File(paper.paper, paper.mime))
    await resident.send(Command("withdraw"))
    await resident.send(Command("restart"))
    await resident.send(Text("是的"))
    assert (await house.emergency_photos.photo(TOWNSHIP, receipt_of(resident), paper.paper)).content
