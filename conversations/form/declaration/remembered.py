"""What the declaration offers of an emergency told before: likely answers, and a list that takes several at once.

Offered, never taken: whoever declares sees each of them and says that it still holds.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from conversations.answers import Value
from conversations.form.declaration.persons import MEMBERS, words_for
from conversations.form.facts import Facts
from conversations.form.kinds import words_of_body
from conversations.form.model import Offer, Question
from conversations.form.proxies import by_proxy
from conversations.form.references import named
from conversations.form.sources import NATIONAL, at
from conversations.form.ticks import NONE, Consequence, Known, TickKind
from conversations.form.told import (
    TOLD_AREA,
    TOLD_AT_HOME,
    TOLD_BILLS,
    TOLD_CAUSES,
    TOLD_HELPED,
    TOLD_NAME,
    TOLD_OF_WHOM,
    TOLD_OPENLY,
    TOLD_PHONE,
    TOLD_PLACE,
)
from conversations.inputs import Body, Choice, Text
from conversations.messages import Message, say, verbatim
from conversations.replies import Option
from conversations.understanding.outcome import Sure, Unclear, Understood
from conversations.understanding.yes_no import understand_yes_no

LIST = "told"
_Line: TypeAlias = Literal["area_code", "residence_detail", "phone"]
_TOLD: dict[_Line, str] = {"area_code": TOLD_AREA, "residence_detail": TOLD_PLACE, "phone": TOLD_PHONE}
_WORTH_A_LIST = 2
_SURE = 2


def spoken_of(facts: Facts) -> bool:
    """Whether there was an emergency that may be spoken of."""
    return facts.value(TOLD_OPENLY) is True


def _text(facts: Facts, path: str) -> str | None:
    value = facts.value(path)
    return value if isinstance(value, str) and value else None


def _denied(facts: Facts, line: _Line) -> bool:
    """Whether the resident took this line out of the list."""
    said = facts.value(LIST)
    return isinstance(said, tuple) and line not in said and facts.value(TOLD_AT_HOME) is True


def phone_told(facts: Facts) -> tuple[Offer, ...]:
    """The phone told in an emergency."""
    phone = _text(facts, TOLD_PHONE)
    return (Offer(phone, verbatim(phone)),) if phone is not None and not _denied(facts, "phone") else ()


def place_told(facts: Facts) -> tuple[Offer, ...]:
    """Where it happened, where that may be the home."""
    place = _text(facts, TOLD_PLACE) if spoken_of(facts) else None
    return (Offer(place, _place(place)),) if place is not None and not _denied(facts, "residence_detail") else ()


def causes_told(facts: Facts) -> tuple[Offer, ...]:
    """The causes of hardship that follow from what happened."""
    causes = facts.value(TOLD_CAUSES) if spoken_of(facts) else None
    return tuple(Offer(one, verbatim(one)) for one in causes) if isinstance(causes, tuple) else ()


def name_told(facts: Facts) -> tuple[Offer, ...]:
    """Who was helped, until somebody of the household has that name."""
    name = _text(facts, TOLD_NAME) if spoken_of(facts) else None
    if name is None or any(one.here("name") == name for one in facts.each(MEMBERS)):
        return ()
    return (Offer(name, verbatim(name)),)


def unwell_told(facts: Facts) -> tuple[Offer, ...]:
    """The one person of the household of whom it was said that they are ill or hurt; nobody where it may be two."""
    words = _text(facts, TOLD_OF_WHOM) if spoken_of(facts) else None
    if words is None:
        return ()
    meant = [one.item for one in facts.each(MEMBERS) if any(word in words for word in _called(one))]
    return (Offer(meant[0], verbatim(meant[0])),) if len(meant) == 1 else ()


def _called(facts: Facts) -> tuple[str, ...]:
    """By what somebody is meant for sure: whoever tells it says 我 of everybody (我老婆), so that names nobody."""
    known = (facts.here("name"),) if facts.is_first(MEMBERS) else words_for(facts)
    return tuple(word for word in known if isinstance(word, str) and len(word) >= _SURE)


def bills_told(facts: Facts) -> tuple[Offer, ...]:
    """Money was needed for a doctor: bills are likely."""
    told = spoken_of(facts) and facts.value(TOLD_BILLS) is True
    return (Offer("expenditure.medical", verbatim("expenditure.medical")),) if told else ()


def helped_told(facts: Facts) -> tuple[Offer, ...]:
    """Money was paid: there is help already."""
    return (Offer("current_aid", verbatim("current_aid")),) if _helped(facts) else ()


def aid_told(facts: Facts) -> tuple[Offer, ...]:
    """Of which kind that help is (国办发〔2023〕39号 四（三）: 急难社会救助 is temporary aid)."""
    return (Offer("temporary_aid", verbatim("temporary_aid")),) if _helped(facts) else ()


def _helped(facts: Facts) -> bool:
    return spoken_of(facts) and facts.value(TOLD_HELPED) is True


def _place(place: str) -> Message:
    return say("报急事时发的位置") if place[:1].isdigit() and "," in place else verbatim(place)


@dataclass(frozen=True, slots=True)
class ToldKind(TickKind):
    """What was told of the home and the phone, each a line; what is taken out is asked as usual."""

    def lines(self, facts: Facts) -> tuple[Option, ...]:
        return tuple(Option(line, self._label(line, value, facts)) for line, value in self._told(facts))

    def consequences(self, facts: Facts) -> tuple[Consequence, ...]:
        return tuple(Consequence(line, line, None, value, leaves=True) for line, value in self._told(facts))

    def known(self, facts: Facts) -> Known:
        words: dict[_Line, tuple[str, ...]] = {
            "area_code": ("乡镇", "地方"), "residence_detail": ("地址", "住址", "家"), "phone": ("电话", "手机"),
        }  # fmt: skip
        return tuple((line, words[line]) for line, _ in self._told(facts))

    def options(self, facts: Facts) -> tuple[Option, ...]:
        return (*self.lines(facts), Option(NONE, say("都不对，重新填")))

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        words = words_of_body(body) if isinstance(body, Text) else None
        said = understand_yes_no(words) if words is not None else None
        if isinstance(said, Sure):
            return Sure(tuple(str(line.value) for line in self.lines(facts)) if said.value else ())
        if isinstance(body, Choice) and body.value == ():
            return Unclear(say("对的留一样，再按“选好了”。一样都不对，就按“都不对，重新填”。"))
        return TickKind.understand(self, body, facts)

    def _told(self, facts: Facts) -> tuple[tuple[_Line, str], ...]:
        """The lines with the answers they give: of the home only where the home was struck."""
        if not (spoken_of(facts) and facts.value(TOLD_AT_HOME) is True):
            return ()
        told = [(line, _text(facts, path)) for line, path in _TOLD.items()]
        return tuple((line, value) for line, value in told if value is not None and self._fits(line, value, facts))

    def _fits(self, line: _Line, value: str, facts: Facts) -> bool:
        if line == "area_code":
            return facts.world.area(value) is not None
        # A proxy told their own phone.
        return line != "phone" or not by_proxy(facts)

    def _label(self, line: _Line, value: str, facts: Facts) -> Message:
        if line == "area_code":
            area = facts.world.area(value)
            return say("住在{area}", area=named(area) if area is not None else value)
        if line == "phone":
            return say("电话 {phone}", phone=value)
        return say("家在：{place}", place=_place(value))


def _all_of_it(facts: Facts) -> tuple[Offer, ...]:
    return tuple(Offer(one.value, one.label) for one in TOLD_LIST.kind.options(facts) if one.value != NONE)


def _worth_it(facts: Facts) -> bool:
    """The home was struck in an emergency, and where it is was not asked yet."""
    return "area_code" not in facts.answers.given and len(_all_of_it(facts)) >= _WORTH_A_LIST


TOLD_LIST = Question(
    key=LIST,
    kind=ToldKind(),
    label=say("报急事时说过的"),
    prompt=say("报急事时说过下面这些，都按好了。\n现在还对吗？哪样不对，按一下去掉。"),
    why=say(
        "急难的事过后，接着看长期能不能帮，说过的不用再说一遍。（依据：{source}）", source=at(NATIONAL, "四（三）")
    ),
    help=say("留下的就照着填，以后还能改。去掉的，后面会再问您。"),
    applies=_worth_it,
    steers=True,
    sensitive=True,
    offers=_all_of_it,
)
