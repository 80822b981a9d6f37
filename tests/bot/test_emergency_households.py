"""A village assistant tells of two households one after the other: two lines at the desk, each told of itself."""

from api.services.emergency.actions import EmergencyAction
from tests.bot.offices import Office
from tests.bot.residents import key_of, press, whole_turn
from tests.bot.test_households import here, one_after
from tests.fakes.phones import Phone, Shown
from tests.services.review.desks import TOWNSHIP

EAST = "示例江县东镇"


async def say(made: Office, phone: Phone, words: str) -> str:
    """Type it; all that is answered."""
    phone.say(words)
    await whole_turn(made, phone)
    return phone.last.text


async def heard(phone: Phone, words: str) -> Shown:
    """The next message that says this; what comes before it is passed over."""
    while words not in (shown := await phone.next()).text:
        pass
    return shown


async def go(made: Office, phone: Phone, name: str) -> None:
    """By the list of households to the one whose applicant is called so; what is said there is waited for elsewhere."""
    phone.say("换一家")
    await heard(phone, "您在这里填过的")
    await press(phone, next(label for label in phone.last.labels if name in label))


async def tell(made: Office, phone: Phone) -> None:
    """The place and what is needed, once it is asked."""
    while (key := await key_of(made, phone)) in ("emergency.place", "emergency.area_code", "emergency.need"):
        await say(made, phone, "住的地方" if key == "emergency.need" else EAST)
        if key == "emergency.need" and await key_of(made, phone) == "emergency.need":
            await press(phone, "选好了")
            await whole_turn(made, phone)


async def test_two_fires_of_one_chat_are_two_and_each_message_says_whose(at_work: Office) -> None:
    phone = at_work.phone()
    for words in ("我是村协理员，三组张大爷家昨夜起火，房子没了", "还有五组李婶家也着火了，房子烧光了"):
        await say(at_work, phone, words)
        await say(at_work, phone, "是的")
        await tell(at_work, phone)
        await say(at_work, phone, "没有电话")
        for _ in range(3):
            await say(at_work, phone, "跳过")
    queue = await at_work.house.emergencies.queue(TOWNSHIP)
    views = [await at_work.house.emergencies.open(TOWNSHIP, one.receipt) for one in queue]
    assert {view.answers["emergency.household"] for view in views} == {"三组张大爷家", "五组李婶家"}
    assert all(one.together is None for one in queue), "each rings"
    first = next(view for view in views if view.answers["emergency.household"] == "三组张大爷家")
    assert [one.household for one in first.before if one.kind == "emergency"] == ["五组李婶家"]
    told = [(await heard(phone, "已经看到了")).text for _ in views]
    for household in ("三组张大爷家", "五组李婶家"):
        assert any(text.startswith(f"{household}：") for text in told)


async def test_what_was_told_with_the_wrong_family_in_view_goes_along_to_the_right_one(at_work: Office) -> None:
    phone = at_work.phone()
    await one_after(at_work, phone, "你好", "周一")
    await one_after(at_work, phone, "给另一家填", "吴二", until="settlement")
    wrong = await here(at_work, phone)
    await say(at_work, phone, "昨夜起火房子烧光了")
    assert await key_of(at_work, phone) == "urgent"
    asked = phone.last.text
    assert asked.index("119") < asked.index("要是别家的事") < asked.index("要救急吗")
    await go(at_work, phone, "周**")
    assert "周**" in (await heard(phone, "要救急吗")).text
    right = await here(at_work, phone)
    assert right != wrong and await key_of(at_work, phone) == "urgent", "nothing is to be said again"
    await say(at_work, phone, "是的")
    await tell(at_work, phone)
    (row,) = await at_work.house.database.read(lambda unit: unit.emergencies.of_conversation(right))
    view = await at_work.house.emergencies.open(TOWNSHIP, row.receipt)
    assert view.answers["emergency.what_words"] == "昨夜起火房子烧光了"
    assert view.answers["emergency.household"] == "周一" and view.answers["emergency.told_by"] == "李帮手"
    await heard(phone, "已经看到了")
    await go(at_work, phone, "第 2 家")
    await heard(phone, "现在是第 2 家")
    assert await key_of(at_work, phone) == "settlement", "it was told for the other one, and is not asked here again"
    declined = EmergencyAction("d1", "decline", reason="已经由亲戚接走", refer_to="县救助管理站")
    await at_work.house.emergencies.act(TOWNSHIP, row.receipt, declined)
    pushed = await heard(phone, "县救助管理站")
    assert "周**" in pushed.text and row.receipt in pushed.text
    assert pushed.labels == ["去看这一家", "接着填现在这一家"]
    assert await key_of(at_work, phone) == "settlement"
