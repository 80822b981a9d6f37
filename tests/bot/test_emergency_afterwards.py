"""After the money, by Telegram: papers one by one, the reminder in the morning, the registering; nothing said aloud."""

from api.services.emergency.actions import EmergencyAction
from tests.bot.offices import Office
from tests.bot.residents import kept, key_of, press, whole_turn
from tests.bot.test_papers import photo, settled
from tests.fakes.phones import Phone
from tests.services.review.desks import COUNTY, TOWNSHIP

FIRE = ("是的", "着火", "示例江县东镇")
BEATEN = ("是的", "家里有人打我", "示例江县东镇")


async def told(made: Office, phone: Phone, labels: tuple[str, ...] = FIRE) -> str:
    """A family that needs somewhere to sleep; the receipt. What is asked afterwards is left open."""
    phone.say("救急")
    return await answered(made, phone, labels)


async def answered(made: Office, phone: Phone, labels: tuple[str, ...] = FIRE) -> str:
    """From the first word, which was just sent, to the receipt."""
    await whole_turn(made, phone)
    for label in labels:
        await press(phone, label)
        await whole_turn(made, phone)
    await press(phone, "住的地方")
    await phone.next()
    phone.tap("选好了")
    await whole_turn(made, phone)
    (item,) = await made.house.emergencies.queue(TOWNSHIP)
    return item.receipt


async def paid(made: Office, phone: Phone, receipt: str) -> str:
    """Granted by the township, paid by the county; what the chat says of the payment."""
    await made.house.funds.enter(COUNTY, TOWNSHIP.area_code, "opening", 500_000, "o1")
    await act(made, EmergencyAction("g1", "grant", amount=80_000), receipt)
    await phone.next()
    pay = EmergencyAction("p1", "pay", amount=80_000, method="cash", reference="收条 1")
    await made.house.emergencies.act(COUNTY, receipt, pay)
    return (await phone.next()).text


async def act(made: Office, action: EmergencyAction, receipt: str) -> None:
    """A step of the township."""
    await made.house.emergencies.act(TOWNSHIP, receipt, action)


def settle(made: Office) -> EmergencyAction:
    """Person, reason and the day of the signature, as they are registered."""
    signed_on = made.clock().date().isoformat()
    return EmergencyAction("s1", "settle", person="周示例", reason="着火", signed_on=signed_on)


async def papers_at_the_desk(made: Office, phone: Phone, receipt: str) -> dict[str, int]:
    """How many photos of each paper an officer can open."""
    answers = (await made.house.emergencies.open(TOWNSHIP, receipt)).answers
    found: dict[str, int] = {}
    for key, photos in answers.items():
        if key.startswith("emergency.papers.") and isinstance(photos, list):
            ids = [str(one) for one in photos]
            await kept(made, phone, ids)
            for one in ids:
                assert (await made.house.emergency_photos.photo(TOWNSHIP, receipt, one)).content
            found[key.rpartition(".")[2]] = len(ids)
    return found


async def test_papers_are_asked_one_by_one_and_registered_at_the_desk(at_work: Office) -> None:
    phone = at_work.phone()
    receipt = await told(at_work, phone)
    assert "发“补材料”" in await paid(at_work, phone, receipt)
    assert await key_of(at_work, phone) == "emergency.phone"
    # What the message asks for works at once, though the short form still had a question.
    phone.say("补材料")
    assert "一样一样来" in (await phone.next()).text
    phone.send_photo(photo(1))
    await whole_turn(at_work, phone)
    assert await key_of(at_work, phone) == "emergency.papers.event"
    for shade in (2, 3):
        phone.send_photo(photo(shade), media_group_id="9")
    await settled(at_work)
    await whole_turn(at_work, phone)
    assert await key_of(at_work, phone) == "emergency.papers.received"
    phone.tap("跳过")
    assert "材料都记下了" in (await phone.next()).text
    await at_work.house.emergencies.open(TOWNSHIP, receipt)
    assert await papers_at_the_desk(at_work, phone, receipt) == {"who": 1, "event": 2}
    await act(at_work, settle(at_work), receipt)
    told_last = await phone.next()
    assert "手续都办完了" in told_last.text and "拍一张" not in told_last.text
    timeline = (await at_work.house.emergencies.open(TOWNSHIP, receipt)).timeline
    assert timeline[-1].content == {"person": "周示例", "reason": "着火", "signed_on": "2026-11-23"}


async def test_reminded_in_the_morning_and_a_photo_is_enough(at_work: Office) -> None:
    phone, afterwards = at_work.phone(), at_work.house.afterwards
    receipt = await told(at_work, phone)
    await paid(at_work, phone, receipt)
    at_work.clock.advance(days=6, hours=13)  # ten in the evening of the day before
    await afterwards.look()
    assert phone.unread == 0
    at_work.clock.advance(hours=10)
    await afterwards.look()
    reminder = await phone.next()
    assert "材料还没补上" in reminder.text and "拍照发在这里" in reminder.text
    phone.send_photo(photo(4))
    assert "放在救急" in (await phone.next()).text
    await act(at_work, settle(at_work), receipt)
    # Settled while the next paper was asked for: that is over too.
    over = await phone.next()
    assert "手续都办完了" in over.text and "拍一张" not in over.text
    assert await papers_at_the_desk(at_work, phone, receipt) == {"unasked": 1}
    at_work.clock.advance(days=9)
    await afterwards.look()
    assert phone.unread == 0


async def test_with_violence_at_home_neither_money_nor_papers_are_named(at_work: Office) -> None:
    phone = at_work.phone()
    receipt = await told(at_work, phone, BEATEN)
    before = len(phone.messages)
    await paid(at_work, phone, receipt)
    at_work.clock.advance(days=6, hours=2)
    await at_work.house.afterwards.look()
    await phone.next()
    await act(at_work, settle(at_work), receipt)
    await phone.next()
    pushed = [one.text.partition("\n")[0] for one in phone.messages[before:]]
    assert len(pushed) == 4 and all("新进展" in one for one in pushed)
    for word in ("钱", "批了", "材料", "打我", "救"):
        assert not any(word in one for one in pushed)
