"""A question in words by its key without whose it is: `members.N.income`."""

from collections.abc import Iterator, Mapping

from conversations.form.declaration import DECLARATION
from conversations.form.model import Group, Question
from conversations.messages import Message, say, verbatim


def question_words(kind: str) -> Message:
    """What staff call the question; the key itself for one this form does not know."""
    return LABELS.get(kind, verbatim(kind))


def _labels() -> Iterator[tuple[str, Message]]:
    for section in DECLARATION.sections:
        for entry in section.entries:
            if isinstance(entry, Question):
                yield entry.key, entry.label
            elif isinstance(entry, Group):
                for one in entry.every:
                    yield f"{entry.key}.N.{one.key}", say("{group}：{one}", group=entry.title, one=one.label)
                yield f"{entry.key}.N.more", say("{group}：还有没有", group=entry.title)


LABELS: Mapping[str, Message] = {
    "consent": say("开始前的告知"),
    "language": say("选语言"),
    "review": say("交之前看一遍"),
    **dict(_labels()),
}
