"""Officers who tell of an emergency in their own linked chat: it is of their family, and kept from them."""

from storage.emergency_rows import EmergencyRow
from storage.repositories.emergency_recusals import SELF
from storage.unit import Unit

TELEGRAM, SYSTEM = "telegram", "system"


def keep_from_who_told(unit: Unit, row: EmergencyRow) -> None:
    """After it was told: an officer whose own chat it was told in handles it no more than that of any relative."""
    chat = unit.addresses.address_of(row.conversation_id, TELEGRAM) if row.conversation_id is not None else None
    officer = unit.duty_chats.of_chat(chat) if chat is not None else None
    if officer is not None:
        unit.emergency_recusals.add(officer.staff_id, row.id, SELF, SYSTEM)


def keep_what_was_told(unit: Unit, staff_id: int, chat: str) -> None:
    """After a chat was linked: what was told in it before is kept from its officer too."""
    for conversation_id in unit.households.beside(unit.addresses.door(TELEGRAM, chat)):
        for row in unit.emergencies.of_conversation(conversation_id):
            unit.emergency_recusals.add(staff_id, row.id, SELF, SYSTEM)
