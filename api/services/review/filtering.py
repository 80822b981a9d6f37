"""What an officer looks for in the queue: checked, narrowed to their area, brought into the form that is kept."""

from dataclasses import replace

from api.errors import BadInput, Fault
from api.services.review.actions import printable
from api.services.review.views import Filters
from api.services.review.words import CATEGORIES, STATUSES
from conversations.messages import say
from storage.repositories.scope import Scope

_MOST_PAGES = 100_000


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
    if not 1 <= page <= _MOST_PAGES:
        faults.append(Fault("page", say("页码从 1 开始。")))
    if faults:
        raise BadInput.of(tuple(faults))


def searched(words: str) -> str | None:
    """What is looked for, as it is kept; None for nothing."""
    typed = printable(words).strip()
    # Receipts are printed in capitals and read aloud; names and ID numbers do not mind.
    return (typed.upper() if typed.isascii() else typed) or None
