"""What became of an imported file, in words: a line a row, and what it comes to."""

from collections import Counter

from api.services.local_figures.importing import Outcome, Taken
from api.services.local_figures.names import BY_NAME, SETTLEMENT_WORDS
from api.services.local_figures.values import opened, words
from conversations.messages import Message, say, verbatim

OUTCOMES: dict[Outcome, Message] = {
    "new": say("新录入"),
    "changed": say("新的一段"),
    "corrected": say("更正"),
    "same": say("没有变化"),
    "bad": say("不能录入"),
}


def told(one: Taken) -> tuple[Message, ...]:
    """One row: its line, what it is about, and what it changes, or each thing to put right."""
    asked = one.row.proposal
    name = BY_NAME.get(asked.name)
    what = name.label if name is not None else verbatim(asked.name)
    if one.faults:
        return tuple(
            say(
                "第 {line} 行 {area} {figure}，{key}：{why}",
                line=one.row.line, area=asked.area, figure=what, key=fault.key, why=fault.message,
            )
            for fault in one.faults
        )  # fmt: skip
    changed = say(
        "第 {line} 行 {area} {figure}（{settlement}），{since} 起：{value}，{outcome}",
        line=one.row.line, area=asked.area, figure=what, settlement=SETTLEMENT_WORDS[asked.settlement],
        since=asked.since, value=words(asked.value), outcome=OUTCOMES[one.outcome],
    )  # fmt: skip
    if one.before is None or one.outcome == "same":
        return (changed,)
    return (say("{changed}，原来是 {before}", changed=changed, before=words(opened(one.before.value))),)


def summary(taken: tuple[Taken, ...], *, written: bool) -> Message:
    """What it comes to: how many of each, and whether anything was written."""
    counts = Counter(one.outcome for one in taken)
    all_ = tuple(
        say("{what} {count} 行", what=OUTCOMES[outcome], count=counts[outcome])
        for outcome in OUTCOMES
        if counts[outcome]
    )
    if not written:
        return say("{all}。什么都没有写入。", all=all_)
    waiting = sum(one.waits for one in taken if one.outcome not in ("bad", "same"))
    if waiting:
        return say("{all}。已写入，其中 {count} 行没有写复核人，在工作台上等人复核。", all=all_, count=waiting)
    return say("{all}。已写入，现在就生效。", all=all_)
