"""Sums as receipts have them written out: 1,200.50 is 壹仟贰佰元伍角整. Pure."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def capitals(fen: int) -> str:
    """A sum (fen, at most 999,999,999,999.99 yuan) in capital numerals. Raises ValueError for any other."""
    if not 0 <= fen < 10**14:
        raise ValueError("only sums from nothing to a million million yuan")
    yuan, rest = divmod(fen, 100)
    jiao, last = divmod(rest, 10)
    words = f"{_whole(yuan)}元" if yuan or not rest else ""
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif last and yuan:
        words += "零"
    return words + (f"{_DIGITS[last]}分" if last else "整")


def _whole(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    words, gap = "", False
    for group in reversed(range(len(_GROUPS))):
        four = number // 10 ** (4 * group) % 10_000
        if four == 0:
            gap = bool(words)
            continue
        if words and (gap or four < 1_000):
            words += _DIGITS[0]
        words, gap = words + _four(four) + _GROUPS[group], False
    return words


def _four(number: int) -> str:
    words, gap = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(words)
            continue
        words, gap = words + (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[place], False
    return words
