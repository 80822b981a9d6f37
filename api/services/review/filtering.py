"""What an officer looks for in the queue: checked, narrowed to their area, brought into the form that is kept."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

from api.errors import BadInput, Fault
from api.services.calendar.workdays import SHANGHAI
from api.services.category_names import CATEGORIES
from api.services.review.actions import printable
from api.services.review.views import Filters
from api.services.review.words import STATUSES
from conversations.messages import say
from storage.queue_rows import QueueFilter
from storage.repositories.scope import Scope
from storage.rows import Origin

ORIGINS: tuple[str, ...] = get_args(Origin)
DUE = ("today", "overdue")
_MOST_PAGES = 100_000
_MOST_FLAGS = 8
_FLAG = re.compile(r"[a-z][a-z0-9_]{1,39}")


def narrowed(scope: Scope, area: str) -> Scope:
    """The part of the scope that lies in `area` (a township or a county code); nothing where they do not meet."""
    if not area or scope.prefix is None or scope.prefix.startswith(area):
        return scope
    return replace(scope, prefix=area) if area.startswith(scope.prefix) else Scope()


def check_filters(filters: Filters, page: int) -> None:
    """Raises BadInput for a status, category, area or page that cannot be."""
    faults: list[Fault] = []
    if filters.status and filters.status not in STATUSES:
        faults.append(Fault("status", say("请选一个状态：{all}。", all="、".join(STATUSES))))
    if filters.category and filters.category not in CATEGORIES:
        faults.append(Fault("category", say("请选一个类别：{all}。", all="、".join(CATEGORIES))))
    if filters.area and not (filters.area.isascii() and filters.area.isdecimal() and len(filters.area) <= 12):
        faults.append(Fault("area", say("请写行政区划代码，六位或者九位数字。")))
    if filters.origin and filters.origin not in ORIGINS:
        faults.append(Fault("origin", say("请选一个来源：{all}。", all="、".join(ORIGINS))))
    if filters.due and filters.due not in DUE:
        faults.append(Fault("due", say("请选一个：{all}。", all="、".join(DUE))))
    if len(filters.flags) > _MOST_FLAGS or not all(_FLAG.fullmatch(one) for one in filters.flags):
        faults.append(
            Fault("flag", say("请写标记的名字，比如 {example}，最多 {most} 个。", example="unsigned", most=_MOST_FLAGS))
        )
    if not 1 <= page <= _MOST_PAGES:
        faults.append(Fault("page", say("页码从 1 开始。")))
    if faults:
        raise BadInput.of(tuple(faults))


def wanted_by(filters: Filters, now: datetime, own: int, colleagues: Mapping[str, int]) -> QueueFilter | None:
    """As storage wants it; `own` and `colleagues` are staff ids. None for somebody who is no colleague here."""
    assigned = {"": None, "nobody": None, "me": own}.get(filters.assigned, colleagues.get(filters.assigned, 0))
    if assigned == 0:
        return None
    start = now.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    moment = timedelta(microseconds=1)
    due = {"today": (start - moment, start + timedelta(days=1) - moment), "overdue": (None, now)}.get(
        "overdue" if filters.overdue else filters.due, (None, None)
    )
    return QueueFilter(
        status=filters.status or None,
        category=filters.category or None,
        origin=filters.origin or None,
        assigned_to=assigned,
        unassigned=filters.assigned == "nobody",
        due_from=due[0],
        overdue_at=due[1],
        marks=tuple(dict.fromkeys(filters.flags)),
        words=searched(filters.words),
    )


def searched(words: str) -> str | None:
    """What is looked for, as it is kept; None for nothing."""
    typed = printable(words).strip()
    # Receipts are printed in capitals and read aloud; names and ID numbers do not mind.
    return (typed.upper() if typed.isascii() else typed) or None
