"""What the audit takes and gives, and how one row's hash is made of it and of the row before."""

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from storage.crypto import Keyring

BEGINNING = bytes(32)
"""The hash before the first row."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something to be written into the audit. `detail` is JSON text without anything personal."""

    at: datetime
    actor: str
    action: str
    subject: str
    area_code: str
    detail: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A row of the chain, numbered from 1 without gaps."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    area_code: str
    detail: str
    hash: bytes

    @property
    def noted(self) -> Noted:
        """What it says."""
        return Noted(self.at, self.actor, self.action, self.subject, self.area_code, self.detail)


@dataclass(frozen=True, slots=True)
class Head:
    """How far the chain goes: the number and hash of its last row (0 and `BEGINNING`: none yet)."""

    seq: int
    hash: bytes


def chained(keyring: Keyring, before: bytes, seq: int, noted: Noted) -> bytes:
    """The hash of a row: HMAC-SHA256 over the hash before and all its content.

    Keyed, so that whoever can write to the database, but does not hold the key file, cannot make a row that fits.
    """
    at = noted.at.astimezone(UTC).isoformat(timespec="microseconds")
    content = [seq, at, noted.actor, noted.action, noted.subject, noted.area_code, noted.detail]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.digest(keyring.derive_secret("audit chain"), before + text, sha256)
