"""The answers of an emergency as they are kept: nothing that was told is lost when more is told, or all of it again. Pure."""

import json
from collections.abc import Iterable, Mapping

from conversations.answers import Json
from conversations.dangers import danger_in
from conversations.form.emergency import ASSUMED, MORE, NEED, PHOTO, WHAT
from conversations.form.emergency.papers import PAPER_KEYS
from storage.emergency_rows import EmergencyRow

EARLIER = "emergency.earlier"
"""No answer: what was told before it was told again. What is corrected now is laid over it anew."""
_PHOTOS = (PHOTO, *PAPER_KEYS)
_COLLECTED = (*_PHOTOS, MORE, NEED)
_WORDS = tuple(f"{key}_words" for key in (WHAT, NEED))


def answers_of(row: EmergencyRow) -> dict[str, Json]:
    """What the family has told by now."""
    return {key: value for key, value in _kept(row).items() if key != EARLIER}


def photos_of(row: EmergencyRow) -> frozenset[str]:
    """The ids of all its photos: of what happened, and the papers after the money."""
    answers = answers_of(row)
    return frozenset(one for key in _PHOTOS if key in answers for one in _listed(answers[key]))


def dump(answers: Mapping[str, Json]) -> str:
    """Answers as they are sealed."""
    return json.dumps(dict(answers), ensure_ascii=False, separators=(",", ":"))


def told_again(row: EmergencyRow, answers: Mapping[str, Json]) -> dict[str, Json]:
    """What is to be kept once all of it is told a second time."""
    return _over(answers_of(row), answers)


def corrected(row: EmergencyRow, answers: Mapping[str, Json]) -> dict[str, Json]:
    """What is to be kept once the answers of the short form are these: what was told before it was begun stays."""
    earlier = _kept(row).get(EARLIER)
    return _over(earlier, answers) if isinstance(earlier, dict) else dict(answers)


def with_more(row: EmergencyRow, added: Mapping[str, Json]) -> dict[str, Json]:
    """What is to be kept once photos, words or an answer came that belong to no open question."""
    kept = _kept(row)
    return {**kept, **{key: _both(kept.get(key), one) if isinstance(one, list) else one for key, one in added.items()}}


def without(row: EmergencyRow, lost: Iterable[str]) -> dict[str, Json]:
    """What is to be kept where these photos never came."""
    gone = frozenset(lost)
    return {key: _without(value, gone) for key, value in _kept(row).items()}


def speaks_of_dying(answers: Mapping[str, Json]) -> bool:
    """Whether anything that was told, at whatever question, speaks of not wanting to live."""
    return any(danger_in(one) == "self_harm" for value in answers.values() for one in _listed(value))


def _kept(row: EmergencyRow) -> dict[str, Json]:
    kept: dict[str, Json] = json.loads(row.answers)
    return kept


def _over(earlier: Mapping[str, Json], now: Mapping[str, Json]) -> dict[str, Json]:
    """What is told now stands over what was told before; needs, photos and words stand beside it."""
    found = {**earlier, **now, EARLIER: dict(earlier)}
    for key in (*_COLLECTED, *_WORDS):
        if key in earlier and key in now:
            found[key] = _both(earlier[key], now[key])
    # What is only likely now may have been answered then.
    only_likely, then = _listed(now.get(ASSUMED)), _listed(earlier.get(ASSUMED))
    answered = [key for key in only_likely if key in earlier and key not in then]
    found |= {key: earlier[key] for key in answered}
    left: list[Json] = [key for key in only_likely if key not in answered]
    found.pop(ASSUMED, None)
    return {**found, ASSUMED: left} if left else found


def _both(before: Json, now: Json) -> Json:
    """Lists, each of their parts once; of words what was not said before."""
    if isinstance(before, str) and isinstance(now, str):
        return before if now in before else f"{before}；{now}"
    every: list[Json] = list(dict.fromkeys((*_listed(before), *_listed(now))))
    return every


def _listed(value: Json) -> list[str]:
    every = value if isinstance(value, list) else [value]
    return [one for one in every if isinstance(one, str)]


def _without(value: Json, lost: frozenset[str]) -> Json:
    if isinstance(value, dict):
        return {key: _without(one, lost) for key, one in value.items()}
    return [one for one in value if one not in lost] if isinstance(value, list) else value
