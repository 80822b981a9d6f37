"""Papers a resident sends: told by their content, made harmless, sealed; and a signature that was drawn."""

import asyncio
import base64
import binascii
import sys
from dataclasses import dataclass
from typing import NamedTuple

from api.errors import BadInput, TooLarge
from api.services import imaging
from api.services.imaging import Purpose
from conversations.messages import Message, say
from storage.crypto import Keyring
from storage.database import Database
from storage.unit import Unit

MOST_BYTES = 10 * 1024 * 1024
MOST_SIGNATURE_BYTES = 200 * 1024
DECODING_SECONDS = 30.0
DECODERS = 2
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
_DATA_URL = "data:image/png;base64,"
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")


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
    """Keeps and gives back papers. Pictures are decoded by `imaging` in a process of its own."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring
        self._decoders = asyncio.Semaphore(DECODERS)

    async def keep_upload(self, conversation_id: str, content: bytes, input_id: str) -> Kept:
        """Keep a photo (JPEG, PNG, WebP: re-encoded) or a PDF (as it is). `input_id` names the upload.

        The same upload again is the same paper. Raises `TooLarge` over 10 MB, `BadInput` (key `file`) for
        what is neither, or cannot be opened.
        """
        if len(content) > MOST_BYTES:
            raise TooLarge("file", too_large())
        kind = _kind_of(content)
        if kind == PDF:
            return await self._keep(conversation_id, PDF, content, content, input_id)
        clean = await self._reencoded(content, "photo", "file")
        return await self._keep(conversation_id, JPEG, clean, content, input_id)

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
        clean = await self._reencoded(content, "signature", "input.value")
        return await self._keep(conversation_id, PNG, clean, content, input_id)

    async def of_conversation(self, conversation_id: str, paper_id: str) -> Paper | None:
        """A paper given in this conversation; None for any other."""

        def work(unit: Unit) -> Paper | None:
            if not unit.papers.belongs_to(paper_id, conversation_id):
                return None
            row = unit.papers.get(paper_id)
            return Paper(row.mime, row.content) if row is not None else None

        return await self._database.read(work)

    async def _keep(self, conversation_id: str, mime: str, clean: bytes, sent: bytes, input_id: str) -> Kept:
        # Named by what was sent, under a key: sent twice it is one paper, and nobody can guess the name.
        digest = self._keyring.digest(b"paper", conversation_id.encode(), input_id.encode(), sent)
        paper_id = digest[:16].hex()

        def work(unit: Unit) -> None:
            if not unit.papers.belongs_to(paper_id, conversation_id):
                unit.papers.keep(conversation_id, mime, clean, paper_id)

        await self._database.run(work)
        return Kept(paper_id, mime)

    async def _reencoded(self, content: bytes, purpose: Purpose, key: str) -> bytes:
        async with self._decoders:
            status, clean = await _run_imaging(content, purpose)
        if status == 0 and clean:
            return clean
        raise BadInput(key, _refusal(status, purpose))


async def _run_imaging(content: bytes, purpose: Purpose) -> tuple[int, bytes]:
    """The exit status and the output of `imaging`; a status of its own making when it took too long."""
    # Isolated, with an empty environment: the decoder learns nothing of where it runs.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", imaging.__file__, purpose,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env={},
    )  # fmt: skip
    try:
        clean, _ = await asyncio.wait_for(process.communicate(content), DECODING_SECONDS)
    except TimeoutError:
        return imaging.NOT_A_PICTURE, b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, clean


def _kind_of(content: bytes) -> str:
    """The MIME type by the first bytes; `BadInput` with what would do for what is not taken."""
    if not content:
        raise BadInput("file", say("请重新拍一张再发：这个文件是空的。"))
    if content.startswith(b"%PDF-"):
        return PDF
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or webp:
        return JPEG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise BadInput(
            "file",
            say("请把这张照片截个屏，再发截图：照片是 HEIC 格式，这里打不开。也可以把相机设成“兼容性最佳”再拍。"),
        )
    if content.startswith(b"PK\x03\x04"):
        raise BadInput("file", say("请把里面的照片一张一张发：压缩包和办公文档这里打不开。"))
    raise BadInput("file", say("请发照片（JPG、PNG）或者 PDF：这个文件这里打不开。纸上的材料，拍下来就行。"))


def too_large() -> Message:
    """What would do when a file is over the limit."""
    return say("请发小一点的文件，10 MB 以内。拍照的话，截个屏再发也行。")


def _refusal(status: int, purpose: Purpose) -> Message:
    if purpose == "signature":
        if status == imaging.NOTHING_DRAWN:
            return say("请在框里签上名字，再按“签好了”。")
        return say("请重新签一次名，或者打上您的全名。")
    if status == imaging.TOO_MANY_PIXELS:
        return say("请换一张小一点的照片：这张尺寸太大，这里打不开。截个屏再发也行。")
    return say("请重新拍一张再发：这张照片没传完整，或者坏了，打不开。")
