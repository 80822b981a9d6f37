"""What reaches the log holds no token, no password and nobody's numbers. Covers failure 5."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest

from api.logs import set_up, strike_out

TOKEN = "12345678:AAabcdefghijklmnopqrstuvwxyz0123456"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """A log set up as at the start, and the root logger given back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    set_up("INFO", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"GET https://api.telegram.org/bot{TOKEN}/getMe", "GET https://api.telegram.org/bot[token]/getMe"),
        ("id 36010119630412002X here", "id [id number] here"),
        ("call 13800138000", "call [phone]"),
        ("postgresql+psycopg://u:hunter2@h/d", "postgresql+psycopg://u:[password]@h/d"),
        ("(psycopg.Error) x\n[parameters: ('王小明',\n 'b')]", "(psycopg.Error) x\n[parameters struck out]"),
        ("duplicate key\nDETAIL:  Key (name)=(王) exists.", "duplicate key\nDETAIL: [struck out]"),
        ("committed 1402 turns in 12.5 ms", "committed 1402 turns in 12.5 ms"),
    ],
)
def test_what_must_not_be_kept_is_struck_out(said: str, kept: str) -> None:
    assert strike_out(said) == kept


def test_arguments_and_tracebacks_are_struck_out_too(log: StringIO) -> None:
    try:
        raise RuntimeError(f"could not reach bot{TOKEN}")
    except RuntimeError:
        logging.getLogger("bot.sender").exception("chat of %s", "13800138000")
    assert TOKEN not in log.getvalue()
    assert "13800138000" not in log.getvalue()
    assert "RuntimeError" in log.getvalue()


def test_the_web_servers_records_pass_the_same_way_and_addresses_are_not_kept(log: StringIO) -> None:
    logging.getLogger("uvicorn.error").info("listening as bot%s", TOKEN)
    logging.getLogger("uvicorn.access").info("GET /api/v1/declarations?q=王小明")
    assert "listening as bot[token]" in log.getvalue()
    assert "王小明" not in log.getvalue()


def test_an_unknown_level_is_an_error() -> None:
    root = logging.getLogger()
    handlers = root.handlers[:]
    with pytest.raises(ValueError, match="LOUD"):
        set_up("LOUD")
    root.handlers[:] = handlers
