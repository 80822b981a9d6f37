"""Two officers with the same emergency open: who has it, and that nobody acts on what a colleague has changed meanwhile."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from api.errors import Conflict, NotAllowedNow
from api.services.emergency.actions import EmergencyAction
from api.services.emergency.words import yuan
from conversations.messages import Message, say
from storage.emergency_rows import EmergencyEvent
from storage.unit import Unit

NOT_STAFF = ("resident", "system")
_NOTHING_YET = "0"


def _plain(message: Message) -> Callable[[Mapping[str, object]], Message]:
    return lambda _: message


def _sum(content: Mapping[str, object]) -> Decimal | str:
    amount = content.get("amount")
    return yuan(amount) if isinstance(amount, int) else ""


# Only what another step may depend on: a look, a note or a further office never stands in the way of help.
_DID: Mapping[str, Callable[[Mapping[str, object]], Message]] = {
    "grant": lambda content: say("批了 {amount} 元", amount=_sum(content)),
    "pay": lambda content: say("付了 {amount} 元", amount=_sum(content)),
    "escalate": _plain(say("报到县里了")),
    "release": _plain(say("退回了没用完的")),
    "decline": _plain(say("没有批，转介了")),
    "transfer": _plain(say("转到别的乡镇了")),
    "settle": _plain(say("办完了手续")),
}


def as_of(events: Sequence[EmergencyEvent]) -> str:
    """The last step on which another may depend; to be sent back with the next one."""
    last = _last(events)
    return _NOTHING_YET if last is None else str(last.id)


def changed(
    unit: Unit,
    events: Sequence[EmergencyEvent],
    action: EmergencyAction,
    content: Callable[[str | None], Mapping[str, object]],
) -> Conflict | None:
    """A refusal that says who did what, when the page that was acted on did not show it yet."""
    last = _last(events)
    if last is None or action.as_of in ("", str(last.id)):
        return None
    return Conflict(
        "as_of",
        say("请再看一眼：{who}刚刚{did}。您填的还在下面，还要办的话，改一改再发。",
            who=name_of(unit, last.actor), did=_DID[last.action](content(last.note))),
    )  # fmt: skip


def not_now(
    unit: Unit,
    events: Sequence[EmergencyEvent],
    actions: tuple[str, ...],
    content: Callable[[str | None], Mapping[str, object]],
) -> NotAllowedNow:
    """That a step is not possible any more, and who took the one that made it so."""
    last = _last(events)
    if last is None:
        return NotAllowedNow("action", actions)
    did = _DID[last.action](content(last.note))
    told = say("请看一下现在的情况：{who}已经{did}，这一步不用再办。", who=name_of(unit, last.actor), did=did)
    return NotAllowedNow("action", actions, told)


def name_of(unit: Unit, username: str) -> str:
    """The name of a member of staff; the user name of one who is not there any more."""
    row = unit.staff.by_username(username)
    return username if row is None else row.name


def names_of(unit: Unit, usernames: Iterable[str]) -> dict[str, str]:
    """The names of staff by user name."""
    return {one: name_of(unit, one) for one in set(usernames) if one not in NOT_STAFF}


def _last(events: Sequence[EmergencyEvent]) -> EmergencyEvent | None:
    return next((one for one in reversed(events) if one.action in _DID), None)
