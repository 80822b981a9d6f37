"""The texts that administrators may edit, as dated versions: the one in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.services.shipped import read_yaml
from conversations.world import TextVersion

SAMPLES = Path(__file__).parent / "samples" / "texts.yaml"


@dataclass(frozen=True, slots=True)
class DatedText:
    """A version of a text and the first day on which it holds."""

    text: TextVersion
    since: date


class Texts:
    """All versions of all texts: those that are shipped, and those that two people of the staff have put in force.
    Nothing is overwritten, so what was signed can always be shown again.
    """

    def __init__(self, dated: tuple[DatedText, ...]) -> None:
        self._dated = dated

    def keep(self, more: Iterable[DatedText]) -> None:
        """Further versions. Told twice, a version is kept once; told from another thread, it is seen whole or not."""
        known = {(one.text.name, one.text.version) for one in self._dated}
        self._dated = (*self._dated, *(one for one in more if (one.text.name, one.text.version) not in known))

    def all(self) -> tuple[DatedText, ...]:
        """Every version, by name and first day."""
        return tuple(sorted(self._dated, key=lambda one: (one.text.name, one.since, one.text.version)))

    @classmethod
    def load(cls, path: Path = SAMPLES) -> "Texts":
        """Read the versions from a YAML file."""
        read: dict[str, list[dict[str, object]]] = read_yaml(path)
        return cls(
            tuple(DatedText(_version(name, row), _day(row["from"])) for name, rows in read.items() for row in rows)
        )

    def in_force(self, on: date) -> Mapping[str, TextVersion]:
        """By name, the newest version that holds on that day; a text whose first version is later is used as it is."""
        ordered = sorted(self._dated, key=lambda one: (one.since <= on, one.since))
        return {one.text.name: one.text for one in ordered}

    def version(self, name: str, version: str) -> TextVersion | None:
        """A text as it read in one version, None for a version there never was."""
        named = (one.text for one in self._dated if one.text.name == name)
        return next((text for text in named if text.version == version), None)


def _version(name: str, row: dict[str, object]) -> TextVersion:
    readings = row.get("readings")
    known = {str(locale): str(words) for locale, words in readings.items()} if isinstance(readings, dict) else {}
    return TextVersion(name, str(row["version"]), str(row["words"]), known)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
