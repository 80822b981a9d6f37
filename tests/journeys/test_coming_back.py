"""Left on one channel, gone on with on the other: one conversation, one draft, one filing."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.bootstrap import House
from tests.bot.offices import office
from tests.bot.residents import declare, key_of, turn_of, whole_turn
from tests.fakes.chatting import CHAT, Chat
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.phones import Phone

LINK = re.compile(r"/h/([A-Za-z0-9_-]+)")
START = re.compile(r"https://t\.me/shenbao_bot\?start=([A-Za-z0-9_-]+)")
SHORT = re.compile(r"返回码.{0,6}?([0-9A-Z]{4}-[0-9A-Z]{4})(?!-)")
LONG = re.compile(r"您的返回码：([0-9A-Z-]{33})")


@asynccontextmanager
async def browser(house: House) -> AsyncIterator[AsyncClient]:
    """A browser on the same house."""
    app = create_app(house.settings, house)
    async with AsyncClient(transport=ASGITransport(app), base_url=house.settings.public_url) as client:
        yield client


async def found(phone: Phone, pattern: re.Pattern[str]) -> str:
    """What the bot says next that looks like this."""
    while (match := pattern.search((await phone.next()).text)) is None:
        pass
    return match[1]


async def opened(web: AsyncClient, **how: str) -> Chat:
    """A session opened with a link or a code."""
    response = await web.post(f"{CHAT}/sessions", json=how)
    assert response.status_code == 201, response.text
    web.cookies.clear()
    return Chat(web, response.json(), response.json()["turn"])


async def channels_of(house: House, conversation_id: str) -> dict[str, str]:
    """By which channel each answer of the log came."""

    def read(unit: object) -> bytes:
        return unit.conversations.get(conversation_id).state  # type: ignore[attr-defined, no-any-return]

    log = json.loads(await house.database.read(read))["log"]
    return {path: channel for _, op, path, _, _, channel, _, _ in log if op == "answer"}


async def seen_by_staff(house: House, web: AsyncClient, receipt: str) -> dict[str, dict[str, str]]:
    """How each answer was given, as the JSON of the declaration tells it."""
    await house.staff.make_demo_staff()
    login = {"username": "township", "password": dict(house.staff.demo_credentials())["township"]}
    token = (await web.post("/api/v1/staff/sessions", json=login)).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    found = (await web.get(f"/api/v1/declarations/{receipt}", headers=headers)).json()
    page = (await web.get(f"/console/d/{receipt}", headers={"Cookie": f"shenbao_staff={token}"})).text
    filed_by = found["versions"][-1]["channel"]
    named = {"web": "网页", "telegram": "Telegram"}
    # In the form itself only what came another way than the rest says so.
    noted = re.findall(r'<span class="said">(\S+)', page)
    other = [one["channel"] for key, one in found["given"].items() if one["channel"] != filed_by]
    assert noted and set(noted) == {named[one] for one in other}
    given: dict[str, dict[str, str]] = found["given"]
    return given


async def test_begun_on_telegram_and_finished_on_the_web(demo_folder: Path) -> None:
    async with office(demo_folder) as made, browser(made.house) as web:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until="members.1.name")
        phone.say("换到网页填")
        token = await found(phone, LINK)
        chat = await opened(web, handover=token)
        assert chat.key == "members.1.name"
        await chat.declare(FAMILY_OF_FOUR)
        assert [reply["kind"] for reply in chat.turn["replies"]].count("receipt") == 1
        conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
        assert conversation_id is not None
        channels = await channels_of(made.house, conversation_id)
        assert channels["members.m1.name"] == "telegram" and channels["pledge"] == "web"
        (filed,) = (await made.house.exporting.everything(conversation_id))["declarations"]
        given = await seen_by_staff(made.house, web, filed["receipt"])
        assert given["members.0.id_number"]["channel"] == "telegram" and given["phone"]["channel"] == "web"
        assert {one["by"] for one in given.values()} == {"resident"} and all(one["at"] for one in given.values())
        # And the chat it was begun in still knows where it stands.
        phone.say("进度")
        while "受理编号" not in (await phone.next()).text:
            pass


async def test_begun_on_the_web_and_finished_on_telegram(demo_folder: Path) -> None:
    async with office(demo_folder) as made, browser(made.house) as web:
        await made.start()
        await made.api.until(lambda: bool(made.api.commands))
        chat = await Chat.begin(web)
        await chat.declare(FAMILY_OF_FOUR, until="members.1.name")
        await chat.say("text", "换手机")
        said = "\n".join(reply["text"] for reply in chat.turn["replies"])
        start, short = START.search(said), SHORT.search(said)
        assert start is not None and short is not None
        phone = made.phone()
        phone.say(f"/start {start[1]}")
        await whole_turn(made, phone)
        assert await key_of(made, phone) == "members.1.name"
        # One use for the link and the code together.
        other = made.phone(2002)
        for words in (f"/start {start[1]}", f"返回码 {short[1]}"):
            other.say(words)
            assert "再要一个新的" in (await other.next()).text
        assert await made.house.turns.conversation_of_telegram(2002) is None
        await declare(made, phone, FAMILY_OF_FOUR)
        conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
        assert conversation_id is not None
        (filed,) = (await made.house.exporting.everything(conversation_id))["declarations"]
        given = await seen_by_staff(made.house, web, filed["receipt"])
        assert given["members.0.id_number"]["channel"] == "web" and given["phone"]["channel"] == "telegram"
        channels = await channels_of(made.house, conversation_id)
        assert channels["members.m1.name"] == "web" and channels["pledge"] == "telegram"


async def test_a_typed_code_and_a_return_code_bring_a_chat_over(demo_folder: Path) -> None:
    async with office(demo_folder) as made, browser(made.house) as web:
        await made.start()
        chat = await Chat.begin(web)
        await chat.declare(FAMILY_OF_FOUR, until="members.1.name")
        phone = made.phone()
        phone.say(f"返回码 {chat.return_code.lower()}")
        await whole_turn(made, phone)
        assert await key_of(made, phone) == "members.1.name"
        # Another phone takes it over with a code that can be typed; the first one is told.
        phone.say("换手机")
        short = await found(phone, SHORT)
        second = made.phone(2002)
        second.say(f"返回码：{short.replace('-', ' ')}")
        await whole_turn(made, second)
        assert await key_of(made, second) == "members.1.name"
        assert "换到别的手机" in (await phone.next()).text


async def test_of_two_drafts_none_is_lost_and_none_is_merged(demo_folder: Path) -> None:
    async with office(demo_folder) as made, browser(made.house) as web:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until="members.0.id_number")
        own = await made.house.turns.conversation_of_telegram(phone.chat_id)
        chat = await Chat.begin(web)
        await chat.declare(FAMILY_OF_FOUR, until="members.1.name")
        await chat.say("text", "换手机")
        start = START.search("\n".join(reply["text"] for reply in chat.turn["replies"]))
        assert start is not None
        phone.say(f"/start {start[1]}")
        asked = await phone.next()
        # By when each was last touched they are told apart.
        assert "两份不会合在一起" in asked.text and asked.text.count("最后一次是 11月23日") == 2
        assert await made.house.turns.conversation_of_telegram(phone.chat_id) == own
        phone.tap("接着填别处的那一份", asked)
        left = await found(phone, re.compile(r"返回码 ([0-9A-Z-]{33})"))
        await whole_turn(made, phone)
        assert await key_of(made, phone) == "members.1.name"
        # The one that was left opens again on the web, with its answers.
        assert (await opened(web, return_code=left)).key == "members.0.id_number"


async def test_pausing_gives_a_code_once_and_asking_gives_a_new_one(demo_folder: Path) -> None:
    async with office(demo_folder) as made, browser(made.house) as web:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until="members.0.id_number")
        phone.say("暂停")
        first = await found(phone, LONG)
        assert "继续" in phone.last.labels and "换手机、换网页" in phone.last.labels
        phone.tap("继续")
        await whole_turn(made, phone)
        phone.say("暂停")
        assert LONG.search((await phone.next()).text) is None
        phone.tap("返回码")
        second = await found(phone, LONG)
        assert (await web.post(f"{CHAT}/sessions", json={"return_code": first})).status_code == 401
        assert (await opened(web, return_code=second)).turn["form"] == "declaration"


async def test_what_was_answered_elsewhere_meanwhile_takes_no_word_of_this_channel(demo_folder: Path) -> None:
    async with office(demo_folder) as made, browser(made.house) as web:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until="members.0.name")
        phone.say("换手机")
        chat = await opened(web, handover=await found(phone, LINK))
        await chat.declare(FAMILY_OF_FOUR, until="members.1.name")
        conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
        assert conversation_id is not None
        before = await channels_of(made.house, conversation_id)
        phone.say("李示例")
        assert "刚才这一句就没有记" in (await phone.next()).text
        assert await channels_of(made.house, conversation_id) == before
        # Now it is known where it stands, and the next word counts.
        phone.say("李样本")
        await whole_turn(made, phone)
        assert await key_of(made, phone) == "members.1.id_number"


async def test_two_phones_at_once_and_one_of_them_gets_it(demo_folder: Path, postgres_url: str) -> None:
    async with office(demo_folder, None, database_url=postgres_url) as made, browser(made.house) as web:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until="members.0.name")
        phone.say("换手机")
        token = await found(phone, LINK)
        tries = [web.post(f"{CHAT}/sessions", json={"handover": token}) for _ in range(8)]
        statuses = [response.status_code for response in await asyncio.gather(*tries)]
        assert sorted(statuses) == [201, *[401] * 7]


async def test_a_link_is_too_old_after_half_an_hour(demo_folder: Path) -> None:
    async with office(demo_folder) as made, browser(made.house) as web:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until="members.0.name")
        phone.say("换手机")
        token = await found(phone, LINK)
        made.clock.advance(minutes=31)
        assert (await web.post(f"{CHAT}/sessions", json={"handover": token})).status_code == 401
        other = made.phone(2002)
        other.say(f"/start {token}")
        assert "再要一个新的" in (await other.next()).text


async def test_guessing_codes_is_slowed_down(demo_folder: Path) -> None:
    async with office(demo_folder) as made, browser(made.house) as web:
        chat = await Chat.begin(web)
        for _ in range(20):
            assert (await web.post(f"{CHAT}/sessions", json={"return_code": "ABCD-2345"})).status_code == 401
        right = {"return_code": chat.return_code}
        assert (await web.post(f"{CHAT}/sessions", json=right)).status_code == 429
        made.clock.advance(minutes=16)
        assert (await web.post(f"{CHAT}/sessions", json=right)).status_code == 201


async def test_a_changed_message_changes_its_answer(demo_folder: Path) -> None:
    async with office(demo_folder) as made:
        await made.start()
        phone = made.phone()
        await declare(made, phone, FAMILY_OF_FOUR, until="members.0.name")
        written = phone.say("周实例")
        await whole_turn(made, phone)
        before = await key_of(made, phone)
        edited = {**written["message"], "text": "周示例"}  # type: ignore[dict-item]
        made.api.push(edited_message=edited)
        await whole_turn(made, phone)
        assert await key_of(made, phone) == before
        conversation_id = await made.house.turns.conversation_of_telegram(phone.chat_id)
        assert conversation_id is not None
        phone.say("检查")
        while "周示例" not in (await phone.next()).text:
            pass
        assert (await turn_of(made, phone))["question"] is not None


async def test_a_first_contact_speaks_the_language_of_the_phone(demo_folder: Path) -> None:
    async with office(demo_folder) as made:
        await made.start()
        phone = made.phone()
        update = phone.message(text="/start")
        update["from"] = {**phone.person(), "language_code": "en-GB"}
        made.api.push(message=update)
        await whole_turn(made, phone)
        assert (await turn_of(made, phone))["language"] == "en"
        phone.tap("简体中文")
        await whole_turn(made, phone)
        assert (await turn_of(made, phone))["language"] == "zh_CN"
