"""Forgetting: what a resident took back, and drafts that nobody touched for long. Filed declarations stay."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Delete, bindparam, delete, exists, select

from storage.repositories.base import Repository
from storage.repositories.households import Households
from storage.tables import (
    addresses,
    conversations,
    declarations,
    emergencies,
    handovers,
    households,
    inputs,
    outbox,
    paper_jobs,
    papers,
    sessions,
    turns,
)

_FILED = exists().where(declarations.c.conversation_id == conversations.c.id)
_IN_NEED = exists().where(emergencies.c.conversation_id == conversations.c.id)
_HAS_FILED = select(declarations.c.id).where(declarations.c.conversation_id == bindparam("the_id")).limit(1)
_IDLE = (
    select(conversations.c.id)
    .where(conversations.c.updated_at < bindparam("before"), ~_FILED, ~_IN_NEED)
    .limit(bindparam("at_most"))
)
# In this order, because rows refer to the conversation.
_SAID: tuple[Delete, ...] = tuple(
    delete(table).where(table.c.conversation_id == bindparam("the_id")) for table in (outbox, paper_jobs, papers, turns)
)
_DOORS: tuple[Delete, ...] = tuple(
    delete(table).where(table.c.conversation_id == bindparam("the_id"))
    for table in (inputs, sessions, addresses, households, handovers)
)
_CONVERSATION = delete(conversations).where(conversations.c.id == bindparam("the_id"))


class Forgetting(Repository):
    """`unit.forgetting`."""

    __slots__ = ()

    def said(self, conversation_id: str, keep: Collection[str] = ()) -> bool:
        """Delete what was said so far and the papers of a conversation, unless something was filed from it.

        `keep`: papers that stay, for they belong to an emergency, which is none of the draft.
        Which input ids were used stays known, so that nothing old is taken twice. Whether it was deleted.
        """
        if self.connection.execute(_HAS_FILED, {"the_id": conversation_id}).one_or_none() is not None:
            return False
        for table, its_id in (
            (outbox, None),
            (paper_jobs, paper_jobs.c.paper_id),
            (papers, papers.c.id),
            (turns, None),
        ):
            others = (its_id.not_in(keep),) if its_id is not None and keep else ()
            self.connection.execute(delete(table).where(table.c.conversation_id == conversation_id, *others))
        return True

    def idle_drafts(self, before: datetime, at_most: int) -> int:
        """Delete conversations without any declaration that nobody touched since `before`; how many."""
        idle = self.connection.execute(_IDLE, {"before": before, "at_most": at_most}).scalars().all()
        held = Households(self.connection, self.keyring, self.clock)
        for conversation_id in idle:
            # A chat or a session that holds others keeps those, and goes to one of them.
            for door in held.doors_of(conversation_id):
                held.leave(door, conversation_id)
            for statement in (*_SAID, *_DOORS, _CONVERSATION):
                self.connection.execute(statement, {"the_id": conversation_id})
        return len(idle)
