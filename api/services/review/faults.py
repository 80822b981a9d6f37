"""What is wrong with the content of an action, once the action itself is possible: each fault with its key."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from api.errors import Fault
from api.services.category_names import CATEGORIES
from api.services.review.actions import RESULTS, Action
from api.services.review.fields import LONGEST_NOTE, Field, fields_of
from conversations.messages import Message, say

MOST_PHOTOS = 9


@dataclass(frozen=True, slots=True)
class Known:
    """What the content is checked against. `askable`: keys of this form; `today` in China; `people`: indices of the
    household; `tekun`: those the check names; `areas`: townships served, but this one; `referrals` without an answer;
    `photos` uploaded for this declaration; `rounds`: how often the resident was asked back.
    """

    askable: frozenset[str]
    today: date
    people: frozenset[str] = frozenset()
    tekun: tuple[str, ...] = ()
    areas: frozenset[str] = frozenset()
    referrals: frozenset[str] = frozenset()
    photos: frozenset[str] = frozenset()
    rounds: int = 0


def content_faults(action: Action, known: Known) -> tuple[Fault, ...]:
    """What is wrong with it; nothing: it can be carried out."""
    own = _OWN.get(action.action)
    by_field = [fault for field in fields_of(action.action) for fault in _of_field(field, action, known)]
    return (*by_field, *(own(action, known) if own is not None else ()))


def _of_field(field: Field, action: Action, known: Known) -> tuple[Fault, ...]:
    if (action.action, field.name) in _CHECKED_BELOW:
        return ()
    value = getattr(action, field.name)
    if not value:
        return (Fault(field.name, _wanted(field)),) if field.needed else ()
    if isinstance(value, str):
        return _of_text(field, value, known)
    return _of_several(field, value, known)


def _of_text(field: Field, value: str, known: Known) -> tuple[Fault, ...]:
    if field.kind == "choice" and value not in dict(field.choices):
        return (Fault(field.name, say("请选一个：{all}。", all="、".join(dict(field.choices)))),)
    if field.kind == "yes_no" and value not in ("yes", "no"):
        return (Fault(field.name, say("请选一个：{all}。", all="yes、no")),)
    if field.kind == "day":
        return _of_day(field, value, known.today)
    if field.kind == "area" and value not in known.areas:
        return (Fault(field.name, say("请选一个要转去的乡镇：开通了申报的，不是现在这个。")),)
    if field.kind == "referral" and value not in known.referrals:
        return (Fault(field.name, say("请选一次还没有回音的转办。")),)
    longest = LONGEST_NOTE if field.kind == "words" else field.longest
    if len(value) > longest:
        return (Fault(field.name, say("请写短一点，{limit} 个字以内。", limit=longest)),)
    return ()


def _of_day(field: Field, value: str, today: date) -> tuple[Fault, ...]:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return (Fault(field.name, say("请写日期，比如 2026-11-22。")),)
    if field.past and day > today:
        return (Fault(field.name, say("请再看一下日期：这一天不会在今天以后。")),)
    return ()


def _of_several(field: Field, value: Collection[str], known: Known) -> tuple[Fault, ...]:
    allowed = {
        "several": frozenset(dict(field.choices)), "people": known.people, "photos": known.photos,
        "values": known.askable,
    }.get(field.kind)  # fmt: skip
    strangers = [one for one in value if allowed is not None and one not in allowed]
    if strangers:
        return tuple(Fault(field.name, say("请再看一下：这里没有“{one}”。", one=one)) for one in strangers)
    if len(value) < field.least:
        return (Fault(field.name, _wanted(field)),)
    if any(len(one) > field.longest for one in value):
        return (Fault(field.name, say("请写短一点，{limit} 个字以内。", limit=field.longest)),)
    return ()


def _wanted(field: Field) -> Message:
    if field.kind == "names":
        return say("请写上至少 {least} 个人的名字。", least=field.least)
    if field.told and field.needed:
        return say("请写上原因。居民会看到。")
    return say("请填“{what}”。", what=field.label)


def _ask_back(action: Action, known: Known) -> tuple[Fault, ...]:
    if not action.keys:
        return (Fault("keys", say("请至少勾选一处要居民补充的内容。")),)
    unknown = [
        Fault("keys", say("请换一处：这份申报里没有“{key}”这一题。", key=key))
        for key in action.keys
        if key not in known.askable
    ]
    strangers = [
        Fault(f"notes.{key}", say("请先勾选这一题，再给它写说明。")) for key in action.notes if key not in action.keys
    ]
    again = [Fault("reason", say("请写上为什么再问一次：规定是一次问齐，这一份已经请居民补充过了。"))]
    return (*unknown, *strangers, *(again if known.rounds and not action.reason else ()))


def _decide(action: Action, known: Known) -> tuple[Fault, ...]:
    faults: list[Fault] = []
    if action.category not in CATEGORIES:
        faults.append(Fault("category", say("请选一个类别：{all}。", all="、".join(CATEGORIES))))
    if action.result not in RESULTS:
        faults.append(Fault("result", say("请选一个结果：{all}。", all="、".join(RESULTS))))
    if action.result == "approved" and action.category == "none":
        faults.append(Fault("category", say("请选认定为哪一类。哪一类都不是，就选不予认定或者只登记。")))
    if action.result == "refused" and not action.note:
        faults.append(Fault("note", say("请写上原因。居民会看到，也凭它申请复议。")))
    if action.outcome == "own_form" and action.category == "tekun" and not (action.members or known.tekun):
        faults.append(Fault("members", say("请选特困的是家里的谁：特困是一个人一个人认定的。")))
    return tuple(faults)


def _reasoned(action: Action, _: Known) -> tuple[Fault, ...]:
    if action.result in ("disagree", "refused") and not action.note:
        return (Fault("note", say("请写上原因。居民会看到。")),)
    return ()


def _photos(action: Action, _: Known) -> tuple[Fault, ...]:
    if len(action.photos) > MOST_PHOTOS:
        return (Fault("photos", say("照片最多 {most} 张，请挑一挑。", most=MOST_PHOTOS)),)
    return ()


# Their words are told more exactly below.
_CHECKED_BELOW = frozenset({("ask_back", "keys"), ("decide", "category"), ("decide", "result")})
_OWN: dict[str, Callable[[Action, Known], tuple[Fault, ...]]] = {
    "ask_back": _ask_back,
    "decide": _decide,
    "opinion": _reasoned,
    "record_own_form": _reasoned,
    "record_visit": _photos,
}
