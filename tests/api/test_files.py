"""Papers: taken when they can be read by the township, refused with words on what would do, never kept as sent."""

import base64
import io

import pillow_heif
import pypdfium2
import pytest
from httpx import AsyncClient
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from api.bootstrap import House
from api.services.papers.sealing import MOST_BYTES
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


def heic(**saved: object) -> bytes:
    """As an iPhone takes it."""
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (60, 40), "grey")).save(out, **saved)
    return out.getvalue()


def pdf(pages: int = 1, box: str = "0 0 300 200", more: bytes = b"") -> bytes:
    """A PDF with blank pages; `more` stands in its catalogue."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + more + b" >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        *[f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] >>".encode()] * pages,
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


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


async def test_a_photo_of_an_iphone_is_kept_as_a_clean_jpeg(sqlite_house: House) -> None:
    mime, content = await kept_paper(sqlite_house, heic(exif=b"Exif\0\0" + SECRET))
    assert mime == "image/jpeg" and content.startswith(b"\xff\xd8\xff") and SECRET not in content


async def test_a_pdf_is_kept_as_pictures_of_its_pages(sqlite_house: House) -> None:
    sent = pdf(pages=3, more=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Lang (" + SECRET + b")")
    assert b"/JavaScript" in sent
    mime, content = await kept_paper(sqlite_house, sent)
    assert mime == "application/pdf" and content.startswith(b"%PDF-")
    for risky in (b"/JavaScript", b"/JS", b"/OpenAction", b"/Launch", b"/AA", b"/EmbeddedFile", SECRET):
        assert risky not in content
    assert len(pypdfium2.PdfDocument(content)) == 3


async def test_a_thumbnail_is_small_and_for_its_own_session_only(chat: Chat, web: AsyncClient) -> None:
    await at_the_paper(chat)
    turn = (await chat.send_file(picture("JPEG", (1200, 900)), "p")).json()
    (paper,) = turn["question"]["papers"].values()
    served = await web.get(f"/papers/{paper}/thumbnail", headers=chat.headers)
    assert served.status_code == 200 and "private" in served.headers["cache-control"]
    assert served.headers["content-type"] == "image/jpeg"
    assert max(Image.open(io.BytesIO(served.content)).size) == 320
    stranger = await Chat.begin(web)
    assert (await web.get(f"/papers/{paper}/thumbnail", headers=stranger.headers)).status_code == 404
    assert (await web.get(f"/papers/{paper}/thumbnail")).status_code == 401


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
    assert first.json()["question"]["key"] == "documents.0.next"
    other = await chat.send_file(picture("PNG"), "photo-1")
    assert other.status_code == 409


async def test_a_photo_where_a_number_is_asked_is_kept_for_its_turn(chat: Chat) -> None:
    await chat.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    turn = (await chat.send_file(picture(), "f")).json()
    assert turn["question"]["key"] == "members.0.id_number"
    assert any("存着" in reply["text"] for reply in turn["replies"])
    turn = await chat.say("text", FAMILY_OF_FOUR["members.0.id_number"])
    chat.turn = turn
    turn = await chat.declare(FAMILY_OF_FOUR, until="documents.0.kind")
    assert turn["question"] is not None and turn["question"]["key"] == "documents.0.kind"


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
