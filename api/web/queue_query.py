"""How the queue is asked for in an address: the same for pages and JSON."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from api.errors import BadInput
from api.services.review.views import Filters
from conversations.messages import say

Cursor = tuple[datetime, int]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_CURSOR = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)
# The end of time in the queue is what never falls due.
_LAST = (datetime(9999, 12, 31, tzinfo=UTC) - _EPOCH) // _MICROSECOND
_YES_NO = {"": False, "0": False, "false": False, "no": False, "1": True, "true": True, "yes": True, "on": True}


def filters_in(query: QueryParams) -> Filters:
    """The filters of a query. Raises BadInput for an `overdue` that is neither yes nor no.

    `flag` (or `flags`) may be given several times, or as a list with commas; `channel` is another name of `origin`.
    """
    overdue = query.get("overdue", "").lower()
    if overdue not in _YES_NO:
        raise BadInput("overdue", say("请写 true 或者 false。"))
    flags = [one for key in ("flag", "flags") for given in query.getlist(key) for one in given.split(",")]
    return Filters(
        status=query.get("status", ""),
        area=query.get("area", ""),
        category=query.get("category", ""),
        overdue=_YES_NO[overdue],
        words=query.get("q", ""),
        due=query.get("due", ""),
        assigned=query.get("assigned", ""),
        origin=query.get("origin", "") or query.get("channel", ""),
        flags=tuple(dict.fromkeys(one.strip() for one in flags if one.strip())),
    )


def query_of(filters: Filters) -> str:
    """The filters as a query string, "" when there are none."""
    asked = {
        "status": filters.status, "area": filters.area, "category": filters.category,
        "overdue": "1" if filters.overdue else "", "due": filters.due, "assigned": filters.assigned,
        "origin": filters.origin, "flag": ",".join(filters.flags), "q": filters.words,
    }  # fmt: skip
    return urlencode({name: value for name, value in asked.items() if value}, safe=",")


def cursor_of(place: Cursor | None) -> str | None:
    """A place in the queue as text; None for none."""
    return None if place is None else f"{(place[0] - _EPOCH) // _MICROSECOND}-{place[1]}"


def cursor_in(text: str) -> Cursor | None:
    """The place a text names, None for "". Raises BadInput."""
    if not text:
        return None
    found = _CURSOR.fullmatch(text)
    if found is None or int(found[1]) > _LAST:
        raise BadInput("after", say("请照上一页给的 next 写。"))
    return _EPOCH + int(found[1]) * _MICROSECOND, int(found[2])
