"""The JSON in which a version of a declaration is kept: its answers with their flags, its signatures."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NotRequired, TypedDict, cast

from conversations.answers import Json, Said, SignedAnswer
from conversations.codec import value_in, value_out
from conversations.inputs import Channel


class FiledAnswers(TypedDict):
    """`answers` flat by boundary key; `flags`: key → `skipped`, `unsure` or `approximate`.

    `said`: key → channel, who, when (ISO 8601); versions filed before it was kept have none.
    """

    answers: dict[str, Json]
    flags: dict[str, str]
    said: NotRequired[dict[str, tuple[Channel, str, str]]]


def dump_answers(
    answers: Mapping[str, Json], flags: tuple[tuple[str, str], ...], said: Mapping[str, Said] | None = None
) -> bytes:
    """Answers and flags as JSON text, with who said each, when and how."""
    spoken = {key: (one.channel, one.by, one.at.isoformat()) for key, one in (said or {}).items()}
    return _dump({"answers": dict(answers), "flags": dict(flags), "said": spoken})


def load_answers(text: bytes) -> FiledAnswers:
    """What `dump_answers` wrote."""
    return cast(FiledAnswers, json.loads(text))


def said_in(filed: FiledAnswers) -> dict[str, Said]:
    """Who said each answer, when and through which channel."""
    rows = filed.get("said", {}).items()
    return {key: Said(channel, by, datetime.fromisoformat(at)) for key, (channel, by, at) in rows}


def dump_signatures(signatures: tuple[SignedAnswer, ...]) -> bytes:
    """Signatures as JSON text."""
    return _dump([value_out(one) for one in signatures])


def load_signatures(text: bytes) -> tuple[SignedAnswer, ...]:
    """What `dump_signatures` wrote."""
    values = (value_in(row) for row in json.loads(text))
    return tuple(value for value in values if isinstance(value, SignedAnswer))


def dump_assessment(assessment: Mapping[str, object] | None) -> bytes | None:
    """The check as JSON text, None when there is none."""
    return _dump(dict(assessment)) if assessment is not None else None


def load_assessment(text: bytes | None) -> dict[str, object] | None:
    """What `dump_assessment` wrote."""
    return cast("dict[str, object]", json.loads(text)) if text is not None else None


def _dump(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
