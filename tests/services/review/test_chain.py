"""一户一条救助链: everything that happened to a household, over all its declarations, and what it was told, word for word."""

from datetime import date

import pytest

from api.bootstrap import House
from api.errors import NotFound
from api.services.review.actions import Action
from api.services.review.chain import Chain
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR, Household, id_number
from tests.services.review.desks import COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, VILLAGE, declared

APPROVED = Action("d1", "decide", "按边缘认定。", category="dibao_margin", result="approved")
GRANDMOTHER: Household = {
    **FAMILY_OF_FOUR, "area_code": "993601002", "members.0.name": "陈样本", "pledge": "陈样本", "authorization": "陈样本",
    "members.0.id_number": id_number(date(1940, 1, 1), 12),
}  # fmt: skip


def steps(chain: Chain) -> list[tuple[str, str]]:
    return [(one.receipt, one.action) for one in chain.links]


async def test_steps_name_who_took_them(sqlite_house: House) -> None:
    member = await sqlite_house.staff.add("reviewer", "林示例", "township", "993601001", "long enough")
    receipt = (await declared(sqlite_house)).receipt
    await sqlite_house.review.act(member, receipt, Action("a", "accept"))
    links = (await sqlite_house.chains.of(TOWNSHIP, receipt)).links
    assert [(one.actor, one.by) for one in links] == [("resident", ""), ("reviewer", "林示例")]


async def test_each_step_carries_what_the_resident_was_told_word_for_word(house: House, clock: Clock) -> None:
    resident = await declared(house)
    receipt = resident.receipt
    await house.review.act(TOWNSHIP, receipt, Action("a", "accept", "材料看过了。"))
    accepted = await house.turns.last(resident.conversation_id)
    clock.advance(days=1)
    await house.review.act(TOWNSHIP, receipt, Action("b", "ask_back", keys=("phone",)))
    asked = await house.turns.last(resident.conversation_id)
    assert accepted is not None and asked is not None
    chain = await house.chains.of(TOWNSHIP, receipt)
    told = {one.action: one.told for one in chain.links}
    assert told["accept"] == accepted["replies"][0]["text"] and "材料看过了。" in told["accept"]
    assert told["ask_back"] == asked["replies"][0]["text"] and told["file"] == ""
    view = await house.review.open(TOWNSHIP, receipt)
    assert [chain.told(event.row) for event in view.timeline] == ["", told["accept"], told["ask_back"]]


async def test_two_steps_at_one_moment_keep_their_own_words(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    await sqlite_house.review.act(TOWNSHIP, receipt, Action("a", "accept"))
    await sqlite_house.review.act(TOWNSHIP, receipt, Action("r1", "refer", "请看看。", departments=("医保",)))
    await sqlite_house.review.act(TOWNSHIP, receipt, Action("r2", "refer", "也请看看。", departments=("残联",)))
    told = [one.told for one in (await sqlite_house.chains.of(TOWNSHIP, receipt)).links]
    assert "请看看。" in told[2] and "也请看看。" in told[3]


async def test_the_household_declared_before_so_nothing_is_given_twice(house: House, clock: Clock) -> None:
    first = (await declared(house)).receipt
    await house.review.act(TOWNSHIP, first, Action("a", "accept"))
    await house.review.act(TOWNSHIP, first, APPROVED)
    clock.advance(days=30)
    second = (await declared(house)).receipt
    chain = await house.chains.of(TOWNSHIP, second)
    assert steps(chain) == [(first, "file"), (first, "accept"), (first, "decide"), (second, "file")]
    assert [(one.receipt, one.category) for one in chain.given] == [(first, "dibao_margin")]
    (other,) = chain.others
    assert (other.receipt, other.status, other.ours) == (first, "decided", True)
    assert chain.known == {"members.0", "members.1", "members.2", "members.3"}
    assert {one.name for one in other.people} == {"周**", "李**"}
    checked = chain.links[0].checked
    assert checked is not None and checked.category != ""


async def test_outside_the_area_only_that_it_is_there_and_whom_to_call(sqlite_house: House) -> None:
    there = await declared(sqlite_house, {**FAMILY_OF_FOUR, "area_code": "993601002"})
    here = (await declared(sqlite_house)).receipt
    chain = await sqlite_house.chains.of(TOWNSHIP, here)
    assert chain.others == () and [one for one, _ in steps(chain)] == [here]
    (elsewhere,) = chain.elsewhere
    area = sqlite_house.worlds.area("993601002")
    assert area is not None and (elsewhere.place, elsewhere.phone) == (area.name, area.phone)
    assert there.receipt not in repr(chain)
    # The county sees both, and the neighbour nothing of ours.
    assert [one.receipt for one in (await sqlite_house.chains.of(COUNTY, here)).others] == [there.receipt]
    for stranger in (NEIGHBOUR, STRANGER):
        with pytest.raises(NotFound):
            await sqlite_house.chains.of(stranger, here)


async def test_somebody_who_only_supports_another_household_is_told_but_its_steps_are_not_ours(
    sqlite_house: House,
) -> None:
    supported = {
        "supporters.0.relation": "daughter", "supporters.0.name": "李样本", "supporters.0.able": "no",
        "supporters.0.status": "dibao", "supporters.0.id_number": FAMILY_OF_FOUR["members.1.id_number"],
    }  # fmt: skip
    alone = {
        key: value for key, value in GRANDMOTHER.items() if not key.startswith(("members.1", "members.2", "members.3"))
    }
    there = await declared(sqlite_house, {**alone, **supported, "area_code": "993601001"})
    here = (await declared(sqlite_house)).receipt
    chain = await sqlite_house.chains.of(TOWNSHIP, here)
    (other,) = chain.others
    assert (other.receipt, other.ours) == (there.receipt, False)
    assert [(one.here, one.there) for one in other.people] == [("members.1", "supporters.0")]
    assert {one for one, _ in steps(chain)} == {here}


async def test_a_neighbour_of_the_village_reads_neither_the_check_nor_words_about_health(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    notes = {"members.1.health": "哪年查的？", "phone": "打不通"}
    await sqlite_house.review.act(TOWNSHIP, receipt, Action("b", "ask_back", keys=tuple(notes), notes=notes))
    filed, asked = (await sqlite_house.chains.of(VILLAGE, receipt)).links
    assert filed.checked is None and asked.record.keys == ("phone",) and asked.record.notes == {"phone": "打不通"}
    assert (await sqlite_house.chains.of(TOWNSHIP, receipt)).links[0].checked is not None
