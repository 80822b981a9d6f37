"""The lifecycle of a declaration as one table: from, action, to, who may, what is told, which deadline starts."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from api.services.review import step_words, words
from api.services.review.news import (
    AUTHORIZED,
    COUNTY_DECIDES,
    ESCALATED,
    HELPED,
    LETTER_DUE,
    MONITORED_ON,
    NOTICE_OVER,
    OWN_FORM,
    QUERY_OPEN,
    REFERRED,
    RESULT_CHANGED,
    REVIEW_DUE,
    WANTS_ERASURE,
    WANTS_PERSON,
)
from api.services.review.schedule import DeadlineKind, Telling

Status = Literal[
    "submitted", "accepted", "asked_back", "answered", "opinion_given", "published",
    "decided", "closed", "withdrawn", "erased",
]  # fmt: skip
Branch = Literal["both", "aid"]

RESIDENT, SYSTEM = "resident", "system"
UNSIGNED = "unsigned"
ERASED: Status = "erased"
"""The flag of a declaration that was received without a signature."""
DESK = ("township", "county")
KNOWN_ACTIONS = (
    "accept", "transfer", "ask_back", "request_query", "record_query", "record_visit", "opinion", "publish",
    "decide", "refer", "escalate", "reopen", "close", "record_signature",
    "called", "grant_erasure", "refuse_erasure", "result_seen",
    "record_referral", "record_letter", "record_own_form", "review_year",
)  # fmt: skip
"""Every action of the contract, and ours."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A row: in which statuses the action is possible, where it leads, which roles may (or the resident),
    what the resident is told (None: nothing), which deadline then runs (None: none).

    `needs`: flags without which there is nothing to do, one of them is enough; the action takes the flags `takes` away
    and puts `raises` on.
    `branch`: "aid" for what only an application for aid goes through. `when`: which outcome of the action the row
    is for, where outcomes lead to different statuses or deadlines. A target of None leaves the status. Deadlines
    that belong to the status stay as long as it does (`RUNS_IN`), whatever else is recorded.
    """

    action: str
    sources: tuple[Status, ...]
    target: Status | None
    roles: tuple[str, ...]
    told: Telling | None
    deadline: DeadlineKind | None
    final: bool = False
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    raises: tuple[str, ...] = ()
    branch: Branch = "both"
    when: str = ""


_OPEN: tuple[Status, ...] = ("submitted", "accepted", "asked_back", "answered", "opinion_given", "published")
_IN_HAND: tuple[Status, ...] = ("accepted", "answered", "opinion_given", "published")
_AT_WORK: tuple[Status, ...] = ("accepted", "answered")
_ALIVE: tuple[Status, ...] = (*_OPEN, "decided", "closed", "withdrawn")
_AFTERWARDS = (LETTER_DUE, OWN_FORM, REVIEW_DUE)
DIFFERS = "differs"
"""The answer to a data query that differs from what was declared: the resident is asked first."""

_DECISIONS: tuple[tuple[str, DeadlineKind, tuple[str, ...]], ...] = (
    ("approved", "year", ()),
    ("own_form", "own_form", (OWN_FORM,)),
    ("registered", "year", ()),
    ("refused", "letter", (LETTER_DUE,)),
)
"""The outcomes of a decision. Dibao and tekun are decided on forms of their own: this one leads there."""

_OWN_FORMS: tuple[tuple[str, DeadlineKind | None], ...] = (("approved", "year"), ("refused", None))

TABLE: tuple[Transition, ...] = (
    Transition("file", (), "submitted", (RESIDENT,), None, "accept"),
    Transition("accept", ("submitted",), "accepted", DESK, words.accepted, "decide"),
    Transition(
        "ask_back", ("submitted", "accepted", "answered", "opinion_given"), "asked_back", DESK, words.asked_back, "call"
    ),
    Transition("correct", ("asked_back",), "answered", (RESIDENT,), None, "decide"),
    Transition(
        "request_query", (*_AT_WORK, "opinion_given"), None, DESK, step_words.query_requested, "query",
        needs=(AUTHORIZED,), branch="aid", raises=(QUERY_OPEN,),
    ),
    Transition(
        "record_query", (*_AT_WORK, "opinion_given"), None, DESK, step_words.query_matched, None,
        needs=(QUERY_OPEN,), takes=(QUERY_OPEN,), branch="aid",
    ),
    Transition(
        "record_query", (*_AT_WORK, "opinion_given"), "asked_back", DESK, step_words.query_differs, "call",
        needs=(QUERY_OPEN,), takes=(QUERY_OPEN,), branch="aid", when=DIFFERS,
    ),
    Transition(
        "record_visit", (*_OPEN, "decided", "closed"), None, ("village", *DESK), step_words.visited, None
    ),
    Transition("opinion", _AT_WORK, "opinion_given", DESK, step_words.opinion_given, None, branch="aid"),
    Transition("publish", ("opinion_given",), "published", DESK, step_words.published, "notice", branch="aid"),
    # Straight from the acceptance too: what was left out is kept with the decision and shown.
    *(
        Transition(
            "decide", _IN_HAND, "decided", DESK, words.decided, deadline, final=True, when=when,
            takes=(ESCALATED, NOTICE_OVER, QUERY_OPEN), raises=raises,
        )
        for when, deadline, raises in _DECISIONS
    ),
    Transition("refer", (*_IN_HAND, "decided", "closed"), None, DESK, step_words.referred, None, raises=(REFERRED,)),
    Transition(
        "record_referral", (*_OPEN, "decided", "closed"), None, DESK, step_words.referral_answered, None,
        needs=(REFERRED,),
    ),
    Transition("escalate", _IN_HAND, None, DESK, step_words.escalated, None, raises=(ESCALATED,)),
    Transition("transfer", _OPEN, None, DESK, step_words.transferred, None),
    Transition(
        "record_letter", ("decided",), None, DESK, step_words.letter_given, None,
        needs=(LETTER_DUE,), takes=(LETTER_DUE,),
    ),
    *(
        Transition(
            "record_own_form", ("decided",), None, DESK, step_words.own_form_decided, deadline,
            needs=(OWN_FORM,), takes=(OWN_FORM,), when=when,
        )
        for when, deadline in _OWN_FORMS
    ),
    # After a refusal there is nothing to go through or to end.
    Transition(
        "review_year", ("decided",), None, DESK, step_words.reviewed, "year", needs=(HELPED,), takes=(REVIEW_DUE,),
    ),
    Transition(
        "close", ("decided",), "closed", DESK, step_words.closed, None, final=True, needs=(HELPED,), takes=_AFTERWARDS,
    ),
    Transition(
        "close", ("decided",), "closed", DESK, step_words.closed, None, final=True, needs=(HELPED,),
        takes=_AFTERWARDS, raises=(MONITORED_ON,), when="monitored",
    ),
    Transition("reopen", ("decided", "closed"), "accepted", DESK, step_words.reopened, "decide", takes=(*_AFTERWARDS, MONITORED_ON)),
    *(
        # Signed on paper, at the window or at the visit: the declaration stays where it is (山西采集表 注 1).
        Transition(
            "record_signature", (status,), status, DESK, words.signature_recorded, None,
            needs=(UNSIGNED,), takes=(UNSIGNED,),
        )
        for status in _OPEN
    ),
    Transition("withdraw", _OPEN, "withdrawn", (RESIDENT,), None, None, final=True),
    Transition("called", _ALIVE, None, DESK, words.called, None, needs=(WANTS_PERSON,), takes=(WANTS_PERSON,)),
    Transition(
        # Figures or rules changed the result of the check: the resident was told then, so nothing more is said.
        "result_seen", _ALIVE, None, DESK, None, None,
        needs=(RESULT_CHANGED,), takes=(RESULT_CHANGED,),
    ),
    Transition(
        "refuse_erasure", _ALIVE, None, DESK, words.erasure_refused, None,
        needs=(WANTS_ERASURE,), takes=(WANTS_ERASURE,),
    ),
    Transition(
        "grant_erasure", ("decided", "closed", "withdrawn"), "erased", DESK, words.erased, None,
        final=True, needs=(WANTS_ERASURE,), takes=(WANTS_ERASURE,),
    ),
)  # fmt: skip


def transition(action: str, status: str, when: str = "") -> Transition | None:
    """The row for this action in this status with this outcome, None when it is not possible there."""
    return next((row for row in TABLE if row.action == action and status in row.sources and row.when == when), None)


def closed(status: str) -> bool:
    """Whether a declaration in this status is no longer worked on: nothing more is owed to the resident."""
    return any(row.final and row.target == status for row in TABLE)


def may_take(role: str, action: str) -> bool:
    """Whether this role takes this action in any status; those who never do only look."""
    return any(role in row.roles for row in TABLE if row.action == action)


def possible(status: str, role: str, facts: Collection[str] = (), *, aid: bool = True) -> tuple[str, ...]:
    """The actions this role can take in this status, in the order of the table, each once.

    `facts`: the flags of the declaration and what follows from it (see `news.facts_of`); `aid`: whether it applies
    for aid.
    """
    rows = (row for row in TABLE if status in row.sources and role in row.roles)
    wanted = (row.action for row in rows if _fits(row, role, facts, aid=aid))
    return tuple(dict.fromkeys(wanted))


def _fits(row: Transition, role: str, facts: Collection[str], *, aid: bool) -> bool:
    if row.branch == "aid" and not aid:
        return False
    if row.needs and not any(flag in facts for flag in row.needs):
        return False
    return not (role == "township" and _with_the_county(row.action, facts, aid=aid))


def _with_the_county(action: str, facts: Collection[str], *, aid: bool) -> bool:
    """What the township leaves to the county: a complex case, and decisions where they were not delegated."""
    if ESCALATED in facts:
        return action in ("opinion", "publish", "decide", "escalate")
    # 山西指南 四（一）1: the county decides, or the township to which it has left that.
    return COUNTY_DECIDES in facts and aid and action == "decide"
