"""What a use case refuses, as typed errors: a stable `code`, a `status` (HTTP's number), words."""

from dataclasses import dataclass
from typing import ClassVar, TypeVar

from conversations.messages import Message, say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was sent: its key in the JSON contract, and what would do."""

    key: str
    message: Message


class ServiceError(Exception):
    """A use case was refused for a reason the caller can act on; nothing was changed.

    `key` names the field or object concerned ("" for the whole request); `message` says what would do, and
    is put into the caller's language by whoever answers. Never carries personal data.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400

    def __init__(self, key: str, message: Message) -> None:
        super().__init__(f"{self.code}: {key}")
        self.key = key
        self.message = message

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong, each with its key; one for most errors."""
        return (Fault(self.key, self.message),)


class BadInput(ServiceError):
    """What was sent cannot be taken: one fault, or `further` ones beside it."""

    code = "bad_input"
    status = 422

    def __init__(self, key: str, message: Message, further: tuple[Fault, ...] = ()) -> None:
        super().__init__(key, message)
        self._further = further

    @classmethod
    def of(cls, faults: tuple[Fault, ...]) -> "BadInput":
        """All the faults at once; there must be at least one (`ValueError`)."""
        if not faults:
            raise ValueError("an error about bad input needs at least one fault")
        return cls(faults[0].key, faults[0].message, faults[1:])

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, in the order found."""
        return (Fault(self.key, self.message), *self._further)


class Unauthorized(ServiceError):
    """Nobody we know is asking: no session, one that has ended, a wrong password."""

    code = "unauthorized"
    status = 401


class Forbidden(ServiceError):
    """Known, but not allowed to that role or area."""

    code = "forbidden"
    status = 403


class NotFound(ServiceError):
    """Not there, or not within the asker's area: the two are told alike on purpose."""

    code = "not_found"
    status = 404


class Gone(ServiceError):
    """It was there once: a link that is used up, revoked or over its time; told alike with one that never was."""

    code = "gone"
    status = 410


class Conflict(ServiceError):
    """It does not fit what is already there: the same id with other content, a version that has moved on."""

    code = "conflict"
    status = 409


class NotAllowedNow(Conflict):
    """The action does not belong to the present state; `actions` are those that do."""

    code = "not_allowed_now"

    def __init__(self, key: str, actions: tuple[str, ...], message: Message | None = None) -> None:
        some = say("请从现在可以办的操作里选一个。")
        none = say("请看一下这一份现在的状态：正在等居民补充，或者已经结束，这时没有要办的操作。")
        super().__init__(key, message or (some if actions else none))
        self.actions = actions


class TooLarge(ServiceError):
    """More bytes than are taken."""

    code = "too_large"
    status = 413


class TooMany(ServiceError):
    """Tried too often for now; `seconds` until it may be tried again, None where nobody can tell."""

    code = "too_many"
    status = 429

    def __init__(
        self, key: str, message: Message, *, further: tuple[Fault, ...] = (), seconds: int | None = None
    ) -> None:
        super().__init__(key, message)
        self._further = further
        self.seconds = seconds

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong, then what can be done meanwhile."""
        return (Fault(self.key, self.message), *self._further)


def or_raise(result: T | ServiceError) -> T:
    """What a transaction gave back; raised where it is a refusal. Within one a refusal is given back: nothing was
    written, so what others do at once need not be redone.
    """
    if isinstance(result, ServiceError):
        raise result
    return result
