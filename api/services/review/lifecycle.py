"""The lifecycle of a declaration as one table: from, action, to, who may, what is told, which deadline starts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from api.services.review import words
from api.services.review.news import RESULT_CHANGED, WANTS_ERASURE, WANTS_PERSON
from conversations.messages import Message

Status = Literal["submitted", "accepted", "asked_back", "answered", "decided", "withdrawn", "erased"]
DeadlineKind = Literal["accept", "decide", "call", "answer"]
Telling: TypeAlias = Callable[[words.Told], Message]

RESIDENT = "resident"
UNSIGNED = "unsigned"
"""The flag of a declaration that was received without a signature."""
_OPEN: tuple[Status, ...] = ("submitted", "accepted", "asked_back", "answered")
KNOWN_ACTIONS = (
    "accept", "transfer", "ask_back", "request_query", "record_query", "record_visit", "opinion", "publish",
    "decide", "refer", "escalate", "reopen", "close", "record_signature",
    "called", "grant_erasure", "refuse_erasure", "result_seen",
)  # fmt: skip
"""Every action of the contract, and ours; those without a row below are not possible in any status yet."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A row: in which statuses the action is possible, where it leads, which roles may (or the resident),
    what the resident is told (None: nothing), which deadline then runs (None: none).

    `needs`: a flag without which there is nothing to do; the action takes it away. A target of None, or one that
    leads where it came from, leaves the deadline.
    """

    action: str
    sources: tuple[Status, ...]
    target: Status | None
    roles: tuple[str, ...]
    told: Telling | None
    deadline: DeadlineKind | None
    final: bool = False
    needs: str = ""


_ALIVE: tuple[Status, ...] = ("submitted", "accepted", "asked_back", "answered", "decided", "withdrawn")

TABLE: tuple[Transition, ...] = (
    Transition("file", (), "submitted", (RESIDENT,), None, "accept"),
    Transition("accept", ("submitted",), "accepted", ("township", "county"), words.accepted, "decide"),
    Transition(
        "ask_back", ("submitted", "accepted", "answered"), "asked_back", ("township", "county"),
        words.asked_back, "call",
    ),
    Transition("correct", ("asked_back",), "answered", (RESIDENT,), None, "decide"),
    Transition(
        "decide", ("accepted", "answered"), "decided", ("township", "county"), words.decided, None, final=True
    ),
    *(
        # Signed on paper, at the window or at the visit: the declaration stays where it is (山西采集表 注 1).
        Transition(
            "record_signature", (status,), status, ("township", "county"), words.signature_recorded, None,
            needs=UNSIGNED,
        )
        for status in _OPEN
    ),
    Transition(
        "withdraw", ("submitted", "accepted", "asked_back", "answered"), "withdrawn", (RESIDENT,), None, None,
        final=True,
    ),
    Transition("called", _ALIVE, None, ("township", "county"), words.called, None, needs=WANTS_PERSON),
    # Figures or rules changed the result of the check: the resident was told then, so nothing more is said.
    Transition("result_seen", _ALIVE, None, ("township", "county"), None, None, needs=RESULT_CHANGED),
    Transition(
        "refuse_erasure", _ALIVE, None, ("township", "county"), words.erasure_refused, None, needs=WANTS_ERASURE,
    ),
    Transition(
        "grant_erasure", ("decided", "withdrawn"), "erased", ("township", "county"), words.erased, None,
        final=True, needs=WANTS_ERASURE,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """How many working days each deadline gives.

    `accept` and `decide` follow 民发〔2021〕57号 and 社会救助暂行办法 (30 in all); `call` is ours: when the
    resident has not answered an ask-back by then, the township calls. Nobody loses anything by it. `answer` is
    ours too: 个人信息保护法 art. 50 asks for a timely answer to a request about one's data and gives no days.
    """

    accept: int = 3
    decide: int = 30
    call: int = 10
    answer: int = 15

    def of(self, kind: DeadlineKind) -> int:
        """The days of this deadline."""
        return {"accept": self.accept, "decide": self.decide, "call": self.call, "answer": self.answer}[kind]


def transition(action: str, status: str) -> Transition | None:
    """The row for this action in this status, None when it is not possible there."""
    return next((row for row in TABLE if row.action == action and status in row.sources), None)


def closed(status: str) -> bool:
    """Whether nothing more follows in this status."""
    return any(row.final and row.target == status for row in TABLE)


def may_act(role: str) -> bool:
    """Whether this role takes part in any step at all; the others only look."""
    return any(role in row.roles for row in TABLE)


def possible(status: str, role: str, flags: Collection[str] = ()) -> tuple[str, ...]:
    """The actions this role can take in this status on a declaration with these flags, in the order of the table."""
    return tuple(row.action for row in TABLE if status in row.sources and role in row.roles and _due(row, flags))


def _due(row: Transition, flags: Collection[str]) -> bool:
    return not row.needs or row.needs in flags
