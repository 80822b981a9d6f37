"""What a line of the queue says of a case beside the name: the village, how many people, which answers are missing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from conversations.answers import Json
from conversations.form.declaration import DECLARATION
from conversations.form.model import Group, Question
from conversations.messages import Message

_MISSING = ("skipped", "unsure")
_LONGEST = 24
_MOST = 20


@dataclass(frozen=True, slots=True)
class Gist:
    """`missing` are boundary keys of answers left out or not known, the first twenty of them; `how_many` all."""

    village: str = ""
    people: int = 0
    missing: tuple[str, ...] = ()
    how_many: int = 0

    @property
    def labels(self) -> tuple[Message, ...]:
        """What is missing in words, each once."""
        found = (_LABELS.get(plain(key)) for key in self.missing)
        return tuple(dict.fromkeys(label for label in found if label is not None))


def gist_of(answers: Mapping[str, Json], flags: Iterable[tuple[str, str]]) -> bytes:
    """As it is kept, to be sealed: it says where somebody lives."""
    missing = [key for key, flag in flags if flag in _MISSING]
    village = answers.get("residence_detail")
    people = {key.split(".")[1] for key in answers if key.startswith("members.")}
    kept = [village[:_LONGEST] if isinstance(village, str) else "", len(people), missing[:_MOST], len(missing)]
    return json.dumps(kept, ensure_ascii=False).encode()


def read_gist(kept: bytes | None) -> Gist:
    """The gist as it was kept; an empty one for what was filed before it was."""
    if kept is None:
        return Gist()
    village, people, missing, how_many = json.loads(kept)
    return Gist(village, people, tuple(missing), how_many)


def plain(key: str) -> str:
    """A boundary key without its places: `members.name`."""
    return ".".join(part for part in key.split(".") if not part.isdecimal())


def _labels() -> dict[str, Message]:
    labels: dict[str, Message] = {}
    for section in DECLARATION.sections:
        for entry in section.entries:
            if isinstance(entry, Question):
                labels[entry.key] = entry.label
            elif isinstance(entry, Group):
                labels.update({f"{entry.key}.{one.key}": one.label for one in entry.every})
                labels[f"{entry.key}.more"] = entry.title
    return labels


_LABELS: Mapping[str, Message] = _labels()
