"""By Telegram after filing: where it stands, papers, changes at home, one's data, deletion, taking it back."""

import re

from tests.bot.offices import Office
from tests.bot.residents import declare, key_of, reply, turn_of, whole_turn
from tests.bot.test_papers import kept, photo
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR
from tests.fakes.phones import Phone
from tests.services.review.desks import TOWNSHIP
from tests.services.test_afterwards import act


async def filed(made: Office, phone: Phone) -> str:
    """Declare as the family of four; the receipt."""
    await declare(made, phone, FAMILY_OF_FOUR)
    return next(one["receipt"] for one in (await turn_of(made, phone))["replies"] if one["kind"] == "receipt")


async def hears(made: Office, phone: Phone) -> str:
    """All that arrives until the bot waits again."""
    before = len(phone.messages)
    await whole_turn(made, phone)
    return "\n".join(one.text for one in phone.messages[before:]) or phone.last.text


async def says(made: Office, phone: Phone, words: str) -> str:
    """Write, and what is heard then."""
    before = len(phone.messages)
    phone.say(words)
    await whole_turn(made, phone)
    return "\n".join(one.text for one in phone.messages[before:])


async def taps(made: Office, phone: Phone, label: str) -> str:
    """Tap a button, and what is heard then."""
    before = len(phone.messages)
    phone.tap(label)
    await whole_turn(made, phone)
    return "\n".join(one.text for one in phone.messages[before:])


async def told(phone: Phone) -> str:
    """What the township did arrives by itself."""
    return (await phone.next()).text


async def keeps(made: Office, phone: Phone) -> None:
    """Answer what is still asked: what stands stays, then sign and hand in."""
    while (question := (await turn_of(made, phone))["question"]) is not None:
        stays = [one["label"] for one in question["choices"] if str(one["label"]).startswith("还是")]
        if stays:
            phone.tap(stays[0])
        elif question["kind"] == "signature":
            phone.say(APPLICANT)
        elif question["key"].endswith(".more"):
            phone.tap(next(one["label"] for one in question["choices"] if one["value"] is False))
        else:
            await reply(phone, question, FAMILY_OF_FOUR)
        await whole_turn(made, phone)


async def test_where_it_stands_when_it_waits_when_it_is_asked_back_and_when_it_is_decided(at_work: Office) -> None:
    phone = at_work.phone()
    receipt = await filed(at_work, phone)
    words = await says(at_work, phone, "状态")
    assert receipt in words and "等工作人员受理" in words and "最晚" in words and APPLICANT not in words
    await act(at_work.house, receipt, "accept")
    assert receipt in await told(phone)
    await act(at_work.house, receipt, "ask_back", keys=("phone",))
    assert "电话" in await hears(at_work, phone)
    assert await key_of(at_work, phone) == "phone"
    assert "等您回答 1 条" in await says(at_work, phone, "状态")
    phone.say("13900139000")
    await whole_turn(at_work, phone)
    await keeps(at_work, phone)
    await act(at_work.house, receipt, "decide", category="dibao_margin", result="approved")
    await told(phone)
    assert "已经办结" in await says(at_work, phone, "状态")


async def test_a_photo_is_added_to_what_was_filed(at_work: Office) -> None:
    phone = at_work.phone()
    receipt = await filed(at_work, phone)
    await says(at_work, phone, "补材料")
    await taps(at_work, phone, "有")
    for _ in ("kind", "member"):
        question = (await turn_of(at_work, phone))["question"]
        assert question is not None
        await taps(at_work, phone, str(question["choices"][0]["label"]))
    assert await key_of(at_work, phone) == "documents.0.file"
    phone.send_photo(photo())
    await whole_turn(at_work, phone)
    await kept(at_work, phone, 1)
    await taps(at_work, phone, "没有了，就这些")
    await keeps(at_work, phone)
    view = await at_work.house.review.open(TOWNSHIP, receipt)
    assert len(view.documents) == 1 and "papers_added" in view.item.flags
    assert (await at_work.house.review.paper(TOWNSHIP, receipt, view.documents[0].id)).mime == "image/jpeg"


async def test_an_income_changes_somebody_leaves_one_more_comes(at_work: Office) -> None:
    phone = at_work.phone()
    receipt = await filed(at_work, phone)
    await says(at_work, phone, "家里有变化")
    for label in ("家里的人", "有人的情况变了", APPLICANT):
        await taps(at_work, phone, label)
    while (key := await key_of(at_work, phone)) is not None and key.startswith("members."):
        question = (await turn_of(at_work, phone))["question"]
        assert question is not None
        stays = [one["label"] for one in question["choices"] if str(one["label"]).startswith("还是")]
        if key == "members.0.income":
            await says(at_work, phone, "每月900")
        elif stays:
            await taps(at_work, phone, stays[0])
        else:
            await reply(phone, question, FAMILY_OF_FOUR)
            await whole_turn(at_work, phone)
    await keeps(at_work, phone)
    view = await at_work.house.review.open(TOWNSHIP, receipt)
    assert view.version == 2 and view.answers["members.0.income"] == "10800.00"

    await says(at_work, phone, "家里有变化")
    for label in ("家里的人", "少了一个人", "周小样"):
        await taps(at_work, phone, label)
    question = (await turn_of(at_work, phone))["question"]
    assert question is not None and question["kind"] == "confirm" and "周小样" in question["prompt"]
    await taps(at_work, phone, str(next(one["label"] for one in question["choices"] if one["value"] is True)))
    await keeps(at_work, phone)
    view = await at_work.house.review.open(TOWNSHIP, receipt)
    names = {value for key, value in view.answers.items() if key.startswith("members.") and key.endswith(".name")}
    assert view.version == 3 and "周小样" not in names and "周小小" in names

    await says(at_work, phone, "家里有变化")
    for label in ("家里的人", "多了一个人"):
        await taps(at_work, phone, label)
    assert str(await key_of(at_work, phone)).startswith("members.")


async def test_all_that_is_kept_is_behind_a_link_and_never_in_the_chat(at_work: Office) -> None:
    phone = at_work.phone()
    await filed(at_work, phone)
    words = await says(at_work, phone, "导出我的信息")
    assert re.search(r"/h/[\w-]+/mine\b", words)
    assert APPLICANT not in words and "13800138000" not in words


async def test_a_draft_is_deleted_after_a_yes(at_work: Office) -> None:
    phone = at_work.phone()
    await declare(at_work, phone, FAMILY_OF_FOUR, until="income.wages")
    await says(at_work, phone, "删除我的信息")
    question = (await turn_of(at_work, phone))["question"]
    assert question is not None and question["kind"] == "confirm"
    assert "已经全部删除" in await taps(at_work, phone, str(question["choices"][0]["label"]))
    conversation = await at_work.house.turns.conversation_of_telegram(phone.chat_id)
    assert conversation is not None
    kept_now = await at_work.house.exporting.everything(conversation)
    assert kept_now["answers"] == [] and APPLICANT not in str(kept_now)


async def test_deleting_what_was_filed_is_refused_with_a_reason_and_granted_after_taking_it_back(
    at_work: Office,
) -> None:
    phone = at_work.phone()
    receipt = await filed(at_work, phone)
    await says(at_work, phone, "删除我的信息")
    assert "镇里最晚" in await taps(at_work, phone, "不放心信息被别人看到")
    await act(at_work.house, receipt, "refuse_erasure", note="核对还没做完，办完再说。")
    assert "核对还没做完" in await told(phone)

    await says(at_work, phone, "撤回")
    question = (await turn_of(at_work, phone))["question"]
    assert question is not None and question["kind"] == "confirm"
    assert "已经撤回" in await taps(at_work, phone, str(question["choices"][0]["label"]))
    await says(at_work, phone, "删除我的信息")
    await taps(at_work, phone, "不想申报了")
    await act(at_work.house, receipt, "grant_erasure")
    assert "已经删除" in await told(phone)
    view = await at_work.house.review.open(TOWNSHIP, receipt)
    assert view.item.status == "erased" and view.answers == {}
