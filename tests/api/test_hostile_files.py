"""Sixty files made to harm or to confuse: refused with what would do, or made anew; none is kept as it was sent."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from api.bootstrap import House
from api.errors import BadInput
from tests.api.test_files import heic, pdf, picture
from tests.fakes.houses import Resident

MARK = b"<script>alert('HARM')</script>"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"\0" * 1000, extra: bytes = b"") -> bytes:
    """A PNG that says it is this large, whatever is in it."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def text_bomb() -> bytes:
    packed = zlib.compress(b"A" * 50_000_000)
    return png(8, 8, extra=chunk(b"zTXt", b"note\0\0" + packed))


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    return picture("JPEG", exif=exif.tobytes())


def with_text() -> bytes:
    note = PngInfo()
    note.add_text("note", MARK.decode())
    return picture("PNG", pnginfo=note)


def action(kind: bytes, more: bytes = b"") -> bytes:
    return pdf(more=b"/OpenAction << /S /" + kind + b" " + more + b" /Note (" + MARK.replace(b"(", b"\\(") + b") >>")


def saved(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(out, kind)
    return out.getvalue()


jpeg, png_, webp = picture("JPEG", (800, 800)), picture("PNG", (800, 800)), picture("WEBP", (800, 800))

REFUSED: dict[str, bytes] = {
    "empty": b"", "one byte": b"\xff", "html": b"<!doctype html>" + MARK, "html in capitals": b"<HTML>" + MARK,
    "html after a line feed": b"\n\n<html>" + MARK, "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "svg as xml": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    "script": b"#!/bin/sh\nrm -rf /\n", "php": b"<?php system($_GET[0]); ?>", "elf": b"\x7fELF" + b"\0" * 60,
    "exe": b"MZ" + b"\0" * 60, "zip": b"PK\x03\x04" + b"\0" * 60, "empty zip": b"PK\x05\x06" + b"\0" * 18,
    "rar": b"Rar!\x1a\x07\0" + b"\0" * 60, "gzip": b"\x1f\x8b\x08" + b"\0" * 60, "7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 60,
    "word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, "rtf": b"{\\rtf1}", "postscript": b"%!PS-Adobe-3.0 EPSF",
    "video": b"\0\0\0\x18ftypisom" + b"\0" * 60, "quicktime": b"\0\0\0\x14ftypqt  " + b"\0" * 60,
    "gif": saved("GIF"), "bmp": saved("BMP"), "tiff": saved("TIFF"), "ico": saved("ICO"), "ppm": saved("PPM"),
    "tga": saved("TGA"), "psd": b"8BPS\0\1" + b"\0" * 60, "jpeg 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 40,
    "riff that is sound": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40,
    "heic in name only": b"\0\0\0\x18ftypheic" + b"\0" * 60, "avif in name only": b"\0\0\0\x18ftypavif" + b"\0" * 60,
    "half a heic": heic()[:200], "jpeg in name only": b"\xff\xd8\xff" + b"\0" * 500,
    "png in name only": b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "webp in name only": b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 60,
    "half a jpeg": jpeg[:2000], "half a png": png_[:400], "half a webp": webp[: len(webp) // 3],
    "bomb": png(60_000, 60_000), "bomb within the limit of Pillow": png(9_000, 9_000),
    "bomb in one row": png(2_000_000_000, 1), "no width": png(0, 10),
    "spoilt checksum": png_[:40] + b"\xff" + png_[41:],
    "pdf in name only": b"%PDF-1.7\n" + b"x" * 1000, "pdf of nothing": pdf(pages=0), "pdf of many pages": pdf(pages=21),
    "pdf as large as a field": pdf(box="0 0 2000000 2000000"), "half a pdf": pdf()[:60],
    "pdf without an end": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n",
}  # fmt: skip
MADE_ANEW: dict[str, Callable[[], bytes]] = {
    "jpeg that is a page too": lambda: jpeg + MARK, "jpeg that is a zip too": lambda: jpeg + b"PK\x03\x04" + MARK,
    "jpeg with a comment": lambda: picture("JPEG", comment=MARK), "jpeg with exif": with_exif,
    "png with a text": with_text, "png that is a page too": lambda: png_ + MARK, "webp with a tail": lambda: webp + MARK,
    "png with a text that swells": text_bomb, "heic with a tail": lambda: heic(exif=b"Exif\0\0" + MARK),
    "pdf with a script": lambda: action(b"JavaScript", b"/JS (app.alert)"),
    "pdf that starts a program": lambda: action(b"Launch", b"/F (calc.exe)"),
    "pdf that sends a form": lambda: action(b"SubmitForm", b"/F (http://example.invalid)"),
    "pdf that opens an address": lambda: action(b"URI", b"/URI (http://example.invalid)"),
    "pdf that is a page too": lambda: pdf() + MARK, "pdf with a note": lambda: pdf(more=b"/Note (HARM)"),
}  # fmt: skip


async def kept(house: House, content: bytes) -> bytes:
    resident = await Resident.arrive(house)
    paper = await house.papers.keep_upload(resident.conversation_id, content, "f")
    found = await house.papers.of_conversation(resident.conversation_id, paper.paper)
    assert found is not None
    return found.content


def test_there_are_sixty() -> None:
    assert len(REFUSED) + len(MADE_ANEW) >= 60


@pytest.mark.parametrize("name", REFUSED)
async def test_refused_with_what_would_do(sqlite_house: House, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        await kept(sqlite_house, REFUSED[name])
    (fault,) = refused.value.faults
    assert fault.key == "file" and fault.message.text.startswith("请")


@pytest.mark.parametrize("name", MADE_ANEW)
async def test_made_anew_without_what_it_hid(sqlite_house: House, name: str) -> None:
    sent = MADE_ANEW[name]()
    try:
        content = await kept(sqlite_house, sent)
    except BadInput as refused:
        assert refused.faults[0].message.text.startswith("请")
        return
    assert content != sent and b"HARM" not in content
    for risky in (b"/JavaScript", b"/Launch", b"/SubmitForm", b"/URI", b"/OpenAction", b"PK\x03\x04"):
        assert risky not in content
