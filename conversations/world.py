"""What a step may know of the world: the time, the areas served, the texts in force, what is switched on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from conversations.places import Place


@dataclass(frozen=True, slots=True)
class Area:
    """A township that is served: nine-digit code, names, the county it lies in, and whom to call."""

    code: str
    name: str
    county_code: str
    county: str
    phone: str


@dataclass(frozen=True, slots=True)
class TextVersion:
    """A text that administrators may edit (the notice, the pledge …): its version and its words."""

    name: str
    version: str
    words: str
    # By locale, to be read alongside; `words` is what is signed.
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """`now` is aware (Asia/Shanghai); `texts` by name; `features` are the switches that are on,
    `locales` the languages that can be chosen.

    `places`: where the areas lie, as far as that is known.
    Features: `telegram_answers_by_link` (sensitive questions are not taken from Telegram).
    """

    now: datetime
    areas: tuple[Area, ...]
    texts: Mapping[str, TextVersion]
    features: frozenset[str] = frozenset()
    locales: tuple[str, ...] = ("zh_CN",)
    places: tuple[Place, ...] = ()

    def area(self, code: str | None) -> Area | None:
        """The served township with this code, or None."""
        return next((area for area in self.areas if area.code == code), None)
