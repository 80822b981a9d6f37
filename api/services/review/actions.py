"""An action of the staff: what is sent, what is checked about it, what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from api.errors import BadInput, Fault
from api.services.review.lifecycle import KNOWN_ACTIONS
from api.services.review.words import CATEGORIES
from conversations.messages import say

RESULTS = ("approved", "refused", "registered")
LONGEST_NOTE = 1000
LONGEST_WORD = 200
LONGEST_ID = 128


@dataclass(frozen=True, slots=True)
class Action:
    """What staff want done. `id` is made by the caller: the same one again changes nothing.

    `keys` (boundary keys, in order) and `notes` (key → the officer's word) are for `ask_back`, `category` and
    `result` for `decide`, `area_code` for `transfer`, `signed_on` (a day, yyyy-mm-dd, in China) and `place` for
    `record_signature`. `note` is said to the resident.
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


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the status afterwards, the deadline that runs (aware), what can be done next."""

    receipt: str
    action: str
    status: str
    due: datetime | None
    actions: tuple[str, ...]


def printable(text: str) -> str:
    """The text without what no database or page takes: control characters, halves of surrogate pairs."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t")


def cleaned(action: Action) -> Action:
    """The action with printable words only, each key once."""
    return replace(
        action,
        note=printable(action.note).strip(),
        keys=tuple(dict.fromkeys(printable(key) for key in action.keys)),
        notes={printable(key): printable(word).strip() for key, word in action.notes.items() if word.strip()},
        category=printable(action.category),
        result=printable(action.result),
        area_code=printable(action.area_code),
        signed_on=printable(action.signed_on).strip(),
        place=printable(action.place).strip(),
    )


def check_form(action: Action) -> None:
    """What can be said of an action before looking at any declaration. Raises BadInput."""
    faults: list[Fault] = []
    if not 1 <= len(action.id) <= LONGEST_ID or not action.id.isprintable():
        faults.append(Fault("id", say("请给这次操作一个编号，1 到 128 个字。")))
    if action.action not in KNOWN_ACTIONS:
        faults.append(Fault("action", say("请从这个页面上的操作里选一个。")))
    if len(action.note) > LONGEST_NOTE:
        faults.append(Fault("note", say("请写短一点，{limit} 个字以内。", limit=LONGEST_NOTE)))
    faults += [
        Fault(f"notes.{key}", say("请写短一点，{limit} 个字以内。", limit=LONGEST_WORD))
        for key, word in action.notes.items()
        if len(word) > LONGEST_WORD
    ]
    if faults:
        raise BadInput.of(tuple(faults))


def content_faults(action: Action, askable: frozenset[str], today: date) -> tuple[Fault, ...]:
    """What is wrong with the content, once the action itself is possible; `askable` are this form's keys, `today` in China."""
    if action.action == "ask_back":
        return _ask_back_faults(action, askable)
    if action.action == "decide":
        return _decide_faults(action)
    if action.action == "refuse_erasure" and not action.note:
        return (Fault("note", say("请写上为什么不能删、依法要留哪些、留多久。居民会看到。")),)
    if action.action == "record_signature":
        return _signature_faults(action, today)
    return ()


def _signature_faults(action: Action, today: date) -> tuple[Fault, ...]:
    faults: list[Fault] = []
    try:
        signed_on = date.fromisoformat(action.signed_on)
    except ValueError:
        faults.append(Fault("signed_on", say("请写签名那天的日期，比如 2026-11-22。")))
    else:
        if signed_on > today:
            faults.append(Fault("signed_on", say("请再看一下日期：签名那天不会在今天以后。")))
    if not 1 <= len(action.place) <= LONGEST_WORD:
        faults.append(Fault("place", say("请写在哪里签的，比如 镇便民大厅，{limit} 个字以内。", limit=LONGEST_WORD)))
    return tuple(faults)


def _ask_back_faults(action: Action, askable: frozenset[str]) -> tuple[Fault, ...]:
    if not action.keys:
        return (Fault("keys", say("请至少勾选一处要居民补充的内容。")),)
    unknown = [
        Fault("keys", say("请换一处：这份申报里没有“{key}”这一题。", key=key))
        for key in action.keys
        if key not in askable
    ]
    strangers = [
        Fault(f"notes.{key}", say("请先勾选这一题，再给它写说明。")) for key in action.notes if key not in action.keys
    ]
    return (*unknown, *strangers)


def _decide_faults(action: Action) -> tuple[Fault, ...]:
    faults: list[Fault] = []
    if action.category not in CATEGORIES:
        faults.append(Fault("category", say("请选一个类别：{all}。", all="、".join(CATEGORIES))))
    if action.result not in RESULTS:
        faults.append(Fault("result", say("请选一个结果：{all}。", all="、".join(RESULTS))))
    if action.result == "approved" and action.category == "none":
        faults.append(Fault("category", say("请选认定为哪一类。哪一类都不是，就选不予认定或者只登记。")))
    if action.result == "refused" and not action.note.strip():
        faults.append(Fault("note", say("请写上原因。居民会看到，也凭它申请复议。")))
    return tuple(faults)
