"""Re-encodes one untrusted paper, as a program of its own: bytes in, clean bytes out, or an exit status.

It runs in a process that may use little memory and little time and knows no key and no address, so a picture
made to attack a decoder harms nothing but itself. What comes out has none of the old bytes: no EXIF, no
place, no comment, no script, no second file hidden behind the first. A PDF becomes pictures of its pages.
"""

import io
import resource
import sys
import warnings
from typing import Literal, TypeAlias

from PIL import Image, ImageOps

Purpose: TypeAlias = Literal["photo", "heic", "pdf", "signature"]

NOT_A_PICTURE = 3
TOO_MANY_PIXELS = 4
NOTHING_DRAWN = 5
TOO_MANY_PAGES = 6
LOCKED = 7

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 20
PHOTO_PIXELS = 60_000_000
SIGNATURE_PIXELS = 4_000_000
PHOTO_SIDE = 2_400  # pixels
SIGNATURE_SIDE = 1_200  # pixels
PAGE_SIDE = 1_800  # pixels: 150 to the inch on A4
MOST_PAGES = 20
THUMBNAIL_SIDE = 320  # pixels
JPEG_QUALITY = 85
# Before the clean paper stands its length, so that its thumbnail can follow.
LENGTH_BYTES = 4


class Refused(Exception):
    """The paper cannot be taken; `status` is the exit status that says why."""

    def __init__(self, status: int) -> None:
        super().__init__(f"refused: {status}")
        self.status = status


def reencode(content: bytes, purpose: Purpose) -> tuple[bytes, bytes]:
    """The clean paper and a thumbnail of it (JPEG; of a signature none). Raises `Refused`.

    A photo becomes a JPEG with its longest side at most 2,400 pixels, a signature a grey PNG, a PDF a PDF of
    at most 20 pages that are pictures.
    """
    try:
        with warnings.catch_warnings():
            # Ours is the limit on pixels; Pillow's own would only warn. A broken file warns, and is refused below.
            warnings.simplefilter("ignore")
            if purpose == "signature":
                return _signature(content), b""
            if purpose == "pdf":
                return _pages(content)
            return _photo(content, ("HEIF", "AVIF") if purpose == "heic" else ("JPEG", "PNG", "WEBP"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, EOFError, RuntimeError) as error:
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


def _jpeg(image: Image.Image, quality: int = JPEG_QUALITY) -> bytes:
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=quality, optimize=True)
    return kept.getvalue()


def _thumbnail(image: Image.Image) -> bytes:
    small = image.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return _jpeg(small, 70)


def _photo(content: bytes, formats: tuple[str, ...]) -> tuple[bytes, bytes]:
    if "HEIF" in formats:
        # Imported for those who need it: it opens what newer iPhones take.
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    image = _opened(content, formats, PHOTO_PIXELS)
    # A JPEG can be decoded at a fraction of its size, which saves most of the memory.
    image.draft("RGB", (PHOTO_SIDE, PHOTO_SIDE))
    upright = _upright(image)
    upright.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
    clean = _on_white(upright)
    return _jpeg(clean), _thumbnail(clean)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; one whose EXIF is broken is still a photo."""
    try:
        return ImageOps.exif_transpose(image)
    except (SyntaxError, ValueError, KeyError, TypeError):
        return image


def _pages(content: bytes) -> tuple[bytes, bytes]:
    """A PDF whose pages are pictures: nothing in it can act, and nothing lies behind what is seen."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused(LOCKED if "password" in str(error).lower() else NOT_A_PICTURE) from error
    if len(document) > MOST_PAGES:
        raise Refused(TOO_MANY_PAGES)
    drawn: list[Image.Image] = []
    for page in document:
        longest = max(page.get_size())
        if not 1 <= longest <= 20_000:  # points, 1/72 inch
            raise Refused(TOO_MANY_PIXELS)
        drawn.append(page.render(scale=PAGE_SIDE / longest).to_pil().convert("RGB"))
        page.close()
    if not drawn:
        raise Refused(NOT_A_PICTURE)
    kept = io.BytesIO()
    drawn[0].save(kept, "PDF", save_all=True, append_images=drawn[1:], resolution=150, quality=JPEG_QUALITY)
    return kept.getvalue(), _thumbnail(drawn[0])


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


def main(purpose: Purpose) -> int:
    """Read standard input, write standard output (length, paper, thumbnail); the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        clean, thumbnail = reencode(sys.stdin.buffer.read(), purpose)
    except Refused as refused:
        return refused.status
    sys.stdout.buffer.write(len(clean).to_bytes(LENGTH_BYTES, "big") + clean + thumbnail)
    return 0


if __name__ == "__main__":
    known: dict[str, Purpose] = {"photo": "photo", "heic": "heic", "pdf": "pdf", "signature": "signature"}
    sys.exit(main(known[sys.argv[1]]))
