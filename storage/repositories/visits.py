"""Photos that staff took on a visit, sealed; each belongs to one declaration."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage.repositories.base import Repository
from storage.tables import visit_photos

_KEEP = insert(visit_photos)
_OF = (
    select(visit_photos.c.id)
    .where(visit_photos.c.declaration_id == bindparam("the_declaration"))
    .order_by(visit_photos.c.created_at, visit_photos.c.id)
)
_GET = select(visit_photos).where(
    visit_photos.c.id == bindparam("the_photo"), visit_photos.c.declaration_id == bindparam("the_declaration")
)
_DROP = delete(visit_photos).where(visit_photos.c.declaration_id == bindparam("the_declaration"))


@dataclass(frozen=True, slots=True)
class VisitPhoto:
    """A photo with its content; `thumbnail` is a small JPEG of it, empty when there is none."""

    id: str
    mime: str
    content: bytes
    thumbnail: bytes
    taken_by: str
    created_at: datetime


class Visits(Repository):
    """`unit.visits`."""

    __slots__ = ()

    def keep(self, declaration_id: int, photo_id: str, mime: str, content: bytes, thumbnail: bytes, by: str) -> None:
        """Keep a photo (already checked and re-encoded) under a name given before; a second time changes nothing."""
        if self.get(declaration_id, photo_id) is not None:
            return
        seal = self.keyring.seal
        values = {
            "id": photo_id, "declaration_id": declaration_id, "mime": mime, "size": len(content),
            "content": seal("visit_photos", "content", photo_id, content),
            "thumbnail": seal("visit_photos", "thumbnail", photo_id, thumbnail) if thumbnail else None,
            "taken_by": by, "created_at": self.clock(),
        }  # fmt: skip
        self.connection.execute(_KEEP, values)

    def of(self, declaration_id: int) -> list[str]:
        """The ids of the photos of a declaration, oldest first."""
        return list(self.connection.execute(_OF, {"the_declaration": declaration_id}).scalars())

    def get(self, declaration_id: int, photo_id: str) -> VisitPhoto | None:
        """A photo of this declaration; None for any other."""
        values = {"the_photo": photo_id, "the_declaration": declaration_id}
        row = self.connection.execute(_GET, values).mappings().one_or_none()
        if row is None:
            return None
        opened = self.keyring.open("visit_photos", "content", photo_id, row["content"])
        small = row["thumbnail"]
        thumbnail = self.keyring.open("visit_photos", "thumbnail", photo_id, small) if small is not None else b""
        return VisitPhoto(photo_id, row["mime"], opened, thumbnail, row["taken_by"], row["created_at"])

    def forget(self, declaration_id: int) -> None:
        """Delete all photos of a declaration."""
        self.connection.execute(_DROP, {"the_declaration": declaration_id})
