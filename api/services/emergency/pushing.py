"""How the emergency desk, and time, speak to the family: a turn nobody asked for, in the transaction of what was done."""

from typing import Protocol

from conversations.inputs import StatusPushed
from storage.unit import Unit


class Pushes(Protocol):
    """Tells the resident, within the transaction of the action."""

    def push(self, unit: Unit, conversation_id: str, body: StatusPushed, by: str, id: str) -> None:
        """A turn that nobody asked for; `id` names it once."""
        ...
