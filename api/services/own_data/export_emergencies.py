"""The emergencies of an export: what the desk holds of them, what was granted and paid, every step with its words."""

from typing import TypedDict

from api.services.emergency.answers import answers_of
from api.services.emergency.reading import content
from api.services.emergency.words import yuan
from api.services.own_data.exported import moment_of, office_of
from conversations.answers import Json
from storage.emergency_rows import EmergencyEvent, EmergencyRow
from storage.unit import Unit

_NOTED = "note"
"""What staff write for each other stays with them, as it does with a declaration."""
_WRITTEN = ("tier", "method", "reference", "reason", "refer_to", "person", "signed_on", "area_code", "note")


class ExportedStep(TypedDict):
    """A step; `content`: what was written with it of the family, its amount in yuan."""

    at: str
    who: str
    action: str
    status: str
    content: dict[str, str]


class ExportedEmergency(TypedDict):
    """An emergency as it stands. `granted`, `paid`: yuan."""

    receipt: str
    status: str
    what: str
    area_code: str
    submitted_at: str
    granted: str
    paid: str
    answers: dict[str, Json]
    timeline: list[ExportedStep]


def exported_emergencies(unit: Unit, conversation_id: str) -> list[ExportedEmergency]:
    """All that were told in a conversation, oldest first."""
    return [_exported(unit, row) for row in unit.emergencies.of_conversation(conversation_id)]


def _exported(unit: Unit, row: EmergencyRow) -> ExportedEmergency:
    return ExportedEmergency(
        receipt=row.receipt,
        status=row.status,
        what=row.what,
        area_code=row.area_code,
        submitted_at=moment_of(row.submitted_at),
        granted=str(yuan(row.granted)),
        paid=str(yuan(row.paid)),
        answers=answers_of(row),
        timeline=[_step(unit, one) for one in unit.emergencies.events(row) if one.action != _NOTED],
    )


def _step(unit: Unit, one: EmergencyEvent) -> ExportedStep:
    said = {key: str(value) for key, value in content(one.note).items() if key in _WRITTEN}
    amount = content(one.note).get("amount")
    if isinstance(amount, int):
        said["amount"] = str(yuan(amount))
    return ExportedStep(
        at=moment_of(one.at), who=office_of(unit, one.actor), action=one.action, status=one.status, content=said
    )
