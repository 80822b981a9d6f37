"""“进度” after an emergency: where it stands, in the words of the last step; quietly where somebody may read along."""

from api.bootstrap import House
from conversations.inputs import Choice, Command
from tests.fakes.clocks import Clock
from tests.services.review.desks import COUNTY, TOWNSHIP
from tests.services.test_emergency import FIRE, act, receipt_of, told, with_fund

EAST = "993601001"
BEATEN = (Choice(True), Choice("violence"), Choice(EAST), Choice(("shelter",)))


async def test_whoever_asks_is_told_what_was_last_said_of_it(house: House) -> None:
    await with_fund(house)
    resident = await told(house, FIRE[:-1])
    receipt = receipt_of(resident)
    (said,) = (await resident.send(Command("status")))["replies"]
    assert said["kind"] == "status" and said["receipt"] == receipt and said["status"] == "received"
    assert "24 小时内" in said["text"] and receipt in said["text"]
    for action, by, more, words in (
        ("grant", TOWNSHIP, {"amount": 50_000}, "先帮您"),
        ("pay", COUNTY, {"amount": 50_000, "method": "cash", "reference": "收条 1"}, "补材料"),
    ):
        await act(house, by, receipt, action, **more)
        (said,) = (await resident.send(Command("status")))["replies"]
        assert words in said["text"] and receipt in said["text"]


async def test_what_was_kept_silent_can_be_asked_for_and_names_nothing(house: House) -> None:
    resident = await told(house, BEATEN)
    receipt = receipt_of(resident)
    note = "县妇联李姐在，随时可以来，带着孩子也行"
    await act(house, TOWNSHIP, receipt, "refer", refer_to="县妇联", note=note)
    (said,) = (await resident.send(Command("status")))["replies"]
    assert note in said["text"] and receipt in said["text"] and "已看到" not in said["text"]
    assert not any(word in said["text"] for word in ("打人", "施暴", "打我", "电话"))


async def test_a_draft_that_was_begun_is_told_of_too_and_what_is_long_done_is_not(house: House, clock: Clock) -> None:
    resident = await told(house, FIRE[:-1])
    receipt = receipt_of(resident)
    await act(house, TOWNSHIP, receipt, "decline", reason="已经由亲戚接走", refer_to="县救助管理站")
    await resident.send(Command("start"))
    (said,) = (await resident.send(Command("status")))["replies"]
    assert "县救助管理站" in said["text"] and "亲戚接走" in said["text"]
    clock.advance(days=31)
    (said,) = (await resident.send(Command("status")))["replies"]
    assert "还没有交上去" in said["text"]
