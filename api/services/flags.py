"""The marks of a row, a declaration or an emergency: kept as a JSON list of words, each once."""

import json
from collections.abc import Iterable


def flags_in(flags: str) -> tuple[str, ...]:
    """The flags of a row, a JSON list of words."""
    return tuple(str(flag) for flag in json.loads(flags))


def with_flags(flags: str, *added: str) -> str:
    """The row's flags and these."""
    return json.dumps(list(dict.fromkeys((*flags_in(flags), *added))))


def without_flags(flags: str, gone: Iterable[str]) -> str:
    """The row's flags but these."""
    taken = frozenset(gone)
    return json.dumps([flag for flag in flags_in(flags) if flag not in taken])
