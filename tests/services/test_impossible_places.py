"""A place that cannot be: nobody is turned away, nobody is told it is known, and a county looks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.bootstrap import House
from api.errors import BadInput
from api.web.heard import body_of
from conversations.inputs import Body, Choice, Command, Location, Text
from tests.fakes.houses import Resident
from tests.services.test_emergency import said


@pytest.mark.parametrize(
    "where",
    [
        Location(0.0, 0.0),
        Location(20.0, 130.0),
        Location(90.0, -180.0),
        Location(39.9, 116.4),
        Text("月球"),
        Text("北京市朝阳区"),
        Text("👻👻"),
        Text("0,0"),
    ],
    ids=["null island", "the sea", "the pole", "another province", "moon", "in words", "signs", "typed"],
)
async def test_whoever_is_nowhere_is_asked_once_and_then_told_plainly(where: Body, sqlite_house: House) -> None:
    resident = await Resident.arrive(sqlite_house)
    for body in (Command("urgent"), Choice(True), Choice("fire"), where):
        await resident.send(body)
    assert resident.key == "emergency.area_code"
    assert resident.turn["question"] is not None and "还看不出" in resident.turn["question"]["prompt"]
    for body in (Command("skip"), Choice(("shelter",))):
        turn = await resident.send(body)
    assert [one["kind"] for one in turn["replies"]].count("receipt") == 1
    words = await said(resident)
    assert "还看不出在哪个乡镇" in words and "110" in words and "12345" in words
    rows = await sqlite_house.database.read(lambda unit: unit.emergencies.of_conversation(resident.conversation_id))
    assert (len(rows[0].area_code), rows[0].flags) == (6, '["no_place"]')


async def test_a_township_chosen_after_all_takes_the_doubt_away(sqlite_house: House) -> None:
    resident = await Resident.arrive(sqlite_house)
    for body in (Command("urgent"), Choice(True), Choice("fire"), Text("月球"), Choice("993601001"), Choice(("food",))):
        await resident.send(body)
    assert "已经报给示例江县东镇" in await said(resident)


@given(st.floats(), st.floats())
def test_degrees_that_are_none_are_refused_with_their_key(lat: float, lon: float) -> None:
    given_ = {"kind": "location", "value": {"lat": lat, "lon": lon}}
    if -90 <= lat <= 90 and -180 <= lon <= 180:
        assert body_of(given_) == Location(lat, lon)
        return
    with pytest.raises(BadInput) as refused:
        body_of(given_)
    assert refused.value.key in ("input.value.lat", "input.value.lon")
