"""A reader of photos for tests: says what it is told to, and counts how often it was asked."""

from collections.abc import Sequence

from api.services.ocr.lines import Seen
from api.services.ocr.reader import CannotRead


def seen(*texts: str) -> tuple[Seen, ...]:
    """Lines under each other, surely read."""
    return tuple(
        Seen(text, 0.99, ((50, y), (50 + 30 * len(text), y), (50 + 30 * len(text), y + 40), (50, y + 40)))
        for y, text in zip(range(50, 50 + 80 * len(texts), 80), texts, strict=True)
    )


def card(name: str, number: str) -> tuple[Seen, ...]:
    """The lines of an ID card."""
    return seen(f"姓名{name}", "民族汉", "住址东山村三组", f"公民身份号码{number}")


class FakeReader:
    """Whatever the photo, these lines; None fails."""

    def __init__(self, lines: Sequence[Seen] | None) -> None:
        self.says = lines
        self.asked = 0
        self.closed = False

    async def lines(self, content: bytes, *, pdf: bool, turns: int) -> tuple[Seen, ...]:
        """See `Reader`."""
        self.asked += 1
        if self.says is None:
            raise CannotRead("told to")
        return tuple(self.says)

    async def close(self) -> None:
        """See `Reader`."""
        self.closed = True
