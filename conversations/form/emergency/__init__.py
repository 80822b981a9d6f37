"""The short form for an emergency (`emergency.*` of the field list): three answers first, the rest once it is filed.

None is sensitive in the sense of `telegram_answers_by_link`: help is not kept waiting for another page (decision 0047).

The three (a fourth where nobody can tell whose place it is) are what the township must know to move. The phone, when,
who, a photo are asked afterwards, and each may be left out: who told it can be answered where it was told.
"""

from conversations.dangers import danger_in
from conversations.form.emergency import words as w
from conversations.form.emergency.kinds import (
    HOME,
    NeedKind,
    OrWordsKind,
    PhotosKind,
    PlaceKind,
    WhatKind,
    WhoseAreaKind,
    WhoseKind,
    area_meant,
    coded,
    day_or_words,
)
from conversations.form.emergency.reached import NO_PHONE, ReachedKind, without_phone
from conversations.form.facts import Facts
from conversations.form.kinds import YesNoKind
from conversations.form.model import Form, Question, Section
from conversations.form.parsing import PHONE
from conversations.form.sources import JIANGXI, NATIONAL, at, both
from conversations.messages import say

WHAT, PLACE, AREA, NEED, REACHED = (f"emergency.{key}" for key in ("what", "place", "area_code", "need", "phone"))
WHEN, AFFECTED, PHOTO, SAFE = (f"emergency.{key}" for key in ("when", "affected", "photo", "safe_to_call"))
ASSUMED = "emergency.assumed"
"""Keys that nobody answered yet and that stand at what is likely; no question of the form."""
SAID, MORE = (f"emergency.{key}" for key in ("told", "more"))
"""Not questions: what was said before the yes, and what is told of it later."""
HOUSEHOLD, TOLD_BY = "emergency.household", "emergency.told_by"
"""Whose emergency it is, where somebody tells it for others; and the name of who does, where that is known."""
WHOSE = "emergency.whose"
"""No question: set where it is told for others. `declared`: the household declared here; `told`: one of which nothing
is known here yet; `other`: not the household of this conversation, so that nothing of it is offered there."""
FIRST = (WHAT, HOUSEHOLD, PLACE, AREA, NEED)
"""What is asked before it is filed."""


def _place_unclear(facts: Facts) -> bool:
    """A place was said, and nobody can tell yet to which township it belongs."""
    place = facts.value(PLACE)
    return place is not None and area_meant(place, facts.world, _home(facts)) is None


def _home(facts: Facts) -> str | None:
    known = facts.value(HOME)
    return known if isinstance(known, str) else None


def _for_others(facts: Facts) -> bool:
    """Somebody tells it for others, and it must be clear for whom."""
    return facts.value(WHOSE) is not None


def _violence(facts: Facts) -> bool:
    """Somebody at home may be the danger."""
    return coded(facts.value(WHAT)) == "violence" and facts.value(REACHED) != NO_PHONE


def _may_be_called(facts: Facts) -> bool:
    """Nobody is asked for a number who was just told that only here is answered, and asked for it."""
    return not (_violence(facts) and facts.value(SAFE) is False)


def _not_dying(facts: Facts) -> bool:
    """Nobody who speaks of dying is asked on; a person comes."""
    return danger_in(str(facts.value(SAID) or "")) != "self_harm"


_WHY = say(
    "急难救助在事情发生的地方办，不看户口，先帮后补手续。（依据：{source}）",
    source=both(at(NATIONAL, "四（三）"), at(JIANGXI, "四（七）22")),
)
_LEAVE = say("说不上来就按“跳过”，不耽误。")

FIRST_SECTION = Section(
    "emergency",
    say("救急"),
    (
        Question(
            WHAT, WhatKind(w.WHAT), say("出了什么事"), say("出了什么事？"), _WHY,
            say("按最像的一样。都不像，打几个字说就行。"), say("家里着火了"),
        ),
        Question(
            HOUSEHOLD, WhoseKind(), say("是谁家的事"), say("是谁家的事？写名字，或者哪个组、谁家。"),
            say("镇里好知道去找哪一家，回话也分得清。"), say("说不上来就按“跳过”，不耽误。"), say("三组张大爷家"),
            applies=_for_others,
        ),
        Question(
            PLACE, PlaceKind(), say("在哪里"), say("在哪里？发位置最快，也可以按一个乡镇，或者打字。"), _WHY,
            say("事情在哪里发生，就由哪里帮。人在外地，按现在的地方说。"), say("东镇桥头第二家"),
        ),
        Question(
            AREA, WhoseAreaKind(), say("哪个乡镇"), say("还看不出归哪里管。这个地方归哪个乡镇或街道？"), _WHY,
            say("不知道、都不是，就按“跳过”，先报到县里，县里会找。"), applies=_place_unclear,
        ),
        Question(
            NEED, NeedKind(w.NEED), say("现在最缺什么"), say("现在最缺什么？可以按几样。"), _WHY,
            say("先帮最要紧的。要多少钱知道就写，不知道不用写。"), say("住院要交五千"),
        ),
    ),
)  # fmt: skip

AFTERWARDS = Section(
    "emergency_more",
    say("再补一点，不补也行"),
    (
        Question(
            SAFE, YesNoKind(say("可以打"), say("先别打")), say("电话能不能打"),
            say("现在给您打电话安全吗？"), say("不想让您为难。说“先别打”，就只在这里给您回话。"),
            say("旁边有人不方便，就按“先别打”。"), applies=_violence,
        ),
        Question(
            REACHED, ReachedKind(PHONE.parse, PHONE.suits), say("联系电话"), say("打哪个电话能找到您？"), _WHY,
            say("接得通就行，旁边人的也可以。没有就按“没有电话”，在这里也能找到您。"), say("138 0013 8000"),
            offers=without_phone, applies=_may_be_called,
        ),
        Question(
            WHEN, OrWordsKind(w.WHEN, say("请按一个，或者打字说是哪一天。"), day_or_words), say("什么时候"),
            say("是什么时候的事？"), _WHY, _LEAVE, say("昨天晚上"), applies=_not_dying,
        ),
        Question(
            AFFECTED, OrWordsKind(w.AFFECTED, say("请按有几个人，或者打字说是谁。")), say("几个人"),
            say("有几个人要帮？是谁？"), _WHY, _LEAVE,
            say("我和两个孩子"), applies=_not_dying,
        ),
        Question(
            PHOTO, PhotosKind(), say("照片"), say("方便的话，拍一张照片。不方便就跳过。"),
            say("看得见情况，来的人好准备。没有照片一样帮。"), _LEAVE, applies=_not_dying,
        ),
    ),
)  # fmt: skip

EMERGENCY = Form("emergency", 1, (FIRST_SECTION, AFTERWARDS))


def is_emergency(form: Form) -> bool:
    """Whether this is a form that lies on top of the declaration: the emergency, or its papers."""
    return form.name == EMERGENCY.name
