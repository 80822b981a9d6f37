"""Loads the catalogues: `.po` files compiled in memory, each when it is first asked for."""

from collections.abc import Iterable
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from threading import Lock

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "zh_CN"
HERE = Path(__file__).parent
DOMAIN = "messages"


def po_path(locale: str, folder: Path = HERE) -> Path:
    """Where the catalogue of `locale` lies, by name: Babel would drop an `@modifier` of a parsed locale."""
    return folder / locale / "LC_MESSAGES" / f"{DOMAIN}.po"


def locales_in(folder: Path = HERE) -> tuple[str, ...]:
    """The locales that have a place in `folder`, the source language first."""
    found = {path.parent.name for path in folder.glob("*/LC_MESSAGES")}
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))


def parse(locale: str, folder: Path = HERE) -> GNUTranslations:
    """Read and compile one catalogue. `FileNotFoundError` when there is none."""
    path = po_path(locale, folder)
    with path.open("rb") as source:
        # Babel takes the locale of the file's own header; passing a parsed one would lose `@modifier`.
        catalogue = read_po(source, domain=DOMAIN, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


class Catalogues:
    """The catalogues in use; each locale is parsed at most once, and the source language never.

    One object is made when the process starts and handed to whoever renders. Safe between threads.
    """

    def __init__(self, folder: Path = HERE) -> None:
        self._folder = folder
        self._known = locales_in(folder)
        self._babel: dict[str, Locale] = {}
        self._loaded: dict[str, NullTranslations] = {SOURCE_LANGUAGE: NullTranslations()}
        self._lock = Lock()

    def locales(self) -> tuple[str, ...]:
        """The locales that can be asked for, the source language first."""
        return self._known

    def catalogue(self, locale: str) -> NullTranslations:
        """The catalogue of `locale`; the source language when there is none of that name.

        A locale is named by whoever writes to us, so an unknown one is no error.
        """
        name = locale if locale in self._known else SOURCE_LANGUAGE
        with self._lock:
            if name not in self._loaded:
                self._loaded[name] = parse(name, self._folder)
            return self._loaded[name]

    def babel(self, locale: str) -> Locale:
        """How figures and dates are written in `locale`, one of `locales()`; kept, for parsing takes its time."""
        with self._lock:
            if locale not in self._babel:
                self._babel[locale] = Locale.parse(locale.split("@", maxsplit=1)[0])
            return self._babel[locale]

    def best(self, wished: Iterable[str]) -> str:
        """The first of the `wished` locales we speak, or its language (`en_GB` → `en`); else Chinese."""
        known = self._known
        for wish in wished:
            name = wish.replace("-", "_")
            language = name.split("_")[0].lower()
            same_language = (each for each in known if each.split("_")[0].split("@")[0] == language)
            match = name if name in known else next(same_language, None)
            if match:
                return match
        return SOURCE_LANGUAGE
