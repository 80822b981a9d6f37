"""An action of the staff: what is sent, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from api.errors import BadInput, Fault
from api.services.action_ids import id_faults
from api.services.review.fields import LONGEST_NOTE, LONGEST_WORD
from api.services.review.lifecycle import DIFFERS, KNOWN_ACTIONS
from api.services.review.words import OWN_FORM
from conversations.messages import say

RESULTS = ("approved", "refused", "registered")


@dataclass(frozen=True, slots=True)
class Action:
    """What staff want done. `id` is made by the caller: the same one again changes nothing.

    Which of the others an action reads is said in `fields.FIELDS`, under the same names. `keys` (boundary keys, in
    order) and `notes` (key → the officer's word) go together, `found` is key → what a data query found, `members`
    are indices of the household, days are yyyy-mm-dd in China. `note` is said to the resident.
    """

    id: str
    action: str
    note: str = ""
    keys: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    result: str = ""
    area_code: str = ""
    signed_on: str = ""
    place: str = ""
    reason: str = ""
    on: str = ""
    source: str = ""
    found: Mapping[str, str] = field(default_factory=dict)
    visitors: tuple[str, ...] = ()
    findings: str = ""
    photos: tuple[str, ...] = ()
    signed: str = ""
    departments: tuple[str, ...] = ()
    referral: str = ""
    members: tuple[str, ...] = ()
    monitored: str = ""

    @property
    def outcome(self) -> str:
        """Which row of the table is meant, where the outcome of an action decides it."""
        if self.action == "record_query":
            return DIFFERS if self.found else ""
        if self.action == "decide":
            return "own_form" if self.result == "approved" and self.category in OWN_FORM else self.result
        if self.action == "record_own_form":
            return self.result
        return "monitored" if self.action == "close" and self.monitored == "yes" else ""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the status afterwards, the deadline that runs (aware), what can be done next."""

    receipt: str
    action: str
    status: str
    due: datetime | None
    actions: tuple[str, ...]


# Its reason is what the resident is told: whoever calls it `reason` means that.
_REASON_IS_TOLD = ("escalate", "reopen", "close", "transfer", "opinion", "refuse_erasure")


def printable(text: str) -> str:
    """The text without what no database or page takes: control characters, halves of surrogate pairs."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t")


def cleaned(action: Action) -> Action:
    """The action with printable words only, each item once, none of them blank."""
    note, reason = printable(action.note).strip(), printable(action.reason).strip()
    if action.action in _REASON_IS_TOLD and not note:
        note = reason
    return replace(
        action,
        note=note,
        reason=reason,
        keys=_once(action.keys),
        notes=_filled(action.notes),
        category=printable(action.category).strip(),
        result=printable(action.result).strip(),
        area_code=printable(action.area_code).strip(),
        signed_on=printable(action.signed_on).strip(),
        place=printable(action.place).strip(),
        on=printable(action.on).strip(),
        source=printable(action.source).strip(),
        found=_filled(action.found),
        visitors=_once(action.visitors),
        findings=printable(action.findings).strip(),
        photos=_once(action.photos),
        signed=printable(action.signed).strip(),
        departments=_once(action.departments),
        referral=printable(action.referral).strip(),
        members=_once(action.members),
    )


def check_form(action: Action) -> None:
    """What can be said of an action before looking at any declaration. Raises BadInput."""
    faults: list[Fault] = [*id_faults(action.id)]
    if action.action not in KNOWN_ACTIONS:
        faults.append(Fault("action", say("请从这个页面上的操作里选一个。")))
    if len(action.note) > LONGEST_NOTE:
        faults.append(Fault("note", say("请写短一点，{limit} 个字以内。", limit=LONGEST_NOTE)))
    faults += [
        Fault(f"{name}.{key}", say("请写短一点，{limit} 个字以内。", limit=LONGEST_WORD))
        for name, words in (("notes", action.notes), ("found", action.found))
        for key, word in words.items()
        if len(word) > LONGEST_WORD
    ]
    if faults:
        raise BadInput.of(tuple(faults))


def _once(items: tuple[str, ...]) -> tuple[str, ...]:
    kept = (printable(one).strip() for one in items)
    return tuple(dict.fromkeys(one for one in kept if one))


def _filled(words: Mapping[str, str]) -> dict[str, str]:
    return {printable(key): printable(word).strip() for key, word in words.items() if word.strip()}
