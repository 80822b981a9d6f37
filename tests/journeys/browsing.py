"""A phone for journeys: Chromium at 360 px, and how a household taps and types its way through the page."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from api.services.transcript.shown import QuestionJson
from tests.fakes.households import Household, answer_for
from tests.fakes.pages import question_in, turn_in

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE = ViewportSize(width=360, height=740)
# What axe is asked for: it need not gather the nodes that are in order, nor those it cannot tell of.
VIOLATIONS = {"resultTypes": ["violations"]}
NO_CHROMIUM = "no Chromium on this machine: install the package chromium to walk through the pages"


def chromium() -> Path | None:
    """The browser of this machine, None when there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


@contextmanager
def browser(*without: str) -> Iterator[Browser]:
    """A running Chromium, `without` some of the switches its driver gives it. `LookupError` when there is none."""
    executable = chromium()
    if executable is None:
        raise LookupError(NO_CHROMIUM)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable, args=list(ARGUMENTS), ignore_default_args=list(without)
        )
        try:
            yield launched
        finally:
            launched.close()


def begun(url: str, household: Household, until: str) -> str:
    """A session in which this household has answered up to the question `until` ("": to the receipt)."""
    with httpx.Client(base_url=url) as web:
        opened = web.post("/api/v1/chat/sessions", json={"language": "zh_CN"}).raise_for_status().json()
        turn, count = opened["turn"], 0
        while turn["question"] is not None and turn["question"]["key"] != until:
            kind, value = answer_for(turn["question"], household)
            count += 1
            sent = {"id": f"b{count}", "input": {"kind": kind, "value": value}}
            turn = web.post("/api/v1/chat/turns", json=sent).raise_for_status().json()
        return str(opened["session"])


def answer(page: Page, question: QuestionJson, household: Household) -> None:
    """Tap or type what this household answers, and wait until the page has gone on."""
    before = turn_in(page.content())
    kind, value = answer_for(question, household)
    if value == ["none"]:
        page.locator(".answers.none button").click()
    elif kind == "choice" and isinstance(value, list):
        for one in value:
            page.locator(f".tick input[value='{one}']").check()
        page.locator(".answers:not(.none) button.main").click()
    elif kind == "choice":
        shown = str(value).lower() if isinstance(value, bool) else value
        page.locator(f".answers button[value='{shown}']").click()
    elif kind == "command" and isinstance(value, Mapping):
        command = page.locator(f".bar button[value='{value['name']}']")
        if not command.is_visible():
            page.locator(".more summary").click()
        command.click()
    else:
        page.locator("#text").fill(str(value))
        page.locator(".field button").last.click()
    page.locator(f"#chat[data-turn='{before + 1}']").wait_for(state="attached")


def declare(page: Page, household: Household, until: str = "") -> None:
    """Begin where the page stands and answer up to the question `until`, or to the receipt."""
    while (question := question_in(page.content())) is not None and question["key"] != until:
        answer(page, question, household)
