"""Changes at home after filing: only what changed is asked, and what is the same is not filed again."""

from api.bootstrap import House
from conversations.inputs import Choice, Command, Text
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.review.desks import TOWNSHIP, declared
from tests.services.test_afterwards import act, finish, one_kept, said


async def test_a_change_that_changes_nothing_files_nothing_and_says_so(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Command("change"))
    await resident.send(Choice("income"))
    spoken = ""
    while resident.turn["question"] is not None:
        assert resident.turn["question"]["kind"] != "signature", "nothing new is signed"
        await one_kept(resident)
        spoken = said(resident.turn)
    assert "没有要改的" in spoken and receipt in spoken
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert view.version == 1 and [one.action for one in view.timeline] == ["file"]
    assert "household_changed" not in view.item.flags


async def test_an_answer_that_stays_the_same_answers_the_township_all_the_same(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await act(sqlite_house, receipt, "accept")
    await act(sqlite_house, receipt, "ask_back", keys=("income.wages",))
    await resident.send(Command("status"))
    assert resident.key == "income.wages"
    await finish(resident)
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert view.item.status == "answered" and view.version == 2


async def test_a_baby_joins_and_the_filed_household_has_one_more(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Text("家里有变化"))
    await resident.send(Choice("people"))
    await resident.send(Choice("joined"))
    await resident.send(Choice(True))
    baby = {
        "members.4.relation": "grandchild",
        "members.4.name": "周新新",
        "members.4.age": "0",
        "members.4.sex": "male",
    }
    asked = await finish(resident, family={**FAMILY_OF_FOUR, **baby})
    assert not {key for key in asked if key.startswith(("members.0.", "members.1.", "members.2.", "members.3."))}
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert (view.version, view.answers["members.4.name"], view.answers["members.4.age"]) == (2, "周新新", 0)
    assert view.answers["members.3.name"] == "周小小"


async def test_the_child_falls_ill_and_only_the_child_is_asked_about(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Command("change", "people"))
    await resident.send(Choice("changed"))
    await resident.send(Text("周小小"))
    asked: list[str] = []
    while str(resident.key).startswith("members."):
        asked.append(str(resident.key))
        if resident.key == "members.3.health":
            await resident.send(Choice("serious_illness"))
        elif resident.key == "members.3.illness.name":
            await resident.send(Text("白血病"))
        else:
            await one_kept(resident)
    assert {"members.3.health", "members.3.illness.name"} <= set(asked)
    await finish(resident)
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert (view.answers["members.3.health"], view.answers["members.3.illness.name"]) == ("serious_illness", "白血病")
    assert "household_changed" in view.item.flags
