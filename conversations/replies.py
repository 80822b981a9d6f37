"""What a step says back: replies, and the one question that is open afterwards."""

from dataclasses import dataclass
from typing import Literal

from conversations.messages import Message

ReplyKind = Literal["text", "receipt", "assessment", "status", "document"]
QuestionKind = Literal[
    "text", "money", "choice", "several", "yes_no", "date", "number", "area", "file", "signature",
    "location", "review", "confirm",
]  # fmt: skip
FormName = Literal["declaration", "emergency", "correction"]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be tapped. `ticked` is for `several`: already chosen."""

    value: str | bool
    label: Message
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing said. A `receipt` reply carries the receipt number, a `status` reply the status too.

    So does the receipt of a correction: `answered` when staff had asked, else `corrected`.
    `households` are ways to other households of this chat: what `switch` takes as its key, or the name of a command;
    beside the last message of an emergency also the command that begins the declaration. `last`: said after
    whatever the effects of the step come to.
    """

    message: Message
    kind: ReplyKind = "text"
    receipt: str | None = None
    status: str | None = None
    households: tuple[Option, ...] = ()
    last: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: questions settled and questions that apply, of the whole form and of the current section."""

    done: int
    total: int
    section: Message
    section_done: int
    section_total: int


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One answer on the review page; `key` is what `edit` takes, None for a derived figure.

    `removes`: the line says no answer, it offers to take away the person, home or vehicle of this key.
    `item`: what the person or thing is called that the line is about; its lines stand together under that name.
    """

    key: str | None
    label: Message
    value: Message
    flag: Literal["", "skipped", "unsure", "approximate"] = ""
    removes: str | None = None
    item: Message | None = None


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """A section of the review page."""

    title: Message
    lines: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The open question as it is put.

    `asked` numbers the asking: buttons carry it, so that a button of an earlier asking is known as stale.
    `allowed` are the commands that make sense here. `sensitive` questions may not be answered on a channel
    that leaves the country unless the deployment says so. `review` is filled for the kind `review`.
    `papers` are those to be shown beside it: boundary key and stored id.
    `hints` tells a page which field suits: the unit of a number, the precision of a date.
    """

    key: str
    kind: QuestionKind
    prompt: Message
    example: Message | None
    options: tuple[Option, ...]
    allowed: tuple[str, ...]
    progress: Progress
    asked: int
    sensitive: bool = False
    review: tuple[ReviewSection, ...] = ()
    note: Message | None = None
    hint: Literal["", "numeric", "tel", "name"] = ""
    papers: tuple[tuple[str, str], ...] = ()
