"""Taken back, or “do not telephone”, after an emergency was filed: the desk reads it and nothing is closed by it."""

from api.bootstrap import House
from conversations.inputs import Choice, Command, Text
from tests.services.review.desks import TOWNSHIP
from tests.services.test_emergency import FIRE, receipt_of, said, told


async def test_taking_it_back_by_the_command_is_read_at_the_desk(house: House) -> None:
    resident = await told(house, FIRE[:-1])
    await resident.send(Command("withdraw"))
    assert "告诉镇里" in await said(resident)
    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))
    assert view.answers["emergency.more"] == ["撤回"]
    assert view.answers["emergency.what"] == "fire"
    assert view.item.status == "seen", "a person decides"


async def test_hours_later_it_is_added_to_what_was_told(house: House) -> None:
    resident = await told(house, FIRE[:-1])
    for _ in range(4):
        await resident.send(Command("skip"))
    await resident.send(Text("一直没人来"))
    await resident.send(Command("withdraw"))
    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))
    assert view.answers["emergency.more"] == ["一直没人来", "撤回"]


async def test_the_desk_is_told_not_to_telephone_whenever_it_is_said(house: House) -> None:
    resident = await told(house, (Choice(True), Choice("violence"), Choice("993601001"), Choice(("shelter",))))
    await resident.send(Choice(value=True))
    for _ in range(4):
        await resident.send(Command("skip"))
    await resident.send(Text("现在别打电话了，他回来了"))
    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))
    assert view.answers["emergency.safe_to_call"] is False
    assert view.answers["emergency.more"] == ["现在别打电话了，他回来了"]
