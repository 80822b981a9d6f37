"""What is missing or doubtful about each answer, as a word beside it: passed over, guessed, in conflict, wanted, new."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.services.review.sheet import Line
from api.services.review.views import DeclarationView, Event
from conversations.messages import Message, say


@dataclass(frozen=True, slots=True)
class Mark:
    """A word beside an answer. `kind`: `doubt`, `conflict`, `wanted` (asked back), `new` (just answered),
    `elsewhere` (the same person in another declaration)."""

    kind: str
    words: Message


_DOUBTS = {"skipped": say("跳过了"), "unsure": say("不清楚"), "approximate": say("大概数")}
_NO_NUMBER = Mark("doubt", say("还没有号码"))
_ELSEWHERE = Mark("elsewhere", say("另一份里也有"))
_NEEDED = Mark("doubt", say("核对缺它"))
_WANTED = Mark("wanted", say("等居民补充"))
_NEW = Mark("new", say("新补的"))
_ASKING = ("ask_back", "record_query")
# What the check and the form flag as not fitting together, and the answers that it is about.
_CONFLICTS: Mapping[str, tuple[tuple[str, Message], ...]] = {
    "support_differs": (
        ("income.transfer_net", say("比赡养费合计少")),
        ("supporters.*.annual_support", say("合计比转移净收入多")),
    ),
    "employment_cost_declared": (("expenditure.employment_cost", say("本地没定办法，没有扣")),),
    "small_vehicle_declared": (("assets.vehicles.*.kind", say("摩托、农机，请看一下")),),
    "hukou_elsewhere": (("hukou_area", say("人户分离，照常受理")),),
    "relative_in_office": (("relative_in_office", say("另行登记、上门")),),
}
# Asked only where two answers do not fit; that they were asked says so.
_ASKED_OF_CONFLICTS = {
    "income.difference": Mark("conflict", say("每个人的收入合计比全家的多")),
    "expenditure.gap": Mark("conflict", say("花的比进来的多")),
}


def marks_of(view: DeclarationView, elsewhere: Collection[str] = ()) -> dict[str, tuple[Mark, ...]]:
    """Boundary key → the words beside that answer, those that want a look first.

    `elsewhere`: the people (boundary keys) whose ID number is in another declaration too.
    """
    conflicts = {key: mark for flag in view.item.flags for key, mark in _in_conflict(flag, view)}
    wanted, new, found_by_query = _asked(view), _answered(view), _found(view)
    needed = _missing(view.assessment)
    found: dict[str, tuple[Mark, ...]] = {}
    for line in view.lines():
        marks = [
            *_own(line),
            *([_NEEDED] if line.key in needed and line.value is None else []),
            *([conflicts[line.key]] if line.key in conflicts else []),
            *([_otherwise(found_by_query[line.key])] if line.key in found_by_query else []),
            *([_ASKED_OF_CONFLICTS[line.key]] if line.key in _ASKED_OF_CONFLICTS else []),
            *([_ELSEWHERE] if line.key.removesuffix(".id_number") in elsewhere else []),
            *([_WANTED] if line.key in wanted else []),
            *([_NEW] if line.key in new else []),
        ]
        if marks:
            found[line.key] = tuple(marks)
    return found


def to_look_at(marks: Iterable[Mark]) -> bool:
    """Whether one of these asks for a look; what is merely new or awaited does not."""
    return any(mark.kind in ("doubt", "conflict") for mark in marks)


def _own(line: Line) -> Iterator[Mark]:
    if line.key.endswith(".id_number") and line.doubt in ("skipped", "unsure"):
        yield _NO_NUMBER
    elif line.doubt:
        yield Mark("doubt", _DOUBTS[line.doubt])


def _in_conflict(flag: str, view: DeclarationView) -> Iterator[tuple[str, Mark]]:
    for pattern, words in _CONFLICTS.get(flag, ()):
        start, star, end = pattern.partition("*")
        for line in view.lines():
            if line.key == pattern or (star and line.key.startswith(start) and line.key.endswith(end)):
                yield line.key, Mark("conflict", words)


def _missing(assessment: Mapping[str, object] | None) -> frozenset[str]:
    """The answers the check says it lacks."""
    found = assessment.get("missing") if assessment is not None else None
    keys = [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
    return frozenset(one.removeprefix("household.") for one in keys)


def _last(view: DeclarationView, action: str) -> Event | None:
    return next((event for event in reversed(view.timeline) if event.action == action), None)


def _found(view: DeclarationView) -> dict[str, str]:
    """What the last data query found different, by answer; until the declaration is decided."""
    last = _last(view, "record_query") if view.item.status not in ("decided", "closed") else None
    return last.record.words("found") if last is not None else {}


def _otherwise(value: str) -> Mark:
    return Mark("conflict", say("核对查到：{value}", value=value))


def _asked(view: DeclarationView) -> frozenset[str]:
    """What the household is being asked for now: by the township, or because a query found it different."""
    if view.item.status != "asked_back":
        return frozenset()
    asked = [one.record.keys or tuple(one.record.words("found")) for one in view.timeline if one.action in _ASKING]
    return frozenset(asked[-1]) if asked else frozenset()


def _answered(view: DeclarationView) -> frozenset[str]:
    """What the newest version brought, until the next step is taken."""
    last = view.timeline[-1] if view.timeline else None
    return frozenset(last.record.keys) if last is not None and last.action == "correct" else frozenset()
