"""What a file is, by its content, and its clean copy from a process that may do nothing else."""

import asyncio
import sys
from dataclasses import dataclass

from api.errors import BadInput
from api.services.papers import imaging
from api.services.papers.imaging import Purpose
from conversations.messages import Message, say

DECODING_SECONDS = 30.0
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
_MIME: dict[Purpose, str] = {"photo": JPEG, "heic": JPEG, "pdf": PDF, "signature": PNG}
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True, slots=True)
class Clean:
    """A paper made anew. `thumbnail` is a small JPEG, empty for a signature."""

    mime: str
    content: bytes
    thumbnail: bytes


def purpose_of(content: bytes) -> Purpose:
    """How it must be opened, by the first bytes; `BadInput` (key `file`) with what would do for what is not taken."""
    if not content:
        raise BadInput("file", say("请重新拍一张再发：这个文件是空的。"))
    if content.startswith(b"%PDF-"):
        return "pdf"
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or webp:
        return "photo"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "heic"
    if content.startswith(b"PK\x03\x04"):
        raise BadInput("file", say("请把里面的照片一张一张发：压缩包和办公文档这里打不开。"))
    raise BadInput("file", say("请发照片（JPG、PNG、HEIC）或者 PDF：这个文件这里打不开。纸上的材料，拍下来就行。"))


async def decoded(content: bytes, purpose: Purpose, key: str) -> Clean:
    """The clean copy. Raises `BadInput` under `key` for what cannot be opened."""
    status, written = await _run_imaging(content, purpose)
    start = imaging.LENGTH_BYTES
    length = int.from_bytes(written[:start], "big")
    if status == 0 and 0 < length <= len(written) - start:
        return Clean(_MIME[purpose], written[start : start + length], written[start + length :])
    raise BadInput(key, _refusal(status, purpose))


async def _run_imaging(content: bytes, purpose: Purpose) -> tuple[int, bytes]:
    """The exit status and the output of `imaging`; a status of its own making when it took too long."""
    # Isolated, with an empty environment: the decoder learns nothing of where it runs.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", imaging.__file__, purpose,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env={},
    )  # fmt: skip
    try:
        written, _ = await asyncio.wait_for(process.communicate(content), DECODING_SECONDS)
    except TimeoutError:
        return imaging.NOT_A_PICTURE, b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, written


def _refusal(status: int, purpose: Purpose) -> Message:
    if purpose == "signature":
        if status == imaging.NOTHING_DRAWN:
            return say("请在框里签上名字，再按“签好了”。")
        return say("请重新签一次名，或者打上您的全名。")
    if status == imaging.TOO_MANY_PAGES:
        return say("请分几次发：这个 PDF 页数太多，一次最多 {most} 页。", most=imaging.MOST_PAGES)
    if status == imaging.LOCKED:
        return say("请去掉密码再发：这个 PDF 设了密码，打不开。也可以把要交的那几页拍下来发。")
    if status == imaging.TOO_MANY_PIXELS:
        return say("请换一张小一点的照片：这张尺寸太大，这里打不开。截个屏再发也行。")
    if purpose == "pdf":
        return say("请把要交的那几页拍下来发：这个 PDF 没传完整，或者坏了，打不开。")
    return say("请重新拍一张再发：这张照片没传完整，或者坏了，打不开。")
