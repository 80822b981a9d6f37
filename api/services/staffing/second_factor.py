"""The six figures a phone shows (TOTP, RFC 6238): made, drawn as a picture to scan, checked once each."""

import io
from datetime import datetime

import pyotp
import segno

from api.services.secrets import new_short_code, read_code
from storage.rows import StaffRow
from storage.unit import Unit

ISSUER = "申报工作台"
STEP_SECONDS = 30
RECOVERY_CODES = 10
# A phone's clock may be half a minute off, to either side.
_OFF_BY = (0, -1, 1)
_DIGITS = 6


def new_secret() -> str:
    """A secret of 160 bits, in base 32 as phones take it."""
    return pyotp.random_base32()


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes to be kept on paper, each good once."""
    return tuple(new_short_code() for _ in range(RECOVERY_CODES))


def picture(secret: str, username: str) -> str:
    """The picture a phone scans, as SVG. It holds the secret: only for a page of whoever it belongs to."""
    address = pyotp.TOTP(secret, name=username, issuer=ISSUER).provisioning_uri()
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", scale=5, border=4, xmldecl=False, svgns=True, omitsize=False, dark="#1c2a27", light="#ffffff"
    )
    return out.getvalue().decode()


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The half minute whose code this is, None when it is none of those around now."""
    typed = "".join(sign for sign in code if sign.isdigit() and sign.isascii())
    totp, step = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    if len(typed) != _DIGITS:
        return None
    return next(
        (step + off for off in _OFF_BY if pyotp.utils.strings_equal(totp.generate_otp(step + off), typed)), None
    )


def proven(unit: Unit, row: StaffRow, code: str, now: datetime) -> bool:
    """Whether this code lets this person in: a fresh one of their phone, or a recovery code; either is used up."""
    if row.totp_secret is None:
        return False
    step = matching_step(row.totp_secret, code, now)
    if step is not None:
        return unit.second_factors.use(row.id, step)
    return len(code) <= 64 and unit.second_factors.take_recovery_code(row.id, _canonical(code))


def kept_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Recovery codes in the form in which they are hashed."""
    return tuple(map(_canonical, codes))


def _canonical(code: str) -> str:
    return read_code(code)
