"""What is kept of a turn: as it was shown, beside it the sentences and parameters, and what was heard."""

import json
from dataclasses import fields, is_dataclass
from typing import NotRequired, TypedDict, cast

from api.services.transcript.shown import TurnJson
from conversations.codec import message_out
from conversations.inputs import Body, Input
from conversations.messages import Message
from conversations.replies import Reply
from conversations.state import State
from storage.unit import Unit


class Kept(TypedDict):
    """The stored body of a turn."""

    turn: TurnJson
    said: list[object]
    heard: object
    # Which answers (stable paths) it led to, and which message of the channel it was; where there are any.
    answered: NotRequired[list[str]]
    message: NotRequired[int]


def keep(turn: TurnJson, replies: tuple[Reply, ...], heard: Input, answered: tuple[str, ...] = ()) -> bytes:
    """The turn as JSON, for the sealed column. `answered`: the paths of the answers it led to."""
    said: list[object] = [message_out(reply.message) for reply in replies]
    kept = Kept(turn=turn, said=said, heard=[heard.channel, heard.by, heard.at.isoformat(), _plain(heard.body)])
    if answered:
        kept["answered"] = list(answered)
    if heard.message is not None:
        kept["message"] = heard.message
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def shown(body: bytes) -> TurnJson:
    """The turn as it was shown."""
    return cast(Kept, json.loads(body))["turn"]


def answered_in(before: State, after: State) -> tuple[str, ...]:
    """The paths that were answered between two states of one draft."""
    if before.draft != after.draft:
        return ()
    return tuple(entry.path for entry in after.log[len(before.log) :] if entry.op == "answer")


def last_asking(unit: Unit, conversation_id: str) -> int:
    """The number of the last asking that Telegram showed; -1 when it showed none, or said something without one."""
    told = unit.turns.last_told(conversation_id)
    question = shown(told.body)["question"] if told is not None else None
    return question["asked"] if question is not None else -1


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
