"""One spelling for what was typed: widths, spaces and closing marks no longer differ."""

import re
import unicodedata

LONGEST = 200  # characters; no answer these readers take is longer

_SAME_SIGN = ("<wide>", "<narrow>", "<compat>", "<square>", "<noBreak>")
# Pasted numbers carry these marks; they show nothing and leave left-to-right text as it is.
# Right-to-left marks stay: with them the text on the screen is not the text in memory.
_SHOW_NOTHING = {0x200B, 0x200E, 0x202A, 0x202C, 0x202D, 0x2060, 0xFEFF}
_CLOSING = " \t\r\n。!！.,;、~…"
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩〇", "一二三四五六七八九十百千万亿两零")
_TENS = (("廿", "二十"), ("卅", "三十"))
_SAID_DIGITS = str.maketrans("零〇一幺二三四五六七八九", "001123456789")


def normal(text: str) -> str:
    """`text` with half-width letters and digits, single spaces, and no closing marks.

    Unlike NFKC it keeps raised and circled digits apart from plain ones: 3² is not 32. A text too long to be
    an answer comes back empty, which no reader understands.
    """
    if len(text) > LONGEST:
        return ""
    same = "".join(_same_sign(char) for char in unicodedata.normalize("NFC", text) if ord(char) not in _SHOW_NOTHING)
    return re.sub(r"\s+", " ", same).strip().rstrip(_CLOSING)


def one_line(text: str) -> str:
    """`text` as somebody wrote it, on one line, without signs that print nothing."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def compact(text: str) -> str:
    """`normal` without any spaces, in lower case: for words; in figures a space may part two."""
    return normal(text).replace(" ", "").lower()


def plain_numerals(text: str) -> str:
    """`text` with the numerals of cheques (壹仟贰佰) written as the everyday ones (一千二百)."""
    for short, long in _TENS:
        text = text.replace(short, long)
    return text.translate(_CAPITALS)


def spoken_digits(text: str) -> str:
    """`text` with numerals said digit by digit (幺三八) as figures: for telephone and card numbers."""
    return text.translate(_SAID_DIGITS)


def _same_sign(char: str) -> str:
    if char.isascii():
        return char
    tag, _, codes = unicodedata.decomposition(char).partition(" ")
    if tag not in _SAME_SIGN:
        return char
    return "".join(chr(int(code, 16)) for code in codes.split())


def words(text: str) -> tuple[str, ...]:
    """The words of a list written with spaces: keeps long word lists readable."""
    return tuple(text.split())
