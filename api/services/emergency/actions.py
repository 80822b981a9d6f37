"""An action on an emergency: what is sent, and what is checked of it before any emergency is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from api.errors import BadInput, Fault
from api.services.action_ids import id_faults
from api.services.emergency.lifecycle import ACTIONS, METHODS, TIERS
from conversations.messages import Message, say
from conversations.understanding.identity import understand_id_number
from conversations.understanding.outcome import Unclear

LONGEST_NOTE = 1000
LONGEST_WORD = 200
LONGEST_METHOD = 16
MOST_YUAN = Decimal(1_000_000)
_FEN = Decimal("0.01")
_NOT_KEPT = ("id", "action", "as_of", "id_number")


@dataclass(frozen=True, slots=True)
class EmergencyAction:
    """What staff want done. `id` is made by the caller: the same one again changes nothing.

    `amount` (fen) for `grant`, `escalate` and `pay`; `tier` for `grant`; `method` and `reference` for `pay`; `reason`
    and `refer_to` for `decline`; `refer_to` for `refer`; `person`, `reason` and `signed_on` (a day in China) for
    `settle`, with the `id_number` of who was helped where it is on the paper: it is looked up and not kept;
    `area_code` for `transfer`. `note` is said to the resident, but for `note`, which stays here. `as_of`:
    the last step of staff that who acts has seen ("": not said).
    """

    id: str
    action: str
    amount: int = 0
    tier: str = ""
    method: str = ""
    reference: str = ""
    reason: str = ""
    refer_to: str = ""
    person: str = ""
    id_number: str = ""
    signed_on: str = ""
    area_code: str = ""
    note: str = ""
    as_of: str = ""

    @property
    def content(self) -> dict[str, object]:
        """What it says beside its id, without what was left empty."""
        named = {name: getattr(self, name) for name in self.__slots__ if name not in _NOT_KEPT}
        return {name: value for name, value in named.items() if value}

    @property
    def audited(self) -> dict[str, object]:
        """What of it stands in the audit, which nobody can erase: sums and words from our lists, nothing typed."""
        known = (
            ("amount", self.amount > 0), ("tier", self.tier in TIERS), ("method", self.method in METHODS),
            ("area_code", self.action == "transfer"),
        )  # fmt: skip
        return {name: getattr(self, name) for name, holds in known if holds}


def fen_of(value: object, key: str = "amount") -> int:
    """A sum of yuan, a number or text with at most two places, as fen. Raises BadInput."""
    try:
        amount = Decimal(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
    except InvalidOperation:
        amount = None
    if amount is None or not amount.is_finite() or not 0 < amount <= MOST_YUAN or amount != amount.quantize(_FEN):
        raise BadInput(key, say("请填一个钱数，单位元，最多两位小数，比如 500 或 1200.50。"))
    return int(amount * 100)


def check(action: EmergencyAction, today: date) -> None:
    """What can be said of it before looking at any emergency. Raises BadInput with every fault."""
    faults = [Fault(key, message) for key, message in _faults(action, today).items()]
    if faults:
        raise BadInput.of(tuple(faults))


def _faults(action: EmergencyAction, today: date) -> Mapping[str, Message]:
    faults: dict[str, Message] = {fault.key: fault.message for fault in id_faults(action.id)}
    if action.action not in ACTIONS or action.action == "see":
        faults["action"] = say("请从这个页面上的操作里选一个。")
    for name in ("reference", "refer_to", "person"):
        if len(getattr(action, name)) > LONGEST_WORD:
            faults[name] = say("请写短一点，{limit} 个字以内。", limit=LONGEST_WORD)
    for name in ("note", "reason"):
        if len(getattr(action, name)) > LONGEST_NOTE:
            faults[name] = say("请写短一点，{limit} 个字以内。", limit=LONGEST_NOTE)
    return {**faults, **_missing(action, today)}


def _missing(action: EmergencyAction, today: date) -> Mapping[str, Message]:
    wanted: dict[str, Message] = {}
    if action.action in ("grant", "escalate", "pay") and not action.amount:
        wanted["amount"] = say("请填一个钱数，单位元，最多两位小数，比如 500 或 1200.50。")
    if action.action == "grant" and action.tier not in ("", *TIERS):
        wanted["tier"] = say("请选一档：light（轻）或者 heavy（重），也可以不选。")
    if action.action == "pay" and not 1 <= len(action.method) <= LONGEST_METHOD:
        wanted["method"] = say("请写怎么给的，比如 {all}。", all="、".join(METHODS))
    if action.action == "pay" and not action.reference:
        wanted["reference"] = say("请写凭证号，比如转账流水号、收条编号。")
    if action.action == "decline" and not action.reason:
        wanted["reason"] = say("请写上原因。居民会看到，也凭它提不同意见。")
    if (action.action == "decline" and not action.refer_to) or (
        action.action == "refer" and not (action.refer_to or action.note)
    ):
        wanted["refer_to"] = say("请写转给谁，比如 县救助管理站、县医保局。不批，也要给人指一条路。")
    if action.action == "transfer" and not action.area_code:
        wanted["area_code"] = say("请选转到哪个乡镇。")
    if action.action == "settle":
        wanted.update(_unsettled(action, today))
    if action.action == "note" and not action.note:
        wanted["note"] = say("请写几个字。")
    return wanted


def _unsettled(action: EmergencyAction, today: date) -> Mapping[str, Message]:
    """人员、原因、金额、签字 must be registered; the amount is what was paid (师市方案 三（三）)."""
    wanted: dict[str, Message] = {}
    if not action.person:
        wanted["person"] = say("请写帮的是谁。")
    if not action.reason:
        wanted["reason"] = say("请写因为什么帮的。")
    if action.id_number:
        number = understand_id_number(action.id_number, today)
        if isinstance(number, Unclear):
            wanted["id_number"] = number.message
    try:
        signed_on = date.fromisoformat(action.signed_on)
    except ValueError:
        wanted["signed_on"] = say("请写签字那天的日期，比如 2026-11-22。")
    else:
        if signed_on > today:
            wanted["signed_on"] = say("请再看一下日期：签字那天不会在今天以后。")
    return wanted
