"""JSON of the contract → what a conversation hears: `{"kind", "value"}` into a body, every fault with its key."""

from collections.abc import Callable, Mapping

from api.errors import BadInput
from conversations.inputs import COMMANDS, Body, Choice, Command, Location, Signature, Text
from conversations.messages import Message, say

LONGEST_ID = 128
LONGEST_HOUSEHOLD = 64
LONGEST_KEY = 200
MOST_CHOICES = 100
DATA_URL = "data:"


def checked_id(value: object, key: str = "id") -> str:
    """An input id: 1–128 printable ASCII characters. Raises `BadInput`."""
    if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_ID or not (value.isascii() and value.isprintable()):
        raise BadInput(key, say("请给每次输入一个编号：1 到 128 个可见的英文字母、数字或符号。"))
    return value


def checked_question(value: object) -> str | None:
    """The key of the question that is believed open, or None. Raises `BadInput`."""
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST_KEY:
        raise BadInput("question", say("请写问题的编号，比如 members.0.name；不写也可以。"))
    return value


def checked_household(value: object) -> str | None:
    """The key of the household that is believed to be spoken of, or None. Raises `BadInput`."""
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST_HOUSEHOLD:
        raise BadInput("household", say("请写这一家的编号；不写也可以。"))
    return value


def checked_object(value: object, key: str) -> Mapping[str, object]:
    """A JSON object. Raises `BadInput`."""
    if not isinstance(value, dict):
        raise BadInput(key, say("请在这里写一个 JSON 对象。"))
    return value


def body_of(value: object) -> Body:
    """The `input` of a turn. A drawn signature comes back as `Signature(drawn=<data URL>)`, not yet kept.

    Raises `BadInput` with `input`, `input.kind` or `input.value…` as its key.
    """
    given = checked_object(value, "input")
    kind = given.get("kind")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise BadInput("input.kind", say("请从这些里选：{all}。", all="、".join(_READERS)))
    # `name` and `key` of a command may stand beside `kind` as well as in a `value` of their own.
    return reader(given if kind == "command" and "value" not in given else given.get("value"))


def _wrong(message: Message, key: str = "input.value") -> BadInput:
    return BadInput(key, message)


def _text(value: object) -> Body:
    # A program may well send a number as a number; how it is written does not change what it says.
    if isinstance(value, int) and not isinstance(value, bool):
        return Text(str(value)) if abs(value) < HUGE else Text("")
    if isinstance(value, float):
        return Text(f"{value:f}".rstrip("0").rstrip(".")) if abs(value) < HUGE else Text("")
    if not isinstance(value, str):
        raise _wrong(say("请在这里写文字。"))
    return Text(value)


def _choice(value: object) -> Body:
    if isinstance(value, str | bool):
        return Choice(value)
    if isinstance(value, int) and abs(value) < HUGE:
        return Choice(str(value))
    if isinstance(value, list) and len(value) <= MOST_CHOICES:
        chosen = tuple(one for one in value if isinstance(one, str))
        if len(chosen) == len(value):
            return Choice(chosen)
    raise _wrong(say("请写一个选项的值；可以多选的题，写一组值；是非题写 true 或 false。"))


def _command(value: object) -> Body:
    given = {"name": value} if isinstance(value, str) else checked_object(value, "input.value")
    name = next((known for known in COMMANDS if known == given.get("name")), None)
    if name is None:
        raise _wrong(say("请从这些里选：{all}。", all="、".join(COMMANDS)), "input.value.name")
    key = given.get("key")
    if key is not None and not (isinstance(key, str) and len(key) <= LONGEST_KEY):
        raise _wrong(say("请在这里写编号，比如 members.0.name；不写也可以。"), "input.value.key")
    return Command(name, key)


def _signature(value: object) -> Body:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(say("请打上您的全名，或者在框里手写签名。"))
    return Signature(drawn=value) if value.startswith(DATA_URL) else Signature(name=value)


def _location(value: object) -> Body:
    given = checked_object(value, "input.value")
    return Location(_degrees(given, "lat", 90), _degrees(given, "lon", 180))


def _degrees(given: Mapping[str, object], name: str, most: int) -> float:
    value = given.get(name)
    # A whole number may be too large to be a float; compared as it is, it is just out of range.
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise _wrong(say("请写 -{most} 到 {most} 之间的度数。", most=most), f"input.value.{name}")
    return float(value)


HUGE = 10**15
_READERS: Mapping[str, Callable[[object], Body]] = {
    "text": _text,
    "choice": _choice,
    "command": _command,
    "signature": _signature,
    "location": _location,
}
