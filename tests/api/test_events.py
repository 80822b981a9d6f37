"""Turns as they happen: each once, in order, from where the reader was."""

import json

from fastapi import FastAPI

from api.bootstrap import House
from api.web.v1.events import Streams
from conversations.inputs import StatusPushed
from conversations.messages import say
from storage.unit import Unit
from tests.fakes.chatting import Chat, reading
from tests.fakes.households import FAMILY_OF_FOUR

EVENTS = "/api/v1/chat/events"


async def push(house: House, chat: Chat, id: str) -> None:
    conversation_id = await house.sessions.conversation_of(chat.session)
    pushed = StatusPushed("SB1", "accepted", say("镇里收到了。"))

    def work(unit: Unit) -> None:
        house.turns.push(unit, conversation_id, pushed, by="township", id=id)

    await house.database.run(work)


async def test_a_pushed_turn_arrives_as_it_happens(app: FastAPI, sqlite_house: House, chat: Chat) -> None:
    async with reading(app, EVENTS, "after=1", chat.headers) as reader:
        await push(sqlite_house, chat, "p1")
        event = await reader.event()
        turn = json.loads(event["data"])
        assert event["id"] == "2" and turn["number"] == 2
        assert turn["replies"][0]["kind"] == "status" and turn["replies"][0]["receipt"] == "SB1"
        await push(sqlite_house, chat, "p2")
        assert (await reader.event())["id"] == "3"


async def test_a_reader_that_comes_back_gets_what_it_missed_once(app: FastAPI, chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="settlement")
    headers = {**chat.headers, "Last-Event-ID": "2"}
    async with reading(app, EVENTS, "after=1", headers) as reader:
        assert [(await reader.event())["id"] for _ in range(2)] == ["3", "4"]


async def test_without_a_number_only_what_is_new_is_told(app: FastAPI, sqlite_house: House, chat: Chat) -> None:
    await chat.say("choice", True)
    async with reading(app, EVENTS, "", chat.headers) as reader:
        # What is new is counted from the moment the stream stands.
        await reader.begun.wait()
        await push(sqlite_house, chat, "p1")
        assert (await reader.event())["id"] == "3"


async def test_a_stream_ends_when_the_server_stops(app: FastAPI, chat: Chat) -> None:
    streams: Streams = app.state.streams
    async with reading(app, EVENTS, "after=0", chat.headers) as reader:
        assert (await reader.event())["id"] == "1"
        streams.close()
        await reader.ended.wait()
    async with reading(app, EVENTS, "after=0", chat.headers) as reader:
        await reader.ended.wait()


async def test_without_a_session_there_is_no_stream(app: FastAPI) -> None:
    async with reading(app, EVENTS, "", {}) as reader:
        await reader.ended.wait()
        assert reader.status == 401
