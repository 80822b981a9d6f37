"""Takes one update: done when its turn is committed, or when it had to be set aside and the resident was told."""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from pydantic import ValidationError

from api.bootstrap import House
from api.errors import Conflict
from api.services.conversing.at_door import key_of
from api.services.links.keys import Key
from api.services.papers.sealing import MOST_TELEGRAM_BYTES, too_large
from api.services.transcript.shown import QuestionJson, TurnJson
from bot.buttons import NO_ASKING, EditLine, Guarded, Look, Page
from bot.coming import Coming
from bot.duty import DutyHearing
from bot.keyboards import at_household, keyboard, line_commands
from bot.lanes import Lanes
from bot.line import Down, Line, LineError
from bot.messages import Manner, Outgoing
from bot.sender import Pause, Sender, Tapped
from bot.signs import AFTER, Signs
from bot.updates import (
    BlockedUs,
    CameBack,
    Edited,
    ForDuty,
    From,
    Incoming,
    InGroup,
    OfDuty,
    Picture,
    Said,
    read,
)
from conversations.inputs import Body, Command, Input, Photos, Tap, Text, Unreadable
from conversations.messages import Message, say

_log = logging.getLogger(__name__)

ATTEMPTS = 5
FIRST_PAUSE = 0.1
AT_ONCE = 32
LANGUAGE = "zh_CN"
# No parcel has it: marking a resident unreachable without one.
NO_PARCEL = 0


class StoreAway(Exception):
    """The database cannot be reached: the update is not to blame, and must come again."""


class Receiver:
    """Takes updates. The same update again gives the same turn."""

    def __init__(
        self,
        house: House,
        line: Line,
        sender: Sender,
        manner: Manner,
        pause: Pause = asyncio.sleep,
        sign_after: float = AFTER,
    ) -> None:
        self._house = house
        self._line = line
        self._sender = sender
        self._manner = manner
        self._pause = pause
        self._asides = Lanes(AT_ONCE)
        self._signs = Signs(self._typing, sign_after)
        self._coming = Coming(house, sender, self._words)
        self._duty = DutyHearing(house, sender, self._words)

    def read(self, raw: Mapping[str, object]) -> Incoming | None:
        """What an update says; None for what needs nothing done. One that cannot be read is named in the log."""
        try:
            return read(raw)
        except ValidationError:
            _log.error("update %s cannot be read and was set aside", raw.get("update_id"))
            return None

    async def receive(self, update: Incoming) -> None:
        """Take it. Raises `StoreAway` when it could not be, for no fault of its own."""
        if update.callback is not None and not isinstance(update.what, Page):
            self._asides.put(update.chat_id, partial(self._answer, update.callback))
        with self._signs.while_at_work(update.chat_id):
            if await self._tried(update):
                return
        await self._set_aside(update)

    async def close(self) -> None:
        """Leave what is only a courtesy."""
        await self._asides.close()

    async def _tried(self, update: Incoming) -> bool:
        """Take it, and again after a pause; whether it was taken."""
        for attempt in range(ATTEMPTS):
            if attempt:
                await self._pause(FIRST_PAUSE * 2**attempt)
            try:
                await self._take(update)
            except Exception as error:  # noqa: BLE001 — one update must not stop the others; named, tried again
                _log.warning("update %s failed: %s", update.update_id, _where(error))
            else:
                return True
        return False

    def _typing(self, chat_id: int) -> None:
        self._asides.put(chat_id, partial(_politely, self._line.typing, chat_id))

    async def _take(self, update: Incoming) -> None:
        match update.what:
            case Said(body):
                await self._turn(update, body)
            case Picture() as picture:
                await self._picture(update, picture)
            case EditLine() | Guarded() as press:
                await self._press(update, press)
            case Page(asked, page):
                await self._page(update, asked, page)
            case From(key, sure):
                await self._come(update, key, sure=sure)
            case Edited(text):
                await self._revise(update, text)
            case ForDuty() | OfDuty() | Look() as one:
                await self._of_duty(update, one)
            case InGroup():
                self._sender.aside(update.chat_id, Outgoing(self._words(_ALONE)))
            case BlockedUs() | CameBack() as change:
                await self._reach(update.chat_id, isinstance(change, CameBack))

    async def _turn(self, update: Incoming, body: Body, question: str | None = None, part: str = "") -> None:
        message = update.message_id if isinstance(body, Text) else None
        id, now = self._input_id(update) + part, self._house.clock()
        heard = Input(id, "telegram", now, body, question, message=message, meant=update.household)
        language = self._house.catalogues.best([update.language or LANGUAGE])
        try:
            taken = await self._house.turns.from_telegram(update.chat_id, heard, language)
        except Conflict:
            # It was taken before; read again, a button meant something else by then. Its turn is told already.
            return
        if taken.outbox_id is not None:
            tapped = None
            if isinstance(body, Tap) and update.message_id is not None:
                tapped = Tapped(update.message_id, body.asked)
            self._sender.soon(update.chat_id, taken.outbox_id, taken.turn, tapped)

    async def _come(self, update: Incoming, key: Key, *, sure: bool) -> None:
        taken = await self._coming.enter(update.chat_id, key, self._input_id(update), sure=sure)
        if taken is not None and taken.outbox_id is not None:
            self._sender.soon(update.chat_id, taken.outbox_id, taken.turn)

    async def _of_duty(self, update: Incoming, one: ForDuty | OfDuty | Look) -> None:
        match one:
            case ForDuty(token):
                await self._duty.link(update.chat_id, token)
            case Look(push, off):
                await self._duty.look(update.chat_id, push, off=off)
            case OfDuty(saying, typed):
                if not await self._duty.said(update.chat_id, saying):
                    await self._turn(update, typed)

    async def _reach(self, chat_id: int, reachable: bool) -> None:
        """A resident who opens the bot again is reached by what they write; an officer writes nothing."""
        await self._duty.reached(chat_id, reachable)
        conversation_id = await self._house.turns.conversation_of_telegram(chat_id) if not reachable else None
        if conversation_id is not None:
            await self._house.outbox.unreachable(NO_PARCEL, conversation_id)

    async def _revise(self, update: Incoming, text: str) -> None:
        """A changed message: of a chat that never spoke before, as if it had just been sent."""
        conversation_id = await self._house.turns.conversation_of_telegram(update.chat_id)
        if conversation_id is None or update.message_id is None:
            await self._turn(update, Text(text))
        else:
            await self._turn(update, await self._house.revising.revised(conversation_id, update.message_id, text))

    def _input_id(self, update: Incoming) -> str:
        return f"tg:{self._line.bot_id}:{update.update_id}"

    async def _press(self, update: Incoming, press: EditLine | Guarded) -> None:
        """A button that counts only while its question is open; else it is stale, and said to be."""
        question = _question(await self._turn_of(update))
        if question is None or question["asked"] != press.asked:
            await self._turn(update, Tap(NO_ASKING, 0))
        elif isinstance(press, Guarded):
            await self._turn(update, Command(press.name), question["key"])
        else:
            commands = line_commands(question)
            body = commands[press.place] if press.place < len(commands) else Tap(NO_ASKING, 0)
            await self._turn(update, body, question["key"])

    async def _turn_of(self, update: Incoming) -> TurnJson | None:
        """The last turn of the household whose button this is; None when the chat is at another one."""
        conversation_id = await self._house.turns.conversation_of_telegram(update.chat_id)
        if conversation_id is None or (update.household and update.household != key_of(conversation_id)):
            return None
        return await self._house.turns.last(conversation_id)

    async def _page(self, update: Incoming, asked: int, page: int) -> None:
        """Turn the page of a keyboard. Says nothing to the conversation, and is lost when Telegram is away."""
        turn = await self._turn_of(update)
        question = _question(turn)
        if turn is None or question is None or question["asked"] != asked or update.message_id is None:
            stale = self._words(say("这个按钮是前面的，没有动您的答案。"))
            self._asides.put(update.chat_id, partial(self._answer, update.callback, stale))
            return
        self._asides.put(update.chat_id, partial(self._answer, update.callback))
        words = self._house.renderer(turn["language"]).render
        rows = keyboard(question, words, by_link=self._manner.by_link, page=page)
        rows = at_household(rows, update.household or "")
        self._asides.put(
            update.chat_id, partial(_politely, self._line.change_buttons, update.chat_id, update.message_id, rows)
        )

    async def _picture(self, update: Incoming, picture: Picture) -> None:
        """Take it as coming; it is fetched outside the chat's lane. Its size is looked at before anything else."""
        if self._manner.by_link:
            await self._turn(update, Unreadable(_BY_LINK))
            return
        if picture.size is not None and picture.size > MOST_TELEGRAM_BYTES:
            await self._turn(update, Unreadable(too_large(MOST_TELEGRAM_BYTES)))
            return
        id = self._input_id(update)
        conversation_id = await self._house.turns.conversation_of_telegram(update.chat_id, id)
        if conversation_id is None:
            # Somebody who begins with a photo is welcomed first, and the photo is kept.
            await self._turn(update, Command("start"), part=".start")
            conversation_id = await self._house.turns.conversation_of_telegram(update.chat_id) or ""
        work, update = self._house.paper_work, replace(update, household=key_of(conversation_id))
        paper = await work.expect(conversation_id, id, picture.file_id, picture.album)
        if picture.album is None:
            await self._turn(update, Photos((paper,)))
            await work.announced((paper,))

    async def _set_aside(self, update: Incoming) -> None:
        """Give up on it so that the others go on; the resident is told, and the log has a number to find it by."""
        try:
            await self._house.outbox.waiting_count()
        except Exception as error:
            raise StoreAway(type(error).__name__) from error
        reference = uuid.uuid4().hex[:8]
        _log.error("update %s was set aside, reference %s", update.update_id, reference)
        if not isinstance(update.what, InGroup | BlockedUs | CameBack):
            self._sender.aside(update.chat_id, Outgoing(self._words(_set_aside_words(reference))))

    async def _answer(self, callback: str | None, text: str | None = None) -> None:
        if callback is not None:
            await _politely(self._line.answer, callback, text)

    def _words(self, message: Message) -> str:
        return self._house.renderer(LANGUAGE).render(message)


async def _politely(call: Callable[..., Awaitable[None]], *given: object) -> None:
    """What is only a courtesy may fail: a tap older than a minute cannot be answered any more."""
    try:
        await call(*given)
    except Down as error:
        _log.info("a courtesy did not go through: %s", error.name)
    except LineError as error:
        _log.debug("a courtesy did not go through: %s", error.name)


def _question(turn: TurnJson | None) -> QuestionJson | None:
    return turn["question"] if turn is not None else None


def _where(error: Exception) -> str:
    """The kind of an error and the place in the code; its words may hold what a resident said."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


_ALONE = say("请点我的头像，私下发“开始”，我们单独说。家里的情况不要发在群里。")
_BY_LINK = say("请先打字或者按按钮回答这一题。照片不在这里收：要交材料的时候，我会给您一个网页链接，在那里发。")


def _set_aside_words(reference: str) -> Message:
    return say(
        "请再发一遍：刚才那一条没有收进来，是我们这边出了问题，前面填的都在。要是还不行，请打 12345，告诉他们编号 {reference}。",
        reference=reference,
    )
