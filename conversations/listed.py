"""A household as a chat or a session that holds several lists it."""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["unfinished", "asked_back", "filed", "closed"]


@dataclass(frozen=True, slots=True)
class Household:
    """One of the households of a chat or a session: `key` names it there, `number` counts it there from 1.

    `name` is the applicant's, masked, None before it was said; `own`: the applicant answers; `here`: it is the
    one in which this is heard.
    """

    key: str
    number: int
    name: str | None
    own: bool
    receipt: str | None
    standing: Standing
    here: bool
