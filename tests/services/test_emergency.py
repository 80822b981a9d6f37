"""A fire in the night: told in six inputs, seen, granted from the fund, paid by somebody else, and told all along."""

import asyncio
from decimal import Decimal

import pytest

from api.bootstrap import House
from api.errors import BadInput, Conflict, Forbidden, NotAllowedNow, NotFound
from api.services.emergency.actions import EmergencyAction, fen_of
from api.services.emergency.views import EmergencyDone
from conversations.inputs import Body, Choice, Command, Location, Text
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import AUDITOR, COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, VILLAGE, declared

EAST = "993601001"
FIRE: tuple[Body, ...] = (Choice(True), Choice("fire"), Choice(EAST), Choice(("shelter",)), Text("13800138000"))


async def told(house: House, answers: tuple[Body, ...] = FIRE) -> Resident:
    """A family that tells of an emergency; what is asked afterwards is left open."""
    resident = await Resident.arrive(house)
    await tell(resident, answers)
    return resident


async def tell(resident: Resident, answers: tuple[Body, ...]) -> None:
    """Tell of it, whatever was told before."""
    await resident.send(Command("urgent"))
    for answer in answers:
        turn = await resident.send(answer)
        resident.receipts += [one["receipt"] for one in turn["replies"] if one["kind"] == "receipt"]


def receipt_of(resident: Resident) -> str:
    """The receipt of what was just told."""
    return resident.receipts[-1]


async def act(house: House, who: object, receipt: str, action: str, id: str = "", **sent: object) -> EmergencyDone:
    """One step at the desk."""
    wanted = EmergencyAction(id or f"{action}-1", action, **sent)  # type: ignore[arg-type]
    return await house.emergencies.act(who, receipt, wanted)  # type: ignore[arg-type]


async def with_fund(house: House, yuan: int = 5000) -> None:
    """The township's fund holds this much."""
    await house.funds.enter(COUNTY, EAST, "opening", yuan * 100, "o1")


async def said(resident: Resident) -> str:
    """All the resident was told last, whoever said it."""
    turn = await resident.house.turns.last(resident.conversation_id)
    return "\n".join(reply["text"] for reply in turn["replies"]) if turn is not None else ""


async def test_from_the_first_word_to_settled(house: House) -> None:
    resident = await told(house, FIRE[:-1])
    receipt, filed = receipt_of(resident), await said(resident)
    await resident.send(FIRE[-1])
    assert receipt.startswith("JN")
    assert "24 小时内" in filed
    assert "救助管理站" in filed
    (item,) = await house.emergencies.queue(TOWNSHIP)
    assert (item.receipt, item.status, item.what) == (receipt, "received", "fire")

    view = await house.emergencies.open(TOWNSHIP, receipt)
    assert view.item.status == "seen"
    assert view.answers["emergency.phone"] == "13800138000"
    assert "已经看到了" in await said(resident)

    await with_fund(house)
    done = await act(house, TOWNSHIP, receipt, "grant", amount=100_000, tier="light")
    assert done.status == "granted"
    assert "批了" in await said(resident)
    with pytest.raises(Forbidden):
        await act(house, TOWNSHIP, receipt, "pay", amount=100_000, method="cash", reference="收条 1")
    first = await act(house, COUNTY, receipt, "pay", "p1", amount=40_000, method="cash", reference="收条 1")
    assert first.status == "paying"
    rest = await act(house, COUNTY, receipt, "pay", "p2", amount=60_000, method="bank", reference="流水 2")
    assert rest.status == "paid"
    assert "补一下材料" in await said(resident)
    fund = await house.funds.statement(TOWNSHIP, EAST)
    assert (fund.fund.balance, fund.fund.reserved) == (400_000, 0)
    assert [one.kind for one in fund.entries] == ["opening", "grant", "payment", "payment"]
    settled = await act(house, TOWNSHIP, receipt, "settle", person="周示例", reason="着火", signed_on="2026-11-22")
    assert (settled.status, settled.actions) == ("settled", ("refer", "note", "recuse"))
    assert await house.emergencies.queue(TOWNSHIP) == ()


async def test_a_step_sent_twice_is_taken_once_and_another_under_its_id_is_refused(house: House) -> None:
    receipt = receipt_of(await told(house))
    await with_fund(house)
    first = await act(house, TOWNSHIP, receipt, "grant", "g1", amount=100_000)
    assert await act(house, TOWNSHIP, receipt, "grant", "g1", amount=100_000) == first
    with pytest.raises(Conflict):
        await act(house, TOWNSHIP, receipt, "grant", "g1", amount=200_000)
    with pytest.raises(NotAllowedNow):
        await act(house, TOWNSHIP, receipt, "grant", "g2", amount=100_000)
    paid = {"amount": 100_000, "method": "cash", "reference": "收条 1"}
    once = await act(house, COUNTY, receipt, "pay", "p1", **paid)
    assert await act(house, COUNTY, receipt, "pay", "p1", **paid) == once
    assert (await house.funds.statement(TOWNSHIP, EAST)).fund.balance == 400_000


async def test_the_township_decides_up_to_its_limit_and_the_county_beyond(house: House) -> None:
    resident = await told(house)
    receipt = receipt_of(resident)
    await with_fund(house, 20_000)
    with pytest.raises(BadInput):
        await act(house, TOWNSHIP, receipt, "grant", amount=300_001)
    await act(house, TOWNSHIP, receipt, "escalate", amount=500_000, note="房子全烧了")
    assert "报到县里" in await said(resident)
    with pytest.raises(NotAllowedNow):
        await act(house, TOWNSHIP, receipt, "grant", amount=100)
    done = await act(house, COUNTY, receipt, "grant", amount=500_000, tier="heavy")
    assert done.status == "granted"


async def test_two_officers_cannot_grant_more_than_the_fund_holds(house: House) -> None:
    receipts = [receipt_of(await told(house)) for _ in range(2)]
    await with_fund(house, 1000)
    results = await asyncio.gather(
        act(house, TOWNSHIP, receipts[0], "grant", amount=80_000),
        act(house, COUNTY, receipts[1], "grant", amount=80_000),
        return_exceptions=True,
    )
    refused = [one for one in results if isinstance(one, Conflict)]
    assert len(refused) == 1
    assert dict(refused[0].message.params)["left"] == Decimal("200.00")
    fund = (await house.funds.statement(COUNTY, EAST)).fund
    assert (fund.balance, fund.reserved) == (100_000, 80_000)


async def test_what_was_granted_and_is_not_needed_goes_back(house: House) -> None:
    resident = await told(house)
    receipt = receipt_of(resident)
    await with_fund(house, 1000)
    await act(house, TOWNSHIP, receipt, "grant", amount=80_000)
    with pytest.raises(BadInput):
        await act(house, COUNTY, receipt, "pay", amount=80_001, method="cash", reference="1")
    back = await act(house, TOWNSHIP, receipt, "release", note="下午再上门看一次。")
    assert back.status == "seen"
    first, added = (await said(resident)).splitlines()
    assert first == f"编号 {receipt} 前面批的先收回了，正在重新看怎么帮您。着急就打：0791-00000001。"
    assert added == "下午再上门看一次。"
    assert (await house.funds.statement(TOWNSHIP, EAST)).fund.available == 100_000


async def test_declining_needs_a_reason_and_another_way(house: House) -> None:
    resident = await told(house)
    with pytest.raises(BadInput) as refused:
        await act(house, TOWNSHIP, receipt_of(resident), "decline")
    assert {fault.key for fault in refused.value.faults} == {"reason", "refer_to"}
    await act(house, TOWNSHIP, receipt_of(resident), "decline", reason="不在这里发生", refer_to="县救助管理站")
    first = (await said(resident)).splitlines()[0]
    assert "您可以找县救助管理站" in first


async def test_nobody_outside_the_area_finds_it_and_others_only_look(house: House) -> None:
    receipt = receipt_of(await told(house))
    for stranger in (NEIGHBOUR, STRANGER):
        assert await house.emergencies.queue(stranger) == ()
        with pytest.raises(NotFound):
            await house.emergencies.open(stranger, receipt)
        with pytest.raises(NotFound):
            await house.funds.statement(stranger, EAST)
    seen = await house.emergencies.open(AUDITOR, receipt)
    assert seen.item.status == "received"
    assert "emergency.phone" not in seen.answers
    with pytest.raises(Forbidden):
        await act(house, AUDITOR, receipt, "grant", amount=100)


async def test_who_reads_no_names_reads_nothing_in_own_words(house: House) -> None:
    resident = await told(house, (*FIRE[:4], Text("13800138000"), Text("我哥周示例出事的那天"), Text("我和周示例")))
    assert resident.key == "emergency.photo"
    receipt = receipt_of(resident)
    assert "周示例" in str((await house.emergencies.open(TOWNSHIP, receipt)).answers["emergency.when"])
    shown = (await house.emergencies.open(AUDITOR, receipt)).answers
    assert dict(shown) == {"emergency.what": "fire", "emergency.need": ["shelter"]}


async def test_violence_at_home_is_told_silently_and_kept_from_neighbours(house: House) -> None:
    answers = (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",)), Text("13800138000"), Choice(False))
    resident = await told(house, answers[:-2])
    receipt = receipt_of(resident)
    assert "不会打电话" in await said(resident)
    for answer in answers[-2:]:
        await resident.send(answer)
    await house.emergencies.open(TOWNSHIP, receipt)
    assert "新进展" in await said(resident)
    assert await house.emergencies.queue(VILLAGE) == ()
    with pytest.raises(NotFound):
        await house.emergencies.open(VILLAGE, receipt)


async def test_violence_told_before_with_the_same_phone_is_kept_from_neighbours_too(house: House) -> None:
    before = await told(house, (Choice(True), Choice("violence"), *FIRE[2:]))
    later = await told(house, (Choice(True), Choice("accident"), *FIRE[2:]))
    shown = (await house.emergencies.open(TOWNSHIP, receipt_of(later))).before
    assert [one.receipt for one in shown] == [receipt_of(before)]
    assert (await house.emergencies.open(VILLAGE, receipt_of(later))).before == ()


async def test_the_same_emergency_told_again_keeps_its_receipt_and_help_before_is_shown(house: House) -> None:
    resident = await told(house)
    receipt = receipt_of(resident)
    for _ in range(3):
        await resident.send(Command("skip"))
    await tell(resident, FIRE)
    assert receipt_of(resident) == receipt
    (item,) = await house.emergencies.queue(TOWNSHIP)
    assert "told_again" in item.flags
    other = await told(house, (Choice(True), Choice("accident"), Choice(EAST), Choice(("food",)), Text("13800138000")))
    view = await house.emergencies.open(TOWNSHIP, receipt_of(other))
    assert [one.receipt for one in view.before] == [receipt]


async def test_a_place_nobody_knows_is_at_a_county_desk(house: House) -> None:
    answers = (
        Choice(True),
        Choice("accident"),
        Location(10.0, 10.0),
        Command("skip"),
        Choice(("food",)),
        Text("没有电话"),
    )
    resident = await told(house, answers)
    rows = await house.database.read(lambda unit: unit.emergencies.of_conversation(resident.conversation_id))
    assert len(rows[0].area_code) == 6
    assert "no_place" in rows[0].flags


async def test_the_clock_of_the_desk_runs_in_hours(house: House, clock: Clock) -> None:
    receipt = receipt_of(await told(house))
    (item,) = await house.emergencies.queue(TOWNSHIP)
    assert item.minutes == 24 * 60
    clock.advance(hours=25)
    assert (await house.emergencies.queue(TOWNSHIP))[0].minutes == -60
    assert (await house.emergencies.open(TOWNSHIP, receipt)).item.minutes == -60


def test_a_sum_is_yuan_with_at_most_two_places() -> None:
    assert [fen_of(one) for one in (500, "1200.50", 0.1)] == [50_000, 120_050, 10]
    for wrong in (0, -1, "1.005", "NaN", "1e999", True, None, "五百", 10**9):
        with pytest.raises(BadInput):
            fen_of(wrong)


async def test_in_shandong_an_application_under_review_may_have_an_advance(house: House) -> None:
    for area, expected in (("993701001", True), (EAST, False)):
        resident = await declared(house, {**FAMILY_OF_FOUR, "area_code": area})
        await tell(resident, (Choice(True), Choice("accident"), Choice(area), Choice(("food",))))
        officer = STRANGER if expected else TOWNSHIP
        assert (await house.emergencies.open(officer, receipt_of(resident))).advance is expected


async def test_where_nobody_can_tell_the_place_the_county_of_their_declaration_asks(house: House) -> None:
    resident = await declared(house, {**FAMILY_OF_FOUR, "area_code": "993701001"})
    await tell(resident, (Choice(True), Choice("accident"), Location(10.0, 10.0), Command("skip"), Choice(("food",))))
    (row,) = await house.database.read(lambda unit: unit.emergencies.of_conversation(resident.conversation_id))
    assert row.area_code == "993701" and "no_place" in row.flags


async def test_who_spoke_of_dying_is_told_that_somebody_comes_and_no_hours(house: House) -> None:
    resident = await Resident.arrive(house)
    for said_of_it in (Text("不想活了，一个人在家"), Choice(True), Choice(EAST)):
        turn = await resident.send(said_of_it)
    words = " ".join(one["text"] for one in turn["replies"])
    assert "12356" in words and "小时" not in words
    receipt = next(one["receipt"] for one in turn["replies"] if one["kind"] == "receipt")
    assert (await house.emergencies.open(TOWNSHIP, receipt)).item.flags == ("call_now",)
