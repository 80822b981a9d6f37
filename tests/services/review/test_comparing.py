"""Two versions side by side: what was before, what is now, who said it when and how."""

import pytest

from api.bootstrap import House
from api.errors import NotFound
from api.services.review.actions import Action
from api.services.review.comparing import Compared, moved
from tests.fakes.households import FAMILY_OF_FOUR, Household
from tests.fakes.houses import Resident
from tests.services.review.desks import NEIGHBOUR, TOWNSHIP, VILLAGE, declared


async def asked(house: House, resident: Resident, household: Household, *keys: str) -> None:
    """Staff ask these answers back, and the household answers."""
    await house.review.act(TOWNSHIP, resident.receipt, Action("b", "ask_back", keys=keys))
    turn = await house.turns.last(resident.conversation_id)
    assert turn is not None
    resident.turn = turn
    await resident.declare(household)


def told(house: House, found: Compared) -> dict[str, tuple[str, str]]:
    """What changed: key → before and after in words, "" for nothing."""
    renderer = house.renderer("zh_CN")
    lines = [
        (one.key or f"gone {one.before.key if one.before else ''}", [one.before, one.after]) for one in found.changes
    ]
    words = {key: [renderer.render(line.value) if line and line.value else "" for line in pair] for key, pair in lines}
    return {key: (pair[0], pair[1]) for key, pair in words.items()}


async def test_an_answer_that_was_asked_back_stands_beside_what_it_was(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    corrected = {**FAMILY_OF_FOUR, "income.wages": "每月1500", "members.1.health": "serious_illness"}
    await asked(sqlite_house, resident, corrected, "income.wages", "members.1.health")
    found = await sqlite_house.review.compare(TOWNSHIP, resident.receipt, 1, 2)
    changes = told(sqlite_house, found)
    assert changes["income.wages"] == ("一年 14,400 元（合每月 1,200 元）", "一年 18,000 元（合每月 1,500 元）")
    assert changes["members.1.health"][0] == "慢性病"
    assert not {"income.business_net", "members.0.name", "phone"} & set(changes)
    said = next(one.after.said for one in found.changes if one.key == "income.wages" and one.after)
    assert said is not None and (said.by, said.channel) == ("resident", "web")
    village = await sqlite_house.review.compare(VILLAGE, resident.receipt, 1, 2)
    assert "members.1.health" not in told(sqlite_house, village) and "income.wages" in told(sqlite_house, village)
    assert found.view.actions == () and "周示例" not in repr(found.view.parts)


async def test_the_other_way_round_and_one_with_itself(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    await asked(sqlite_house, resident, {**FAMILY_OF_FOUR, "income.wages": "每月1500"}, "income.wages")
    back = told(sqlite_house, await sqlite_house.review.compare(TOWNSHIP, resident.receipt, 2, 1))
    assert back["income.wages"][1] == "一年 14,400 元（合每月 1,200 元）"
    assert (await sqlite_house.review.compare(TOWNSHIP, resident.receipt, 2, 2)).changes == ()


async def test_a_masked_number_that_was_corrected_is_a_change_though_it_looks_the_same(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    await asked(sqlite_house, resident, {**FAMILY_OF_FOUR, "phone": "13811118000"}, "phone")
    changes = told(sqlite_house, await sqlite_house.review.compare(TOWNSHIP, resident.receipt, 1, 2))
    assert changes == {"phone": ("138****8000", "138****8000")}


async def test_a_version_there_is_not_and_another_township(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    with pytest.raises(NotFound):
        await sqlite_house.review.compare(TOWNSHIP, resident.receipt, 1, 2)
    with pytest.raises(NotFound):
        await sqlite_house.review.compare(NEIGHBOUR, resident.receipt, 1, 1)


def test_who_moved_up_because_another_went_is_still_the_same() -> None:
    before = {"members.0.name": "甲", "members.1.name": "乙", "members.1.id_number": "1", "members.2.name": "丙"}
    after = {"members.0.name": "甲", "members.1.name": "丙"}
    assert moved(before, after) == {"members.0": "members.0", "members.2": "members.1"}
    renamed = {"members.0.name": "甲", "members.1.name": "乙乙", "members.1.id_number": "1", "members.2.name": "丁"}
    assert moved(before, renamed) == {"members.0": "members.0", "members.1": "members.1", "members.2": "members.2"}
