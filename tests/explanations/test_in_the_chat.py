"""A policy question in the middle of the form, with the real service: answered, and the question comes back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.bootstrap import House
from api.services.transcript.shown import TurnJson
from tests.bot.offices import office
from tests.bot.residents import declare, key_of, turn_of, whole_turn
from tests.fakes.chatting import Chat
from tests.fakes.households import FAMILY_OF_FOUR

WAGES = "income.wages"


@pytest.fixture
async def chat(sqlite_house: House) -> AsyncIterator[Chat]:
    """A family of four that has come to its wages."""
    app: FastAPI = create_app(sqlite_house.settings, sqlite_house)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1:8000") as web:
        chat = await Chat.begin(web)
        await chat.declare(FAMILY_OF_FOUR, until=WAGES)
        yield chat


def told(turn: TurnJson) -> str:
    """All that was said in a turn."""
    return "\n".join(reply["text"] for reply in turn["replies"])


async def test_a_question_is_answered_and_the_open_one_comes_back(chat: Chat) -> None:
    turn = await chat.say("text", "低保边缘是什么意思？")
    assert "1.5 倍" in told(turn) and "出处" in told(turn)
    assert chat.key == WAGES
    turn = await chat.say("text", "一年三万六")
    assert "36,000" in told(turn) or (turn["question"] is not None and "36,000" in turn["question"]["prompt"])


async def test_what_holds_in_the_residents_own_region_is_told(chat: Chat) -> None:
    turn = await chat.say("text", "我的老年养老金算收入吗")
    assert "江西" in told(turn) and "山西" not in told(turn)


async def test_by_command_with_the_words_beside_it(chat: Chat) -> None:
    turn = await chat.say("command", {"name": "policy", "key": "外地户口能申请吗"})
    assert "人户分离" in told(turn) and chat.key == WAGES


async def test_by_command_alone_it_asks_what_and_the_answer_leads_back(chat: Chat) -> None:
    turn = await chat.say("command", {"name": "policy"})
    assert chat.key == "policy" and turn["question"] is not None and turn["question"]["kind"] == "text"
    turn = await chat.say("text", "诚信承诺")
    assert "签" in told(turn) and chat.key == WAGES


async def test_a_figure_with_a_doubt_is_an_answer_not_a_question(chat: Chat) -> None:
    turn = await chat.say("text", "大概一年三万吧")
    question = turn["question"]
    assert question is not None and question["kind"] == "confirm" and question["key"] == WAGES


async def test_several_near_cards_are_offered_and_one_is_tapped(chat: Chat) -> None:
    turn = await chat.say("text", "刚性支出和低保有什么区别")
    question = turn["question"]
    assert question is not None and question["key"] == "policy" and question["prompt"] == "您是想问："
    assert 2 <= len(question["choices"]) <= 4 and question["choices"][-1]["label"] == "都不是"
    turn = await chat.say("choice", question["choices"][0]["value"])
    assert question["choices"][0]["label"] in told(turn) and chat.key == WAGES


async def test_an_offer_may_be_passed_over_by_answering_the_question_beneath(chat: Chat) -> None:
    await chat.say("text", "刚性支出和低保有什么区别")
    body = {"id": "beneath", "question": WAGES, "input": {"kind": "text", "value": "一年36000元"}}
    turn: TurnJson = (await chat.post(body)).json()
    assert turn["question"] is not None and turn["question"]["key"] != "policy"
    assert "36,000" in told(turn) + turn["question"]["prompt"]


async def test_none_of_the_offered_leads_to_the_township(chat: Chat) -> None:
    await chat.say("text", "刚性支出和低保有什么区别")
    turn = await chat.say("text", "都不是")
    assert "没有把握" in told(turn) and "0791-" in told(turn) and chat.key == WAGES


async def test_not_sure_is_said_with_the_townships_phone(chat: Chat) -> None:
    turn = await chat.say("text", "今天股票为什么跌？")
    assert "没有把握" in told(turn) and "0791-" in told(turn) and chat.key == WAGES


async def test_violence_leads_first_to_the_police_and_the_emergency_way(chat: Chat) -> None:
    turn = await chat.say("text", "他打我")
    assert "110" in turn["replies"][0]["text"] and "0791-" in told(turn) and chat.key == "urgent"
    await chat.say("choice", False)
    assert chat.key == WAGES


async def test_after_filing_questions_are_answered_too(chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR)
    turn = await chat.say("text", "公示会写我的病吗？")
    assert "不写" in told(turn) and turn["question"] is None


async def test_in_telegram_a_question_is_answered_and_a_title_is_tapped(demo_folder: Path) -> None:
    async with office(demo_folder) as made:
        await made.start()
        phone = made.phone()
        phone.say("外地户口能申请吗？")
        await whole_turn(made, phone)
        assert "人户分离" in told(await turn_of(made, phone)), "the first word may be a question"
        await declare(made, phone, FAMILY_OF_FOUR, until=WAGES)
        phone.say("要交钱吗？有人说给钱就能办")
        await whole_turn(made, phone)
        assert "一分都不用" in told(await turn_of(made, phone)) and await key_of(made, phone) == WAGES
        phone.say("刚性支出和低保有什么区别")
        await whole_turn(made, phone)
        assert await key_of(made, phone) == "policy"
        question = (await turn_of(made, phone))["question"]
        assert question is not None
        phone.tap(question["choices"][0]["label"])
        await whole_turn(made, phone)
        assert "【" in told(await turn_of(made, phone)) and await key_of(made, phone) == WAGES


async def test_where_the_emergency_way_is_asked_nothing_else_is_named_beside_the_numbers(chat: Chat) -> None:
    turn = await chat.say("text", "昨晚大水把屋冲垮了")
    assert chat.key == "urgent" and "110" in told(turn) and "0791-" in told(turn)
    assert "吃住没着落" not in told(turn)


async def test_beside_a_cry_for_help_only_what_helps_now_is_explained(chat: Chat) -> None:
    turn = await chat.say("text", "老公骑摩托摔沟里了 头上都是血 医生说要转县里")
    assert chat.key == "urgent" and "120" in told(turn)
    assert "有车" not in told(turn), "whether one may own a motorcycle is not for now"


async def test_who_is_beaten_still_reads_where_to_go(chat: Chat) -> None:
    turn = await chat.say("text", "他又打我了，我带着孩子躲在外面，不敢回家")
    assert chat.key == "urgent" and "12338" in told(turn)
