"""The chain of a household as the desk reads it: what it got, where else its people are, then everything, newest first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.services.review.chain import Chain, Elsewhere, Given, Link, Other
from api.services.review.fields import Field, fields_of
from api.services.review.official import Block
from api.services.review.steps import STEPS
from conversations.messages import Message, say, verbatim

_YES_NO = {"yes": say("是"), "no": say("否")}
# Told beside the name of the step already, or in the letter.
_NOT_AGAIN = ("note", "keys", "photos")


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing kept with a step: what it is, and its words."""

    label: Message
    words: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A step with what was kept of it. `own`: of the declaration that is open."""

    link: Link
    own: bool
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class ChainShown:
    """The whole chain, newest first."""

    given: tuple[Given, ...]
    others: tuple[Other, ...]
    elsewhere: tuple[Elsewhere, ...]
    links: tuple[LinkShown, ...]


def chain_shown(chain: Chain, blocks: Sequence[Block], named: Callable[[str], str]) -> ChainShown:
    """The chain. `blocks` name the answers of the declaration that is open, `named` gives the name of an area."""
    answers = {line.key: line.label for block in blocks for line in block.lines()}
    links = tuple(
        LinkShown(one, one.receipt == chain.receipt, tuple(_details(one, answers, named)))
        for one in reversed(chain.links)
    )
    return ChainShown(chain.given, chain.others, chain.elsewhere, links)


def _details(link: Link, answers: Mapping[str, Message], named: Callable[[str], str]) -> Iterator[Detail]:
    record = link.record
    if link.action in ("ask_back", "correct") and record.keys:
        label = say("请补充的") if link.action == "ask_back" else say("改了的")
        yield Detail(label, tuple(_asked(key, link, answers) for key in record.keys))
    for field in fields_of(link.action):
        if field.name in _NOT_AGAIN:
            continue
        value = getattr(record, field.name, None) or record.details.get(field.name)
        if value:
            yield Detail(field.label, tuple(_words(field, value, answers, named)))
    if record.text("from_area"):
        yield Detail(say("从哪里转来"), (verbatim(named(record.text("from_area"))),))
    if record.texts("skipped"):
        yield Detail(say("没有做的步骤"), tuple(STEPS.get(one, verbatim(one)) for one in record.texts("skipped")))


def _asked(key: str, link: Link, answers: Mapping[str, Message]) -> Message:
    """An answer by its name; the name of one that is gone is its key."""
    label, word = answers.get(key, verbatim(key)), link.record.notes.get(key, "")
    return say("{what}：{word}", what=label, word=word) if word else label


def _words(
    field: Field, value: object, answers: Mapping[str, Message], named: Callable[[str], str]
) -> Iterator[Message]:
    choices = _YES_NO if field.kind == "yes_no" else dict(field.choices)
    if isinstance(value, Mapping):
        for key, found in value.items():
            yield say("{what}：{word}", what=answers.get(str(key), verbatim(str(key))), word=str(found))
    elif field.kind == "area":
        yield verbatim(named(str(value)))
    elif field.kind == "people" and isinstance(value, list | tuple):
        for one in value:
            yield say("第 {number} 位成员", number=int(str(one)) + 1)
    else:
        for one in value if isinstance(value, list | tuple) else (value,):
            yield choices.get(str(one), verbatim(str(one)))
