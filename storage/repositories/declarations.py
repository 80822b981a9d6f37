"""Declarations: filed once a draft, found by receipt or in the queue, moved on by staff."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from storage.binding import row_of
from storage.queue_rows import QueueFilter, QueueRows, Tally
from storage.repositories import happening
from storage.repositories.base import Repository, insert_or_nothing
from storage.repositories.board import tallied
from storage.repositories.counts import counted
from storage.repositories.driving import newest_marked
from storage.repositories.facets import NEVER_DUE, Standing, follow, standing_of
from storage.repositories.queue import WINDOW, Indexes, Place, queue_page
from storage.repositories.recusals import Recusals
from storage.repositories.scope import Scope
from storage.rows import DeclarationRow, NewDeclaration, NewVersion, PersonRow, Refiled, VersionRow
from storage.tables import declaration_names, declaration_people, declaration_versions, declarations

_READ = select(declarations)
_FILE = insert_or_nothing(declarations, ("conversation_id", "draft"), list(declarations.c))
_BY_RECEIPT = _READ.where(declarations.c.receipt == bindparam("the_receipt"))
_BY_RECEIPT_LOCKED = _BY_RECEIPT.with_for_update()
_BY_ID = _READ.where(declarations.c.id == bindparam("the_number"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_BY_DRAFT = _READ.where(
    declarations.c.conversation_id == bindparam("the_id"), declarations.c.draft == bindparam("the_draft")
)
_BY_CONVERSATION = _READ.where(declarations.c.conversation_id == bindparam("the_id")).order_by(declarations.c.id)
_CHANGE = update(declarations).where(declarations.c.id == bindparam("the_number"))
_ADD_VERSION = insert(declaration_versions)
_VERSIONS = (
    select(declaration_versions)
    .where(declaration_versions.c.declaration_id == bindparam("the_number"))
    .order_by(declaration_versions.c.version)
)
_VERSION = _VERSIONS.where(declaration_versions.c.version == bindparam("the_version"))
_ADD_PEOPLE = insert_or_nothing(declaration_people, ("declaration_id", "id_index", "role"))
_ADD_NAMES = insert_or_nothing(declaration_names, ("declaration_id", "name_index"))
_DROP_NAMES = delete(declaration_names).where(declaration_names.c.declaration_id == bindparam("the_number"))
_DROP_PEOPLE = delete(declaration_people).where(declaration_people.c.declaration_id == bindparam("the_number"))
_PEOPLE_WITH = (
    select(declaration_people.c.declaration_id, declaration_people.c.role)
    .where(declaration_people.c.id_index == bindparam("the_index"))
    .order_by(declaration_people.c.declaration_id, declaration_people.c.role)
)
_INNER = ("name_index", "id_index", "queue_at")


class Declarations(Repository):
    """`unit.declarations`. Whoever changes one keeps the counters of `declaration_counts` right here."""

    __slots__ = ()

    def file(self, new: NewDeclaration, first: NewVersion) -> DeclarationRow:
        """File it with its first version, once a (conversation, draft).

        If this draft was filed before, that declaration is returned unchanged: its receipt is not `new.receipt`.
        A receipt already given to another raises SQLAlchemy's IntegrityError: draw another one.
        """
        filed = self.connection.execute(_FILE.on(self.connection), self._values(new)).mappings().one_or_none()
        if filed is None:
            draft = {"the_id": new.conversation_id, "the_draft": new.draft}
            return self._open(self.connection.execute(_BY_DRAFT, draft).mappings().one())
        follow(self.connection, None, Standing.of(filed))
        self._add_version(filed["id"], 1, first)
        happening.filed(self, filed["id"], new)
        return self._open(filed)

    def by_receipt(self, receipt: str, *, for_update: bool = False) -> DeclarationRow | None:
        """The declaration with this receipt; `for_update` holds it until the transaction ends."""
        query = _BY_RECEIPT_LOCKED if for_update else _BY_RECEIPT
        row = self.connection.execute(query, {"the_receipt": receipt}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def by_id(self, declaration_id: int, *, for_update: bool = False) -> DeclarationRow | None:
        """The declaration with this number; `for_update` holds it until the transaction ends."""
        query = _BY_ID_LOCKED if for_update else _BY_ID
        row = self.connection.execute(query, {"the_number": declaration_id}).mappings().one_or_none()
        return None if row is None else self._open(row)

    def by_conversation(self, conversation_id: str) -> list[DeclarationRow]:
        """All that was filed in this conversation, oldest first."""
        found = self.connection.execute(_BY_CONVERSATION, {"the_id": conversation_id}).mappings()
        return [self._open(row) for row in found]

    def queue(
        self,
        scope: Scope,
        wanted: QueueFilter | None = None,
        *,
        page: int = 1,
        per_page: int = 20,
        after: Place | None = None,
        window: int = WINDOW,
    ) -> QueueRows:
        """A page (from 1, or after a place) of what lies in the scope, due first; see `queue_page`."""
        indexes = Indexes(self.keyring)
        asked = wanted or QueueFilter()
        found = queue_page(
            self.connection, scope, asked, indexes, page=page, per_page=per_page, after=after, window=window
        )
        return QueueRows(tuple(self._open(row) for row in found.rows), found.total, found.next, found.exact)

    def tallies(self, scope: Scope, today: str) -> list[Tally]:
        """How many there are of each status, category, mark and assignee; `today` in China, yyyy-mm-dd."""
        return tallied(self.connection, scope, today)

    def flagged(self, scope: Scope, flag: str, most: int) -> list[DeclarationRow]:
        """The newest of a scope that carry this flag."""
        query = newest_marked(scope, flag).limit(most)
        return [self._open(row) for row in self.connection.execute(query).mappings()]

    def count(self, scope: Scope, status: str | None = None) -> int:
        """How many lie in the scope, from the kept counters."""
        return counted(self.connection, scope, status)

    def set_status(
        self,
        declaration_id: int,
        status: str,
        due_at: datetime | None,
        *,
        category: str | None = None,
        outcome: str | None = None,
    ) -> None:
        """Move it on; `due_at` is the deadline that now runs (None: none does). None keeps the others."""
        changes = {"status": status, "due_at": due_at, "queue_at": due_at or NEVER_DUE}
        decided = {"category": category, "outcome": outcome}
        kept = {name: value for name, value in decided.items() if value is not None}
        before = standing_of(self.connection, declaration_id)
        self._move(before, **changes, **kept)
        happening.moved(self, declaration_id, before.area_code, before.status, status, kept)

    def set_flags(self, declaration_id: int, flags: str) -> None:
        """What staff should look at from now on, a JSON list of words."""
        self._move(standing_of(self.connection, declaration_id), flags=flags)

    def assign(self, declaration_id: int, staff_id: int | None) -> None:
        """Give it to one member of staff, or to nobody in particular."""
        self._move(standing_of(self.connection, declaration_id), assigned_to=staff_id)

    def transfer(self, declaration_id: int, area_code: str, county_code: str, region: str) -> None:
        """Give it to another township, and to nobody there yet."""
        before = standing_of(self.connection, declaration_id)
        self._move(before, area_code=area_code, county_code=county_code, region=region, assigned_to=None)
        happening.transferred(self, declaration_id, area_code, county_code)

    def new_version(self, declaration_id: int, version: NewVersion, refiled: Refiled) -> int:
        """File a further version (a correction); returns its number. Raises UnknownDeclaration."""
        before = standing_of(self.connection, declaration_id)
        last = before.version
        self._add_version(declaration_id, last + 1, version)
        self._move(
            before,
            version=last + 1,
            category=refiled.category,
            outcome=refiled.outcome,
            applies_for_aid=refiled.applies_for_aid,
            flags=refiled.flags,
            **self._named(before.receipt, refiled.applicant_name, refiled.id_number, refiled.gist),
        )
        happening.refiled(self, declaration_id, last + 1)
        return last + 1

    def versions(self, declaration_id: int) -> list[VersionRow]:
        """All filed versions, oldest first."""
        found = self.connection.execute(_VERSIONS, {"the_number": declaration_id}).mappings()
        return [self._open_version(row) for row in found]

    def version(self, declaration_id: int, version: int) -> VersionRow | None:
        """One filed version."""
        values = {"the_number": declaration_id, "the_version": version}
        row = self.connection.execute(_VERSION, values).mappings().one_or_none()
        return None if row is None else self._open_version(row)

    def replace_people(self, declaration_id: int, people: Iterable[tuple[str, str]]) -> None:
        """Keep the blind indexes of the ID numbers in its newest version, as (role, ID number) pairs.

        Staff whose own number is among them are kept from it from now on.
        """
        self.connection.execute(_DROP_PEOPLE, {"the_number": declaration_id})
        index = Indexes(self.keyring).id_number
        rows = [{"declaration_id": declaration_id, "id_index": index(who), "role": role} for role, who in people]
        if rows:
            self.connection.execute(_ADD_PEOPLE.on(self.connection), rows)
            Recusals(self.connection, self.keyring, self.clock).match_declaration(declaration_id)

    def replace_names(self, declaration_id: int, names: Iterable[str]) -> None:
        """Keep the blind indexes of the names in its newest version, by which its household is found."""
        self.connection.execute(_DROP_NAMES, {"the_number": declaration_id})
        index = Indexes(self.keyring).name
        rows = [{"declaration_id": declaration_id, "name_index": index(name)} for name in dict.fromkeys(names)]
        if rows:
            self.connection.execute(_ADD_NAMES.on(self.connection), rows)

    def others_with(self, id_number: str, *, besides: int | None = None) -> list[PersonRow]:
        """In which declarations, `besides` this one, somebody has this ID number; for staff, in any area."""
        values = {"the_index": Indexes(self.keyring).id_number(id_number)}
        found = self.connection.execute(_PEOPLE_WITH, values)
        return [PersonRow(number, role) for number, role in found if number != besides]

    def _values(self, new: NewDeclaration) -> dict[str, object]:
        return {
            "receipt": new.receipt,
            "conversation_id": new.conversation_id,
            "draft": new.draft,
            "area_code": new.area_code,
            "county_code": new.county_code,
            "region": new.region,
            "status": new.status,
            "category": new.category,
            "outcome": new.outcome,
            "applies_for_aid": new.applies_for_aid,
            "origin": new.origin,
            "version": 1,
            "flags": new.flags,
            "submitted_at": new.submitted_at,
            "due_at": new.due_at,
            "queue_at": new.due_at or NEVER_DUE,
            "updated_at": self.clock(),
            **self._named(new.receipt, new.applicant_name, new.id_number, new.gist),
        }

    def _named(self, receipt: str, name: str, id_number: str | None, gist: bytes | None) -> dict[str, bytes | None]:
        index = Indexes(self.keyring)
        return {
            "applicant_name": self.keyring.seal("declarations", "applicant_name", receipt, name.encode()),
            "name_index": index.name(name),
            "id_index": None if id_number is None else index.id_number(id_number),
            "gist": None if gist is None else self.keyring.seal("declarations", "gist", receipt, gist),
        }

    def _move(self, before: Standing, **values: object) -> None:
        """Change it, and what is filtered and counted by with it."""
        changed = {"the_number": before.id, "updated_at": self.clock(), **values}
        self.connection.execute(_CHANGE, changed)
        follow(self.connection, before, before.after(values))

    def _add_version(self, declaration_id: int, number: int, version: NewVersion) -> None:
        row = row_of(declaration_id, number)

        def sealed(field: str, content: bytes) -> bytes:
            return self.keyring.seal("declaration_versions", field, row, content)

        assessment = version.assessment
        values = {
            "declaration_id": declaration_id,
            "version": number,
            "form_version": version.form_version,
            "answers": sealed("answers", version.answers),
            "assessment": None if assessment is None else sealed("assessment", assessment),
            "signatures": sealed("signatures", version.signatures),
            "pack": version.pack,
            "figures": version.figures,
            "filed_at": version.filed_at,
            "channel": version.channel,
        }
        self.connection.execute(_ADD_VERSION, values)

    def _open(self, row: RowMapping) -> DeclarationRow:
        name = self.keyring.open("declarations", "applicant_name", row["receipt"], row["applicant_name"])
        gist = row["gist"]
        if gist is not None:
            gist = self.keyring.open("declarations", "gist", row["receipt"], gist)
        outer = {key: value for key, value in row.items() if key not in _INNER}
        return DeclarationRow(**{**outer, "applicant_name": name.decode(), "gist": gist})

    def _open_version(self, row: RowMapping) -> VersionRow:
        where = row_of(row["declaration_id"], row["version"])
        plain = {
            field: None if row[field] is None else self.keyring.open("declaration_versions", field, where, row[field])
            for field in ("answers", "assessment", "signatures")
        }
        return VersionRow(**{**row, **plain})
