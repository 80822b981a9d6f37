"""Whether two families may tell of one event: one kind, township and time, near by or at a place named alike. Pure.

It is shown, and decides nothing: of one fire two families may both be without a roof. Why: docs/decisions/0048.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import TypeAlias

from api.services.emergency.answers import answers_of
from conversations.places import Point, distance_km
from storage.emergency_rows import EmergencyRow

SAME_PLACE = "same_place"
"""The mark at the desk, computed each time it is looked at."""
WITHIN = timedelta(hours=6)
LATELY = timedelta(days=2)
"""As long after it was told, what is done is still compared with what the list shows; a page compares with everything."""
NEAR_METRES = 300
"""As far apart as two phones say that stand before one house, with what they err."""
_SCENES = ("fire", "accident", "flood_or_storm", "violence", "other")
"""What happens at a place. Illness is told from a hospital and want from a station: many families, one place."""
_SHORTEST = 3
_FIELD = 0.01
"""Of a degree: nowhere in the country less than the metres that count as near."""
_WORDS = tuple(f"emergency.{key}" for key in ("place", "what_words", "need_words", "more"))
_NAMED = re.compile(
    r"([一-鿿]{1,8}?(?:村|社区|小区|屯|寨|庄|湾|街|路|巷|弄|桥|市场|广场|学校|小学|中学|工地|厂|大厦|公寓|宿舍))"
    r"\s*([0-9〇一二三四五六七八九十]{1,3}\s*(?:组|队|社|栋|幢|号楼))?"
)
_NO_NAME = re.compile(r"[们我你您他她咱这那哪全整本邻壁别个一人过马家的][一-鿿]{1,2}$")
"""What stands before the kind of place when it is not named: “我们村”, “隔壁村”, “这个工地”."""
_BUILDING, _GROUP = "栋", "组"
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


_Near: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when something happened, as far as it was told. `line`: the receipt of the line it lies on; `families`:
    what tells who told it; `named`: places by name, each with the number of its group or building, "" for none.
    """

    receipt: str
    line: str
    what: str
    area_code: str
    at: datetime
    families: frozenset[object]
    point: Point | None
    named: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """How two scenes are alike: `metres` between them, None where that is not known; the name both said, or ""."""

    metres: int | None
    name: str


def scene_of(row: EmergencyRow) -> Scene:
    """What of a stored emergency is compared."""
    answers: Mapping[str, object] = answers_of(row)
    place = answers.get("emergency.place")
    point = (float(place["lat"]), float(place["lon"])) if isinstance(place, Mapping) else None
    said = " ".join(str(value) for key in _WORDS if isinstance(value := answers.get(key), str | list))
    known = frozenset(one for one in (row.conversation_id, row.phone_index) if one is not None)
    line = row.together or row.receipt
    return Scene(row.receipt, line, row.what, row.area_code, row.submitted_at, known, point, _named(said))


def alike(one: Scene, other: Scene) -> Alike | None:
    """How they may be one event told by two families; None where nothing says so. What one family told twice, or lies
    under one line, is told apart by that already.
    """
    if (one.what, one.area_code) != (other.what, other.area_code) or one.what not in _SCENES:
        return None
    if one.line == other.line or one.families & other.families or abs(one.at - other.at) > WITHIN:
        return None
    if one.point is not None and other.point is not None:
        metres = round(distance_km(one.point, other.point) * 1000)
        return Alike(metres, "") if metres <= NEAR_METRES else None
    names = (_same(mine, theirs) for mine in one.named for theirs in other.named)
    name = next((found for found in names if found), "")
    return Alike(None, name) if name else None


def marked(rows: Iterable[EmergencyRow]) -> frozenset[str]:
    """The receipts of those among them that may be the same event as another one, lines of their own only."""
    scenes = [scene_of(row) for row in rows if row.what in _SCENES and row.together is None]
    near: dict[_Near, list[Scene]] = {}
    for scene in scenes:
        for key in _nears(scene, 0):
            near.setdefault(key, []).append(scene)
    found: set[str] = set()
    for scene in scenes:
        others = (one for key in _nears(scene, 1) for one in near.get(key, ()))
        if scene.receipt not in found and (other := next((one for one in others if alike(scene, one)), None)):
            found |= {scene.receipt, other.receipt}
    return frozenset(found)


def _nears(scene: Scene, around: int) -> Iterator[_Near]:
    """What a scene has in common with any that may be alike, so that two hundred need not be compared with each other:
    how a name ends, or the field of the map, with so many `around` it.
    """
    of = scene.what, scene.area_code
    for name, _ in scene.named:
        yield (*of, name[-_SHORTEST:])
    if scene.point is not None:
        lat, lon = (int(degrees // _FIELD) for degrees in scene.point)
        for north in range(lat - around, lat + around + 1):
            for east in range(lon - around, lon + around + 1):
                yield (*of, f"{north},{east}")


def others_like(row: EmergencyRow, rows: Sequence[EmergencyRow]) -> list[tuple[EmergencyRow, Alike]]:
    """Which of these may be the same event as this one, and how they are alike."""
    scene = scene_of(row)
    return [(one, how) for one in rows if (how := alike(scene, scene_of(one))) is not None]


def _named(said: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, _number(group)) for name, group in _NAMED.findall(said))


def _number(group: str) -> str:
    """“三组” and “3 组” alike, and “12栋” and “12号楼”."""
    if not group:
        return ""
    number = re.sub(r"[^0-9十]", "", group.translate(_DIGITS))
    digits = re.sub(r"(\d?)十(\d?)", lambda found: f"{found[1] or 1}{found[2] or 0}", number)
    return digits + (_GROUP if group[-1] in "组队社" else _BUILDING)


def _same(one: tuple[str, str], other: tuple[str, str]) -> str:
    """What both names end with, if that is a name, and no group or building says otherwise."""
    letters = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(one[0]), reversed(other[0]), strict=False))
    name = "".join(letter for letter, _ in letters)[::-1]
    elsewhere = one[1] and other[1] and one[1][-1] == other[1][-1] and one[1] != other[1]
    if len(name) < _SHORTEST or _NO_NAME.search(name) or elsewhere:
        return ""
    return name + (one[1] or other[1])
