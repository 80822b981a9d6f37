"""Consents: links by which people of a household answer for themselves, and what each of them said."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.repositories.base import Repository
from storage.rows import ConsentRow, InvitationRow
from storage.tables import consents, invitations

_INVITE = insert(invitations)
_INVITATION = select(invitations).where(invitations.c.token_hash == bindparam("the_hash"))
_REVOKE = (
    update(invitations)
    .where(invitations.c.declaration_id == bindparam("the_declaration"), invitations.c.revoked_at.is_(None))
    .returning(invitations.c.token_hash)
)
_SAY = insert(consents)
_OF = select(consents).where(consents.c.declaration_id == bindparam("the_declaration")).order_by(consents.c.id)


class Consents(Repository):
    """`unit.consents`. Nothing that was said is changed: a withdrawal is one more row."""

    __slots__ = ()

    def person(self, receipt: str, known_by: str) -> bytes:
        """The fingerprint of a person within one declaration; elsewhere the same person has another."""
        return self.keyring.blind("household member", f"{receipt} {known_by}")

    def invite(self, token_hash: bytes, declaration_id: int, kind: str, person: bytes, expires_at: datetime) -> None:
        """This token, of which only the hash is kept, lets this person answer."""
        self.connection.execute(
            _INVITE,
            {
                "token_hash": token_hash, "declaration_id": declaration_id, "kind": kind, "person": person,
                "created_at": self.clock(), "expires_at": expires_at,
            },
        )  # fmt: skip

    def invitation(self, token_hash: bytes) -> InvitationRow | None:
        """The invitation of this token, whatever became of it."""
        row = self.connection.execute(_INVITATION, {"the_hash": token_hash}).mappings().one_or_none()
        return None if row is None else InvitationRow(**row)

    def revoke(self, declaration_id: int) -> int:
        """No link given out so far can be signed by any more; how many there were."""
        values = {"the_declaration": declaration_id, "revoked_at": self.clock()}
        return len(self.connection.execute(_REVOKE, values).all())

    def say(self, declaration_id: int, person: bytes, act: str, at: datetime, channel: str, body: str) -> None:
        """Write down what this person said: `confirm`, `disown`, `authorize`, `withdraw`."""
        where = row_of(declaration_id, person, act, at)
        sealed = self.keyring.seal("consents", "body", where, body.encode())
        values = {"declaration_id": declaration_id, "person": person, "act": act, "at": at}
        self.connection.execute(_SAY, {**values, "channel": channel, "body": sealed})

    def of(self, declaration_id: int) -> list[ConsentRow]:
        """All that was said about this declaration, in order."""
        found = self.connection.execute(_OF, {"the_declaration": declaration_id}).mappings()
        return [self._open(row) for row in found]

    def _open(self, row: RowMapping) -> ConsentRow:
        where = row_of(row["declaration_id"], row["person"], row["act"], row["at"])
        body = self.keyring.open("consents", "body", where, row["body"]).decode()
        return ConsentRow(**{**row, "body": body})
