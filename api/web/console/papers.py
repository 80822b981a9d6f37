"""The papers of a declaration as the desk sees them: what each is, whose, its pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.services.review.official import PAPERS
from api.services.review.sheet import Item, Line
from api.services.review.views import DeclarationView
from conversations.messages import Message, say


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paper, counted from 1; `id` is the kept photo's."""

    number: int
    id: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper. `whose`: the member it belongs to, in words; `member` their boundary key ("": not said).

    `first` is the answer to ask again when the paper is wanted anew.
    """

    key: str
    label: Message
    whose: Message | None
    member: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    first: Line | None


def papers_of(view: DeclarationView) -> tuple[Paper, ...]:
    """The papers of the newest version, in order."""
    tables = (table for part in view.parts for table in part.tables if table.key == PAPERS)
    return tuple(_paper(item, view) for table in tables for item in table.items if item.lines)


def _paper(item: Item, view: DeclarationView) -> Paper:
    kind, whose = item.cell("kind"), item.cell("member")
    files = tuple(line for line in item.lines if line.column.startswith("file"))
    key = ".".join(item.lines[0].key.split(".")[:2])
    member = view.answers.get(f"{key}.member")
    return Paper(
        key,
        kind.value if kind is not None and kind.value else say("材料"),
        whose.value if whose is not None else None,
        f"members.{member}" if isinstance(member, int) else "",
        tuple(_pages(files)),
        item.lines,
        files[0] if files else None,
    )


def _pages(files: tuple[Line, ...]) -> Iterator[Page]:
    for number, line in enumerate((one for one in files if one.paper), start=1):
        yield Page(number, line.paper or "")


def one_more(view: DeclarationView, count: int) -> Line | None:
    """The question that asks for one more paper, None where the household has sent as many as fit."""
    key = f"{PAPERS}.{count}.more"
    return Line(key, say("还有别的材料"), None, askable=True) if key in view.askable else None
