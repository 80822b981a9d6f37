"""Two neighbours tell of one fire: both lines say so, and nothing is hidden, merged or decided by it."""

import json
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.bootstrap import House
from api.services.emergency.neighbours import NEAR_METRES, SAME_PLACE, WITHIN, alike, scene_of
from api.services.emergency.neighbours import marked as marked_of
from conversations.inputs import Body, Choice, Location, Text
from storage.emergency_rows import EmergencyRow
from tests.fakes.clocks import Clock
from tests.fakes.officers import officer
from tests.services.review.desks import AUDITOR, COUNTY, TOWNSHIP
from tests.services.test_emergency import EAST, act, receipt_of, told, with_fund

WEST = "993601002"


def fire(*, place: str | Location = EAST, said: str = "", phone: str = "13800138000") -> tuple[Body, ...]:
    """A fire as one of those who see it tells of it."""
    where = place if isinstance(place, Location) else Choice(place) if place.isdigit() else Text(place)
    first: Body = Text(said) if said else Choice("fire")
    asked = () if isinstance(place, Location) or place.isdigit() else (Choice(EAST),)
    return (Choice(True), first, where, *asked, Choice(("shelter",)), Text(phone))


MINE = fire(said="东山村3组着火了，房子烧了")


async def nearby(house: House, receipt: str) -> list[tuple[str, int | None, str]]:
    """What stands before the buttons of this one."""
    view = await house.emergencies.open(TOWNSHIP, receipt)
    return [(one.told.receipt, one.metres, one.name) for one in view.nearby]


async def marked(house: House) -> set[str]:
    """The lines of the list that are marked."""
    return {one.receipt for one in await house.emergencies.queue(TOWNSHIP) if SAME_PLACE in one.flags}


@pytest.mark.parametrize(
    ("theirs", "name"),
    [
        ("我们东山村三组老周家烧着了", "东山村3组"), ("东山村着火了，快来人", "东山村3组"),
        ("东镇东山村 3组 起火", "东山村3组"),
    ],
)  # fmt: skip
async def test_a_place_named_alike_is_shown_on_both_lines_and_before_the_buttons(
    house: House, theirs: str, name: str
) -> None:
    mine = receipt_of(await told(house, MINE))
    other = receipt_of(await told(house, fire(said=theirs, phone="13900139000")))
    assert await marked(house) == {mine, other}
    assert await nearby(house, mine) == [(other, None, name)] and await nearby(house, other) == [(mine, None, name)]
    # Each is still its own: both may be granted.
    await with_fund(house)
    assert (await act(house, TOWNSHIP, mine, "grant", amount=50_000)).status == "granted"
    assert (await act(house, TOWNSHIP, other, "grant", amount=50_000)).status == "granted"
    assert await nearby(house, other) == [(mine, None, name)], "what was granted stands there too"


@pytest.mark.parametrize(
    "theirs",
    [
        "东山村5组着火了", "西山村着火了", "我们村着火了", "家里着火了",
    ],
)  # fmt: skip
async def test_another_place_or_none_is_not(house: House, theirs: str) -> None:
    mine = receipt_of(await told(house, MINE))
    await told(house, fire(said=theirs, phone="13900139000"))
    assert await marked(house) == set() and await nearby(house, mine) == []


async def test_shared_places_are_alike_by_the_metres_between_them(house: House) -> None:
    here = receipt_of(await told(house, fire(place=Location(28.1000, 116.1500))))
    near = receipt_of(await told(house, fire(place=Location(28.1015, 116.1500), phone="13900139000")))
    await told(house, fire(place=Location(28.1100, 116.1500), phone="13700137000"))
    ((receipt, metres, name),) = await nearby(house, here)
    assert (receipt, name) == (near, "") and metres is not None and 0 < metres <= NEAR_METRES
    assert await marked(house) == {here, near}


async def test_many_ill_people_in_one_hospital_are_many_families(house: House) -> None:
    ward = Location(28.1, 116.15)
    for phone in ("13800138000", "13900139000"):
        await told(house, (Choice(True), Choice("sudden_illness"), ward, Choice(("medical_fee",)), Text(phone)))
    assert await marked(house) == set()


async def test_hours_later_or_in_another_township_it_is_another_event(house: House, clock: Clock) -> None:
    mine = receipt_of(await told(house, MINE))
    west = (Choice(True), Text("东山村3组着火了"), Choice(WEST), Choice(("shelter",)), Text("13900139000"))
    await told(house, west)
    clock.advance(hours=WITHIN.total_seconds() / 3600 + 1)
    await told(house, fire(said="东山村3组着火了", phone="13700137000"))
    assert await marked(house) == set() and await nearby(house, mine) == []


async def test_what_one_phone_told_twice_stands_under_its_own_words_only(house: House) -> None:
    mine = receipt_of(await told(house, MINE))
    await told(house, fire(said="东山村3组又着火了"))
    view = await house.emergencies.open(TOWNSHIP, mine)
    assert view.nearby == () and view.twice


async def test_what_is_done_already_still_marks_the_one_that_waits(house: House, clock: Clock) -> None:
    mine = receipt_of(await told(house, MINE))
    other = receipt_of(await told(house, fire(said="东山村3组起火了", phone="13900139000")))
    await with_fund(house)
    await act(house, TOWNSHIP, mine, "grant", amount=50_000)
    await act(house, COUNTY, mine, "pay", amount=50_000, method="cash", reference="1")
    await act(house, TOWNSHIP, mine, "settle", person="周示例", reason="着火", signed_on="2026-11-22")
    assert await marked(house) == {other}
    clock.advance(days=3)
    assert await marked(house) == set() and [one[0] for one in await nearby(house, other)] == [mine]


async def test_nothing_of_ones_own_family_and_no_names_to_who_reads_none(house: House) -> None:
    mine = receipt_of(await told(house, MINE))
    other = receipt_of(await told(house, fire(said="东山村3组起火了", phone="13900139000")))
    assert [one.name for one in (await house.emergencies.open(AUDITOR, mine)).nearby] == [""]
    relative = await officer(house, "relative")
    await act(house, relative, other, "recuse")
    assert (await house.emergencies.open(relative, mine)).nearby == ()
    assert SAME_PLACE not in next(one.flags for one in await house.emergencies.queue(relative))
    assert (await house.emergencies.open(COUNTY, mine)).nearby


PLACES = st.one_of(
    st.sampled_from(("东山村3组", "东山村三组", "东山村5组", "西山村", "幸福路", "我们村")),
    st.tuples(st.floats(28.0, 28.03), st.floats(116.0, 116.03)).map(lambda at: {"lat": at[0], "lon": at[1]}),
)


@given(st.lists(st.tuples(st.sampled_from(("fire", "accident")), PLACES, st.integers(0, 12)), max_size=25))
def test_the_marks_of_the_list_are_those_of_every_pair(told_of: list[tuple[str, object, int]]) -> None:
    morning = datetime(2026, 11, 23, 1, tzinfo=UTC)
    rows = [
        EmergencyRow(
            id=number, receipt=f"JN{number}", conversation_id=f"c{number}", number=1, area_code=EAST,
            county_code=EAST[:6], status="received", what=what, origin="web", flags="[]", silent=False, tier="",
            granted=0, paid=0, phone_index=None, answers=json.dumps({"emergency.place": place}),
            submitted_at=morning + timedelta(hours=hours), due_at=None, queue_at=morning, papers_due_at=None,
            sender=None, together=None,
        )
        for number, (what, place, hours) in enumerate(told_of)
    ]  # fmt: skip
    pairs = combinations([scene_of(row) for row in rows], 2)
    assert marked_of(rows) == {one.receipt for pair in pairs if alike(*pair) for one in pair}
