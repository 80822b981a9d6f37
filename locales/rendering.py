"""Puts a message into words: the sentence from the catalogue, its places filled the way the reader writes."""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Protocol, TypeGuard
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from locales.catalogues import Catalogues

SHANGHAI = ZoneInfo("Asia/Shanghai")
FEN = Decimal("0.01")
# Wide enough that no figure a person can type loses digits while it is being written.
WIDE = Context(prec=96, rounding=ROUND_HALF_EVEN)


class Sayable(Protocol):
    """What can be rendered: a Chinese source sentence with `{named}` places, and what fills them."""

    @property
    def text(self) -> str: ...

    @property
    def params(self) -> tuple[tuple[str, object], ...]: ...


class Renderer:
    """Renders messages in one locale; `today` (Asia/Shanghai) tells which dates need their year written.

    `locale` is the one in use: a locale we do not speak is answered in the nearest we do, at last in Chinese.
    """

    def __init__(self, locale: str, catalogues: Catalogues, today: date) -> None:
        self.locale = catalogues.best([locale])
        self._catalogue = catalogues.catalogue(self.locale)
        self._babel = catalogues.babel(self.locale)
        self._today = today

    def render(self, message: Sayable) -> str:
        """The message in words. `KeyError` when a place of the sentence has nothing to fill it.

        Only the sentence is read for places: braces in what fills them stay as they are.
        """
        sentence = self._catalogue.gettext(message.text) if message.text else ""
        return sentence.format_map({name: self.value(value) for name, value in message.params})

    def value(self, value: object) -> str:
        """One parameter as the reader writes it; `TypeError` for a kind that has no written form."""
        match value:
            case str():
                return value
            case Decimal():
                return self.figure(value)
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case int():
                return str(value)
            case tuple():
                return self._joiner().join(self.value(each) for each in value)
        if _is_sayable(value):
            return self.render(value)
        raise TypeError(f"no written form for a {type(value).__name__}")

    def figure(self, value: Decimal) -> str:
        """A figure with separators: 2,000 when whole, else two decimals, half to even: 1,402.50."""
        rounded = value.quantize(FEN, context=WIDE)
        whole = rounded == rounded.to_integral_value()
        # A tiny negative rounds to minus zero, which nobody writes.
        return format_decimal(rounded + 0, "#,##0" if whole else "#,##0.00", locale=self._babel)

    def day(self, value: date) -> str:
        """A day with its weekday, the year only when it is not this one: 11月22日（周日）."""
        this_year = value.year == self._today.year
        if self._is_chinese():
            pattern = "M月d日（EEE）" if this_year else "y年M月d日（EEE）"
            return format_date(value, pattern, locale=self._babel)
        skeleton = "MMMEd" if this_year else "yMMMEd"
        # Midday, so that no reader's zone can move the day.
        return format_skeleton(skeleton, datetime(value.year, value.month, value.day, 12), locale=self._babel)  # noqa: DTZ001

    def moment(self, value: datetime) -> str:
        """A moment in Asia/Shanghai, to the minute: 11月22日（周日）14:05. `ValueError` when it is naive."""
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be said: make it aware")
        local = value.astimezone(SHANGHAI)
        clock = f"{local:%H:%M}"
        return self.day(local.date()) + (clock if self._is_chinese() else f", {clock}")

    def _is_chinese(self) -> bool:
        return self._babel.language == "zh"

    def _joiner(self) -> str:
        return "、" if self._is_chinese() else ", "


def _is_sayable(value: object) -> TypeGuard[Sayable]:
    # What a runtime protocol would ask, at a twentieth of its price.
    return hasattr(value, "text") and hasattr(value, "params")
