"""Told a second time, the same emergency keeps everything that was told before: who is afraid tells it in pieces."""

import pytest

from api.bootstrap import House
from conversations.inputs import Body, Choice, Command, File, Text
from storage.emergency_rows import EmergencyRow
from tests.fakes.clocks import Clock
from tests.fakes.houses import Resident
from tests.services.review.desks import COUNTY, TOWNSHIP
from tests.services.test_emergency import EAST, FIRE, act, receipt_of, said, tell, told, with_fund
from tests.services.test_emergency_papers import VIOLENCE

WEST = "993601002"
AGAIN = FIRE[:-1]
"""The first questions only, as somebody answers them who has told it all before."""


async def rows(house: House, resident: Resident) -> list[EmergencyRow]:
    """All the emergencies of a resident."""
    return await house.database.read(lambda unit: unit.emergencies.of_conversation(resident.conversation_id))


async def left_open(resident: Resident) -> None:
    """Nothing more is answered."""
    while resident.key is not None and resident.key.startswith("emergency."):
        await resident.send(Command("skip"))


async def test_the_phone_the_needs_the_photos_and_the_words_of_the_first_time_stay(house: House) -> None:
    said_first = (Choice(True), Text("灶房烧起来了，奶奶还在里面"), Choice(EAST), Choice(("shelter",)), FIRE[-1])
    resident = await told(house, said_first)
    await resident.send(File("a" * 32, "image/jpeg"))
    await left_open(resident)
    await tell(resident, (*AGAIN[:-1], Choice(("food",))))
    await resident.send(File("b" * 32, "image/jpeg"))

    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))

    assert view.answers["emergency.phone"] == "13800138000"
    assert view.answers["emergency.photo"] == ["a" * 32, "b" * 32]
    assert "奶奶还在里面" in str(view.answers["emergency.what_words"])
    assert view.answers["emergency.need"] == ["shelter", "food"]


async def test_who_must_not_be_called_is_not_called_because_it_was_told_again(house: House) -> None:
    resident = await told(house, (*VIOLENCE[:-1], Choice(False)))
    await left_open(resident)
    await tell(resident, VIOLENCE[:-2])
    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))
    assert view.answers["emergency.safe_to_call"] is False
    await resident.send(Text("13900139000"))
    await resident.send(Choice(True))
    view = await house.emergencies.open(TOWNSHIP, receipt_of(resident))
    assert (view.answers["emergency.phone"], view.answers["emergency.safe_to_call"]) == ("13900139000", True)


async def test_papers_handed_in_stay_when_it_is_told_again(house: House) -> None:
    resident = await told(house)
    receipt = receipt_of(resident)
    await left_open(resident)
    await with_fund(house)
    await act(house, TOWNSHIP, receipt, "grant", amount=100_000)
    await act(house, COUNTY, receipt, "pay", amount=100_000, method="cash", reference="收条 1")
    await resident.send(File("c" * 32, "image/jpeg"))
    await tell(resident, FIRE)
    await left_open(resident)
    view = await house.emergencies.open(TOWNSHIP, receipt)
    assert view.answers["emergency.papers.unasked"] == ["c" * 32]


async def test_what_was_only_likely_the_second_time_does_not_undo_an_answer(house: House) -> None:
    resident = await told(house)
    for answer in (Choice("today"), Choice("3")):
        await resident.send(answer)
    await left_open(resident)
    await tell(resident, AGAIN)
    (row,) = await rows(house, resident)
    view = await house.emergencies.open(TOWNSHIP, row.receipt)
    assert (view.answers["emergency.when"], view.answers["emergency.affected"]) == ("today", "3")
    assert "emergency.assumed" not in view.answers


async def test_told_of_another_township_it_is_another_one_and_lies_there(house: House) -> None:
    resident = await told(house)
    await left_open(resident)
    elsewhere: tuple[Body, ...] = (Choice(True), Choice("fire"), Choice(WEST), Choice(("shelter",)))
    await tell(resident, elsewhere)
    assert [row.area_code for row in await rows(house, resident)] == [EAST, WEST]


async def test_told_again_with_its_township_what_nobody_could_place_lies_there(house: House, clock: Clock) -> None:
    unplaced = (Choice(True), Choice("fire"), Text("河边那座桥旁边"), Command("skip"), Choice(("shelter",)))
    resident = await told(house, unplaced)
    await left_open(resident)
    clock.advance(minutes=20)
    await tell(resident, AGAIN)
    (row,) = await rows(house, resident)
    assert row.area_code == EAST
    assert "no_place" not in row.flags
    assert [one.receipt for one in await house.emergencies.queue(TOWNSHIP)] == [row.receipt]


async def test_who_speaks_of_dying_the_second_time_is_marked_called_for_and_not_told_to_be_quiet(house: House) -> None:
    resident = await told(house, (Choice(True), Text("家里断粮三天了"), Choice(EAST), Choice(("food",)), FIRE[-1]))
    await left_open(resident)
    for answer in (Text("不想活了，一个人在家"), Choice(True), Choice(EAST)):
        turn = await resident.send(answer)
    words = " ".join(one["text"] for one in turn["replies"])
    assert "12356" in words and "不用再报" not in words
    (item,) = await house.emergencies.queue(TOWNSHIP)
    assert {"call_now", "told_again"} <= set(item.flags)


@pytest.mark.parametrize("words", ["又严重了，我真的不想活了", "不想活了"])
async def test_who_speaks_of_dying_at_a_later_question_is_marked_too(words: str, sqlite_house: House) -> None:
    starving = (Choice(True), Text("家里断粮三天了"), Choice(EAST), Choice(("food",)), FIRE[-1])
    resident = await told(sqlite_house, starving)
    assert resident.key == "emergency.when"
    await resident.send(Text(words))
    (item,) = await sqlite_house.emergencies.queue(TOWNSHIP)
    assert item.flags == ("call_now",)


async def test_told_again_where_somebody_may_read_along_the_answer_says_nothing(house: House) -> None:
    resident = await told(house, VIOLENCE[:-2])
    await left_open(resident)
    await tell(resident, VIOLENCE[:-2])
    words = await said(resident)
    assert "不会打电话" in words and "正在办" not in words
