"""What opens a conversation elsewhere: a hand-over link, its typed code, a return code; looked at, or used."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from api.services.secrets import CODE_LENGTH, SHORT_LENGTH, new_short_code, new_token, read_code, token_hash
from storage.unit import Unit

HANDOVER_LIVES = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class LinkKey:
    """The token of a hand-over link."""

    token: str


@dataclass(frozen=True, slots=True)
class CodeKey:
    """A code as typed: the short one of a hand-over, or the long return code."""

    typed: str


Key = LinkKey | CodeKey


@dataclass(frozen=True, slots=True)
class Made:
    """A hand-over: the token of its link, and a code that can be typed instead. One use for both together."""

    token: str
    code: str


def make_handover(unit: Unit, conversation_id: str, now: datetime) -> Made:
    """Make one; it lives half an hour."""
    made = Made(new_token(), new_short_code())
    for hashed in (token_hash(made.token), _short_hash(unit, read_code(made.code))):
        unit.handovers.make(hashed, conversation_id, now + HANDOVER_LIVES)
    return made


def looked_at(unit: Unit, key: Key, now: datetime) -> str | None:
    """The conversation this opens, without using it up; None for what opens nothing."""
    hashed = _handover_hash(unit, key)
    if hashed is not None:
        return unit.handovers.look(hashed, now)
    return _by_return_code(unit, key)


def used(unit: Unit, key: Key, now: datetime) -> str | None:
    """The conversation this opens; a hand-over opens nothing afterwards, a return code stays good."""
    hashed = _handover_hash(unit, key)
    if hashed is not None:
        return unit.handovers.use(hashed, now)
    return _by_return_code(unit, key)


def _handover_hash(unit: Unit, key: Key) -> bytes | None:
    match key:
        case LinkKey(token):
            return token_hash(token)
        case CodeKey(typed):
            code = read_code(typed)
            return _short_hash(unit, code) if len(code) == SHORT_LENGTH else None


def _short_hash(unit: Unit, code: str) -> bytes:
    # Forty bits can be tried out by whoever has the table, so this hash has a key.
    return unit.keyring.digest(b"handover code", code.encode())


def _by_return_code(unit: Unit, key: Key) -> str | None:
    code = read_code(key.typed) if isinstance(key, CodeKey) else ""
    if len(code) != CODE_LENGTH:
        return None
    row = unit.conversations.by_return_code(token_hash(code))
    return row.id if row is not None else None
