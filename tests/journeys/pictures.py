"""Takes the pictures of the README: `python -m tests.journeys.pictures` (make pictures), from the demo itself."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from api.web.doors import COOKIE
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.serving import Served, served
from tests.journeys.browsing import NO_CHROMIUM, PHONE, begun, browser, chromium

FOLDER = Path("docs") / "pictures"
DESK = ViewportSize(width=1280, height=860)
SHARP = 2


def phone(running: Served, chrome: Browser, until: str) -> Page:
    """A phone on which the family has answered up to the question `until`."""
    context = chrome.new_context(viewport=PHONE, device_scale_factor=SHARP, locale="zh-CN", reduced_motion="reduce")
    session = begun(running.url, FAMILY_OF_FOUR, until)
    context.add_cookies([{"name": COOKIE, "value": session, "url": running.url}])
    page = context.new_page()
    page.goto(f"{running.url}/#q")
    return page


def chat(running: Served, chrome: Browser) -> None:
    """An amount, typed and said back."""
    page = phone(running, chrome, "income.business_net")
    page.locator("#text").fill("每月600")
    page.locator(".field button").click()
    page.locator("#chat[data-key='income.property_net']").wait_for(state="attached")
    page.screenshot(path=FOLDER / "chat.png")


def letter(running: Served, chrome: Browser) -> None:
    """The receipt and the letter."""
    page = phone(running, chrome, "")
    page.locator(".letter").scroll_into_view_if_needed()
    page.screenshot(path=FOLDER / "letter.png")


def console(running: Served, chrome: Browser) -> None:
    """A declaration on the desk of the township."""
    context = chrome.new_context(viewport=DESK, device_scale_factor=SHARP, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{running.url}/console/login")
    page.locator("input[name=username]").fill("township")
    page.locator("input[name=password]").fill(running.staff["township"])
    page.locator("input[name=password]").press("Enter")
    page.locator("a[href*='/console/d/']").first.click()
    page.wait_for_url("**/console/d/*")
    page.screenshot(path=FOLDER / "console.png")


def main() -> int:
    """Take them all into docs/pictures; 1 where there is no Chromium."""
    if chromium() is None:
        print(NO_CHROMIUM)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as running, browser() as chrome:
        for take in (chat, letter, console):
            take(running, chrome)
            print(f"docs/pictures/{take.__name__}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
