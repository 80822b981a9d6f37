"""The steps of the procedure for one declaration: which were taken, by whom and when, and which were left out.

民发〔2021〕57号 and 社会救助暂行办法: data query and visit, the township's opinion, the notice, the decision. A decision may
come before any of them; what was left out is kept with it and shown, never silently.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.services.flags import flags_in
from api.services.review.news import NOTICE_OVER
from conversations.messages import Message, say
from storage.rows import DeclarationRow, TimelineRow

RELATIVE = "relative_in_office"
STEPS = {
    "accept": say("受理"),
    "query": say("数据核对"),
    "visit": say("入户走访"),
    "opinion": say("镇里意见"),
    "notice": say("公示"),
    "notice_days": say("公示满期"),
    "decision": say("决定"),
}
"""What each step is called."""

# The event that takes a step.
_TAKEN_BY = {
    "accept": "accept", "record_query": "query", "record_visit": "visit", "opinion": "opinion", "publish": "notice",
    "notice_ended": "notice_days", "decide": "decision",
}  # fmt: skip
_ONLY_DECLARED = ("accept", "decision")
_FOR_AID = ("accept", "query", "visit", "opinion", "notice", "notice_days", "decision")


@dataclass(frozen=True, slots=True)
class Step:
    """A step in its order: `done` with who did it last and when (aware), `left_out` once it was decided without it,
    else `ahead`.
    """

    name: str
    state: str
    at: datetime | None = None
    by: str = ""

    @property
    def label(self) -> Message:
        """The step in words."""
        return STEPS[self.name]


def wanted_of(row: DeclarationRow) -> tuple[str, ...]:
    """The steps of this declaration's branch. Where a relative is in office, the home is always visited."""
    if row.applies_for_aid:
        return _FOR_AID
    visited = RELATIVE in flags_in(row.flags)
    return tuple(one for one in _FOR_AID if one in _ONLY_DECLARED or (one == "visit" and visited))


def steps_of(row: DeclarationRow, events: Sequence[TimelineRow]) -> tuple[Step, ...]:
    """All steps of the branch, as they stand since it was filed or opened again last."""
    done = _taken(events)
    decided = "decision" in done or row.status in ("decided", "closed")
    return tuple(
        Step(name, "done", done[name].at, done[name].actor)
        if name in done
        else Step(name, "left_out" if decided else "ahead")
        for name in wanted_of(row)
    )


def left_out(row: DeclarationRow, events: Sequence[TimelineRow]) -> tuple[str, ...]:
    """The steps that a decision taken now would leave out, in order."""
    done = _taken(events)
    over = {"notice_days"} if NOTICE_OVER in flags_in(row.flags) or "notice" not in done else set()
    return tuple(name for name in wanted_of(row) if name not in done and name not in over and name != "decision")


def _taken(events: Sequence[TimelineRow]) -> dict[str, TimelineRow]:
    """Step → the event that took it last; what was done before a reopening counts, its decision does not."""
    found: dict[str, TimelineRow] = {}
    for event in events:
        step = _TAKEN_BY.get(event.action)
        if event.action == "reopen":
            found.pop("decision", None)
        elif step is not None:
            found[step] = event
    return found
