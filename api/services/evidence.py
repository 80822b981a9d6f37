"""What is kept of a turn: as it was shown, beside it the sentences and parameters, and what was heard."""

import json
from dataclasses import fields, is_dataclass
from typing import TypedDict, cast

from api.services.shown import TurnJson
from conversations.codec import message_out
from conversations.inputs import Body, Input
from conversations.messages import Message
from conversations.replies import Reply


class Kept(TypedDict):
    """The stored body of a turn."""

    turn: TurnJson
    said: list[object]
    heard: object


def keep(turn: TurnJson, replies: tuple[Reply, ...], heard: Input) -> bytes:
    """The turn as JSON, for the sealed column."""
    said = [message_out(reply.message) for reply in replies]
    kept = {"turn": turn, "said": said, "heard": [heard.channel, heard.by, heard.at.isoformat(), _plain(heard.body)]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def shown(body: bytes) -> TurnJson:
    """The turn as it was shown."""
    return cast(Kept, json.loads(body))["turn"]


def content_of(heard: Input) -> bytes:
    """What an input says, to tell a repetition from another content under the same id."""
    content = json.dumps([heard.question, _plain(heard.body)], ensure_ascii=False, sort_keys=True)
    return content.encode("utf-8", "surrogatepass")


def _plain(body: Body | object) -> object:
    if isinstance(body, Message):
        return message_out(body)
    if is_dataclass(body) and not isinstance(body, type):
        return [type(body).__name__, *(_plain(getattr(body, field.name)) for field in fields(body))]
    if isinstance(body, tuple):
        return [_plain(one) for one in body]
    return body
