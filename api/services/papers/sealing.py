"""Papers a resident sends: told by their content, made harmless, sealed; and a signature that was drawn."""

import asyncio
import base64
import binascii
from dataclasses import dataclass
from typing import NamedTuple

from api.errors import BadInput, TooLarge
from api.services.papers.decoding import JPEG, PDF, PNG, Clean, decoded, purpose_of
from conversations.messages import Message, say
from storage.crypto import Keyring
from storage.database import Database
from storage.unit import Unit

MIB = 1024 * 1024
MOST_BYTES = 10 * MIB
# What Telegram lets a bot fetch.
MOST_TELEGRAM_BYTES = 20 * MIB
MOST_SIGNATURE_BYTES = 200 * 1024
DECODERS = 2
_DATA_URL = "data:image/png;base64,"


class Kept(NamedTuple):
    """A paper that is kept: its random-looking id and its MIME type."""

    paper: str
    mime: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper taken out again, to be served as an attachment only."""

    mime: str
    content: bytes

    @property
    def suffix(self) -> str:
        """The end of a file name for it."""
        return {JPEG: "jpg", PNG: "png", PDF: "pdf"}.get(self.mime, "bin")


class Papers:
    """Keeps and gives back papers. They are decoded by `imaging` in a process of its own."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self.keyring = keyring
        self._decoders = asyncio.Semaphore(DECODERS)

    async def keep_upload(self, conversation_id: str, content: bytes, input_id: str) -> Kept:
        """Keep a photo (JPEG, PNG, WebP, HEIC) or a PDF, made anew. `input_id` names the upload.

        The same upload again is the same paper. Raises `TooLarge` over 10 MB, `BadInput` (key `file`) for
        what is neither, or cannot be opened.
        """
        if len(content) > MOST_BYTES:
            raise TooLarge("file", too_large())
        # Named by what was sent, under a key: sent twice it is one paper, and nobody can guess the name.
        digest = self.keyring.digest(b"paper", conversation_id.encode(), input_id.encode(), content)
        return await self.keep_as(conversation_id, digest[:16].hex(), content)

    async def keep_as(self, conversation_id: str, paper_id: str, content: bytes) -> Kept:
        """Keep a photo or PDF under a name given before. Raises `BadInput` (key `file`) for what cannot be opened."""
        clean = await self._decoded(content, "file")
        return await self._keep(conversation_id, clean, paper_id)

    async def keep_signature(self, conversation_id: str, data_url: str, input_id: str) -> Kept:
        """Keep a signature drawn on a screen, a PNG data URL of at most 200 KB.

        Raises `BadInput` (key `input.value`) for what is not one, or on which nothing is drawn.
        """
        try:
            content = base64.b64decode(data_url.removeprefix(_DATA_URL), validate=True)
        except (binascii.Error, ValueError):
            raise BadInput("input.value", say("请重新签一次名，或者打上您的全名。")) from None
        if not data_url.startswith(_DATA_URL) or len(content) > MOST_SIGNATURE_BYTES:
            raise BadInput("input.value", say("请重新签一次名，签小一点，或者打上您的全名。"))
        async with self._decoders:
            clean = await decoded(content, "signature", "input.value")
        digest = self.keyring.digest(b"paper", conversation_id.encode(), input_id.encode(), content)
        return await self._keep(conversation_id, clean, digest[:16].hex())

    async def made_anew(self, content: bytes) -> Clean:
        """A photo or PDF decoded and written again, with a small picture; nothing is kept. Raises `BadInput`
        (key `file`) for what cannot be opened.
        """
        return await self._decoded(content, "file")

    async def of_conversation(self, conversation_id: str, paper_id: str) -> Paper | None:
        """A paper given in this conversation; None for any other."""

        def work(unit: Unit) -> Paper | None:
            if not unit.papers.belongs_to(paper_id, conversation_id):
                return None
            row = unit.papers.get(paper_id)
            return Paper(row.mime, row.content) if row is not None else None

        return await self._database.read(work)

    async def thumbnail(self, conversation_id: str, paper_id: str) -> bytes | None:
        """A small JPEG of a paper given in this conversation; None for any other, or while there is none."""

        def work(unit: Unit) -> bytes | None:
            if not unit.papers.belongs_to(paper_id, conversation_id):
                return None
            return unit.papers.thumbnail(paper_id)

        return await self._database.read(work)

    async def _keep(self, conversation_id: str, clean: Clean, paper_id: str) -> Kept:
        def work(unit: Unit) -> None:
            if not unit.papers.belongs_to(paper_id, conversation_id):
                unit.papers.keep(conversation_id, clean.mime, clean.content, paper_id, clean.thumbnail)

        await self._database.run(work)
        return Kept(paper_id, clean.mime)

    async def _decoded(self, content: bytes, key: str) -> Clean:
        purpose = purpose_of(content)
        async with self._decoders:
            return await decoded(content, purpose, key)


def too_large(most: int = MOST_BYTES) -> Message:
    """What would do when a file is over the limit, in bytes."""
    return say("请发小一点的文件，{most} MB 以内。拍照的话，截个屏再发也行。", most=most // MIB)
