"""The floor of a turn: aiogram-dialog with 45 windows, everything in memory, nothing kept."""

import json
from collections.abc import Sequence

from aiogram import Bot, Dispatcher
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Back, Button, Row
from aiogram_dialog.widgets.text import Const

from tests.benchmarks.telegram import TOKEN, MemorySession, Move

WINDOWS = 45
# As in the family's own script: about half is typed, half is tapped.
SCRIPT: Sequence[Move] = (
    Move(words="/start"),
    *(Move(label="是的") if place % 2 else Move(words="每月1200") for place in range(WINDOWS - 1)),
)


class DialogFloor:
    """A bot of 45 windows, each a question with two answers and a way back."""

    def __init__(self) -> None:
        self.session = MemorySession()
        self._bot = Bot(TOKEN, session=self.session)
        names = {f"q{place}": State() for place in range(WINDOWS)}
        group = type("Asking", (StatesGroup,), names)
        states = [getattr(group, name) for name in names]
        self._dispatcher = Dispatcher(storage=MemoryStorage())
        self._dispatcher.include_router(Dialog(*(_window(place, state) for place, state in enumerate(states))))

        async def start(message: Message, dialog_manager: DialogManager) -> None:
            await dialog_manager.start(states[0], mode=StartMode.RESET_STACK)

        self._dispatcher.message.register(start, CommandStart())
        setup_dialogs(self._dispatcher)

    async def take(self, raw: str) -> None:
        """One update, from its JSON text."""
        await self._dispatcher.feed_raw_update(self._bot, json.loads(raw))


def _window(place: int, state: State) -> Window:
    prompt = Const(f"第 {place + 1} 题：家里这一年的收入有多少？\n例：每月1200")
    answers = Row(Button(Const("是的"), "yes", on_click=_tapped), Button(Const("不是"), "no", on_click=_tapped))
    return Window(prompt, answers, Back(Const("上一步")), MessageInput(_typed), state=state)


async def _tapped(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    manager.dialog_data[str(manager.current_context().state.state)] = button.widget_id
    await manager.next()


async def _typed(message: Message, field: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data[str(manager.current_context().state.state)] = message.text
    await manager.next()
