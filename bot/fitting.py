"""Fits text into messages: Telegram counts UTF-16 units, and a message holds 4,096 of them."""

from collections.abc import Iterable, Iterator

LIMIT = 4096
# Where a text may be cut, the best place first.
_CUTS = ("\n\n", "\n", "。", " ")


def units(text: str) -> int:
    """The length as Telegram counts it: a character beyond the basic plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pack(blocks: Iterable[str], limit: int = LIMIT) -> list[str]:
    """The blocks, parted by empty lines, in as few messages of at most `limit` units as keep their order.

    A block is cut only when it does not fit a message by itself. Blocks of white space are left out.
    """
    packed: list[str] = []
    for block in blocks:
        for piece in _pieces(block.strip(), limit):
            joined = f"{packed[-1]}\n\n{piece}" if packed else piece
            if packed and units(joined) <= limit:
                packed[-1] = joined
            else:
                packed.append(piece)
    return packed


def shorten(text: str, most: int) -> str:
    """At most `most` characters, the cut shown."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _pieces(text: str, limit: int) -> Iterator[str]:
    while units(text) > limit:
        at = _cut(text, limit)
        yield text[:at].rstrip()
        text = text[at:].strip()
    if text:
        yield text


def _cut(text: str, limit: int) -> int:
    """Where to cut so that the first part fits; at least one character in."""
    whole, room = 0, limit
    for letter in text:
        room -= 2 if ord(letter) > 0xFFFF else 1
        if room < 0:
            break
        whole += 1
    for mark in _CUTS:
        at = text.rfind(mark, 0, whole)
        # A cut near the beginning would only make more messages.
        if at > whole // 3:
            return at + len(mark)
    return max(whole, 1)
