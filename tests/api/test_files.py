"""Papers: taken when they can be read by the township, refused with words on what would do, never kept as sent."""

import base64
import io
import struct
import zlib

import pytest
from httpx import AsyncClient
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from api.bootstrap import House
from api.services.papers import MOST_BYTES
from conversations.inputs import Choice
from tests.fakes.chatting import Chat
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR
from tests.fakes.houses import Resident

SECRET = b"GPS 28.68N 115.85E"
WITH_A_PAPER = {**FAMILY_OF_FOUR, "documents.0.kind": "diagnosis", "documents.0.member": "1"}


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **saved: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **saved)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A small PNG that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


async def at_the_paper(chat: Chat) -> Chat:
    await chat.declare(WITH_A_PAPER, until="documents.0.file")
    return chat


async def kept_paper(house: House, content: bytes) -> tuple[str, bytes]:
    resident = await Resident.arrive(house)
    kept = await house.papers.keep_upload(resident.conversation_id, content, "f")
    paper = await house.papers.of_conversation(resident.conversation_id, kept.paper)
    assert paper is not None and paper.mime == kept.mime
    return paper.mime, paper.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_is_kept_as_a_clean_jpeg(sqlite_house: House, kind: str) -> None:
    mime, content = await kept_paper(sqlite_house, picture(kind, (3000, 1000)))
    kept = Image.open(io.BytesIO(content))
    assert (mime, kept.format, kept.size) == ("image/jpeg", "JPEG", (2400, 800))


async def test_nothing_of_the_sent_file_but_the_pixels_is_kept(sqlite_house: House) -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    noted = PngInfo()
    noted.add_text("place", SECRET.decode())
    for sent in (
        picture("JPEG", exif=exif.tobytes(), comment=SECRET) + b"<script>" + SECRET,
        picture("PNG", pnginfo=noted) + b"PK\x03\x04" + SECRET,
    ):
        assert SECRET in sent
        _, content = await kept_paper(sqlite_house, sent)
        assert SECRET not in content and b"<script>" not in content and b"Exif" not in content


async def test_a_photo_taken_sideways_is_kept_upright(sqlite_house: House) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    _, content = await kept_paper(sqlite_house, picture("JPEG", (60, 40), exif=exif.tobytes()))
    assert Image.open(io.BytesIO(content)).size == (40, 60)


async def test_a_pdf_is_kept_as_it_is(sqlite_house: House) -> None:
    sent = b"%PDF-1.7\n" + b"x" * 1000
    assert await kept_paper(sqlite_house, sent) == ("application/pdf", sent)


async def test_a_paper_belongs_to_its_conversation_alone(sqlite_house: House) -> None:
    mine, other = await Resident.arrive(sqlite_house), await Resident.arrive(sqlite_house)
    kept = await sqlite_house.papers.keep_upload(mine.conversation_id, picture(), "f")
    assert await sqlite_house.papers.of_conversation(other.conversation_id, kept.paper) is None
    assert (await sqlite_house.papers.keep_upload(other.conversation_id, picture(), "f")).paper != kept.paper


async def test_a_photo_answers_the_question_and_sent_again_is_the_same_turn(chat: Chat) -> None:
    await at_the_paper(chat)
    first = await chat.send_file(picture(), "photo-1")
    again = await chat.send_file(picture(), "photo-1")
    assert first.status_code == 200 and first.json() == again.json()
    assert first.json()["question"]["key"] == "documents.1.more"
    other = await chat.send_file(picture("PNG"), "photo-1")
    assert other.status_code == 409


async def test_a_photo_where_a_number_is_asked_takes_nothing(chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    turn = (await chat.send_file(picture(), "f")).json()
    assert turn["question"]["key"] == "members.0.id_number" and "照片" in turn["replies"][0]["text"]


HOSTILE = {
    "empty": b"",
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "zip": b"PK\x03\x04" + b"\0" * 60,
    "heic": b"\0\0\0\x18ftypheic" + b"\0" * 60,
    "video": b"\0\0\0\x18ftypisom" + b"\0" * 60,
    "gif": b"GIF89a" + b"\0" * 60,
    "tiff": b"II*\0" + b"\0" * 60,
    "elf": b"\x7fELF" + b"\0" * 60,
    "jpeg in name only": b"\xff\xd8\xff" + b"\0" * 500,
    "png in name only": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "webp in name only": b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 60,
    "half a photo": picture("JPEG", (800, 800))[:2000],
    "half a png": picture("PNG", (800, 800))[:400],
    "bomb": bomb(60_000),
    "bomb within the limit of Pillow": bomb(9_000),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_what_cannot_be_taken_is_refused_with_what_would_do(chat: Chat, name: str) -> None:
    response = await chat.send_file(HOSTILE[name], "f", "身份证.jpg")
    assert response.status_code == 422
    (fault,) = response.json()["faults"]
    assert fault["key"] == "file" and fault["message"].startswith("请")


async def test_a_file_over_ten_megabytes_is_refused(chat: Chat) -> None:
    for extra in (1, 200_000):
        response = await chat.send_file(b"%PDF-" + b"x" * (MOST_BYTES + extra), "f")
        assert response.status_code == 413 and "10 MB" in response.json()["faults"][0]["message"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"), ("multipart/form-data; boundary=b", b"nothing of the kind"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n'),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="id"\r\n\r\nf\r\n--b--\r\n'),
        ("multipart/form-data; boundary=b", b""), ("application/json", b"{}"), ("", b"x"),
    ],
)  # fmt: skip
async def test_a_form_that_is_none_is_refused(chat: Chat, web: AsyncClient, content_type: str, body: bytes) -> None:
    headers = {**chat.headers, "Content-Type": content_type}
    response = await web.post("/api/v1/chat/files", content=body, headers=headers)
    assert response.status_code == 422


def drawn(size: tuple[int, int] = (300, 100), stroke: bool = True) -> str:
    sheet = Image.new("RGBA", size, (0, 0, 0, 0))
    if stroke:
        sheet.paste((20, 20, 20, 255), (10, 10, 200, 20))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


async def test_a_drawn_signature_signs_and_sent_again_is_the_same_turn(chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="pledge")
    first = await chat.say("signature", drawn(), "sign")
    assert first["question"] is not None and first["question"]["key"] == "authorization"
    assert await chat.say("signature", drawn(), "sign") == first
    assert (await chat.say("signature", APPLICANT))["question"]["key"] == "review"  # type: ignore[index]


async def test_an_empty_sheet_a_huge_one_and_one_that_is_no_png_sign_nothing(chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="pledge")
    huge = "data:image/png;base64," + base64.b64encode(b"\x89PNG" + b"x" * 205_000).decode()
    photo = "data:image/png;base64," + base64.b64encode(picture()).decode()
    for wrong in (drawn(stroke=False), drawn((4000, 4000)), huge, photo):
        response = await chat.post({"id": "s", "input": {"kind": "signature", "value": wrong}})
        assert response.status_code == 422 and response.json()["faults"][0]["key"] == "input.value"


async def test_a_choice_is_still_possible_after_a_refused_file(sqlite_house: House) -> None:
    resident = await Resident.arrive(sqlite_house)
    await resident.declare(WITH_A_PAPER, until="documents.0.file")
    turn = await resident.send(Choice("x"))
    assert turn["question"] is not None and turn["question"]["key"] == "documents.0.file"
