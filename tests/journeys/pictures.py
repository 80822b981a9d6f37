"""Takes the pictures of chat and desk: `python -m tests.journeys.pictures` (make pictures), from the demo itself."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from api.web.doors import COOKIE
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.serving import Served, served
from tests.journeys.browsing import NO_CHROMIUM, PHONE, begun, browser, chromium
from tests.journeys.desks import DESK, NARROW, SMALL_DESK, at_the_desk, filed, filed_with_papers
from tests.services.review.desks import with_gaps

FOLDER = Path("docs") / "pictures"
# To look at, not to keep: whoever changes the desk takes them again.
DESK_FOLDER = FOLDER / "desk"
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
    page = at_the_desk(running, chrome, DESK, scale=SHARP)
    page.locator("a[href*='/console/d/']").first.click()
    page.wait_for_url("**/console/d/*")
    page.screenshot(path=FOLDER / "console.png")


def desk(running: Served, chrome: Browser) -> None:
    """The desk at three widths: queue, declaration, a sheet, asking back, papers, versions, in a folder of their own."""
    receipt, doubtful = filed_with_papers(running.url), filed(running.url, with_gaps())
    for size in (DESK, SMALL_DESK, NARROW):
        page = at_the_desk(running, chrome, size)

        def take(what: str, page: Page = page, width: int = size["width"]) -> None:
            page.screenshot(path=DESK_FOLDER / f"{what}-{width}.png")

        take("queue")
        page.goto(f"{running.url}/console/d/{doubtful}")
        take("declaration")
        page.keyboard.press("a")
        take("sheet")
        page.keyboard.press("Escape")
        page.keyboard.press("b")
        page.locator("input[name=key][value='phone']").click()
        page.keyboard.type("现在打哪个电话？")
        take("asking")
        page.goto(f"{running.url}/console/d/{receipt}#chain")
        take("chain")
        page.locator(".paper-list a").first.click()
        page.locator(".photo img").wait_for()
        take("papers")
        page.goto(f"{running.url}/console/d/{doubtful}/versions")
        take("versions")
        page.context.close()


def main() -> int:
    """Take them all into docs/pictures; 1 where there is no Chromium."""
    if chromium() is None:
        print(NO_CHROMIUM)
        return 1
    DESK_FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as running, browser() as chrome:
        for take in (chat, letter, console, desk):
            take(running, chrome)
            print(f"docs/pictures: {take.__name__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
