"""What a step wants done outside: each is carried out by a service in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from conversations.answers import Json, Said, SignedAnswer


@dataclass(frozen=True, slots=True)
class FileDeclaration:
    """File draft number `draft`; a draft is filed at most once. Comes back as `Filed`.

    `answers` are by boundary keys, nested as in the JSON contract, derived values included and hidden ones
    left out; `flags` name the keys that were skipped, unsure or approximate; `said` tells of each question who
    answered it, when, by which channel.
    """

    draft: int
    form_version: int
    answers: dict[str, Json]
    flags: tuple[tuple[str, str], ...]
    signatures: tuple[SignedAnswer, ...]
    said: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileCorrection:
    """File a new version of the declaration `receipt`. Comes back as `CorrectionFiled`."""

    receipt: str
    form_version: int
    answers: dict[str, Json]
    flags: tuple[tuple[str, str], ...]
    signatures: tuple[SignedAnswer, ...]
    said: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileEmergency:
    """File emergency number `number` of this conversation, at most once. Comes back as `EmergencyFiled`.

    `area_code`: the township or only the county of the place, None where nobody can tell; `answers` by the
    keys `emergency.*`; `home`: the township their declaration names, whose county asks where nobody can tell.
    """

    number: int
    form_version: int
    area_code: str | None
    answers: dict[str, Json]
    home: str | None = None


@dataclass(frozen=True, slots=True)
class AddToEmergency:
    """The answers of a filed emergency as they stand now. Comes back as an empty `Answered`.

    `papers`: only its papers, handed in after the money; `more`: only what is told later. The other answers then
    stay as they were. `lost`: photos named before that could not be taken after all.
    `area_code`: where it is by now, None where that is not known or not told.
    """

    receipt: str
    answers: dict[str, Json]
    papers: bool = False
    more: bool = False
    area_code: str | None = None
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindStatus:
    """Where does this declaration stand? Comes back as `StatusFound`; `waiting` answers are asked of the resident."""

    receipt: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class FindEmergencies:
    """Where do the emergencies told in this conversation stand? Comes back as `EmergenciesFound`."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Withdraw the filed declaration. Comes back as `Withdrawn`."""

    receipt: str


@dataclass(frozen=True, slots=True)
class OfferLinks:
    """Links by which the adults of the household sign for themselves, and who has. Comes back as `Answered`."""

    receipt: str


@dataclass(frozen=True, slots=True)
class RevokeLinks:
    """The links given out so far shall open nothing any more. Comes back as `Answered`."""

    receipt: str


@dataclass(frozen=True, slots=True)
class WithdrawAuthorization:
    """The applicant takes the authorization back; the declaration stays. Comes back as `Answered`."""

    receipt: str


@dataclass(frozen=True, slots=True)
class ForgetDraft:
    """The draft was taken back: delete what was said and sent so far. Comes back as an empty `Answered`."""


@dataclass(frozen=True, slots=True)
class CallHuman:
    """The resident wants a person. Comes back as `Answered` with whom to call; staff see the request."""

    receipt: str | None
    area_code: str | None


@dataclass(frozen=True, slots=True)
class LookUpPolicy:
    """A policy question in the resident's words, or the id of a card that was offered.

    Comes back as `Answered`, or as `Offered` when several cards may be meant. Empty words: none of them was.
    `called`: whether to tell it as an emergency is asked already.
    """

    words: str
    area_code: str | None
    called: bool = False


@dataclass(frozen=True, slots=True)
class OfferHandover:
    """Make a one-use link to another channel or phone. Comes back as `Answered`.

    `sensitive`: the open question may not be answered on this channel; `asked`: the resident wants to go on elsewhere.
    """

    at: datetime
    reason: Literal["sensitive", "asked"]


@dataclass(frozen=True, slots=True)
class GiveReturnCode:
    """Tell the resident a return code: a new one when they asked (`renew`), else only where there is none yet.

    Comes back as `Answered`, empty when there was nothing to tell.
    """

    renew: bool


@dataclass(frozen=True, slots=True)
class StopReminders:
    """Never remind this resident again. Comes back as an empty `Answered`."""


@dataclass(frozen=True, slots=True)
class OfferExport:
    """The resident wants all that is kept of them: on the page, elsewhere by a link. Comes back as `Answered`."""


@dataclass(frozen=True, slots=True)
class AskErasure:
    """The township is asked to delete what was filed: `receipt`, or (None) what was filed last from here.

    `reason` in the resident's words, "" when none was given. Comes back as `Answered`.
    """

    receipt: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """Read what stands on a paper, for the question at `path` (stable ids), outside the turn.

    Comes back as an empty `Answered`; later as an input `PaperRead` with an id of its own.
    """

    paper: str
    path: str
    wants: Literal["id_card", "medical_bill"]


Effect: TypeAlias = (
    FileDeclaration
    | FileCorrection
    | FileEmergency
    | AddToEmergency
    | FindStatus
    | FindEmergencies
    | Withdraw
    | OfferLinks
    | RevokeLinks
    | WithdrawAuthorization
    | ForgetDraft
    | CallHuman
    | LookUpPolicy
    | OfferHandover
    | OfferExport
    | AskErasure
    | ReadPaper
    | GiveReturnCode
    | StopReminders
)
