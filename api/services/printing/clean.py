"""Text as it may stand on paper: what cannot be seen, or turns other text around, is left out."""

import re
import unicodedata
from collections.abc import Mapping

# Latin letters and digits have no place to break; CJK may break anywhere.
_LONG_RUN = re.compile(r"[!-~]{25,}")
_BREAK_HERE = "\u200b"
_EVERY = 12


def visible(text: str) -> str:
    """The text in one normal form, without control and direction characters. Lines stay lines.

    What was filed is not touched: this is how it is put out.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(_visible(one) for one in line) for line in lines)


def clean(text: str) -> str:
    """The same for a page: long runs may break."""
    return _LONG_RUN.sub(lambda run: _BREAK_HERE.join(_cut(run.group())), visible(text))


def clean_all(data: object) -> object:
    """The same for every text in a tree of what JSON can hold; numbers and truth values stay."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, Mapping):
        return {str(key): clean_all(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [clean_all(value) for value in data]
    return data


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    # Cc control, Cf format (turns direction), Cs half a pair, Co private, Cn not assigned.
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") else character


def _cut(run: str) -> list[str]:
    return [run[start : start + _EVERY] for start in range(0, len(run), _EVERY)]
