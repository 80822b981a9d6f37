"""Kinds whose answers are found in the world or in the form itself: an area served, an item of a group."""

from collections.abc import Callable
from dataclasses import dataclass

from conversations.answers import SignedAnswer, Value
from conversations.form.facts import Facts
from conversations.form.kinds import Kind
from conversations.form.proxies import by_proxy
from conversations.form.told import TOLD_AREA
from conversations.inputs import Body, Choice, Text
from conversations.messages import Message, say, verbatim
from conversations.replies import Option, QuestionKind
from conversations.understanding.choices import understand_choice
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood
from conversations.world import Area


def _one_of(body: Body, known: tuple[tuple[str, tuple[str, ...]], ...], otherwise: Message) -> Understood[Value]:
    if isinstance(body, Choice) and any(value == body.value for value, _ in known):
        return Sure(body.value)
    if not isinstance(body, Text):
        return Unclear(otherwise)
    understood = understand_choice(body.text, known)
    if isinstance(understood, Doubtful):
        return Doubtful(understood.value, understood.restated, understood.approximate)
    return Sure(understood.value) if isinstance(understood, Sure) else Unclear(otherwise)


def named(area: Area) -> str:
    """The township with its county, which is not said twice."""
    return area.name if area.name.startswith(area.county) else f"{area.county} {area.name}"


@dataclass(frozen=True, slots=True)
class AreaKind(Kind):
    """A township that the deployment serves, kept as its code."""

    @property
    def name(self) -> QuestionKind:
        return "area"

    def options(self, facts: Facts) -> tuple[Option, ...]:
        # Where an emergency was, one may well live: it is the first to be tapped.
        areas = sorted(facts.world.areas, key=lambda area: area.code != facts.value(TOLD_AREA))
        return tuple(Option(area.code, verbatim(named(area))) for area in areas)

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        known = tuple(
            (area.code, (area.code, area.name, f"{area.county} {area.name}", f"{area.county}{area.name}"))
            for area in facts.world.areas
        )
        return _one_of(body, known, say("请从下面选一个乡镇或街道。不知道选哪个，按“找人帮忙”。"))

    def show(self, value: Value, facts: Facts) -> Message:
        area = facts.world.area(str(value))
        return verbatim(named(area) if area is not None else str(value))

    def stands(self, value: Value, facts: Facts) -> bool:
        return facts.world.area(str(value)) is not None


@dataclass(frozen=True, slots=True)
class ItemKind(Kind):
    """An item of a group (the member who owns a car): kept as its id, shown and offered by its place.

    At the boundary the value is the item's index as text ("2"); inside it is the stable id, so that removing
    another item moves nothing.
    """

    group: str
    label: Callable[[Facts], Message]
    words: Callable[[Facts], tuple[str, ...]]

    @property
    def name(self) -> QuestionKind:
        return "choice"

    def options(self, facts: Facts) -> tuple[Option, ...]:
        return tuple(Option(str(place), self.label(one)) for place, one in enumerate(facts.each(self.group)))

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        items = tuple(facts.each(self.group))
        known = tuple((str(place), self.words(one)) for place, one in enumerate(items))
        understood = _one_of(body, known, say("请从下面选一个。"))
        if isinstance(understood, Sure) and isinstance(understood.value, str):
            return Sure(items[int(understood.value)].item)
        return understood if isinstance(understood, Unclear) else Unclear(say("请从下面选一个。"))

    def show(self, value: Value, facts: Facts) -> Message:
        found = next((one for one in facts.each(self.group) if one.item == value), None)
        return self.label(found) if found is not None else say("（已删去）")

    def stands(self, value: Value, facts: Facts) -> bool:
        return value in facts.answers.items.get(self.group, ())


@dataclass(frozen=True, slots=True)
class SignatureKind(Kind):
    """A signature under the text `text` of the world; what it binds is checked where the form is known.

    `by_hand`: it may be put off, to be given on paper; then nothing is signed and staff see so.
    """

    text: str
    by_hand: bool = False

    @property
    def name(self) -> QuestionKind:
        return "signature"

    def options(self, facts: Facts) -> tuple[Option, ...]:
        if not self.by_hand:
            return ()
        later = say("以后由本人手签") if by_proxy(facts) else say("在手机上签不了，以后手签")
        return (Option(BY_HAND, later),)

    def show(self, value: Value, facts: Facts) -> Message:
        if isinstance(value, SignedAnswer) and value.put_off:
            return say("还没签，以后手签")
        if isinstance(value, SignedAnswer) and value.behalf is not None and value.name is not None:
            return say("{name} 代 {behalf} 签名", name=value.name, behalf=value.behalf)
        if isinstance(value, SignedAnswer) and value.name is not None:
            return say("{name}，已签名", name=value.name)
        return say("已手写签名")

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        return Unclear(say("请打上您的全名，就算签名。"))


BY_HAND = "by_hand"
BY_HAND_WORDS = (BY_HAND, "以后手签", "以后由本人手签", "手签", "本人手签", "在手机上签不了，以后手签", "签不了")
SUBMIT_WORDS = ("没问题，交上去", "没问题", "交上去", "提交", "交", "submit")


@dataclass(frozen=True, slots=True)
class ReviewKind(Kind):
    """Everything on one page; the answer is `submit`."""

    @property
    def name(self) -> QuestionKind:
        return "review"

    def options(self, facts: Facts) -> tuple[Option, ...]:
        return (Option("submit", say("没问题，交上去")),)

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, Choice) and body.value in ("submit", True):
            return Sure("submit")
        if isinstance(body, Text) and body.text.strip() in SUBMIT_WORDS:
            return Sure("submit")
        return Unclear(say("看完没问题，请按“没问题，交上去”。要改哪一条，按那一条旁边的“改”。"))
