"""Recognises text on pictures, as a program of its own: a picture and a turn in, lines as JSON out, again and again.

The models are loaded once. Before the first picture comes the process gives away what it does not need: it can
open nothing more (so no file and no connection), write no file, and use little memory. It knows no key and no
address. Whoever runs it ends it when a picture takes too long.
"""

import io
import json
import logging
import resource
import struct
import sys
import warnings
from collections.abc import Callable
from typing import TypeAlias

import numpy
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, ImageOps

HEAD = struct.Struct(">BBI")  # is it a PDF; quarter turns against the clock; length
ANSWER = struct.Struct(">I")  # length
MEMORY_BYTES = 2_500_000_000
CPU_SECONDS = 3_600  # in its whole life; then it is started anew
SIDE = 2_000  # pixels
_PIXELS = 60_000_000
Pixels: TypeAlias = NDArray[numpy.uint8]
Rows: TypeAlias = list[tuple[str, float, list[list[float]]]]
Recognise: TypeAlias = Callable[[Pixels], Rows]


def recogniser() -> Recognise:
    """The models, loaded; one thread, so that whoever answers residents keeps the other cores."""
    logging.disable(logging.CRITICAL)
    from rapidocr import RapidOCR

    threads = "EngineConfig.onnxruntime.{}_op_num_threads"
    engine = RapidOCR(params={threads.format("intra"): 1, threads.format("inter"): 1})

    def lines(picture: Pixels) -> Rows:
        found = engine(picture)
        if found.txts is None or found.scores is None or found.boxes is None:
            return []
        return [
            (str(text), float(score), [[float(x), float(y)] for x, y in box])
            for text, score, box in zip(found.txts, found.scores, found.boxes, strict=True)
        ]

    return lines


def opened(content: bytes, *, pdf: bool) -> Image.Image:
    """The picture; of a PDF its first page. Both were made anew before they were kept."""
    if pdf:
        import pypdfium2

        page = pypdfium2.PdfDocument(content)[0]
        drawn: Image.Image = page.render(scale=SIDE / max(page.get_size())).to_pil()
        return drawn.convert("RGB")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        if image.width * image.height > _PIXELS:
            raise ValueError("too many pixels")
        image.thumbnail((SIDE, SIDE))
        return image.convert("RGB")


def pixels(image: Image.Image, turns: int) -> Pixels:
    """The picture turned and its light evened, as the models want it (blue, green, red)."""
    even = numpy.asarray(ImageOps.autocontrast(image, cutoff=0.5, preserve_tone=True))
    return numpy.ascontiguousarray(numpy.rot90(even, turns)[:, :, ::-1])


def warm_up(lines: Recognise) -> None:
    """Go once through everything, so that nothing has to be opened later: models are loaded when first wanted."""
    sample = Image.new("RGB", (320, 96), "white")
    ImageDraw.Draw(sample).text((20, 20), "0123456789", fill="black", font=ImageFont.load_default(40))
    for pdf, kind in ((True, "PDF"), (False, "JPEG")):
        made = io.BytesIO()
        sample.save(made, kind)
        picture = pixels(opened(made.getvalue(), pdf=pdf), 0)
    if not lines(picture):
        raise RuntimeError("the recogniser does not work here")


def give_away() -> None:
    """Open nothing, write nothing, use no more than this from now on."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> int:
    """Read pictures from standard input until it ends."""
    given, said = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not stand between the answers.
    sys.stdout = sys.stderr
    lines = recogniser()
    warm_up(lines)
    give_away()
    while head := given.read(HEAD.size):
        is_pdf, turns, length = HEAD.unpack(head)
        content = given.read(length)
        try:
            rows: Rows | None = lines(pixels(opened(content, pdf=bool(is_pdf)), turns))
        except (OSError, SyntaxError, ValueError, RuntimeError):
            rows = None
        written = json.dumps(rows).encode()
        said.write(ANSWER.pack(len(written)) + written)
        said.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
