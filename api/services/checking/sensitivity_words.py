"""What the approximate answers may change, in words for staff and as the JSON kept with the assessment."""

from collections.abc import Callable, Iterable

from api.eligibility.assess import NAMES
from api.eligibility.output import Json
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.sensitivity import Flip, Sensitive, Shift
from api.services.checking.letter_words import missing_name

_OUTCOMES: dict[str | None, Phrase] = {
    "likely": phrase("可能符合"),
    "unlikely": phrase("可能不符合"),
    "undetermined": phrase("还不能判断"),
    "person_decides": phrase("由人来定"),
    None: phrase("不涉及"),
}
_MEASURES: dict[str, Phrase] = {
    "single_person_dibao": phrase("单独纳入低保"),
    "one_person_household": phrase("参照单人户纳入低保"),
}


def sensitivity_json(found: Iterable[Sensitive], render: Callable[[Phrase], str]) -> list[Json]:
    """One object an approximate answer: `key`, `amount`, `matters` (a change of up to a fifth changes an outcome),
    `tried`, `down`, `up`, and `text`, the sentence for staff. Amounts are yuan as text.
    """
    return [_json(one, render) for one in found]


def sentence(one: Sensitive) -> Phrase:
    """What staff read: whether it matters, and how far it is until it does."""
    what = missing_name(f"household.{one.key}")
    near = tuple(flip for flip in (one.down, one.up) if flip is not None)
    if not near:
        return phrase("“{what}”说的是大概 {amount} 元：多少都不改变结果。", what=what, amount=one.amount)
    flips = _flip(one, near[0])
    if len(near) > 1:
        flips = phrase("{less}；{more}", less=flips, more=_flip(one, near[1]))
    if one.matters:
        return phrase(
            "“{what}”说的是大概 {amount} 元，请核实：上下差两成以内结果会变。{flips}。",
            what=what, amount=one.amount, flips=flips,
        )  # fmt: skip
    return phrase(
        "“{what}”说的是大概 {amount} 元：上下差两成，结果不变。{flips}。", what=what, amount=one.amount, flips=flips
    )


def _flip(one: Sensitive, flip: Flip) -> Phrase:
    shifts = tuple(_shift(each) for each in flip.shifts)
    if flip.amount < one.amount:
        return phrase("少到 {amount} 元时，{shifts}", amount=flip.amount, shifts=shifts)
    return phrase("多到 {amount} 元时，{shifts}", amount=flip.amount, shifts=shifts)


def _shift(shift: Shift) -> Phrase:
    before, after = _OUTCOMES[shift.before], _OUTCOMES[shift.after]
    if shift.member is None:
        name = next(name for category, name in NAMES.items() if category == shift.subject)
        return phrase("“{name}”从{before}变成{after}", name=name, before=before, after=after)
    return phrase(
        "第 {number} 位成员“{name}”从{before}变成{after}",
        number=shift.member + 1, name=_MEASURES[shift.subject], before=before, after=after,
    )  # fmt: skip


def _json(one: Sensitive, render: Callable[[Phrase], str]) -> dict[str, Json]:
    return {
        "key": one.key,
        "amount": f"{one.amount:.2f}",
        "matters": one.matters,
        "tried": [
            {
                "percent": tried.percent,
                "amount": f"{tried.amount:.2f}",
                "category": tried.category,
                "changes": [_changed(shift) for shift in tried.shifts],
            }
            for tried in one.tried
        ],
        "down": _flipped(one.down),
        "up": _flipped(one.up),
        "text": render(sentence(one)),
    }


def _flipped(flip: Flip | None) -> Json:
    return None if flip is None else {"amount": f"{flip.amount:.2f}", "changes": [_changed(s) for s in flip.shifts]}


def _changed(shift: Shift) -> dict[str, Json]:
    return {"subject": shift.subject, "member": shift.member, "before": shift.before, "after": shift.after}
