"""Papers: photos and PDFs of a resident, sealed."""

import secrets

from sqlalchemy import bindparam, insert, select

from storage.repositories.base import Repository
from storage.rows import PaperListed, PaperRow
from storage.tables import papers

_KEEP = insert(papers)
_LISTED = (
    select(papers.c.id, papers.c.mime, papers.c.size, papers.c.created_at)
    .where(papers.c.conversation_id == bindparam("the_id"))
    .order_by(papers.c.created_at, papers.c.id)
)
_GET = select(*(column for column in papers.c if column.name != "thumbnail")).where(
    papers.c.id == bindparam("the_paper")
)
_THUMBNAIL = select(papers.c.thumbnail).where(papers.c.id == bindparam("the_paper"))
_BELONGS = select(papers.c.id).where(
    papers.c.id == bindparam("the_paper"), papers.c.conversation_id == bindparam("the_id")
)


class Papers(Repository):
    """`unit.papers`."""

    __slots__ = ()

    def keep(
        self, conversation_id: str, mime: str, content: bytes, paper_id: str | None = None, thumbnail: bytes = b""
    ) -> str:
        """Keep the content (already checked and re-encoded); returns its id, 32 hex digits, random if not given.

        `thumbnail`: a small picture of it, empty when there is none.
        """
        paper_id = paper_id or secrets.token_hex(16)
        values = {
            "id": paper_id,
            "conversation_id": conversation_id,
            "mime": mime,
            "size": len(content),
            "content": self.keyring.seal("papers", "content", paper_id, content),
            "thumbnail": self.keyring.seal("papers", "thumbnail", paper_id, thumbnail) if thumbnail else None,
            "created_at": self.clock(),
        }
        self.connection.execute(_KEEP, values)
        return paper_id

    def get(self, paper_id: str) -> PaperRow | None:
        """The paper with its content."""
        row = self.connection.execute(_GET, {"the_paper": paper_id}).mappings().one_or_none()
        if row is None:
            return None
        return PaperRow(**{**row, "content": self.keyring.open("papers", "content", paper_id, row["content"])})

    def listed(self, conversation_id: str) -> list[PaperListed]:
        """The papers of a conversation, oldest first, without their content."""
        return [PaperListed(*row) for row in self.connection.execute(_LISTED, {"the_id": conversation_id})]

    def thumbnail(self, paper_id: str) -> bytes | None:
        """The small picture of a paper; None when there is no such paper or no picture of it."""
        sealed: bytes | None = self.connection.execute(_THUMBNAIL, {"the_paper": paper_id}).scalar_one_or_none()
        return self.keyring.open("papers", "thumbnail", paper_id, sealed) if sealed is not None else None

    def belongs_to(self, paper_id: str, conversation_id: str) -> bool:
        """Whether this paper was given in this conversation."""
        values = {"the_paper": paper_id, "the_id": conversation_id}
        return self.connection.execute(_BELONGS, values).one_or_none() is not None
