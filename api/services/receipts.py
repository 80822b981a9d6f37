"""Receipt numbers: short enough to be read out on the phone, and none is given twice."""

import secrets
from collections.abc import Callable
from datetime import datetime

from api.services.calendar.workdays import china_day

_TRIES = 20


def new_receipt(kind: str, at: datetime, known: Callable[[str], object | None]) -> str:
    """A number that `known` does not know: two letters, the day in China and six random digits.

    Raises `RuntimeError` when many tries found none that is free.
    """
    for _ in range(_TRIES):
        receipt = f"{kind}{china_day(at):%y%m%d}{secrets.randbelow(1_000_000):06d}"
        if known(receipt) is None:
            return receipt
    raise RuntimeError("no free receipt number after many tries")
