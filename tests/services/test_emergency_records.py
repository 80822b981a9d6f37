"""What is kept of an emergency is found where it is looked for: the household's chain, the photos, the statement."""

import pytest

from api.bootstrap import House
from api.errors import Forbidden, NotFound
from conversations.inputs import Choice, Command, File, Text
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.printing.workbooks import read_workbook
from tests.services.review.cases import picture
from tests.services.review.desks import AUDITOR, COUNTY, NEIGHBOUR, STRANGER, TOWNSHIP, VILLAGE, declared
from tests.services.test_emergency import EAST, act, receipt_of, tell, told, with_fund


async def test_who_granted_what_is_in_the_chain_of_the_household(house: House) -> None:
    resident = await declared(house)
    filed = resident.receipt
    await tell(resident, (Choice(True), Choice("fire"), Choice(EAST), Choice(("shelter",))))
    receipt = receipt_of(resident)
    await with_fund(house)
    await act(house, TOWNSHIP, receipt, "grant", amount=100_000)
    await act(house, COUNTY, receipt, "pay", amount=100_000, method="cash", reference="收条 1")
    chain = await house.chains.of(TOWNSHIP, filed)
    ours = [(one.action, one.actor, one.record.details.get("amount")) for one in chain.links if one.receipt == receipt]
    assert ours == [
        ("emergency_tell", "resident", None),
        ("emergency_grant", TOWNSHIP.username, 100_000),
        ("emergency_pay", COUNTY.username, 100_000),
    ]
    assert [(one.receipt, one.amount) for one in chain.given] == [(receipt, 100_000)]


async def test_told_from_another_phone_it_is_found_by_the_number_and_violence_only_by_those_who_handle_it(
    sqlite_house: House,
) -> None:
    filed = (await declared(sqlite_house)).receipt
    other = await told(sqlite_house, (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",))))
    await other.send(Command("edit", "emergency.phone"))
    await other.send(Text(str(FAMILY_OF_FOUR["phone"])))
    for staff, seen in ((TOWNSHIP, True), (VILLAGE, False)):
        links = (await sqlite_house.chains.of(staff, filed)).links
        assert any(one.receipt == receipt_of(other) for one in links) is seen


async def test_a_photo_is_for_those_who_handle_it(house: House) -> None:
    resident = await told(house)
    kept = await house.papers.keep_upload(resident.conversation_id, picture(90), "u1")
    await resident.send(File(kept.paper, "image/jpeg"))
    receipt = receipt_of(resident)
    seen = await house.emergency_photos.photo(TOWNSHIP, receipt, kept.paper)
    assert seen.mime == "image/jpeg"
    for staff, refused in ((AUDITOR, Forbidden), (NEIGHBOUR, NotFound), (STRANGER, NotFound)):
        with pytest.raises(refused):
            await house.emergency_photos.photo(staff, receipt, kept.paper)
    with pytest.raises(NotFound):
        await house.emergency_photos.photo(TOWNSHIP, receipt, "f" * 32)


async def test_the_statement_is_a_workbook_in_which_nothing_is_a_formula(sqlite_house: House) -> None:
    receipt = receipt_of(await told(sqlite_house))
    await with_fund(sqlite_house)
    await act(sqlite_house, TOWNSHIP, receipt, "grant", amount=100_050)
    await act(sqlite_house, COUNTY, receipt, "pay", amount=100_050, method="bank", reference="=1+1")
    made = await sqlite_house.statements.workbook(TOWNSHIP, EAST)
    head, *rows = read_workbook(made.content)["备用金明细"]
    assert [one.value for one in head][:5] == ["时间", "是什么", "多少元", "账上（元）", "批了还没付（元）"]
    assert [[one.value for one in row[1:5]] for row in rows] == [
        ["期初", 5000, 5000, 0], ["批准，先留出", 1000.5, 5000, 1000.5], ["支付", 1000.5, 3999.5, 0],
    ]  # fmt: skip
    assert rows[-1][7].value == "=1+1"
    with pytest.raises(NotFound):
        await sqlite_house.statements.workbook(STRANGER, EAST)


async def test_the_family_may_take_along_what_the_desk_holds_of_it(house: House) -> None:
    resident = await told(house)
    receipt = receipt_of(resident)
    await with_fund(house)
    await act(house, TOWNSHIP, receipt, "note", note="和村里核实过")
    await act(house, TOWNSHIP, receipt, "grant", amount=100_000, note="明天上午来")
    await act(house, COUNTY, receipt, "pay", amount=40_000, method="cash", reference="收条 1")
    (one,) = (await house.exporting.everything(resident.conversation_id))["emergencies"]
    assert (one["receipt"], one["status"], one["granted"], one["paid"]) == (receipt, "paying", "1000.00", "400.00")
    assert one["answers"]["emergency.phone"] == "13800138000"
    assert [step["action"] for step in one["timeline"]] == ["tell", "add", "grant", "pay"]
    grant, pay = one["timeline"][-2:]
    # By their office: nobody's name or user name.
    assert (grant["content"], grant["who"]) == ({"amount": "1000.00", "note": "明天上午来"}, "staff")
    assert pay["content"] == {"amount": "400.00", "method": "cash", "reference": "收条 1"}
