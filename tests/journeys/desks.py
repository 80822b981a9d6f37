"""A desk of the township in Chromium: households on file, some with papers, and an officer who is logged in."""

import io
from collections.abc import Mapping

import httpx
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, ViewportSize

from tests.fakes.households import FAMILY_OF_FOUR, Household, answer_for
from tests.fakes.serving import Served

DESK = ViewportSize(width=1366, height=768)
SMALL_DESK = ViewportSize(width=1280, height=720)
NARROW = ViewportSize(width=400, height=800)
WITH_PAPERS: Household = {
    **FAMILY_OF_FOUR,
    "documents.0.kind": "diagnosis", "documents.0.member": "1",
    "documents.1.kind": "disability_certificate", "documents.1.member": "2",
}  # fmt: skip


def photo(words: str, size: tuple[int, int] = (900, 1200)) -> bytes:
    """A photo of a sheet of paper with lines and these words, as JPEG."""
    image = Image.new("RGB", size, "#8a7f70")
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 60, size[0] - 60, size[1] - 60), fill="#fbfaf6")
    draw.text((120, 110), words, fill="#222222", font_size=44)
    for y in range(220, size[1] - 160, 60):
        draw.rectangle((120, y, size[0] - 120 - y % 170, y + 14), fill="#9aa3a0")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def filed(url: str, household: Household, photos: Mapping[str, bytes] | None = None) -> str:
    """File this household over the web chat; `photos` by the key that asks for them. Returns the receipt."""
    with httpx.Client(base_url=f"{url}/api/v1/chat", timeout=60) as web:
        turn = web.post("/sessions", json={"language": "zh_CN"}).raise_for_status().json()["turn"]
        count = 0
        while turn["question"] is not None:
            count += 1
            key = turn["question"]["key"]
            sent = (photos or {}).get(key)
            if sent is not None:
                told = web.post("/files", data={"id": f"f{count}"}, files={"file": ("photo.jpg", sent)})
            else:
                kind, value = answer_for(turn["question"], household)
                told = web.post("/turns", json={"id": f"f{count}", "input": {"kind": kind, "value": value}})
            turn = told.raise_for_status().json()
        return next(str(reply["receipt"]) for reply in turn["replies"] if reply["kind"] == "receipt")


def in_need(url: str, what: str = "fire", needs: tuple[str, ...] = ("shelter",), phone: str = "13800138000") -> str:
    """Tell of an emergency in the eastern township over the web chat. Returns the receipt."""
    answers = (
        ("command", {"name": "urgent"}), ("choice", True), ("choice", what), ("choice", "993601001"),
        ("choice", list(needs)), ("text", phone),
    )  # fmt: skip
    with httpx.Client(base_url=f"{url}/api/v1/chat", timeout=60) as web:
        web.post("/sessions", json={"language": "zh_CN"}).raise_for_status()
        said: list[dict[str, str]] = []
        for count, (kind, value) in enumerate(answers):
            told = web.post("/turns", json={"id": f"n{count}", "input": {"kind": kind, "value": value}})
            said += told.raise_for_status().json()["replies"]
        return next(str(reply["receipt"]) for reply in said if reply["kind"] == "receipt")


def with_fund(running: Served, yuan: int = 20_000) -> None:
    """The eastern township has this much in its reserve fund."""
    with running.as_staff("county") as staff:
        entry = {"kind": "opening", "amount": yuan, "id": "opening"}
        staff.post("/api/v1/funds/993601001/entries", json=entry).raise_for_status()


def filed_with_papers(url: str) -> str:
    """A household with two papers."""
    photos = {"documents.0.file": photo("DIAGNOSIS"), "documents.1.file": photo("CERTIFICATE", (1200, 800))}
    return filed(url, WITH_PAPERS, photos)


def at_the_desk(
    running: Served,
    chrome: Browser,
    size: ViewportSize,
    *,
    scale: float = 1,
    scripts: bool = True,
    who: str = "township",
) -> Page:
    """The queue of the township's officer, or of somebody else, in a window of this size."""
    context = chrome.new_context(
        viewport=size, device_scale_factor=scale, locale="zh-CN", reduced_motion="reduce", java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(f"{running.url}/console/login")
    page.locator("input[name=username]").fill(who)
    page.locator("input[name=password]").fill(running.staff[who])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/console")
    return page
