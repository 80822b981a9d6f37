"""A resident who talks over the JSON of the web chat, and a reader of its event stream."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from httpx import AsyncClient, Response
from starlette.types import ASGIApp, Message, Scope

from api.services.transcript.shown import TurnJson
from tests.fakes.households import Household, answer_for

CHAT = "/api/v1/chat"


class Chat:
    """One resident; ids of inputs are counted up. The session travels as a bearer token."""

    def __init__(self, web: AsyncClient, opened: Mapping[str, object], turn: TurnJson) -> None:
        self.web = web
        self.session = str(opened["session"])
        self.return_code = str(opened["return_code"])
        self.turn = turn
        self.count = 0

    @classmethod
    async def begin(cls, web: AsyncClient) -> "Chat":
        """Open a session; the cookie is dropped, so that only the bearer token speaks."""
        response = await web.post(f"{CHAT}/sessions", json={"language": "zh_CN"})
        assert response.status_code == 201, response.text
        web.cookies.clear()
        opened = response.json()
        return cls(web, opened, opened["turn"])

    @property
    def headers(self) -> dict[str, str]:
        """What proves the session."""
        return {"Authorization": f"Bearer {self.session}"}

    @property
    def key(self) -> str | None:
        """The key of the open question."""
        question = self.turn["question"]
        return question["key"] if question is not None else None

    async def post(self, body: object) -> Response:
        """A turn as it is given, whatever it is."""
        return await self.web.post(f"{CHAT}/turns", json=body, headers=self.headers)

    async def say(self, kind: str, value: object, id: str | None = None) -> TurnJson:
        """One input, which must be taken as a turn."""
        self.count += 1
        response = await self.post({"id": id or f"c{self.count}", "input": {"kind": kind, "value": value}})
        assert response.status_code == 200, response.text
        self.turn = response.json()
        return self.turn

    async def send_file(self, content: bytes, id: str, name: str = "photo.jpg") -> Response:
        """A file as the browser sends it."""
        files = {"file": (name, content)}
        return await self.web.post(f"{CHAT}/files", data={"id": id}, files=files, headers=self.headers)

    async def declare(self, household: Household, until: str = "") -> TurnJson:
        """Answer as this household does, up to the question `until`, or to the receipt."""
        while (question := self.turn["question"]) is not None and question["key"] != until:
            await self.say(*answer_for(question, household))
        return self.turn


@asynccontextmanager
async def reading(app: ASGIApp, path: str, query: str, headers: Mapping[str, str]) -> AsyncIterator["Reader"]:
    """Open an event stream and read it as it comes; closed when the context ends."""
    reader = Reader()
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
    }  # fmt: skip
    task = asyncio.create_task(_run(app, scope, reader))
    try:
        yield reader
    finally:
        reader.gone.set()
        await asyncio.wait_for(task, 10)


async def _run(app: ASGIApp, scope: Scope, reader: "Reader") -> None:
    await app(scope, reader.receive, reader.send)
    reader.ended.set()


class Reader:
    """What came over the stream, event by event."""

    def __init__(self) -> None:
        self.status = 0
        self.gone = asyncio.Event()
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()
        self._chunks: asyncio.Queue[str] = asyncio.Queue()
        self._asked = False

    async def receive(self) -> Message:
        """The request, then nothing until the reader goes."""
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """What the application answers."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.begun.set()
        elif message.get("body"):
            await self._chunks.put(message["body"].decode())

    async def event(self) -> dict[str, str]:
        """The next event that carries data, its fields by name."""
        while True:
            chunk = await asyncio.wait_for(self._chunks.get(), 10)
            fields = dict(line.split(": ", 1) for line in chunk.splitlines() if ": " in line)
            if "data" in fields:
                return fields
