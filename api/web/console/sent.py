"""A sheet that was sent, read as an action: each input under the name of its field."""

from collections.abc import Mapping

from api.services.review.actions import Action
from api.services.review.fields import Field, fields_of

_WORD = "word."
# An answer found different by a query, and beside it what was found; the two come in pairs.
FOUND_KEY, FOUND_VALUE = "found_key", "found_value"

Fields = tuple[tuple[str, str], ...]


def action_in(fields: Fields) -> Action:
    """The action; what its table of inputs does not know is left out."""
    sent = dict(fields)
    action = sent.get("action", "")
    kept = {one.name: _value(one, fields, sent) for one in fields_of(action)}
    keys = kept.get("keys", ())
    words = {key: sent.get(_WORD + key, "") for key in keys} if isinstance(keys, tuple) else {}
    # Every answer has a field for words; those of unticked ones are left over from a change of mind.
    notes = {key: word for key, word in words.items() if word.strip()}
    return Action(id=sent.get("id", ""), action=action, notes=notes, **kept)  # type: ignore[arg-type]


def _value(wanted: Field, fields: Fields, sent: Mapping[str, str]) -> str | tuple[str, ...] | dict[str, str]:
    if wanted.kind == "keys":
        return tuple(value for name, value in fields if name == "key")
    if wanted.kind == "values":
        keys = [value for name, value in fields if name == FOUND_KEY]
        values = [value for name, value in fields if name == FOUND_VALUE]
        return {key: value for key, value in zip(keys, values, strict=False) if key and value.strip()}
    if wanted.kind in ("several", "people", "photos"):
        return tuple(value for name, value in fields if name == wanted.name and value)
    text = sent.get(wanted.name, "").replace("\r\n", "\n")
    if wanted.kind == "names":
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    return text
