"""An emergency by Telegram, over a Bot API server: six inputs, its own place, and what the township does comes back."""

from api.services.emergency.actions import EmergencyAction
from tests.bot.offices import Office
from tests.bot.residents import key_of, press, whole_turn
from tests.services.review.desks import COUNTY, TOWNSHIP

HERE = {"latitude": 28.1, "longitude": 116.15}


async def test_five_inputs_by_taps_and_a_shared_place(at_work: Office) -> None:
    phone, inputs = at_work.phone(), 0
    phone.say("我家着火了")
    await whole_turn(at_work, phone)
    assert await key_of(at_work, phone) == "urgent"
    await press(phone, "是的")
    await whole_turn(at_work, phone)
    assert any("回形针" in one.text for one in phone.messages)
    phone.write(location=HERE)
    await whole_turn(at_work, phone)
    await press(phone, "住的地方")
    await phone.next()
    phone.tap("选好了")
    inputs = 5  # 我家着火了 · 是的 · the place · 住的地方 · 选好了
    told = await phone.next()
    assert inputs <= 6 and "报上去了" in told.text and "示例江县东镇" in told.text
    (item,) = await at_work.house.emergencies.queue(TOWNSHIP)
    assert item.what == "fire"


async def test_what_the_township_does_comes_to_the_chat(at_work: Office) -> None:
    phone = at_work.phone()
    phone.say("救急")
    await whole_turn(at_work, phone)
    for label in ("是的", "突然得了重病", "示例江县东镇"):
        await press(phone, label)
        await whole_turn(at_work, phone)
    phone.say("住院要交五千")
    await whole_turn(at_work, phone)
    (item,) = await at_work.house.emergencies.queue(TOWNSHIP)
    await at_work.house.emergencies.open(TOWNSHIP, item.receipt)
    assert "已经看到了" in (await phone.next()).text
    await at_work.house.funds.enter(COUNTY, item.area_code, "opening", 500_000, "o1")
    await at_work.house.emergencies.act(TOWNSHIP, item.receipt, EmergencyAction("g1", "grant", amount=200_000))
    granted = await phone.next()
    assert "批了" in granted.text and "2,000" not in granted.text
    # The open question comes back below it.
    assert await key_of(at_work, phone) == "emergency.phone"


async def test_a_contact_shared_is_the_phone(at_work: Office) -> None:
    phone = at_work.phone()
    phone.say("没钱交住院费")
    await whole_turn(at_work, phone)
    for label in ("是的", "示例江县东镇"):
        await press(phone, label)
        await whole_turn(at_work, phone)
    phone.say("看病的钱")
    await whole_turn(at_work, phone)
    phone.write(contact={"phone_number": "8613800138000", "first_name": "示例", "user_id": phone.chat_id})
    await whole_turn(at_work, phone)
    (item,) = await at_work.house.emergencies.queue(TOWNSHIP)
    view = await at_work.house.emergencies.open(TOWNSHIP, item.receipt)
    assert view.answers["emergency.phone"] == "13800138000"


async def test_a_tap_under_the_last_message_begins_the_declaration(at_work: Office) -> None:
    phone, house = at_work.phone(), at_work.house
    phone.say("我家着火了")
    await whole_turn(at_work, phone)
    for label in ("是的", "示例江县东镇"):
        await press(phone, label)
        await whole_turn(at_work, phone)
    phone.say("吃的")
    await whole_turn(at_work, phone)
    phone.say("13800138000")
    await whole_turn(at_work, phone)
    (item,) = await house.emergencies.queue(TOWNSHIP)
    await house.funds.enter(COUNTY, item.area_code, "opening", 500_000, "o1")
    for who, step in (
        (TOWNSHIP, EmergencyAction("g1", "grant", amount=100_000)),
        (COUNTY, EmergencyAction("p1", "pay", amount=100_000, method="cash", reference="1")),
        (TOWNSHIP, EmergencyAction("s1", "settle", person="周示例", reason="着火", signed_on="2026-11-22")),
    ):
        await house.emergencies.act(who, item.receipt, step)
        last = await phone.next()
    while "手续都办完了" not in last.text:
        last = await phone.next()
    phone.tap("填低收入人口申报")
    await whole_turn(at_work, phone)
    assert await key_of(at_work, phone) == "consent"
    for label in ("同意，开始填", "同意", "给自己家"):
        await press(phone, label)
        await whole_turn(at_work, phone)
    assert await key_of(at_work, phone) == "told"
    await press(phone, "选好了")
    await whole_turn(at_work, phone)
    assert await key_of(at_work, phone) == "settlement"
