"""The deadlines of the lifecycle as tables: how long each is, where it runs, what happens when its day is over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from api.services.review import step_words, words
from api.services.review.news import (
    CALL_DUE,
    LETTER_DUE,
    NOTICE_OVER,
    OVERDUE,
    OWN_FORM,
    QUERY_OPEN,
    REVIEW_DUE,
    WANTS_ERASURE,
)
from conversations.messages import Message

DeadlineKind = Literal[
    "accept", "decide", "call", "query", "notice", "review", "letter", "own_form", "year", "yearly", "answer"
]
Telling: TypeAlias = Callable[[words.Told], Message]


@dataclass(frozen=True, slots=True)
class Days:
    """How many working days each deadline gives; `notice` counts calendar days, `year` calendar months.

    `accept`, `decide` (30 in all), `notice`, `review` (from the end of the notice) and `letter` follow
    民发〔2021〕57号 and 社会救助暂行办法; an area's own `review_days` and `notice_days` come before them. The others
    are ours: `call`, when the resident has not answered an ask-back by then, the township calls, and nobody loses
    anything by it; `query` and `own_form` bring to mind what others have not answered; `yearly` is the time to go
    through a household once its year is over (山西指南 二（三）); `answer`: 个人信息保护法 art. 50 asks for a timely
    answer to a request about one's data and gives no days.
    """

    accept: int = 3
    decide: int = 30
    call: int = 10
    query: int = 10
    notice: int = 7
    review: int = 10
    letter: int = 3
    own_form: int = 30
    year: int = 12
    yearly: int = 20
    answer: int = 15

    def of(self, kind: DeadlineKind) -> int:
        """The days of this deadline."""
        return {
            "accept": self.accept, "decide": self.decide, "call": self.call, "query": self.query,
            "notice": self.notice, "review": self.review, "letter": self.letter, "own_form": self.own_form,
            "year": self.year, "yearly": self.yearly, "answer": self.answer,
        }[kind]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passing:
    """What happens when the day is over, once: the entry on the timeline, the flag, what the resident is told
    (None: nothing), which deadline then runs. `owed`: what was due still is.
    """

    event: str
    flag: str
    told: Telling | None = None
    then: DeadlineKind | None = None
    owed: bool = True


WHEN_PASSED: Mapping[DeadlineKind, Passing] = {
    "accept": Passing("overdue", OVERDUE, step_words.late),
    "decide": Passing("overdue", OVERDUE, step_words.late),
    "review": Passing("overdue", OVERDUE, step_words.late),
    # The resident has not answered: nothing is held against them, the township calls.
    "call": Passing("call_due", CALL_DUE),
    "query": Passing("overdue", OVERDUE),
    "notice": Passing("notice_ended", NOTICE_OVER, step_words.notice_ended, "review", owed=False),
    "letter": Passing("overdue", OVERDUE),
    "own_form": Passing("overdue", OVERDUE),
    "year": Passing("year_passed", REVIEW_DUE, None, "yearly", owed=False),
    "yearly": Passing("overdue", OVERDUE),
    "answer": Passing("overdue", OVERDUE, step_words.answer_late),
}
_OPEN = ("submitted", "accepted", "asked_back", "answered", "opinion_given", "published")
RUNS_IN: Mapping[str, tuple[str, ...]] = {
    "accept": ("submitted",),
    "decide": ("accepted", "answered", "opinion_given"),
    "call": ("asked_back",),
    "query": _OPEN,
    "notice": ("published",),
    "review": ("published",),
    "letter": ("decided",),
    "own_form": ("decided",),
    "year": ("decided",),
    "yearly": ("decided",),
    "answer": (*_OPEN, "decided", "closed", "withdrawn"),
}
"""The statuses in which a deadline is due; leaving them settles it."""
FLAG_OF: Mapping[str, str] = {
    "query": QUERY_OPEN, "letter": LETTER_DUE, "own_form": OWN_FORM, "yearly": REVIEW_DUE, "answer": WANTS_ERASURE,
    "review": NOTICE_OVER,
}  # fmt: skip
"""The flag without which it is not due any more."""
SILENT = ("year",)
"""Run without standing in the queue: nobody owes anything until they fire."""
