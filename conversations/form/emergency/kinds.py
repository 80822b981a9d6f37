"""The kinds of the short form: a tap is enough, and any words are an answer. Nobody in need is asked to say it again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from conversations.answers import Value
from conversations.form.emergency.words import WHAT as WHAT_WORDS
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, Kind, SeveralKind, words_of_body
from conversations.form.parsing import LONGEST_NOTE
from conversations.form.references import AreaKind, named
from conversations.inputs import Body, Choice, File, Location
from conversations.messages import Message, say, verbatim
from conversations.places import locate
from conversations.replies import Option, QuestionKind
from conversations.understanding.choices import understand_choice, words_of_options
from conversations.understanding.dates import understand_day
from conversations.understanding.distress import distress_in
from conversations.understanding.normal import one_line
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood
from conversations.world import Area, World

MOST_PHOTOS = 6
_WORDS = ":"
"""Between the value and the words in which it was said."""
_POINT = "@"


def said_in(body: Body) -> str:
    """What was typed, on one line and not longer than is kept; "" for anything else."""
    return one_line(words_of_body(body) or "")[:LONGEST_NOTE]


def as_point(shared: Location) -> str:
    """A place that was shared, as it is kept."""
    return f"{_POINT}{shared.lat:.6f},{shared.lon:.6f}"


def coded(value: Value) -> str:
    """The value of an answer that may carry words beside it."""
    return value.partition(_WORDS)[0] if isinstance(value, str) else ""


def worded(value: Value) -> str:
    """The words of such an answer, "" where it was tapped."""
    return value.partition(_WORDS)[2] if isinstance(value, str) else ""


def point_in(value: Value) -> tuple[float, float] | None:
    """Latitude and longitude (degrees WGS 84) of a place that was shared; None for one said in words."""
    if not isinstance(value, str) or not value.startswith(_POINT):
        return None
    lat, _, lon = value.removeprefix(_POINT).partition(",")
    return float(lat), float(lon)


def area_meant(value: Value, world: World, near: str | None = None) -> str | None:
    """The code of the area an answered place lies in: as chosen, by its boundaries, or named in the words.

    `near`: a code in whose county a name is meant that several counties have.
    """
    if not isinstance(value, str):
        return None
    point = point_in(value)
    if point is not None:
        found = locate(point, world.places)
        return found.code if found is not None else None
    if world.area(value) is not None:
        return value
    return _named_in(value, world.areas) or _named_in(value, [one for one in world.areas if _same_county(one, near)])


def _same_county(area: Area, near: str | None) -> bool:
    return near is not None and near.startswith(area.county_code)


def _named_in(words: str, areas: Iterable[Area]) -> str | None:
    """The one township named in the words; None when none is, or several may be."""
    found = {area.code for area in areas if area.name in words or area.name.removeprefix(area.county) in words}
    if len(found) > 1:
        found = {area.code for area in areas if area.name in words or (area.county in words and area.code in found)}
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class WhatKind(ChoiceKind):
    """What happened: one of a few, or in one's own words, which are kept as they are."""

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, Choice) and any(option.value == body.value for option in self.known):
            return Sure(body.value)
        words = said_in(body)
        if not words:
            return Unclear(say("请按一样最像的，或者打几个字说出了什么事。"))
        understood = understand_choice(words, tuple(option.known_as for option in self.known))
        if isinstance(understood, Sure) and len(words) <= _A_LABEL:
            return Sure(understood.value)
        return Sure(f"{self._meant(words, understood)}{_WORDS}{words}")

    def _meant(self, words: str, understood: Understood[str]) -> str:
        """What was told first, then whatever word of an option occurs in it."""
        told = distress_in(words)
        if told is not None and told.what not in (None, "other"):
            return str(told.what)
        if not isinstance(understood, Unclear):
            return understood.value
        return next(iter(words_of_options(words, tuple(option.known_as for option in self.known))), "other")

    def show(self, value: Value, facts: Facts) -> Message:
        label = ChoiceKind.show(self, coded(value), facts)
        words = worded(value)
        return say("{what}（{words}）", what=label, words=words) if words else label

    def stands(self, value: Value, facts: Facts) -> bool:
        return ChoiceKind.stands(self, coded(value), facts)


def kind_meant(words: str) -> str:
    """The kind of event nearest to words in which none was heard for sure; `other` where none is near."""
    known = tuple(option.known_as for option in WHAT_WORDS)
    return next(iter(words_of_options(words, known)), "other")


# Longer than any label: more was said than which one it is.
_A_LABEL = 6


@dataclass(frozen=True, slots=True)
class PlaceKind(Kind):
    """Where: shared by the phone, a township tapped, or in words."""

    @property
    def name(self) -> QuestionKind:
        return "location"

    def options(self, facts: Facts) -> tuple[Option, ...]:
        here = facts.value(HOME)
        areas = sorted(facts.world.areas, key=lambda area: area.code != here)
        return tuple(Option(area.code, verbatim(named(area))) for area in areas)

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, Location):
            return Sure(as_point(body))
        words = said_in(body)
        if not words:
            return Unclear(say("请发位置，或者写在哪里：哪个乡镇、哪个村、旁边有什么。"))
        exact = next((area for area in facts.world.areas if words in (area.code, area.name, named(area))), None)
        return Sure(exact.code if exact is not None else words.removeprefix(_POINT))

    def show(self, value: Value, facts: Facts) -> Message:
        area = facts.world.area(str(value))
        if area is not None:
            return verbatim(named(area))
        if point_in(value) is None:
            return verbatim(str(value))
        near = facts.world.area((area_meant(value, facts.world) or "")[:_TOWNSHIP_DIGITS])
        return say("手机发来的位置（{area}）", area=named(near)) if near is not None else say("手机发来的位置")


@dataclass(frozen=True, slots=True)
class WhoseKind(Kind):
    """Whose it is, in any words."""

    @property
    def name(self) -> QuestionKind:
        return "text"

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        words = said_in(body)
        return Sure(words) if words else Unclear(say("请打几个字，说是谁家。说不上来就按“跳过”。"))

    def show(self, value: Value, facts: Facts) -> Message:
        return verbatim(str(value))


HOME = "home.area_code"
"""Not a question: the township of the declaration in progress, in the log from the beginning."""
_TOWNSHIP_DIGITS = 9


@dataclass(frozen=True, slots=True)
class WhoseAreaKind(AreaKind):
    """Which township a place belongs to. Who does not know is told so, and not sent to look for somebody."""

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        understood = AreaKind.understand(self, body, facts)
        if not isinstance(understood, Unclear):
            return understood
        return Unclear(say("请按一个乡镇。不知道、都不是，就按“跳过”，先报到县里，县里会找。"))


@dataclass(frozen=True, slots=True)
class NeedKind(SeveralKind):
    """What is needed now: some of a few; words are kept as the last part of the value."""

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        values = {option.value for option in self.known}
        if isinstance(body, Choice) and isinstance(body.value, tuple):
            chosen = tuple(dict.fromkeys(body.value))
            return Sure(chosen) if chosen and values.issuperset(chosen) else Unclear(_pick())
        words = said_in(body)
        if not words:
            return Unclear(_pick())
        if words in values:
            return Sure((words,))
        options = tuple(option.known_as for option in self.known)
        mentioned = words_of_options(words, options) or ("other",)
        return Sure((*mentioned, _WORDS + words))

    def show(self, value: Value, facts: Facts) -> Message:
        words = need_words(value)
        labels = SeveralKind.show(self, value, facts)
        return say("{need}（{words}）", need=labels, words=words) if words else labels

    def stands(self, value: Value, facts: Facts) -> bool:
        codes = need_codes(value)
        return bool(codes) and SeveralKind.stands(self, codes, facts)


def _pick() -> Message:
    return say("请按现在最缺的，可以按几样，再按“选好了”。也可以打字说。")


def need_codes(value: Value) -> tuple[str, ...]:
    """What is needed, without the words."""
    return tuple(one for one in value if not one.startswith(_WORDS)) if isinstance(value, tuple) else ()


def need_words(value: Value) -> str:
    """The words in which it was said, "" where it was tapped."""
    parts = value if isinstance(value, tuple) else ()
    return next((one.removeprefix(_WORDS) for one in parts if one.startswith(_WORDS)), "")


@dataclass(frozen=True, slots=True)
class OrWordsKind(ChoiceKind):
    """One of a few, or any words, which are kept as they are. `pick`: said where nothing was typed."""

    pick: Message
    read: Callable[[str, Facts], str] = lambda words, _: words

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, Choice) and any(option.value == body.value for option in self.known):
            return Sure(body.value)
        words = said_in(body)
        if not words:
            return Unclear(self.pick)
        tapped = understand_choice(words, tuple(option.known_as for option in self.known))
        return Sure(tapped.value if isinstance(tapped, Sure) else self.read(words, facts))

    def stands(self, value: Value, facts: Facts) -> bool:
        return True


def day_or_words(words: str, facts: Facts) -> str:
    """The day that was said (yyyy-mm-dd); words that are no day as they are."""
    day = understand_day(words, facts.today)
    return day.value if isinstance(day, Sure | Doubtful) else words


@dataclass(frozen=True, slots=True)
class PhotosKind(Kind):
    """Photos of what happened, by the ids under which they are stored; none is needed."""

    @property
    def name(self) -> QuestionKind:
        return "file"

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, File):
            return Sure((body.paper,))
        return Unclear(say("请拍一张照片发来。不方便拍，按“跳过”就行。"))

    def show(self, value: Value, facts: Facts) -> Message:
        return say("{count} 张", count=len(value)) if isinstance(value, tuple) else say("没有")
