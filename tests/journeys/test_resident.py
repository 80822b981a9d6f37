"""A family declares on a small phone, with and without JavaScript, and hears back from the township."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route

from api.web.doors import COOKIE
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.pages import question_in
from tests.fakes.serving import Served
from tests.journeys.browsing import PHONE, VIOLATIONS, answer, begun, declare

Phone = Callable[..., Page]


@pytest.fixture
def phone(chrome: Browser, shenbao: Served) -> Iterator[Phone]:
    """Make phones that show the start page, or with `until` the family's conversation at that question.

    Faults on a page fail the test.
    """
    faults: list[str] = []
    with ExitStack() as stack:

        def make(*, javascript: bool = True, until: str | None = None) -> Page:
            context: BrowserContext = chrome.new_context(
                viewport=PHONE,
                locale="zh-CN",
                java_script_enabled=javascript,
                has_touch=True,
                reduced_motion="reduce",
            )
            stack.callback(context.close)
            if until is not None:
                session = begun(shenbao.url, FAMILY_OF_FOUR, until)
                context.add_cookies([{"name": COOKIE, "value": session, "url": shenbao.url}])
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto(shenbao.url)
            return page

        yield make
    assert faults == []


def begin(page: Page) -> None:
    page.get_by_role("button", name="开始申报").click()
    page.locator("#chat").wait_for()


def test_a_family_of_four_declares_and_sees_the_township_answer_without_reloading(
    phone: Phone, shenbao: Served
) -> None:
    page = phone()
    begin(page)
    asked = 0
    while (question := question_in(page.content())) is not None:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], question["key"]
        answer(page, question, FAMILY_OF_FOUR)
        asked += 1
    assert asked > 60
    receipt = page.locator(".receipt .number").inner_text().split()[-1]
    assert page.locator(".letter").count() == 1
    address = page.url
    with shenbao.as_staff("township") as township:
        action = {"id": "accept-1", "action": "accept", "note": ""}
        township.post(f"/api/v1/declarations/{receipt}/actions", json=action).raise_for_status()
    page.locator(".now .status").wait_for(timeout=10_000)
    assert page.locator(".now .steps .here").inner_text().startswith("核对")
    assert page.url == address


def test_without_javascript_the_same_family_gets_its_receipt(phone: Phone) -> None:
    page = phone(javascript=False)
    begin(page)
    declare(page, FAMILY_OF_FOUR)
    assert page.locator(".receipt").count() == 1 and page.locator(".letter").count() == 1


def test_what_is_typed_survives_a_network_that_fails(phone: Phone) -> None:
    page = phone(until="members.0.name")
    tries: list[str] = []

    def fail_twice(route: Route) -> None:
        tries.append(route.request.post_data or "")
        if len(tries) <= 2:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/say", fail_twice)
    page.locator("#text").fill("周示例")
    page.locator(".field button").click()
    page.locator("#sending").get_by_text("正在重试").wait_for()
    assert page.locator("#text").input_value() == "周示例"
    page.locator("#chat[data-key='members.0.id_number']").wait_for(state="attached", timeout=15_000)
    assert len(set(tries)) == 1 and page.locator("#sending").is_hidden()


def test_a_wrong_answer_stays_in_the_field_and_is_explained(phone: Phone) -> None:
    page = phone(until="members.0.id_number")
    page.locator("#text").fill("3601")
    page.locator("#text").press("Enter")
    page.get_by_role("alert").wait_for()
    # The bell rings for this turn as well: what is on the page must not be taken for old.
    with page.expect_response("**/healthz"):
        page.evaluate("fetch('/healthz')")
    assert page.get_by_role("alert").is_visible()
    assert page.locator("#text").input_value() == "3601"
    assert page.evaluate("document.activeElement.id") == "text"


def test_a_signature_can_be_drawn_with_a_finger(phone: Phone) -> None:
    page = phone(until="pledge")
    sheet = page.locator("canvas")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 80, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="签好了").click()
    page.locator("#chat[data-key='authorization']").wait_for(state="attached")


@pytest.mark.parametrize(
    "until", [None, "consent", "members.0.id_number", "income.wages", "hardship_causes", "pledge", "review", ""]
)
def test_nothing_keeps_people_with_a_screen_reader_out(phone: Phone, until: str | None) -> None:
    page = phone(until=until)
    page.locator("main").wait_for()
    found = Axe().run(page, options=VIOLATIONS).response["violations"]
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []
