"""A Bot API server on the loopback that behaves like the real one."""

import asyncio
import json
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests.fakes.bot_limits import Rejected, checked_rows, checked_text
from tests.fakes.phones import PATIENCE, Phone, Shown, Update

TOKEN = "4242:loopback-token-for-tests-only"


@dataclass
class Trouble:
    """Something that goes wrong with the next `times` calls of a method (of one chat, or of all)."""

    method: str
    status: int = 0
    words: str = ""
    retry_after: int | None = None
    times: int = 1
    chat_id: int | None = None
    # The call waits here, before it is carried out, until the gate opens.
    gate: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)


class BotApi:
    """The server. Updates wait until an offset above them is asked for, as with the real one."""

    def __init__(self) -> None:
        self.url = ""
        self.phones: dict[int, Phone] = {}
        self.calls: Counter[str] = Counter()
        self.commands: list[dict[str, str]] = []
        self.webhook: dict[str, str] = {}
        self.answered: list[str] = []
        # The chats in which the bot was seen to be typing, in order.
        self.typing: list[int] = []
        # Links that Telegram would have opened by itself, to show what is behind them.
        self.looked_at: list[str] = []
        # Set it to answer in a way that this version of the client cannot read.
        self.strange = False
        self.me: dict[str, object] = {"id": 4242, "is_bot": True, "first_name": "申报", "username": "shenbao_bot"}
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._waiting: dict[int, Update] = {}
        self._arrived = asyncio.Condition()
        self._changed: set[asyncio.Task[None]] = set()
        self._troubles: deque[Trouble] = deque()
        self._files: dict[str, bytes] = {}
        self._callbacks: set[str] = set()
        self._numbers = 700_000_000
        self._messages = 0

    def phone(self, chat_id: int) -> Phone:
        """The phone of this chat."""
        return self.phones.setdefault(chat_id, Phone(self, chat_id))

    def push(self, **content: object) -> Update:
        """A new update with the next number."""
        self._numbers += 1
        return self.deliver({"update_id": self._numbers, **content})

    def deliver(self, update: Update) -> Update:
        """Let an update wait for the bot: a new one, or one that it was given before."""
        number = update["update_id"]
        assert isinstance(number, int)
        self._waiting[number] = update
        task = asyncio.create_task(self._notify())
        self._changed.add(task)
        task.add_done_callback(self._changed.discard)
        return update

    async def open(self) -> None:
        """Serve: on a free port of the loopback, and after a `shut` where it was before."""
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self.handle)
        app.router.add_get("/file/bot{token}/{name}", self.serve_file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        host, self._port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{self._port}"

    async def shut(self) -> None:
        """Refuse connections from now on; those that are open break off."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def confirmed(self) -> None:
        """Wait until the bot has confirmed every update."""
        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(lambda: not self._waiting)

    async def until(self, what: Callable[[], bool]) -> None:
        """Wait until something holds; looked at with every call of the bot."""
        async with asyncio.timeout(PATIENCE), self._arrived:
            await self._arrived.wait_for(what)

    @property
    def waiting(self) -> int:
        """How many updates are not confirmed."""
        return len(self._waiting)

    def trouble(self, method: str, status: int = 0, words: str = "", **more: object) -> Trouble:
        """Something goes wrong with the next call of `method` (see `Trouble`)."""
        made = Trouble(method, status, words, **more)  # type: ignore[arg-type]
        self._troubles.append(made)
        return made

    def new_callback(self) -> str:
        """The number of a tap that can still be answered."""
        number = f"cb{len(self._callbacks)}"
        self._callbacks.add(number)
        return number

    def keep_file(self, content: bytes) -> str:
        """A file that Telegram holds for the bot."""
        name = f"file{len(self._files)}"
        self._files[name] = content
        return name

    async def _notify(self) -> None:
        async with self._arrived:
            self._arrived.notify_all()

    async def handle(self, request: web.Request) -> web.Response:
        """One call of a method."""
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        fields = {name: str(value) for name, value in (await request.post()).items()}
        self.calls[method] += 1
        try:
            await self._run_into(method, fields)
            result = await self._methods()[method](fields)
        except Rejected as error:
            answer: dict[str, object] = {"ok": False, "error_code": error.status, "description": error.words}
            if error.retry_after is not None:
                answer["parameters"] = {"retry_after": error.retry_after}
            return web.json_response(answer, status=error.status)
        finally:
            await self._notify()
        return web.json_response({"ok": True, "result": result})

    async def serve_file(self, request: web.Request) -> web.Response:
        """The content of a file."""
        return web.Response(body=self._files[request.match_info["name"]])

    async def _run_into(self, method: str, fields: Mapping[str, str]) -> None:
        for trouble in self._troubles:
            meant = trouble.chat_id is None or str(trouble.chat_id) == fields.get("chat_id")
            if trouble.method != method or not meant or trouble.times < 1:
                continue
            trouble.times -= 1
            trouble.reached.set()
            if trouble.gate is not None:
                await trouble.gate.wait()
            if trouble.status:
                raise Rejected(trouble.status, trouble.words, trouble.retry_after)
            return

    def _methods(self) -> Mapping[str, Callable[[Mapping[str, str]], Awaitable[object]]]:
        return {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "sendMessage": self._send_message,
            "editMessageReplyMarkup": self._edit,
            "answerCallbackQuery": self._answer,
            "sendChatAction": self._act,
            "setMyCommands": self._set_commands,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getFile": self._get_file,
        }

    async def _get_me(self, fields: Mapping[str, str]) -> object:
        return self.me

    async def _get_updates(self, fields: Mapping[str, str]) -> object:
        if self.webhook:
            raise Rejected(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, limit = int(fields.get("offset", 0)), int(fields.get("limit", 100))
        for number in [number for number in self._waiting if number < offset]:
            del self._waiting[number]
        await self._notify()
        try:
            async with asyncio.timeout(float(fields.get("timeout", 0))), self._arrived:
                await self._arrived.wait_for(lambda: bool(self._waiting))
        except TimeoutError:
            return []
        return [self._waiting[number] for number in sorted(self._waiting)][:limit]

    def _to(self, fields: Mapping[str, str]) -> Phone:
        phone = self.phones.get(int(fields["chat_id"]))
        if phone is None:
            raise Rejected(400, "Bad Request: chat not found")
        if phone.blocked:
            raise Rejected(403, "Forbidden: bot was blocked by the user")
        return phone

    def _as_json(self, phone: Phone, shown: Shown) -> object:
        chat = {"id": phone.chat_id, "type": "private", "first_name": "示例"}
        return {"message_id": shown.message_id, "date": 1_795_400_000, "chat": chat, "text": shown.text}

    async def _send_message(self, fields: Mapping[str, str]) -> object:
        phone, text, rows = self._to(fields), checked_text(fields), checked_rows(fields)
        self._messages += 1
        shown = Shown(self._messages, text, rows)
        phone.show(shown)
        if "://" in text and not json.loads(fields.get("link_preview_options", "{}")).get("is_disabled"):
            self.looked_at.append(text)
        return {"strange": True} if self.strange else self._as_json(phone, shown)

    async def _edit(self, fields: Mapping[str, str]) -> object:
        phone, rows = self._to(fields), checked_rows(fields)
        shown = next((one for one in phone.messages if str(one.message_id) == fields["message_id"]), None)
        if shown is None:
            raise Rejected(400, "Bad Request: message to edit not found")
        if rows == shown.rows:
            raise Rejected(400, "Bad Request: message is not modified")
        shown.rows, shown.edited = rows, shown.edited + 1
        phone.show(shown)
        return self._as_json(phone, shown)

    async def _answer(self, fields: Mapping[str, str]) -> object:
        number = fields["callback_query_id"]
        if number not in self._callbacks:
            raise Rejected(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._callbacks.discard(number)
        self.answered.append(fields.get("text", ""))
        return True

    async def _act(self, fields: Mapping[str, str]) -> object:
        if fields["action"] != "typing":
            raise Rejected(400, "Bad Request: wrong parameter action in request")
        self.typing.append(self._to(fields).chat_id)
        return True

    async def _set_commands(self, fields: Mapping[str, str]) -> object:
        self.commands = json.loads(fields["commands"])
        return True

    async def _set_webhook(self, fields: Mapping[str, str]) -> object:
        self.webhook = dict(fields)
        return True

    async def _delete_webhook(self, fields: Mapping[str, str]) -> object:
        self.webhook = {}
        return True

    async def _get_file(self, fields: Mapping[str, str]) -> object:
        name = fields["file_id"]
        return {"file_id": name, "file_unique_id": name, "file_size": len(self._files[name]), "file_path": name}


@asynccontextmanager
async def serving() -> AsyncIterator[BotApi]:
    """A server on a free port of the loopback, as long as the context lasts."""
    api = BotApi()
    await api.open()
    try:
        yield api
    finally:
        await api.shut()
