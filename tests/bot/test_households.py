"""A village assistant with three households in one chat, over a Bot API server: each button, each push has its own."""

from api.services.transcript.shown import TurnJson
from conversations.inputs import StatusPushed
from conversations.messages import say
from tests.bot.offices import Office
from tests.bot.residents import key_of, press, reply, turn_of, whole_turn
from tests.fakes.households import FAMILY_OF_FOUR, Household
from tests.fakes.phones import Phone, Shown

OTHERS = ("members.1.", "members.2.", "members.3.")
BY_PROXY: Household = {
    **{key: value for key, value in FAMILY_OF_FOUR.items() if not key.startswith(OTHERS)},
    "members.0.marital_status": "unmarried", "members.0.health": "disabled",
    "members.0.disability.kind": "physical", "members.0.disability.grade": "2", "members.0.illness.name": "没有",
    "applicant_role": "proxy", "proxy.name": "李帮手", "proxy.relation": "village_assistant",
    "proxy.phone": "13900139000", "proxy.consent": True, "pledge": "李帮手", "authorization": "李帮手",
}  # fmt: skip


async def answer(made: Office, phone: Phone, household: Household, until: str = "") -> TurnJson:
    """Answer the open questions of the household that is spoken of, to the receipt or to the question `until`."""
    while (question := (turn := await turn_of(made, phone))["question"]) is not None and question["key"] != until:
        await reply(phone, question, household)
        await whole_turn(made, phone)
    return turn


async def one_after(made: Office, phone: Phone, said: str, name: str, until: str = "") -> TurnJson:
    """Begin with a household by saying this; its declaration up to the question `until`."""
    phone.say(said)
    await whole_turn(made, phone)
    return await answer(made, phone, {**BY_PROXY, "members.0.name": name}, until)


async def here(made: Office, phone: Phone) -> str:
    """The household that is spoken of."""
    found = await made.house.turns.conversation_of_telegram(phone.chat_id)
    assert found is not None
    return found


async def go_to(made: Office, phone: Phone, name: str) -> Shown:
    """By the list of households to the one whose applicant is called so; what is said on arriving."""
    phone.say("换一家")
    listed = await phone.next()
    await press(phone, next(label for label in listed.labels if name in label))
    return await phone.next()


def receipts(turn: TurnJson) -> list[str]:
    return [said["receipt"] for said in turn["replies"] if said["kind"] == "receipt"]


async def test_two_are_filed_and_a_third_is_begun_from_one_chat(at_work: Office) -> None:
    phone = at_work.phone()
    (first,) = receipts(await one_after(at_work, phone, "你好", "周一"))
    assert "给另一家填" in phone.last.labels
    (second,) = receipts(await one_after(at_work, phone, "给另一家填", "吴二"))
    await one_after(at_work, phone, "给另一家填", "郑三", until="settlement")
    assert first != second and await key_of(at_work, phone) == "settlement"
    phone.say("换一家")
    listed = await phone.next()
    assert [first in label for label in listed.labels[:3]] == [False, False, True]
    assert [second in label for label in listed.labels[:3]] == [False, True, False]
    assert not any(name in listed.text + "".join(listed.labels) for name in ("周一", "吴二", "郑三"))


async def test_a_button_of_another_household_takes_nothing(at_work: Office) -> None:
    phone, ids, asked = at_work.phone(), [], []
    for said, name in (("你好", "周一"), ("给另一家填", "吴二"), ("给另一家填", "郑三")):
        await one_after(at_work, phone, said, name, until="members.0.health")
        ids.append(await here(at_work, phone))
        asked.append(phone.last)
    before = [await at_work.house.turns.last(id) for id in ids[:2]]
    for old in asked[:2]:
        assert {"健康", "上一步", "跳过", "不清楚", "为什么问"} <= set(old.labels)
        for label in old.labels:
            phone.tap(label, old)
            told = await phone.next()
            assert "没有动任何答案" in told.text and "郑**" in told.text
            assert await key_of(at_work, phone) == "members.0.health" and await here(at_work, phone) == ids[2]
    assert [await at_work.house.turns.last(id) for id in ids[:2]] == before
    arrived = await go_to(at_work, phone, "周**")
    assert "周**" in arrived.text and await here(at_work, phone) == ids[0]
    # At home again the button under the old question counts.
    phone.tap("健康", arrived)
    await phone.next()
    assert await key_of(at_work, phone) != "members.0.health"
    assert await at_work.house.turns.last(ids[1]) == before[1]


async def test_a_push_for_another_household_asks_nothing_and_leads_there(at_work: Office) -> None:
    phone = at_work.phone()
    await one_after(at_work, phone, "你好", "周一", until="members.0.health")
    first = await here(at_work, phone)
    await one_after(at_work, phone, "给另一家填", "吴二", until="members.0.illness.name")
    second = await here(at_work, phone)
    words, push = say("镇里收到了，十个工作日内给您答复。"), at_work.house.turns.push
    body = StatusPushed("SB-1", "accepted", words)
    await at_work.house.database.run(lambda unit: push(unit, first, body, "township", "staff-1"))
    pushed = await phone.next()
    kept = await at_work.house.turns.last(first)
    assert kept is not None and kept["question"] is not None
    assert "周**" in pushed.text and words.text in pushed.text and kept["question"]["prompt"] not in pushed.text
    assert pushed.labels == ["去看这一家", "接着填现在这一家"] and await here(at_work, phone) == second
    # What is typed next still belongs to the household in view.
    phone.say("没有")
    await phone.next()
    assert await here(at_work, phone) == second and await at_work.house.turns.last(first) == kept
    phone.tap("去看这一家", pushed)
    assert "周**" in (await phone.next()).text and await here(at_work, phone) == first
    assert await key_of(at_work, phone) == "members.0.health"
