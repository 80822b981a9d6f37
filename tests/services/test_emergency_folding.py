"""What comes again and again lies under one line and rings once; nothing is refused, and a true one is never hidden."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.bootstrap import House
from api.errors import BadInput, Forbidden, NotFound
from api.services.emergency.actions import EmergencyAction
from api.services.emergency.folding import FREE, OWN_LINES, Told, placed, rings
from api.services.emergency.lines import Line, lines_of
from api.services.emergency.under import decline_under
from api.services.emergency.views import EmergencyItem
from conversations.inputs import Body, Choice, Command, Location, Photos, Text
from storage.emergency_rows import EmergencyRow
from tests.fakes.clocks import Clock
from tests.fakes.houses import Resident
from tests.services.review.desks import AUDITOR, NEIGHBOUR, TOWNSHIP
from tests.services.test_emergency import EAST, FIRE, act, receipt_of, said, tell

SCHOOL, WARD = "web 203.0.113.7", "web 198.51.100.9"
TAPPED: tuple[Body, ...] = FIRE[:-1]
WEST = "993601002"


async def told_at(house: House, sender: str, answers: tuple[Body, ...] = TAPPED) -> Resident:
    """Somebody new at an address, who tells of an emergency there."""
    resident = await Resident.arrive(house)
    resident.sender = sender
    await tell(resident, answers)
    return resident


async def row_of(house: House, resident: Resident) -> EmergencyRow:
    """The emergency as it is stored."""
    receipt = receipt_of(resident)
    found = await house.database.read(lambda unit: unit.emergencies.by_receipt(receipt))
    assert found is not None
    return found


async def lines(house: House) -> tuple[Line, ...]:
    """What the township sees."""
    return lines_of(await house.emergencies.queue(TOWNSHIP))


async def test_a_script_that_begins_anew_each_time_has_every_receipt_and_three_lines(house: House) -> None:
    flood = [await told_at(house, SCHOOL) for _ in range(12)]
    assert len({receipt_of(one) for one in flood}) == 12
    seen = await lines(house)
    assert [len(one.under) for one in seen] == [9, 0, 0]
    assert await house.emergencies.waiting(TOWNSHIP) == 3
    assert all("same_address" in one.flags for one in seen[0].under)
    assert all(one.due is not None for one in seen[0].under)
    assert not any([rings(await row_of(house, one)) for one in flood[FREE:]])


async def test_beside_a_flood_another_address_rings_at_once_and_has_a_line_of_its_own(house: House) -> None:
    for _ in range(6):
        await told_at(house, SCHOOL)
    true = await told_at(house, WARD)
    assert rings(await row_of(house, true))
    assert any(one.item.receipt == receipt_of(true) and not one.item.flags for one in await lines(house))


async def test_behind_the_same_address_a_true_one_is_told_by_what_it_says(house: House) -> None:
    for _ in range(5):
        await told_at(house, SCHOOL)
    for answers in (
        (Choice(True), Choice("sudden_illness"), Choice(EAST), Choice(("medical_fee",))),
        (Choice(True), Choice("fire"), Choice(WEST), Choice(("shelter",))),
        (Choice(True), Text("三楼着火了，老人还在里面出不来"), Choice(EAST), Choice(("shelter",))),
        (Choice(True), Choice("fire"), Location(28.1, 116.15), Choice(("shelter",))),
        (Choice(True), Choice("fire"), Choice(EAST), Text("房子烧光了，要地方住")),
    ):
        true = await row_of(house, await told_at(house, SCHOOL, answers))
        assert rings(true) and "same_address" in true.flags, answers


async def test_a_phone_or_a_photo_lifts_it_out_and_rings(house: House) -> None:
    for more in (Text("13900139000"), Photos(("p1",))):
        for _ in range(4):
            await told_at(house, SCHOOL)
        quiet = await told_at(house, SCHOOL)
        assert not rings(await row_of(house, quiet))
        before = await house.emergencies.waiting(TOWNSHIP)
        await quiet.send(more)
        assert rings(await row_of(house, quiet))
        assert await house.emergencies.waiting(TOWNSHIP) == before + 1


async def test_violence_at_home_is_never_folded_for_saying_little(house: House) -> None:
    answers = (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",)))
    told = [await told_at(house, SCHOOL, answers) for _ in range(5)]
    assert all([rings(await row_of(house, one)) for one in told])


async def test_one_despair_never_stands_for_another(house: House) -> None:
    for _ in range(5):
        resident = await Resident.arrive(house)
        resident.sender = SCHOOL
        for body in (Text("我不想活了"), Choice(True), Choice(EAST)):
            await resident.send(body)
    assert [len(line.under) for line in await lines(house)] == [0] * 5


async def test_however_different_one_address_rings_so_often_an_hour_and_the_rest_is_shown_as_different(
    house: House, clock: Clock
) -> None:
    def words(place: int) -> tuple[Body, ...]:
        return (Choice(True), Text(f"出事了，第{place}回，快点来人帮一下"), Choice(EAST), Choice(("food",)))

    told = [await told_at(house, SCHOOL, words(place)) for place in range(OWN_LINES + 3)]
    assert await house.emergencies.waiting(TOWNSHIP) == OWN_LINES
    beyond = [await row_of(house, one) for one in told[OWN_LINES:]]
    assert all("stands_out" in one.flags and not rings(one) for one in beyond)
    first = (await lines(house))[0]
    assert (first.standing_out, first.is_open) == (3, True)
    clock.advance(hours=1, minutes=1)
    assert rings(await row_of(house, await told_at(house, SCHOOL, words(99))))


async def test_when_all_before_are_dealt_with_the_next_one_rings(house: House) -> None:
    told = [await told_at(house, SCHOOL) for _ in range(FREE)]
    for one in told:
        await act(house, TOWNSHIP, receipt_of(one), "decline", reason="没有这回事", refer_to="县救助管理站")
    assert rings(await row_of(house, await told_at(house, SCHOOL)))


async def test_an_hour_later_an_address_begins_anew_and_a_day_later_nobody_knows_it(house: House, clock: Clock) -> None:
    for _ in range(4):
        folded = await told_at(house, SCHOOL)
    clock.advance(hours=1, minutes=1)
    assert rings(await row_of(house, await told_at(house, SCHOOL)))
    clock.advance(hours=23, minutes=30)
    await house.keeping.sweep()
    row = await row_of(house, folded)
    assert row.sender is None and row.together is not None
    await folded.send(Text("我姓周"))
    assert (await row_of(house, folded)).together == row.together


async def test_told_in_two_chats_with_one_phone_it_is_one_line(house: House) -> None:
    first, second = await told_at(house, "", FIRE), await told_at(house, "", TAPPED)
    assert rings(await row_of(house, second))
    await second.send(Text("13800138000"))
    row = await row_of(house, second)
    assert (row.together, "same_phone" in row.flags) == (receipt_of(first), True)
    (line,) = await lines(house)
    assert [one.receipt for one in line.under] == [receipt_of(second)]


async def test_a_nurse_who_gives_her_phone_for_two_families_has_two_lines(house: House) -> None:
    for words in ("12床的孩子要交住院费，家里借不到了", "15床的老人要手术，儿子在外地"):
        answers = (Choice(True), Text(words), Choice(EAST), Choice(("medical_fee",)), Text("13800138000"))
        told = await told_at(house, WARD, answers)
    row = await row_of(house, told)
    assert rings(row) and "same_phone" in row.flags
    assert len(await lines(house)) == 2


async def test_what_is_folded_never_pushes_a_true_one_off_the_desk(house: House) -> None:
    for _ in range(8):
        await told_at(house, SCHOOL)
    true = await told_at(house, WARD)
    found = await house.database.read(lambda unit: unit.emergencies.queue(TOWNSHIP.scope, ("received",), most=4))
    assert receipt_of(true) in {one.receipt for one in found}
    assert len(found) == 8


async def test_the_address_is_kept_nowhere_as_it_is(house: House) -> None:
    told = await told_at(house, SCHOOL)
    row = await row_of(house, told)
    assert row.sender is not None and b"203.0.113" not in row.sender
    await told.send(Command("exit"))
    kept = await house.exporting.everything(told.conversation_id)
    assert "203.0.113" not in str(kept)


ODD = st.sampled_from(("", "桥头", "三楼"))
TOLD = st.builds(
    Told,
    receipt=st.integers(0, 10**6).map(str),
    what=st.sampled_from(("fire", "violence", "other")),
    area_code=st.sampled_from((EAST, WEST)),
    said=st.frozensets(ODD.filter(bool)),
    phone=st.sampled_from((None, b"1", b"2")),
    together=st.sampled_from((None, "h1")),
    waiting=st.booleans(),
)


@given(TOLD, st.lists(TOLD, max_size=30), st.lists(TOLD, max_size=30))
def test_only_what_is_alike_or_far_too_many_is_folded_and_only_under_what_waits(
    new: Told, sent: list[Told], phoned: list[Told]
) -> None:
    found = placed(new, sent, phoned)
    if not any(one.waiting for one in (*sent, *phoned)):
        assert found.together is None
    if found.together is not None and "stands_out" not in found.flags:
        alike = [one for one in (*sent, *phoned) if found.together in (one.receipt, one.together) and one.waiting]
        assert any((one.what, one.area_code) == (new.what, new.area_code) and new.said <= one.said for one in alike)
    if len(sent) < FREE and not phoned:
        assert found.together is None
    if found.together is not None:
        assert {"same_address", "same_phone"} & set(found.flags)


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.booleans()), max_size=20, unique_by=lambda one: one[0])
)
def test_every_emergency_is_on_exactly_one_line(given_: list[tuple[int, int, bool]]) -> None:
    items = [
        EmergencyItem(
            str(one), "received", "fire", EAST, "东镇", None, None, None, 0, 0,  # type: ignore[arg-type]
            ("stands_out",) if odd else (), False, together=str(under) if under < one else None,
        )
        for one, under, odd in given_
    ]  # fmt: skip
    seen = [one.receipt for line in lines_of(items) for one in (line.item, *line.under)]
    assert sorted(seen) == sorted(one.receipt for one in items)


def test_the_windows_are_short() -> None:
    from api.services.emergency.folding import ADDRESS_WITHIN, PHONE_WITHIN

    assert max(ADDRESS_WITHIN, PHONE_WITHIN) < timedelta(days=1), "digests are kept for a day only"


async def test_what_lies_under_a_line_is_declined_together_each_family_told_and_the_line_stays(house: House) -> None:
    flood = [await told_at(house, SCHOOL) for _ in range(7)]
    (head, *_) = await lines(house)
    chosen = [one.receipt for one in head.under][1:]
    action = EmergencyAction("d1", "decline", reason="没有这回事", refer_to="县救助管理站")
    with pytest.raises(BadInput):
        await decline_under(house.emergencies, TOWNSHIP, head.item.receipt, chosen, EmergencyAction("d0", "decline"))
    with pytest.raises(BadInput):
        await decline_under(house.emergencies, TOWNSHIP, head.item.receipt, ["JN0", head.item.receipt], action)
    with pytest.raises(NotFound):
        await decline_under(house.emergencies, NEIGHBOUR, head.item.receipt, chosen, action)
    with pytest.raises(Forbidden):
        await decline_under(house.emergencies, AUDITOR, head.item.receipt, chosen, action)
    assert await decline_under(house.emergencies, TOWNSHIP, head.item.receipt, chosen, action) == 3
    seen = await lines(house)
    assert seen[0].item.receipt == head.item.receipt and len(seen[0].under) == 1
    told = next(one for one in flood if receipt_of(one) == chosen[0])
    assert "县救助管理站" in await said(told)
    # Pressed twice, because no answer came.
    assert await decline_under(house.emergencies, TOWNSHIP, head.item.receipt, chosen, action) == 3
    rest = [one.receipt for one in head.under][:1]
    last = EmergencyAction("d2", "decline", reason="没有这回事", refer_to="县救助管理站")
    for _ in range(2):
        assert await decline_under(house.emergencies, TOWNSHIP, head.item.receipt, rest, last) == 1
