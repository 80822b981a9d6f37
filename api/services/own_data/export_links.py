"""What people of a household said by links of their own, for the export of the one who declared."""

import json
from typing import TypedDict

from api.services.calendar.workdays import SHANGHAI
from api.services.review.authorizations import household_of
from storage.rows import ConsentRow, DeclarationRow
from storage.unit import Unit


class SaidByLink(TypedDict):
    """Who (as the declaration names them; "" for somebody it does not name any more) did what, when, by which channel.

    `act`: `confirm`, `disown`, `authorize`, `withdraw`. Of a signature: the text with its version, in which
    language it was read, the name typed, or the id of the drawing among the papers.
    """

    who: str
    act: str
    at: str
    channel: str
    text: str
    text_version: str
    language: str
    name: str | None
    drawn: str | None


def said_by_links(unit: Unit, row: DeclarationRow) -> list[SaidByLink]:
    """All of it, in order; times in Asia/Shanghai."""
    household = household_of(unit, row)
    names = {one.person: one.name for one in household.standings} if household is not None else {}
    if household is not None:
        names.setdefault(household.applicant, str(household.answers.get("members.0.name", "")))
    return [_said(one, names.get(one.person, "")) for one in unit.consents.of(row.id)]


def _said(row: ConsentRow, who: str) -> SaidByLink:
    body: dict[str, object] = json.loads(row.body)
    typed, drawn = body.get("name"), body.get("drawn")
    return SaidByLink(
        who=who,
        act=row.act,
        at=row.at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        channel=row.channel,
        text=str(body.get("text", "")),
        text_version=str(body.get("text_version", "")),
        language=str(body.get("language", "")),
        name=typed if isinstance(typed, str) else None,
        drawn=drawn if isinstance(drawn, str) else None,
    )
