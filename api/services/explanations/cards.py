"""The policy cards: plain Chinese, each with its source; read from the YAML files beside this one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from api.services.shipped import read_yaml

FOLDER = Path(__file__).parent / "cards"
# Raised whenever a card says something else than before; answers given keep the words they were given in.
VERSION = "2026-11-22.2"
OUTSIDE = "outside"
DOCUMENTS: Mapping[str, tuple[str, str]] = {
    "national": ("national-guobanfa-2023-39", "国家文件（国办发〔2023〕39号）"),
    "shandong": ("shandong-draft-interpretation", "山东省实施意见（征求意见稿）解读"),
    "xpcc": ("xpcc-division-plan", "兵团师市实施方案"),
    "shanxi": ("shanxi-guide-2021", "山西省转发的民政部工作指南（2021）"),
    "jiangxi": ("jiangxi-opinion-2024", "江西省实施意见（2024）"),
}
REGIONS: Mapping[str, str] = {"shandong": "山东", "xpcc": "兵团", "shanxi": "山西", "jiangxi": "江西"}


def cited(sources: Iterable["Source"]) -> tuple[str, ...]:
    """The sources for a reader, each document once with its articles."""
    articles: dict[str, list[str]] = {}
    for one in sources:
        known = articles.setdefault(one.words, [])
        if one.article and one.article not in known:
            known.append(one.article)
    return tuple(f"{words} {'、'.join(known)}" if known else words for words, known in articles.items())


class CardFault(ValueError):
    """A card cannot be read; the message names card and fault."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from: a document and an article of it.

    `outside`: not one of the five documents the product carries out, so `document` is a name in words and
    `article` is empty. `words` names the document to a reader.
    """

    document: str
    article: str
    outside: bool
    words: str


@dataclass(frozen=True, slots=True)
class Holds:
    """What holds in one region (`shandong`, `xpcc`, `shanxi`, `jiangxi`), with its source."""

    region: str
    name: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Card:
    """One explanation. `text` answers in at most 120 characters; `detail` may be empty.

    `asks` are ways people ask for it; `strip` are steps to be drawn, `drawings` papers to be drawn.
    """

    id: str
    topic: str
    title: str
    text: str
    detail: str
    sources: tuple[Source, ...]
    holds: tuple[Holds, ...]
    asks: tuple[str, ...]
    strip: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()

    def held_in(self, region: str | None) -> Holds | None:
        """What holds in this region, None where nothing differs from what is said everywhere."""
        return next((one for one in self.holds if one.region == region), None)


class _Holds(TypedDict):
    article: str
    text: str


class _Raw(TypedDict):
    id: str
    title: str
    text: str
    source: list[str]
    asks: list[str]
    detail: NotRequired[str]
    regions: NotRequired[dict[str, _Holds]]
    strip: NotRequired[list[str]]
    drawings: NotRequired[list[str]]


def load_cards(folder: Path = FOLDER) -> tuple[Card, ...]:
    """All cards, in the order of the files. Raises `CardFault` for one that cannot be read or an id used twice."""
    cards = tuple(_cards(folder))
    ids = [card.id for card in cards]
    twice = {id for id in ids if ids.count(id) > 1}
    if twice:
        raise CardFault(f"used twice: {', '.join(sorted(twice))}")
    return cards


def _cards(folder: Path) -> Iterator[Card]:
    for path in sorted(folder.glob("*.yaml")):
        rows: list[_Raw] = read_yaml(path)
        for row in rows:
            try:
                yield _card(row, path.stem.partition("-")[2])
            except (KeyError, TypeError, AttributeError) as fault:
                raise CardFault(f"{path.name}: {row.get('id')}: {fault}") from fault


def _card(row: _Raw, topic: str) -> Card:
    regions = row.get("regions", {})
    return Card(
        id=row["id"],
        topic=topic,
        title=row["title"],
        text=row["text"],
        detail=row.get("detail", ""),
        sources=tuple(_source(one) for one in row["source"]),
        holds=tuple(
            Holds(region, REGIONS[region], one["text"], _source(f"{region} {one['article']}"))
            for region, one in regions.items()
        ),
        asks=tuple(row["asks"]),
        strip=tuple(row.get("strip", ())),
        drawings=tuple(row.get("drawings", ())),
    )


def _source(line: str) -> Source:
    """`national 四（二）1`, or `outside` and the name of what is outside the five documents."""
    document, _, rest = line.partition(" ")
    if document == OUTSIDE:
        return Source(rest, "", outside=True, words=rest)
    name, words = DOCUMENTS[document]
    return Source(name, rest, outside=False, words=words)
