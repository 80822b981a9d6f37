"""Tokens and codes: 128 random bits to give away, of which only a hash is kept."""

import hashlib
import secrets

# Without letters and figures that look alike, so that a code can be copied from a screen by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 27
# For half an hour and one use, with wrong ones counted: short enough to be typed from one phone into another.
SHORT_LENGTH = 8


def new_token() -> str:
    """A token for cookies and links."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A return code to be written down: 27 signs (over 128 bits) in groups of four, joined by hyphens."""
    return _code(CODE_LENGTH)


def new_short_code() -> str:
    """A hand-over code to be typed: eight signs (40 bits) in two groups. Keep only a keyed hash of it."""
    return _code(SHORT_LENGTH)


def _code(length: int) -> str:
    signs = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(signs[start : start + 4] for start in range(0, length, 4))


def read_code(typed: str) -> str:
    """A return code as typed, in the one form that is hashed: capitals and figures only."""
    return "".join(sign for sign in typed.upper() if sign in ALPHABET)


def token_hash(token: str) -> bytes:
    """What is stored of a token. A token has 128 random bits, so a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
