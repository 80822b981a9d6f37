"""What stands on a declaration beside its status: flags of the row, who raises each, and what takes it away."""

from collections.abc import Iterable

from api.services.flags import flags_in

# Told by a new version; whatever staff do next, they have it before them.
HOUSEHOLD_CHANGED = "household_changed"
PAPERS_ADDED = "papers_added"
# Asked for by the resident; only the answer takes them away.
WANTS_PERSON = "wants_person"
WANTS_ERASURE = "wants_erasure"
# Figures or rules changed, and with them what the check comes to; it stays until staff have looked.
RESULT_CHANGED = "result_changed"
# Steps of the township that wait for their other half.
QUERY_OPEN = "query_open"
REFERRED = "referred"
ESCALATED = "escalated"
LETTER_DUE = "letter_due"
OWN_FORM = "own_form"
MONITORED_ON = "monitoring_kept"
# Raised by time alone: a deadline passed, a notice ended, a year went by.
OVERDUE = "overdue"
CALL_DUE = "call_due"
NOTICE_OVER = "notice_over"
REVIEW_DUE = "review_due"
# Not a flag of the row: it follows from what the household signed.
AUTHORIZED = "authorized"
# Nor these: from what was decided, and from what the county has settled.
HELPED = "helped"
COUNTY_DECIDES = "county_decides"
REPORTED = (HOUSEHOLD_CHANGED, PAPERS_ADDED)
REQUESTS = (WANTS_PERSON, WANTS_ERASURE)
STEPS = (
    QUERY_OPEN,
    REFERRED,
    ESCALATED,
    LETTER_DUE,
    OWN_FORM,
    MONITORED_ON,
    OVERDUE,
    CALL_DUE,
    NOTICE_OVER,
    REVIEW_DUE,
)


def requests_in(flags: str) -> tuple[str, ...]:
    """What was asked for and is still to be answered."""
    return tuple(flag for flag in flags_in(flags) if flag in REQUESTS)


def kept_in(flags: str) -> tuple[str, ...]:
    """What a new version of the answers does not take away: requests, and steps that wait for their other half."""
    return tuple(flag for flag in flags_in(flags) if flag in (*REQUESTS, *STEPS))


def facts_of(
    flags: Iterable[str], *, authorized: bool, county_decides: bool = False, helped: bool = False
) -> frozenset[str]:
    """What the table asks about: the flags, whether an authorization of the household stands, who decides, whether
    it was recognised or registered.
    """
    more = ((AUTHORIZED, authorized), (COUNTY_DECIDES, county_decides), (HELPED, helped))
    return frozenset((*flags, *(fact for fact, holds in more if holds)))


def reported_by(changed: Iterable[str]) -> tuple[str, ...]:
    """What a new version with these changed boundary keys tells staff."""
    keys = tuple(changed)
    papers = any(key.startswith("documents.") for key in keys)
    household = any(not key.startswith("documents.") for key in keys)
    return ((HOUSEHOLD_CHANGED,) if household else ()) + ((PAPERS_ADDED,) if papers else ())
