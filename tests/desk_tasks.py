"""Four tasks of the desk, timed in clicks and keystrokes: `python -m tests.desk_tasks` (make desk-tasks).

Each begins at the queue, in real Chromium, and counts every click and every key that is sent; words that are typed
count apart, an ID number from the clipboard is one keystroke. Docs: docs/desk.md.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.serving import Served, served
from tests.journeys.browsing import NO_CHROMIUM, browser, chromium
from tests.journeys.desks import DESK, at_the_desk, filed, in_need, with_fund

WORDS = ("到手多少？", "是哪一年的？", "请写全名")


@dataclass
class Hand:
    """Clicks and keys sent to a page, counted; words typed are counted by themselves."""

    page: Page
    clicks: int = 0
    keys: int = 0
    words: int = 0
    log: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Clicks and keys, without words."""
        return self.clicks + self.keys

    def press(self, key: str) -> None:
        """One key, or keys held together."""
        self.keys += 1
        self.log.append(key)
        self.page.keyboard.press(key)

    def click(self, selector: str) -> None:
        """One click on what is in sight; a click on what must first be scrolled to is a fault of the page."""
        self.clicks += 1
        self.log.append(f"click {selector}")
        self.page.locator(selector).first.click()

    def type(self, words: str) -> None:
        """Words, into what has the focus."""
        self.words += len(words)
        self.page.keyboard.type(words)


@dataclass(frozen=True)
class Task:
    """A task: its name, how many clicks and keys it may take, how it is done on a page that shows the queue, and what
    has happened before: it gives a receipt.
    """

    name: str
    limit: int
    do: Callable[[Hand, Served, str], None]
    before: Callable[[Served], str] = lambda running: filed(running.url, FAMILY_OF_FOUR)


def receive(hand: Hand, running: Served, receipt: str) -> None:
    """Receive a complete case: the first of the queue, looked at, taken up."""
    hand.press("j")
    hand.press("Enter")
    hand.page.wait_for_url("**/console/d/*")
    hand.press("a")
    hand.press("Enter")
    hand.page.wait_for_url("**done=accept")
    assert status(running, receipt) == "accepted"


def ask_back(hand: Hand, running: Served, receipt: str) -> None:
    """Ask back three answers, a word each, in one message."""
    hand.press("j")
    hand.press("Enter")
    hand.page.wait_for_url("**/console/d/*")
    hand.press("b")
    for key, words in zip(("hardship_causes", "phone", "hukou_area"), WORDS, strict=True):
        hand.click(f"input[name=key][value='{key}']")
        hand.type(words)
    hand.press("Control+Enter")
    hand.page.wait_for_url("**done=ask_back")
    assert status(running, receipt) == "asked_back"


def find_and_print(hand: Hand, running: Served, receipt: str) -> None:
    """Find a household by an ID number (from the clipboard, or a card reader) and print its form."""
    hand.press("/")
    # What the clipboard or a card reader gives arrives at once: one keystroke.
    hand.keys += 1
    hand.log.append("paste")
    hand.page.keyboard.insert_text(str(FAMILY_OF_FOUR["members.1.id_number"]))
    hand.press("Enter")
    hand.page.wait_for_url(re.compile(r"\?q=|/console/d/"))
    if "/console/d/" not in hand.page.url:
        hand.press("Enter")
        hand.page.wait_for_url("**/console/d/*")
    with hand.page.context.expect_event("response", predicate=lambda answer: answer.url.endswith(".pdf")) as printed:
        hand.press("p")
    assert printed.value.status == 200 and receipt in printed.value.url
    assert printed.value.headers["content-type"] == "application/pdf"


def burnt_out(running: Served) -> str:
    """A fire, told just now; the township has money."""
    with_fund(running)
    return in_need(running.url)


def grant(hand: Hand, running: Served, receipt: str) -> None:
    """Grant a small sum to a family in an emergency: from the strip over whatever page is open."""
    hand.click("#urgent-strip a")
    hand.page.wait_for_url("**/console/emergencies")
    hand.click("a.case")
    hand.page.wait_for_url(f"**/console/emergencies/{receipt}")
    hand.click(".presets button[value='1000']")
    hand.page.wait_for_url("**done=grant")
    with running.as_staff("township") as staff:
        found = staff.get(f"/api/v1/emergencies/{receipt}").raise_for_status().json()
    assert (found["status"], found["granted"]) == ("granted", "1000.00")


TASKS = (
    Task("receive a complete case", 4, receive),
    Task("ask back three answers (plus the words)", 8, ask_back),
    Task("find a household by ID number and print its form", 5, find_and_print),
    Task("grant a small sum in an emergency, from the strip", 3, grant, burnt_out),
)


def status(running: Served, receipt: str) -> str:
    """The status as the JSON has it."""
    with running.as_staff("township") as staff:
        return str(staff.get(f"/api/v1/declarations/{receipt}").raise_for_status().json()["status"])


def done(task: Task, running: Served, chrome: Browser) -> Hand:
    """Do it on a new household that is first in the queue; what was counted."""
    receipt = task.before(running)
    page = at_the_desk(running, chrome, DESK)
    try:
        hand = Hand(page)
        task.do(hand, running, receipt)
        return hand
    finally:
        page.context.close()


def main() -> int:
    """Do all of them, print what they took; 1 where one takes too many, or there is no Chromium."""
    if chromium() is None:
        print(NO_CHROMIUM)
        return 1
    over = 0
    for task in TASKS:
        with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as running, browser() as chrome:
            hand = done(task, running, chrome)
        over += hand.total > task.limit
        print(f"{task.name}: {hand.total} of at most {task.limit} ({hand.clicks} clicks, {hand.keys} keys", end="")
        print(f", {hand.words} characters of words)" if hand.words else ")")
        print(f"  {' · '.join(hand.log)}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
