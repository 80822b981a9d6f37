"""What the township registered when it settled an emergency, for a declaration of the same conversation to offer."""

from api.services.emergency.actions import EmergencyAction
from api.services.emergency.answers import answers_of
from api.services.emergency.households import told_for_another
from api.services.emergency.lifecycle import TO_ERASE
from api.services.flags import flags_in
from conversations.form.told import TOLD_HELPED, TOLD_NAME
from conversations.understanding.names import understand_name
from conversations.understanding.outcome import Sure
from storage.emergency_rows import EmergencyRow

Known = tuple[tuple[str, str | bool], ...]


def known_when_settled(row: EmergencyRow, action: EmergencyAction) -> Known:
    """Who was helped, where that is a name, and that money was paid. Nothing of violence at home, nor where all is to
    be erased, or it was told for another household.
    """
    if row.silent or action.action != "settle" or TO_ERASE in flags_in(row.flags):
        return ()
    if told_for_another(answers_of(row)):
        return ()
    name = understand_name(action.person)
    named: Known = ((TOLD_NAME, name.value),) if isinstance(name, Sure) else ()
    return (*named, (TOLD_HELPED, True)) if row.paid else named
