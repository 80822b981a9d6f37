"""A state as JSON text and back: what is stored between two turns, and what a newer version must still read."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias, cast

from conversations.answers import Entry, Json, Op, SignedAnswer, Value
from conversations.inputs import Channel, CommandName
from conversations.messages import Message, Param
from conversations.state import (
    Called,
    Confirm,
    ConfirmCommand,
    Correction,
    Edit,
    Frame,
    Menu,
    Phase,
    Reading,
    Reviewing,
    State,
    Ticking,
    Unheard,
    Wondering,
)
from conversations.told import Told

FORMAT = 1
# An entry of the log as it is stored.
_Row: TypeAlias = tuple[int, Op, str, Json, str, Channel, str, bool]


class UnreadableState(ValueError):
    """The stored text is not a state this version can read."""


def dump_state(state: State) -> bytes:
    """The state as compact JSON."""
    return json.dumps(_state_out(state), ensure_ascii=False, separators=(",", ":")).encode()


def _state_out(state: State) -> Json:
    body: dict[str, Json] = {
        "format": FORMAT,
        "form_version": state.form_version,
        "locale": state.locale,
        "draft": state.draft,
        "phase": state.phase,
        "receipt": state.receipt,
        "paused": state.paused,
        "acts": state.acts,
        "items": state.items,
        "asked": state.asked,
        "asking": state.asking,
        "log": [_entry_out(entry) for entry in state.log],
        "frames": [_frame_out(frame) for frame in state.frames],
    }
    if state.emergencies:
        body["emergencies"] = state.emergencies
    if state.aside is not None:
        body["aside"] = _state_out(state.aside)
    if state.owed is not None:
        body["owed"] = state.owed
    if state.unheard is not None:
        body["unheard"] = [list(state.unheard.words), state.unheard.acts, state.unheard.at.isoformat()]
    if state.called is not None:
        called = state.called
        body["called"] = [called.receipt, called.at.isoformat(), *(("silent",) if called.silent else ())]
    return body


def load_state(text: bytes) -> State:
    """The state that was dumped. Raises UnreadableState for anything else."""
    try:
        return _state_in(json.loads(text))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise UnreadableState(type(error).__name__) from error


def _state_in(body: dict[str, Any]) -> State:
    if body["format"] != FORMAT:
        raise UnreadableState(f"format {body['format']}")
    aside = body.get("aside")
    return State(
        form_version=body["form_version"],
        locale=body["locale"],
        draft=body["draft"],
        phase=cast(Phase, body["phase"]),
        receipt=body["receipt"],
        paused=body["paused"],
        acts=body["acts"],
        items=body["items"],
        asked=body["asked"],
        asking=body["asking"],
        log=tuple(_entry_in(row) for row in body["log"]),
        frames=tuple(_frame_in(row) for row in body["frames"]),
        emergencies=body.get("emergencies", 0),
        aside=_state_in(aside) if aside is not None else None,
        owed=body.get("owed"),
        called=_called_in(body.get("called")),
        unheard=_unheard_in(body.get("unheard")),
    )


def _called_in(row: list[str] | None) -> Called | None:
    return Called(row[0], datetime.fromisoformat(row[1]), "silent" in row[2:]) if row is not None else None


def _unheard_in(row: tuple[list[str], int, str] | None) -> Unheard | None:
    return Unheard(tuple(row[0]), row[1], datetime.fromisoformat(row[2])) if row is not None else None


def _entry_out(entry: Entry) -> Json:
    return [
        entry.act, entry.op, entry.path, value_out(entry.value),
        entry.at.isoformat(), entry.channel, entry.by, entry.approximate,
    ]  # fmt: skip


def _entry_in(row: list[Json]) -> Entry:
    act, op, path, value, at, channel, by, approximate = cast(_Row, row)
    return Entry(act, op, path, value_in(value), datetime.fromisoformat(at), channel, by, bool(approximate))


def value_out(value: Value) -> Json:
    """A value as JSON: amounts and signatures are tagged, tuples are lists."""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return {"yuan": str(value)}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, SignedAnswer):
        return {
            "signed": value.key, "text": value.text_version, "language": value.language,
            "digest": value.digest, "name": value.name, "drawn": value.drawn,
            "at": value.at.isoformat(), "channel": value.channel, "by": value.by,
            **({"behalf": value.behalf} if value.behalf is not None else {}),
        }  # fmt: skip
    return value


def value_in(row: Json) -> Value:
    """The value that `value_out` wrote."""
    if isinstance(row, str):
        return row
    if isinstance(row, list):
        return tuple(cast("list[str]", row))
    if isinstance(row, dict):
        if "yuan" in row:
            return Decimal(cast(str, row["yuan"]))
        return SignedAnswer(
            cast(str, row["signed"]), cast(str, row["text"]), cast(str, row["language"]),
            cast(str, row["digest"]), cast("str | None", row["name"]), cast("str | None", row["drawn"]),
            datetime.fromisoformat(cast(str, row["at"])), cast(Channel, row["channel"]), cast(str, row["by"]),
            cast("str | None", row.get("behalf")),
        )  # fmt: skip
    if isinstance(row, float):
        raise UnreadableState("a float is no value")
    return row


def message_out(message: Message) -> Json:
    """A message as JSON."""
    return {"text": message.text, "params": [[name, _param_out(value)] for name, value in message.params]}


def message_in(row: Json) -> Message:
    """The message that `message_out` wrote."""
    body = cast("dict[str, Json]", row)
    params = cast("list[list[Json]]", body["params"])
    return Message(cast(str, body["text"]), tuple((cast(str, name), _param_in(value)) for name, value in params))


def _param_out(value: Param) -> Json:
    if isinstance(value, Message):
        return message_out(value)
    if isinstance(value, tuple):
        return [message_out(one) for one in value]
    if isinstance(value, Decimal):
        return {"yuan": str(value)}
    if isinstance(value, str | int):
        return value
    return {"time" if isinstance(value, datetime) else "day": value.isoformat()}


def _param_in(row: Json) -> Param:
    if isinstance(row, list):
        return tuple(message_in(one) for one in row)
    if isinstance(row, dict):
        if "yuan" in row:
            return Decimal(cast(str, row["yuan"]))
        if "time" in row:
            return datetime.fromisoformat(cast(str, row["time"]))
        if "day" in row:
            return date.fromisoformat(cast(str, row["day"]))
        return message_in(row)
    return cast("str | int", row)


def _frame_out(frame: Frame) -> Json:
    match frame:
        case Edit(path):
            return {"frame": "edit", "path": path}
        case Confirm(path, readings):
            rows: list[Json] = [[value_out(one.value), message_out(one.restated), one.approximate] for one in readings]
            return {"frame": "confirm", "path": path, "readings": rows}
        case ConfirmCommand(name, key, told):
            said: list[Json] = [[what, value] for what, value in told]
            return {"frame": "command", "name": name, "key": key, **({"told": said} if said else {})}
        case Ticking(path, ticked):
            return {"frame": "ticking", "path": path, "ticked": list(ticked)}
        case Correction(receipt, items, since, by_staff):
            asked: list[Json] = [[path, word] for path, word in items]
            return {
                "frame": "correction",
                "receipt": receipt,
                "items": asked,
                "since": since,
                "staff": by_staff,
            }
        case Reviewing(only):
            return {"frame": "reviewing", "only": list(only)}
        case Menu(name, offers):
            return {"frame": "menu", "name": name, "offers": list(offers)}
        case Wondering(choices):
            titles: list[Json] = [[id, title] for id, title in choices]
            return {"frame": "wondering", "choices": titles}


def _frame_in(row: dict[str, Json]) -> Frame:
    match row["frame"]:
        case "edit":
            return Edit(cast(str, row["path"]))
        case "confirm":
            rows = cast("list[list[Json]]", row["readings"])
            return Confirm(
                cast(str, row["path"]),
                tuple(Reading(value_in(one[0]), message_in(one[1]), bool(one[2])) for one in rows),
            )
        case "command":
            told = cast("list[list[str]]", row.get("told", []))
            name, key = cast(CommandName, row["name"]), cast("str | None", row["key"])
            return ConfirmCommand(name, key, tuple((cast(Told, what), value) for what, value in told))
        case "ticking":
            return Ticking(cast(str, row["path"]), tuple(cast("list[str]", row["ticked"])))
        case "correction":
            items = cast("list[list[str]]", row["items"])
            return Correction(
                cast(str, row["receipt"]),
                tuple((path, word) for path, word in items),
                cast(int, row["since"]),
                bool(row["staff"]),
            )
        case "reviewing":
            return Reviewing(tuple(cast("list[str]", row.get("only", []))))
        case "menu":
            return Menu(cast(str, row["name"]), tuple(cast("list[str]", row["offers"])))
        case "wondering":
            offered = cast("list[list[str]]", row["choices"])
            return Wondering(tuple((id, title) for id, title in offered))
        case other:
            raise UnreadableState(f"frame {other}")
