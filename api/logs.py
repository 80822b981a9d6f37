"""Sets up logging: one line a record to standard error, with bot tokens and personal numbers struck out.

Code never logs personal data on purpose; striking out is the net below it, for the words of libraries and
for the text of exceptions.
"""

import logging
import re
import sys
from typing import TextIO

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# A token is struck out before the digits in it could pass for something else.
STRUCK_OUT = (
    (re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}"), "[token]"),
    (re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])"), "[id number]"),
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), "[phone]"),
    (re.compile(r"(://[^:/@\s]+):[^@/\s]+@"), r"\1:[password]@"),
    # Parameters and values that SQLAlchemy and drivers append to their errors.
    (re.compile(r"\[parameters: .*?\]$", re.MULTILINE | re.DOTALL), "[parameters struck out]"),
    (re.compile(r"^DETAIL: .*$", re.MULTILINE), "DETAIL: [struck out]"),
)


def strike_out(words: str) -> str:
    """`words` without bot tokens, database passwords, ID numbers, mobile numbers and SQL parameters."""
    for pattern, instead in STRUCK_OUT:
        words = pattern.sub(instead, words)
    return words


class CarefulFormatter(logging.Formatter):
    """Formats as usual, the traceback included, and strikes out what must not be kept."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in one text."""
        return strike_out(super().format(record))


def set_up(level: str, stream: TextIO | None = None) -> None:
    """Send every logger's records to `stream` (standard error when None); called once, at the start.

    `level` is DEBUG, INFO, WARNING or ERROR (`ValueError` for another word).

    Loggers of the web server and the bot are made to pass theirs on, so that none writes past the formatter.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(CarefulFormatter(FORMAT))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "aiogram"):
        passing = logging.getLogger(name)
        passing.handlers.clear()
        passing.propagate = True
    # Access lines carry whole addresses, and with them what staff searched for.
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)
    # Alembic tells its set-up at every look at the schema, the readiness check among them.
    logging.getLogger("alembic").setLevel(logging.WARNING)
