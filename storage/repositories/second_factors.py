"""The second factor of staff: the secret their phone shares with us, and codes for when the phone is lost."""

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from storage.repositories.base import Repository
from storage.tables import recovery_codes, staff

_CHANGE = update(staff).where(staff.c.id == bindparam("the_id"))
_USE = (
    update(staff)
    .where(
        staff.c.id == bindparam("the_id"),
        or_(staff.c.totp_used.is_(None), staff.c.totp_used < bindparam("the_step")),
    )
    .values(totp_used=bindparam("the_step"))
)
_ADD = insert(recovery_codes)
_DROP = delete(recovery_codes).where(recovery_codes.c.staff_id == bindparam("the_id"))
_TAKE = _DROP.where(recovery_codes.c.code_hash == bindparam("the_hash"))
_LEFT = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.staff_id == bindparam("the_id"))


class SecondFactors(Repository):
    """`unit.second_factors`. The secret is sealed, the codes are kept as keyed hashes."""

    __slots__ = ()

    def begin(self, staff_id: int, username: str, secret: str) -> None:
        """Keep a new secret that is not asked for yet: the phone must show first that it has it."""
        sealed = self.keyring.seal("staff", "totp_secret", username, secret.encode())
        self.connection.execute(_CHANGE, {"the_id": staff_id, "totp_secret": sealed, "totp_on": False})

    def switch_on(self, staff_id: int, codes: Iterable[str]) -> None:
        """From now on a login needs a code; `codes` are the recovery codes, each good once."""
        self.connection.execute(_CHANGE, {"the_id": staff_id, "totp_on": True})
        self.connection.execute(_DROP, {"the_id": staff_id})
        rows = [{"staff_id": staff_id, "code_hash": self._hash(code)} for code in codes]
        if rows:
            self.connection.execute(_ADD, rows)

    def switch_off(self, staff_id: int) -> None:
        """No code is asked for any more; secret and recovery codes go."""
        values = {"totp_secret": None, "totp_on": False, "totp_used": None}
        self.connection.execute(_CHANGE, {"the_id": staff_id, **values})
        self.connection.execute(_DROP, {"the_id": staff_id})

    def use(self, staff_id: int, step: int) -> bool:
        """Use up the code of this half minute; False when it, or a later one, was used before."""
        return self.connection.execute(_USE, {"the_id": staff_id, "the_step": step}).rowcount == 1

    def take_recovery_code(self, staff_id: int, code: str) -> bool:
        """Use up a recovery code; False when there is none like it."""
        return self.connection.execute(_TAKE, {"the_id": staff_id, "the_hash": self._hash(code)}).rowcount == 1

    def codes_left(self, staff_id: int) -> int:
        """How many recovery codes are left."""
        return int(self.connection.execute(_LEFT, {"the_id": staff_id}).scalar_one())

    def _hash(self, code: str) -> bytes:
        return self.keyring.blind("recovery code", code)
