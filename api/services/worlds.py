"""The world a step may know, made anew for each turn: now, the areas, the texts in force, what is on."""

from collections.abc import Callable
from datetime import datetime

from api.services.calendar.workdays import SHANGHAI
from api.services.territory.areas import Areas, SampleArea
from api.services.territory.places import places_of
from api.services.texts import Texts
from api.settings import Settings
from conversations.inputs import Channel
from conversations.reading import FEATURE
from conversations.world import Area, World


class Worlds:
    """Makes worlds. `reads`: photos of papers are read here."""

    def __init__(
        self,
        settings: Settings,
        figures: Areas,
        texts: Texts,
        locales: tuple[str, ...],
        clock: Callable[[], datetime],
        *,
        reads: bool,
    ) -> None:
        self._book = figures
        self._seen: tuple[SampleArea, ...] = ()
        self._served: tuple[Area, ...] = ()
        self._texts = texts
        self._locales = locales
        self._clock = clock
        features = {"telegram_answers_by_link": settings.telegram_answers == "link", FEATURE: reads}
        self._places = places_of(settings.data_dir, demo=settings.demo)
        self._features = frozenset(name for name, on in features.items() if on)

    def __call__(self, channel: Channel) -> World:
        """The world at this moment, in the time of China."""
        now = self._clock().astimezone(SHANGHAI)
        return World(now, self._areas, self._texts.in_force(now.date()), self._features, self._locales, self._places)

    @property
    def _areas(self) -> tuple[Area, ...]:
        """The townships as they are called and reached now; made anew only after one was described anew."""
        areas = self._book.areas()
        if areas is not self._seen:
            self._served = tuple(Area(one.code, one.name, one.county_code, one.county, one.phone) for one in areas)
            self._seen = areas
        return self._served

    @property
    def texts(self) -> Texts:
        """Every version of every text."""
        return self._texts

    def area(self, code: str | None) -> Area | None:
        """The township with this code."""
        return next((area for area in self._areas if area.code == code), None)
