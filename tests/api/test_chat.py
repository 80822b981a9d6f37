"""The web chat as JSON, as the contract has it."""

from httpx import AsyncClient

from tests.fakes.chatting import CHAT, Chat
from tests.fakes.households import FAMILY_OF_FOUR

RECEIPT_KINDS = {"receipt", "assessment"}


async def test_a_session_begins_with_a_question_and_a_return_code(web: AsyncClient) -> None:
    response = await web.post(f"{CHAT}/sessions", json={"language": "zh_CN"})
    opened = response.json()
    assert response.status_code == 201
    assert set(opened) == {"session", "return_code", "turn"}
    assert opened["turn"]["number"] == 1 and opened["turn"]["form"] == "declaration"
    question = opened["turn"]["question"]
    assert question["key"] == "consent" and question["kind"] == "yes_no"
    assert [choice["value"] for choice in question["choices"]] == [True, False]


async def test_the_session_cookie_is_for_the_browser_alone(web: AsyncClient) -> None:
    response = await web.post(f"{CHAT}/sessions", json={})
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    assert (await web.get(f"{CHAT}/turns")).status_code == 200


async def test_a_family_of_four_declares_over_json(chat: Chat) -> None:
    turn = await chat.declare(FAMILY_OF_FOUR)
    kinds = [reply["kind"] for reply in turn["replies"]]
    assert kinds[0] == "receipt" and set(kinds) >= RECEIPT_KINDS
    assert turn["question"] is None and turn["replies"][0]["receipt"]


async def test_the_same_id_again_is_the_same_turn_and_other_content_is_refused(chat: Chat) -> None:
    body = {"id": "tap-1", "question": "consent", "input": {"kind": "choice", "value": True}}
    first = await chat.post(body)
    again = await chat.post(body)
    assert first.status_code == again.status_code == 200 and first.json() == again.json()
    other = await chat.post({**body, "input": {"kind": "choice", "value": False}})
    assert other.status_code == 409
    assert other.json()["error"] == "conflict" and other.json()["faults"][0]["key"] == "id"


async def test_an_answer_to_a_question_that_is_not_open_takes_nothing(chat: Chat) -> None:
    body = {"id": "x", "question": "phone", "input": {"kind": "text", "value": "13800138000"}}
    turn = (await chat.post(body)).json()
    assert turn["question"]["key"] == "consent" and turn["replies"]


async def test_a_rejected_answer_says_what_would_do_and_asks_again(chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    turn = await chat.say("text", "123")
    assert turn["question"] is not None and turn["question"]["key"] == "members.0.id_number"
    assert "18 位" in turn["replies"][0]["text"]


async def test_turns_are_read_back_oldest_first_after_a_number(chat: Chat, web: AsyncClient) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="members.0.name")
    everything = (await web.get(f"{CHAT}/turns", headers=chat.headers)).json()["turns"]
    assert [turn["number"] for turn in everything] == list(range(1, len(everything) + 1))
    assert everything[-1] == chat.turn
    late = await web.get(f"{CHAT}/turns?after={len(everything) - 1}", headers=chat.headers)
    assert late.json()["turns"] == [chat.turn]


async def test_a_return_code_opens_the_same_conversation_however_it_is_typed(chat: Chat, web: AsyncClient) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="area_code")
    typed = f" {chat.return_code.lower().replace('-', ' ')} "
    response = await web.post(f"{CHAT}/sessions", json={"return_code": typed})
    assert response.status_code == 201
    assert response.json()["turn"] == chat.turn and response.json()["session"] != chat.session


async def test_wrong_codes_links_and_sessions_are_refused(web: AsyncClient, chat: Chat) -> None:
    for wrong in ({"return_code": "AAAA"}, {"handover": "forged"}):
        assert (await web.post(f"{CHAT}/sessions", json=wrong)).status_code == 401
    for session in ("forged", "", "é" * 3, "x" * 5000):
        headers = {b"Authorization": f"Bearer {session}".encode("latin-1")}
        assert (await web.get(f"{CHAT}/turns", headers=headers)).status_code == 401
    assert (await web.get(f"{CHAT}/turns")).status_code == 401


async def test_nobody_reads_the_conversation_of_another(web: AsyncClient, chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    other = await Chat.begin(web)
    told = (await web.get(f"{CHAT}/turns", headers=other.headers)).json()["turns"]
    assert [turn["number"] for turn in told] == [1]


async def test_everything_kept_is_given_out_as_a_file(chat: Chat, web: AsyncClient) -> None:
    turn = await chat.declare(FAMILY_OF_FOUR)
    response = await web.get(f"{CHAT}/export", headers=chat.headers)
    assert response.headers["content-disposition"].startswith("attachment")
    kept = response.json()
    assert kept["turns"][-1] == turn
    answers = kept["declarations"][0]["versions"][0]["answers"]
    assert answers["members.0.name"] == FAMILY_OF_FOUR["members.0.name"]


async def test_the_language_can_be_chosen_and_unknown_ones_are_answered_in_the_nearest(web: AsyncClient) -> None:
    for asked, given in (("zh_CN", "zh_CN"), ("en_GB", "en"), ("tlh", "zh_CN")):
        response = await web.post(f"{CHAT}/sessions", json={"language": asked})
        assert response.json()["turn"]["language"] == given


async def test_commands_can_be_sent_typed_and_with_a_key(chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    told = await chat.say("command", {"name": "why"})
    assert told["question"] is not None and told["question"]["key"] == "members.0.id_number"
    back = await chat.say("command", {"name": "edit", "key": "members.0.name"})
    assert back["question"] is not None and back["question"]["key"] == "members.0.name"


async def test_the_last_turn_of_a_telegram_chat_is_for_the_demo(web: AsyncClient) -> None:
    response = await web.get("/api/v1/demo/telegram/77/turn")
    assert response.status_code == 404 and response.json()["faults"][0]["key"] == "chat_id"
