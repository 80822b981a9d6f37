"""Re-encodes one untrusted picture, as a program of its own: bytes in, clean bytes out, or an exit status.

It runs in a process that may use little memory and little time and knows no key and no address, so a picture
made to attack a decoder harms nothing but itself. What comes out has none of the old bytes: no EXIF, no
place, no comment, no second file hidden behind the first.
"""

import io
import resource
import sys
import warnings
from typing import Literal, TypeAlias

from PIL import Image, ImageOps

Purpose: TypeAlias = Literal["photo", "signature"]

NOT_A_PICTURE = 3
TOO_MANY_PIXELS = 4
NOTHING_DRAWN = 5

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 20
PHOTO_PIXELS = 40_000_000
SIGNATURE_PIXELS = 4_000_000
PHOTO_SIDE = 2_400  # pixels
SIGNATURE_SIDE = 1_200  # pixels
JPEG_QUALITY = 85


class Refused(Exception):
    """The picture cannot be taken; `status` is the exit status that says why."""

    def __init__(self, status: int) -> None:
        super().__init__(f"refused: {status}")
        self.status = status


def reencode(content: bytes, purpose: Purpose) -> bytes:
    """A photo as JPEG with its longest side at most 2,400 pixels, a signature as grey PNG. Raises `Refused`."""
    try:
        with warnings.catch_warnings():
            # Ours is the limit on pixels; Pillow's own would only warn.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _photo(content) if purpose == "photo" else _signature(content)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, EOFError) as error:
        raise Refused(NOT_A_PICTURE) from error


def _opened(content: bytes, formats: tuple[str, ...], most: int) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=formats)
    if image.width * image.height > most:
        raise Refused(TOO_MANY_PIXELS)
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """The pixels alone on a new sheet: what the file said about itself stays behind."""
    with_alpha = image.convert("RGBA")
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return sheet


def _photo(content: bytes) -> bytes:
    image = _opened(content, ("JPEG", "PNG", "WEBP"), PHOTO_PIXELS)
    # A JPEG can be decoded at a fraction of its size, which saves most of the memory.
    image.draft("RGB", (PHOTO_SIDE, PHOTO_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
    kept = io.BytesIO()
    _on_white(upright).save(kept, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return kept.getvalue()


def _signature(content: bytes) -> bytes:
    image = _opened(content, ("PNG",), SIGNATURE_PIXELS)
    image.thumbnail((SIGNATURE_SIDE, SIGNATURE_SIDE))
    grey = _on_white(image).convert("L")
    darkest, lightest = grey.getextrema()
    if darkest == lightest:
        raise Refused(NOTHING_DRAWN)
    kept = io.BytesIO()
    grey.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def main(purpose: str) -> int:
    """Read standard input, write standard output; the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        clean = reencode(sys.stdin.buffer.read(), "signature" if purpose == "signature" else "photo")
    except Refused as refused:
        return refused.status
    sys.stdout.buffer.write(clean)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
