"""Finds what is wanted on a photo, which may lie on its side or head: turned and read again until it is found."""

from datetime import date

from api.services.ocr.bills import read_bill
from api.services.ocr.id_cards import Found, read_id_card
from api.services.ocr.lines import Seen, is_lying, level
from api.services.ocr.reader import Reader
from conversations.reading import Wants

# Quarter turns to try after the photo as it is, when its lines run level, and when they run from top to bottom.
_ON_ITS_HEAD, _ON_ITS_SIDE = (2,), (1, 3)
# How many answers a paper holds.
_MOST: dict[Wants, int] = {"id_card": 2, "medical_bill": 1}


async def find(reader: Reader, wants: Wants, content: bytes, *, pdf: bool, today: date) -> Found:
    """What answers a question, by key, as text; `today` in Asia/Shanghai. Raises `CannotRead`.

    Two turns of one photo that say different things say nothing.
    """
    seen = await reader.lines(content, pdf=pdf, turns=0)
    found: dict[str, set[str]] = {}
    _add(found, _read(wants, seen, today))
    for turns in _ON_ITS_SIDE if is_lying(seen) else _ON_ITS_HEAD:
        if not seen or len(found) == _MOST[wants]:
            break
        _add(found, _read(wants, await reader.lines(content, pdf=pdf, turns=turns), today))
    return tuple((key, next(iter(texts))) for key, texts in found.items() if len(texts) == 1)


def _read(wants: Wants, seen: tuple[Seen, ...], today: date) -> Found:
    lines = level(seen)
    return read_id_card(lines, today) if wants == "id_card" else read_bill(lines)


def _add(found: dict[str, set[str]], more: Found) -> None:
    for key, text in more:
        found.setdefault(key, set()).add(text)
