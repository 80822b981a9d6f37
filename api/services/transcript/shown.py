"""A turn as the outside sees it: the JSON of the contract, rendered once and stored with the turn."""

from typing import Literal, NotRequired, TypedDict

from conversations.messages import Message
from conversations.replies import Asked, Option, Reply, ReviewLine, ReviewSection
from locales.rendering import Renderer


class ChoiceJson(TypedDict):
    """A button: what it sends, what it says; `ticked` on `several` questions."""

    value: str | bool
    label: str
    ticked: NotRequired[bool]


class ReplyJson(TypedDict):
    """One thing said. `households`: what `switch` takes as its key to go to another one, or the name of a command."""

    kind: str
    text: str
    receipt: NotRequired[str]
    status: NotRequired[str]
    households: NotRequired[list[ChoiceJson]]


class ProgressJson(TypedDict):
    """How far: of the form, and of the section by name."""

    done: int
    total: int
    section: str
    section_done: int
    section_total: int


class ReviewLineJson(TypedDict):
    """One answer of the review; `key` is what `edit` takes, None where it is derived.

    With `removes` it is no answer but the offer to take an item away: what `remove` takes. `item` is the name
    of the person or thing it is about; lines of one item follow each other.
    """

    key: str | None
    label: str
    value: str
    flag: str
    removes: NotRequired[str]
    item: NotRequired[str]


class ReviewSectionJson(TypedDict):
    """A section of the review."""

    title: str
    lines: list[ReviewLineJson]


class QuestionJson(TypedDict):
    """The open question. `asked` numbers the asking; `note` is an officer's word; `hint` a keyboard.

    `papers`, where there are any to look at: question key → id of the paper, for its thumbnail.
    """

    key: str
    kind: str
    prompt: str
    example: str | None
    choices: list[ChoiceJson]
    allowed: list[str]
    progress: ProgressJson
    asked: int
    sensitive: bool
    hint: str
    note: str | None
    review: list[ReviewSectionJson]
    papers: NotRequired[dict[str, str]]


class TurnJson(TypedDict):
    """A turn: its number in the conversation, what was said, what is asked."""

    number: int
    replies: list[ReplyJson]
    question: QuestionJson | None
    form: Literal["declaration", "emergency", "correction"] | None
    language: str


def show_reply(reply: Reply, renderer: Renderer) -> ReplyJson:
    """A reply in words."""
    shown = ReplyJson(kind=reply.kind, text=renderer.render(reply.message))
    if reply.receipt is not None:
        shown["receipt"] = reply.receipt
    if reply.status is not None:
        shown["status"] = reply.status
    if reply.households:
        shown["households"] = [_choice(option, renderer, "choice") for option in reply.households]
    return shown


def show_question(asked: Asked, renderer: Renderer) -> QuestionJson:
    """The open question in words."""

    def words(message: Message | None) -> str | None:
        return renderer.render(message) if message is not None else None

    progress = asked.progress
    shown = QuestionJson(
        key=asked.key,
        kind=asked.kind,
        prompt=renderer.render(asked.prompt),
        example=words(asked.example),
        choices=[_choice(option, renderer, asked.kind) for option in asked.options],
        allowed=list(asked.allowed),
        progress=ProgressJson(
            done=progress.done,
            total=progress.total,
            section=renderer.render(progress.section),
            section_done=progress.section_done,
            section_total=progress.section_total,
        ),
        asked=asked.asked,
        sensitive=asked.sensitive,
        hint=asked.hint,
        note=words(asked.note),
        review=[_review_section(section, renderer) for section in asked.review],
    )
    if asked.papers:
        shown["papers"] = dict(asked.papers)
    return shown


def _review_section(section: ReviewSection, renderer: Renderer) -> ReviewSectionJson:
    lines = [_review_line(line, renderer) for line in section.lines]
    return ReviewSectionJson(title=renderer.render(section.title), lines=lines)


def _review_line(line: ReviewLine, renderer: Renderer) -> ReviewLineJson:
    label, value = renderer.render(line.label), renderer.render(line.value)
    shown = ReviewLineJson(key=line.key, label=label, value=value, flag=line.flag)
    if line.removes is not None:
        shown["removes"] = line.removes
    if line.item is not None:
        shown["item"] = renderer.render(line.item)
    return shown


def _choice(option: Option, renderer: Renderer, kind: str) -> ChoiceJson:
    shown = ChoiceJson(value=option.value, label=renderer.render(option.label))
    if kind == "several":
        shown["ticked"] = option.ticked
    return shown
