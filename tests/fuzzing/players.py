"""Made-up residents at a web page and at a phone: they answer, take detours, and in the end are filed."""

from collections.abc import Awaitable, Callable
from random import Random
from typing import Protocol

from api.services.transcript.shown import QuestionJson, TurnJson
from tests.bot.offices import Office
from tests.bot.residents import press, tick, turn_of, whole_turn
from tests.fakes.chatting import Chat
from tests.fakes.households import InputKind, InputValue, answer_for
from tests.fakes.phones import Phone
from tests.fuzzing.truth import Truth

MOST_INPUTS = 700


class Line(Protocol):
    """A channel to the service."""

    async def turn(self) -> TurnJson:
        """What was said last."""

    async def send(self, kind: InputKind, value: InputValue) -> TurnJson:
        """Say something; what is said in answer."""


class WebLine:
    """The JSON of the web chat."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    async def turn(self) -> TurnJson:
        return self.chat.turn

    async def send(self, kind: InputKind, value: InputValue) -> TurnJson:
        return await self.chat.say(kind, value)


class TelegramLine:
    """A phone and the bot, over the Bot API."""

    def __init__(self, made: Office, phone: Phone) -> None:
        self.made = made
        self.phone = phone

    async def turn(self) -> TurnJson:
        return await turn_of(self.made, self.phone)

    async def send(self, kind: InputKind, value: InputValue) -> TurnJson:
        question = (await self.turn())["question"]
        if kind == "command" and isinstance(value, dict):
            self.phone.say(f"/{value['name']} {value.get('key', '')}".strip())
        elif isinstance(value, list) and question is not None:
            await tick(self.phone, question, value)
        elif kind == "choice" and question is not None and isinstance(value, str | bool):
            await press(self.phone, {choice["value"]: choice["label"] for choice in question["choices"]}[value])
        else:
            self.phone.say(str(value))
        await whole_turn(self.made, self.phone)
        return await self.turn()


class Player:
    """Somebody who declares their family, not in one go."""

    def __init__(self, line: Line, truth: Truth, rng: Random, *, detours: float) -> None:
        self.line = line
        self.truth = truth
        self.rng = rng
        self.detours = detours
        self.answered: list[str] = []
        self.inputs = 0

    async def declare(self) -> TurnJson:
        """To the receipt; AssertionError when that takes no end."""
        turn = await self.line.turn()
        while (question := turn["question"]) is not None:
            self.inputs += 1
            assert self.inputs < MOST_INPUTS, f"still at {question['key']} after {self.inputs} inputs"
            if question["kind"] != "confirm" and self.rng.random() < self.detours:
                turn = await self._detour(question)
                continue
            turn = await self.line.send(*self._answer(question))
            self.answered.append(question["key"])
        return turn

    def _answer(self, question: QuestionJson) -> tuple[InputKind, InputValue]:
        line = self.truth.says.get(question["key"])
        if question["key"].endswith(".more") and isinstance(line, str):
            return "text", line
        return answer_for(question, self.truth.says)

    async def _detour(self, question: QuestionJson) -> TurnJson:
        detour = self.rng.choice(DETOURS)
        return await detour(self, question)

    async def command(self, name: str, key: str | None = None) -> TurnJson:
        """Ask something of the conversation."""
        return await self.line.send("command", {"name": name} | ({"key": key} if key else {}))


async def _aside(player: Player, _: QuestionJson) -> TurnJson:
    return await player.command(player.rng.choice(("why", "help", "status", "human")))


async def _back(player: Player, question: QuestionJson) -> TurnJson:
    return await player.command("back") if "back" in question["allowed"] else await player.line.turn()


async def _pause(player: Player, _: QuestionJson) -> TurnJson:
    await player.command("pause")
    return await player.command("resume")


async def _nonsense(player: Player, question: QuestionJson) -> TurnJson:
    if question["kind"] not in ("money", "number", "date", "choice", "several"):
        return await player.line.turn()
    before = question["key"]
    turn = await player.line.send("text", player.rng.choice(("啊啊啊", "……", "@@@", "随便吧")))
    now = turn["question"]
    assert now is not None and now["key"] == before, f"nonsense was taken at {before}"
    return turn


async def _edit(player: Player, _: QuestionJson) -> TurnJson:
    known = [key for key in player.answered if key in player.truth.says and not key.startswith(("consent", "pledge"))]
    if not known:
        return await player.line.turn()
    return await player.command("edit", player.rng.choice(known))


async def _other_language(player: Player, _: QuestionJson) -> TurnJson:
    await player.command("language", "en")
    return await player.command("language", "zh_CN")


DETOURS: tuple[Callable[[Player, QuestionJson], Awaitable[TurnJson]], ...] = (
    _aside, _back, _back, _pause, _nonsense, _edit, _other_language,
)  # fmt: skip
