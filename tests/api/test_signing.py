"""Signing over HTTP: unsigned declarations, a signature by hand, links for the adults, and taking it back."""

import pytest
from httpx import AsyncClient

from api.bootstrap import House
from tests.api.test_staff import Desk
from tests.conversations.test_proxy import ASSISTANT
from tests.fakes.chatting import Chat


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
