"""Whether somebody may be in danger or in need now, and questions that no card may answer: read before any search."""

import re

from conversations.understanding.distress import distress_in
from conversations.understanding.misfortunes.told import Danger
from conversations.understanding.normal import compact
from conversations.understanding.questions import is_plainly_a_question

# Cheating, and doses of medicine: a card that sounds near would be wrong advice.
_NOT_FOR_CARDS = re.compile(
    "瞒|骗过|躲过|不让查|查不到|查不出|假离婚|假证|假残疾|假病|伪造|造假|转移(?:存款|财产)|藏(?:钱|起来)|过户给.{0,6}再申请"
    "|几片|几粒|剂量|停药|停了.{0,6}药|吃什么药|哪家医院|哪个医院|偏方|治得好"
)


def danger_in(words: str) -> Danger | None:
    """The danger these words speak of, None when none is heard.

    A false alarm costs a line with three numbers; a missed one may cost a life. Wide on purpose.
    """
    told = distress_in(words)
    return told.danger if told is not None else None


def in_need(words: str) -> bool:
    """Whether these words tell of an emergency the township can help in: not what might be, and no question of policy."""
    told = distress_in(words)
    if told is None:
        return False
    return not is_plainly_a_question(words) or (told.plea and told.danger is not None)


def only_sounds(words: str) -> bool:
    """Whether these words sound urgent, and what happened was not heard in them."""
    told = distress_in(words)
    return told is not None and told.faint


def not_for_cards(words: str) -> bool:
    """Whether only a person may answer this, however near a card sounds."""
    return _NOT_FOR_CARDS.search(compact(words)) is not None
