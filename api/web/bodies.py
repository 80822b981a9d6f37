"""Reads what clients send, within limits and in memory only: nothing of a resident reaches a temporary file."""

import json
from collections import Counter
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from api.errors import BadInput, TooLarge
from api.services.papers.sealing import MOST_BYTES, too_large
from conversations.messages import Message, say

KIB = 1024
# Room for boundaries and the other fields around a file of the largest size.
UPLOAD_BYTES = MOST_BYTES + 64 * KIB
FORM_FIELDS = 64
# As much of a name as is said back.
MOST_OF_A_NAME = 60


class _InMemory(MultiPartParser):
    # Larger than any body we read, so that the parser never spills to disk.
    spool_max_size = UPLOAD_BYTES + 1


@dataclass(frozen=True, slots=True)
class Form:
    """A form as sent: the values of each field in order, and the file if there was one."""

    fields: tuple[tuple[str, str], ...]
    file: bytes | None = None

    def first(self, name: str) -> str | None:
        """The first value of a field, None when it is missing."""
        return next((value for known, value in self.fields if known == name), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return tuple(value for known, value in self.fields if known == name)


async def read_limited(request: Request, most: int, key: str, words: Message) -> bytes:
    """The body, at most `most` bytes; `TooLarge` as soon as there are more, whatever the length header says."""
    return b"".join([chunk async for chunk in _limited(request, most, key, words)])


async def _limited(request: Request, most: int, key: str, words: Message) -> AsyncGenerator[bytes, None]:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and len(declared) < 20 and int(declared) > most:
        raise TooLarge(key, words)
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise TooLarge(key, words)
        yield chunk


def parse_json(body: bytes) -> object:
    """The JSON of a body: no NaN, no text that cannot be written as UTF-8. `BadInput` (key "") otherwise.

    A name that stands twice in one object is refused by that name: which of the two was meant is not ours to guess.
    """
    try:
        value: object = json.loads(body, parse_constant=_refuse_constant, object_pairs_hook=_each_name_once)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BadInput("", say("请发送 JSON 格式的内容，用 UTF-8 编码。")) from None
    return value


def _each_name_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) == len(pairs):
        return named
    twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
    shown = twice[:MOST_OF_A_NAME].encode(errors="replace").decode()
    raise BadInput(shown, say("请把“{name}”只写一次，现在它在同一处写了不止一次。", name=shown))


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


async def read_json(request: Request, most: int) -> object:
    """The JSON of the body. Raises `TooLarge`, `BadInput`."""
    return parse_json(await read_limited(request, most, "", say("请分几次发：一次发的内容太多了。")))


async def read_form(request: Request, most: int) -> Form:
    """The fields of a form post, and its file. Raises `TooLarge` and `BadInput`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await read_upload(request)
    body = await read_limited(request, most, "", say("请分几次发：一次发的内容太多了。"))
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FORM_FIELDS, errors="strict")
    except ValueError:
        raise _unreadable() from None
    return Form(tuple(pairs))


async def read_upload(request: Request) -> Form:
    """A multipart form with at most one file, kept in memory. Raises `TooLarge` and `BadInput`."""
    if "boundary=" not in request.headers.get("content-type", ""):
        raise _unreadable()
    stream = _limited(request, UPLOAD_BYTES, "file", too_large())
    parser = _InMemory(request.headers, stream, max_files=1, max_fields=FORM_FIELDS, max_part_size=512 * KIB)
    try:
        parsed = await parser.parse()
    except MultiPartException:
        raise _unreadable() from None
    fields: list[tuple[str, str]] = []
    file: bytes | None = None
    for name, value in parsed.multi_items():
        if isinstance(value, UploadFile):
            file = await value.read()
            await value.close()
        else:
            fields.append((name, _encodable(value)))
    return Form(tuple(fields), file)


def _encodable(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _unreadable() from None
    return value


def _unreadable() -> BadInput:
    return BadInput("", say("请回到页面再发一次：这次没传完整。"))
