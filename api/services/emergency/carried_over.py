"""What the township registered when it settled an emergency, for a declaration of the same conversation to offer."""

import json

from api.services.emergency.actions import EmergencyAction
from api.services.emergency.households import told_for_another
from conversations.form.told import TOLD_HELPED, TOLD_NAME
from conversations.understanding.names import understand_name
from conversations.understanding.outcome import Sure
from storage.emergency_rows import EmergencyRow

Known = tuple[tuple[str, str | bool], ...]


def known_when_settled(row: EmergencyRow, action: EmergencyAction) -> Known:
    """Who was helped, where that is a name, and that money was paid; of violence at home nothing."""
    if row.silent or action.action != "settle" or told_for_another(json.loads(row.answers)):
        return ()
    name = understand_name(action.person)
    named: Known = ((TOLD_NAME, name.value),) if isinstance(name, Sure) else ()
    return (*named, (TOLD_HELPED, True)) if row.paid else named
