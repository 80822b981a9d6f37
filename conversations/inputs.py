"""What reaches a conversation: one frozen `Input`, whoever said it and through whatever channel."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from conversations.listed import Household
from conversations.messages import Message
from conversations.told import Told

Channel = Literal["web", "telegram", "staff"]
Origin = Literal["window", "hotline", "visit"]
"""Where staff took a declaration down."""

CommandName = Literal[
    "start", "back", "pause", "resume", "review", "edit", "remove", "help", "why", "skip", "unsure",
    "status", "urgent", "policy", "language", "human", "withdraw", "restart", "exit",
    "papers", "change", "export", "erase",
    "links", "unlink", "unauthorize",
    "elsewhere", "code", "quiet",
    "another", "switch",
]  # fmt: skip
COMMANDS: tuple[CommandName, ...] = get_args(CommandName)


@dataclass(frozen=True, slots=True)
class Text:
    """Words as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value offered by the open question: one, a tuple of them for `several`, a bool for `yes_no`."""

    value: str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of an earlier message: `asked` is the number of the asking (see `Asked.asked`), `index` its place.

    A tap whose asking is no longer the open one is stale and takes nothing. On a `several` question a tap
    ticks or unticks one option; the tap just past the last option says "done".
    """

    asked: int
    index: int


@dataclass(frozen=True, slots=True)
class Command:
    """Something asked of the conversation itself; `key` is a question key, an item key or a locale."""

    name: CommandName
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A full name typed, or the id of a stored drawing."""

    name: str | None = None
    drawn: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place shared by the device, degrees WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class File:
    """A paper already stored (checked, re-encoded, encrypted) under `paper`."""

    paper: str
    mime: str


@dataclass(frozen=True, slots=True)
class Photos:
    """Papers that are on their way, sent together: named by the ids under which they will be stored."""

    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something the channel delivered that cannot be taken; `what` says in plain words why and what would do."""

    what: Message


@dataclass(frozen=True, slots=True)
class Revised:
    """A message changed after it was sent: `path` (stable ids) is the answer it was, None when it was none.

    `asked` is the asking it left open: a message that could not be taken is still about that question.
    """

    text: str
    path: str | None
    asked: int | None


# --- what comes back from an effect, within the same turn --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filed:
    """The declaration is on file: its receipt number, the letter about the preliminary check, what comes next."""

    receipt: str
    letter: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class CorrectionFiled:
    """A correction is on file as version `version` of the declaration.

    Not `changed`: everything is as it was, and no version was filed.
    """

    receipt: str
    version: int
    letter: tuple[Message, ...]
    changed: bool = True


@dataclass(frozen=True, slots=True)
class EmergencyFiled:
    """An emergency is with the township: its receipt number, and whom to call."""

    receipt: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class StatusFound:
    """Where the declaration stands, in one sentence, with its status word."""

    receipt: str
    status: str
    message: Message


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to something looked up aside (a policy question, a call for a human, a hand-over link)."""

    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A policy question may mean any of these cards: id and title, at most three."""

    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EmergenciesFound:
    """Where the emergencies of this conversation stand, newest first; none where none was filed."""

    found: tuple[StatusFound, ...]


EffectResult: TypeAlias = Filed | CorrectionFiled | EmergencyFiled | StatusFound | EmergenciesFound | Answered | Offered

# --- what was done aside, outside the turn ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperFailed:
    """A paper that was on its way could not be fetched or opened; `what` says what would do."""

    paper: str
    what: Message


@dataclass(frozen=True, slots=True)
class PaperRead:
    """What stands on a paper, for the question at `path`: key of the form → text as read; empty when unreadable.

    Keys: `name`, `id_number` (of an identity card), `medical` (yuan paid by the family itself, of a bill).
    """

    paper: str
    path: str
    found: tuple[tuple[str, str], ...]


# --- what the township says -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatusPushed:
    """Staff moved the declaration, or an emergency; `final` when nothing more follows and a new one may be begun.

    `known`: what they registered of an emergency (`form/told.py`); `offers_to_declare`: a tap may begin a declaration.
    """

    receipt: str
    status: str
    message: Message
    final: bool = False
    known: tuple[tuple[str, str | bool], ...] = ()
    offers_to_declare: bool = False


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Staff ask again: boundary key → the officer's word ("" when none), in the order to be asked.

    `explain`: at the end the household may say in words why something is as it is.
    """

    receipt: str
    items: tuple[tuple[str, str], ...]
    message: Message
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The declaration was withdrawn (the effect of `withdraw`)."""

    receipt: str | None
    message: Message


@dataclass(frozen=True, slots=True)
class Reminded:
    """A draft lay untouched for a while. What is said to it names nothing of it: phones are shared."""


Body: TypeAlias = (
    Text
    | Choice
    | Tap
    | Command
    | Signature
    | Location
    | File
    | Photos
    | Unreadable
    | PaperFailed
    | PaperRead
    | Revised
    | EffectResult
    | StatusPushed
    | AskedBack
    | Withdrawn
    | Reminded
)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing said, once. `id` is unique within the conversation.

    `question` is the boundary key the sender believes is open; when it is given and is not the open one,
    nothing is taken. `seen` is the number of the last asking shown where this was said (-1: nothing was asked
    there); when another is open by now, nothing is taken either. `message` is the number the channel gave it,
    by which a later change of it refers to it. `at` is aware. `by` names who spoke: the resident, or a staff user name.
    `origin`: where staff took this down, None for what residents say themselves.
    `meant` is the key of the household whose button or page it was, None where there is nothing to tell it by;
    `astray`: that is another one than this, and nothing is taken. `households` are those to be listed.
    `several`: the chat or session holds others too. `called`: what was told of an emergency, before the yes, in the
    household that was just left; None where none was asked about.
    `sender` is the address or chat it came from, "" where that is not known: the conversation never looks at it, and
    it is kept nowhere as it is.
    """

    id: str
    channel: Channel
    at: datetime
    body: Body
    question: str | None = None
    by: str = "resident"
    seen: int | None = None
    message: int | None = None
    origin: Origin | None = None
    meant: str | None = None
    astray: bool = False
    households: tuple[Household, ...] = ()
    several: bool = False
    called: tuple[tuple[Told, str], ...] | None = None
    sender: str = field(default="", repr=False)
