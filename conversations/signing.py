"""What a signature binds: the SHA-256 of the text signed and of every answer it stands under."""

import hashlib
import json
from collections.abc import Mapping

from conversations.answers import SignedAnswer
from conversations.world import TextVersion


def digest_of(text: TextVersion, bound: Mapping[str, object]) -> str:
    """The hex digest of the text version, its words and the bound answers, in one canonical form."""
    canonical = json.dumps(
        [text.name, text.version, text.words, sorted(bound.items(), key=lambda pair: pair[0])],
        ensure_ascii=False,
        separators=(",", ":"),
        default=_plain,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, SignedAnswer):
        return value.digest
    return str(value)
