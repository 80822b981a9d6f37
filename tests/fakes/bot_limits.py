"""What the real Bot API refuses, checked the same way: empty and long texts, buttons that carry too much."""

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

MOST_UNITS = 4096
MOST_DATA = 64
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8

JsonRows = list[list[dict[str, str]]]


class Rejected(Exception):
    """The server answers with this status and these words."""

    def __init__(self, status: int, words: str, retry_after: int | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.retry_after = retry_after


def checked_text(fields: Mapping[str, str]) -> str:
    """The text of a message, or why it is refused."""
    text = fields.get("text", "")
    if not text.strip():
        raise Rejected(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > MOST_UNITS:
        raise Rejected(400, "Bad Request: message is too long")
    return text


def checked_rows(fields: Mapping[str, str]) -> JsonRows:
    """The rows of the inline keyboard, or why it is refused."""
    rows: JsonRows = json.loads(fields.get("reply_markup", "{}")).get("inline_keyboard", [])
    if sum(len(row) for row in rows) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise Rejected(400, "Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)
    return rows


def _check_button(button: Mapping[str, str]) -> None:
    if not button.get("text", "").strip():
        raise Rejected(400, "Bad Request: inline keyboard button text is empty")
    if ("url" in button) == ("callback_data" in button):
        raise Rejected(400, "Bad Request: can't parse inline keyboard button: text buttons are not allowed")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= MOST_DATA:
        raise Rejected(400, "Bad Request: BUTTON_DATA_INVALID")
    if "url" in button and urlsplit(button["url"]).hostname in {"127.0.0.1", "localhost", None}:
        raise Rejected(400, "Bad Request: BUTTON_URL_INVALID")
