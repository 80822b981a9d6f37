"""Signing over HTTP: unsigned declarations, a signature by hand, links for the adults, and taking it back."""

import asyncio
import re
from typing import Any

import pytest
from httpx import AsyncClient

from api.bootstrap import House
from tests.api.test_staff import Desk
from tests.conversations.test_proxy import ASSISTANT
from tests.fakes.chatting import Chat
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR


@pytest.fixture
async def staffed(sqlite_house: House) -> House:
    """A house with the demo's staff."""
    await sqlite_house.staff.make_demo_staff()
    return sqlite_house


def receipt_of(chat: Chat) -> str:
    """The receipt of the turn that filed."""
    return next(reply["receipt"] for reply in chat.turn["replies"] if reply["kind"] == "receipt")


async def test_an_old_man_without_a_phone_is_received_unsigned_and_signs_at_the_window(
    web: AsyncClient, chat: Chat, staffed: House
) -> None:
    await chat.declare(ASSISTANT, "pledge")
    await chat.say("choice", "by_hand")
    turn = await chat.declare(ASSISTANT)
    receipt = receipt_of(chat)
    assert any("在纸上签名、按手印" in reply["text"] for reply in turn["replies"])

    desk = await Desk.of(web, staffed, "township")
    page = (await desk.get(f"/declarations/{receipt}")).json()
    assert {"unsigned", "proxy"} <= set(page["flags"])
    assert page["status"] == "submitted"
    assert "record_signature" in page["actions"]
    due = page["due"]

    wrong = await desk.act(receipt, id="s0", action="record_signature", signed_on="2099-01-01", place="")
    assert wrong.status_code == 422
    signed = {"action": "record_signature", "signed_on": "2026-11-20", "place": "一镇便民大厅"}
    done = await desk.act(receipt, id="s1", **signed)
    assert done.status_code == 200, done.text
    assert (await desk.act(receipt, id="s1", **signed)).json() == done.json()
    page = (await desk.get(f"/declarations/{receipt}")).json()
    assert "unsigned" not in page["flags"]
    assert (page["status"], page["due"]) == ("submitted", due)
    assert "record_signature" not in page["actions"]
    last = page["timeline"][-1]
    assert (last["action"], last["signed_on"], last["place"]) == ("record_signature", "2026-11-20", "一镇便民大厅")
    assert (await desk.act(receipt, id="s2", **signed)).status_code == 409
    told = (await web.get("/api/v1/chat/turns", headers=chat.headers)).json()["turns"][-1]
    assert "手写签名" in told["replies"][0]["text"]


def link_of(chat: Chat, kind: str, place: int = 0) -> str:
    """The path of a link in what was just said."""
    said = "\n".join(reply["text"] for reply in chat.turn["replies"])
    found: list[str] = re.findall(rf"(/{kind}/[\w-]+)", said)
    return found[place]


async def page_of(web: AsyncClient, desk: Desk, receipt: str) -> dict[str, Any]:
    """The declaration as the township's programs read it."""
    page: dict[str, Any] = (await desk.get(f"/declarations/{receipt}")).json()
    return page


def states(page: dict[str, Any]) -> dict[int, str]:
    """Who has authorized."""
    return {one["member"]: one["state"] for one in page["authorizations"]}


async def test_two_adults_sign_from_two_phones_at_once(web: AsyncClient, chat: Chat, staffed: House) -> None:
    await chat.declare(FAMILY_OF_FOUR)
    receipt, desk = receipt_of(chat), await Desk.of(web, staffed, "township")
    wife, son = link_of(chat, "authorize"), link_of(chat, "authorize", 1)
    assert states(await page_of(web, desk, receipt)) == {0: "given", 1: "wanted", 2: "wanted"}

    shown = (await web.get(wife)).text
    assert "周**" in shown and "收入和财产信息" in shown
    for secret in ("周示例", "李样本", receipt, "13800138000", "东山村"):
        assert secret not in shown
    answers = await asyncio.gather(
        web.post(wife, data={"answer": "yes", "text": "李样本"}),
        web.post(wife, data={"answer": "yes", "text": "李样本"}),
        web.post(son, data={"answer": "yes", "text": "周小样"}),
    )
    assert {one.status_code for one in answers} == {303}
    page = await page_of(web, desk, receipt)
    assert states(page) == {0: "given", 1: "given", 2: "given"}
    assert [one["action"] for one in page["timeline"]].count("authorize") == 2
    assert page["status"] == "submitted"


async def test_nobody_signs_for_another(web: AsyncClient, chat: Chat, staffed: House) -> None:
    await chat.declare(FAMILY_OF_FOUR)
    refused = await web.post(link_of(chat, "authorize"), data={"answer": "yes", "text": "周示例"})
    assert refused.status_code == 422
    assert "李样本" not in refused.text
    desk = await Desk.of(web, staffed, "township")
    assert states(await page_of(web, desk, receipt_of(chat)))[1] == "wanted"


async def test_an_adult_takes_the_authorization_back_and_gives_it_again(
    web: AsyncClient, chat: Chat, staffed: House
) -> None:
    await chat.declare(FAMILY_OF_FOUR)
    receipt, link = receipt_of(chat), link_of(chat, "authorize")
    desk = await Desk.of(web, staffed, "township")
    await web.post(link, data={"answer": "yes", "text": "李样本"})
    asking = await web.post(link, data={"answer": "ask"})
    assert "审核会停下来" in asking.text
    assert states(await page_of(web, desk, receipt))[1] == "given"
    await web.post(link, data={"answer": "withdraw"})
    page = await page_of(web, desk, receipt)
    assert states(page)[1] == "withdrawn"
    assert "authorization_withdrawn" in page["flags"]
    assert page["timeline"][-1]["action"] == "withdraw_authorization"
    await web.post(link, data={"answer": "withdraw"})
    assert len((await page_of(web, desk, receipt))["timeline"]) == len(page["timeline"])
    await web.post(link, data={"answer": "yes", "text": "李样本"})
    page = await page_of(web, desk, receipt)
    assert states(page)[1] == "given"
    assert "authorization_withdrawn" not in page["flags"]


async def test_the_resident_takes_the_authorization_back_after_reading_what_follows(
    web: AsyncClient, chat: Chat, staffed: House
) -> None:
    await chat.declare(FAMILY_OF_FOUR)
    receipt, desk = receipt_of(chat), await Desk.of(web, staffed, "township")
    turn = await chat.say("text", "撤回授权")
    assert turn["question"] is not None
    assert "审核会停下来" in turn["question"]["prompt"]
    assert states(await page_of(web, desk, receipt))[0] == "given"
    await chat.say("choice", True)
    page = await page_of(web, desk, receipt)
    assert (states(page)[0], "authorization_withdrawn" in page["flags"]) == ("withdrawn", True)
    assert [one["key"] for one in page["signatures"]] == ["pledge", "authorization"]
    assert page["status"] == "submitted"
    await chat.say("text", "重新授权")
    await web.post(link_of(chat, "authorize"), data={"answer": "yes", "text": "周示例"})
    assert states(await page_of(web, desk, receipt))[0] == "given"


async def test_a_link_is_over_after_a_week_and_when_it_was_revoked(
    web: AsyncClient, chat: Chat, staffed: House, clock: Clock
) -> None:
    await chat.declare(FAMILY_OF_FOUR)
    wife, son = link_of(chat, "authorize"), link_of(chat, "authorize", 1)
    await web.post(wife, data={"answer": "yes", "text": "李样本"})
    await chat.say("text", "作废链接")
    assert (await web.get(son)).status_code == 410
    assert (await web.post(son, data={"answer": "yes", "text": "周小样"})).status_code == 410
    await chat.say("text", "授权链接")
    said = "\n".join(reply["text"] for reply in chat.turn["replies"])
    assert "李**：签好了" in said
    fresh = link_of(chat, "authorize")
    assert (await web.get(fresh)).status_code == 200
    clock.advance(days=7, seconds=1)
    assert (await web.get(fresh)).status_code == 410
    # Whoever signed can still take it back.
    assert (await web.get(wife)).status_code == 200
    assert (await web.get("/authorize/nothing-at-all")).status_code == 410


async def test_a_withdrawn_declaration_is_signed_by_nobody(web: AsyncClient, chat: Chat, staffed: House) -> None:
    await chat.declare(FAMILY_OF_FOUR)
    link = link_of(chat, "authorize")
    await chat.say("command", {"name": "withdraw"})
    await chat.say("choice", True)
    assert (await web.get(link)).status_code == 410


async def test_the_declared_man_confirms_on_his_own_phone_and_nothing_is_unsigned_any_more(
    web: AsyncClient, chat: Chat, staffed: House
) -> None:
    await chat.declare(ASSISTANT, "pledge")
    await chat.say("choice", "by_hand")
    await chat.declare(ASSISTANT)
    receipt, desk = receipt_of(chat), await Desk.of(web, staffed, "township")
    link = link_of(chat, "confirm")
    shown = (await web.get(link)).text
    assert "周**" in shown and "陈**" in shown and "村里、社区的协理员" in shown
    assert "周示例" not in shown and receipt not in shown
    assert (await web.post(link, data={"answer": "yes", "text": "周示例"})).status_code == 303
    page = await page_of(web, desk, receipt)
    assert page["confirmation"]["act"] == "confirm"
    assert states(page)[0] == "given"
    assert "unsigned" not in page["flags"]


async def test_what_the_declared_man_does_not_want_is_told_to_the_township_and_stops_nothing(
    web: AsyncClient, chat: Chat, staffed: House
) -> None:
    await chat.declare(ASSISTANT)
    receipt, desk = receipt_of(chat), await Desk.of(web, staffed, "township")
    link = link_of(chat, "confirm")
    await web.post(link, data={"answer": "no"})
    page = await page_of(web, desk, receipt)
    assert (page["confirmation"]["act"], page["status"]) == ("disown", "submitted")
    assert "not_his_wish" in page["flags"]
    assert page["timeline"][-1]["action"] == "disown"
    assert "已经告诉镇里" in (await web.get(link)).text


async def test_an_english_reader_reads_beside_what_binds(web: AsyncClient) -> None:
    opened = (await web.post("/api/v1/chat/sessions", json={"language": "en"})).json()
    prompt = opened["turn"]["question"]["prompt"]
    assert "谁能看" in prompt and "Who sees it" in prompt


async def test_what_was_withdrawn_stays_flagged_after_a_correction(
    web: AsyncClient, chat: Chat, staffed: House
) -> None:
    await chat.declare(FAMILY_OF_FOUR)
    receipt, link = receipt_of(chat), link_of(chat, "authorize")
    desk = await Desk.of(web, staffed, "township")
    await web.post(link, data={"answer": "yes", "text": "李样本"})
    await web.post(link, data={"answer": "withdraw"})
    await chat.say("command", {"name": "edit", "key": "phone"})
    await chat.say("text", "13800138001")
    await chat.declare(FAMILY_OF_FOUR)
    page = await page_of(web, desk, receipt)
    assert page["version"] == 2
    assert "authorization_withdrawn" in page["flags"]
