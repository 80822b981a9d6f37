"""One tap, or Escape twice, and whoever comes in sees an empty page; “back” shows nothing, with a network or without."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from api.web.doors import COOKIE
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR
from tests.fakes.serving import Served
from tests.journeys.browsing import NO_CHROMIUM, PHONE, VIOLATIONS, begun, browser, chromium

Phone = Callable[..., Page]


# Its driver switches off that pages are kept to be shown again by “back”: here they are kept, as on a phone.
@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """Chromium as people have it."""
    if chromium() is None:
        pytest.skip(NO_CHROMIUM)
    with browser("--disable-back-forward-cache") as launched:
        yield launched


@pytest.fixture
def phone(chrome: Browser, shenbao: Served) -> Iterator[Phone]:
    """Make phones that show the family's conversation, being asked for the ID number. Faults on a page fail the test."""
    faults: list[str] = []
    with ExitStack() as stack:

        def make(*, javascript: bool = True) -> Page:
            context = chrome.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=javascript, has_touch=True)
            stack.callback(context.close)
            session = begun(shenbao.url, FAMILY_OF_FOUR, "members.0.id_number")
            context.add_cookies([{"name": COOKIE, "value": session, "url": shenbao.url}])
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto(shenbao.url)
            expect(page.locator("#chat")).to_contain_text(APPLICANT)
            return page

        yield make
    assert faults == []


def nothing_is_there(page: Page, *, told: bool = True) -> None:
    """The neutral page, and nothing of the conversation in it; `told`: the server was reached, and showed its own."""
    if told:
        expect(page.get_by_role("button", name="重新打开")).to_be_visible()
    expect(page.locator(".closed")).to_have_text("页面已关闭")
    expect(page).to_have_title("页面已关闭")
    expect(page).to_have_url(re.compile("/closed$"))
    assert APPLICANT not in page.content() and "申报" not in page.content()


@pytest.mark.parametrize("javascript", [True, False])
def test_one_tap_leaves_and_back_shows_nothing(phone: Phone, shenbao: Served, javascript: bool) -> None:
    page = phone(javascript=javascript)
    page.goto(f"{shenbao.url}/mine")
    page.goto(f"{shenbao.url}/")
    page.get_by_role("button", name="离开").tap()
    expect(page.get_by_role("button", name="重新打开")).to_be_visible()
    nothing_is_there(page)
    for _ in range(2):
        page.go_back()
        expect(page.locator(".closed")).to_be_visible()
        assert APPLICANT not in page.content() and "申报" not in page.content()
    page.get_by_role("button", name="重新打开").tap()
    expect(page.locator("#chat")).to_contain_text(APPLICANT)


def test_escape_twice_leaves_and_once_does_not(phone: Phone) -> None:
    page = phone()
    page.locator("#text").fill("3601")
    page.keyboard.press("Escape")
    assert page.locator("#text").input_value() == "3601"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    nothing_is_there(page)


def test_with_the_network_down_the_screen_is_empty_all_the_same(phone: Phone, shenbao: Served) -> None:
    page = phone()
    page.route("**/leave", lambda route: route.abort("internetdisconnected"))
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="离开").tap()
    nothing_is_there(page, told=False)
    # The phone is put away before there is a network; whoever opens the address later finds nothing.
    other = page.context.new_page()
    other.goto(shenbao.url)
    expect(other.locator(".closed")).to_be_visible()
    assert APPLICANT not in other.content()


def test_a_page_in_another_tab_goes_too(phone: Phone, shenbao: Served) -> None:
    page = phone()
    other = page.context.new_page()
    other.goto(f"{shenbao.url}/mine")
    page.get_by_role("button", name="离开").tap()
    nothing_is_there(page)
    nothing_is_there(other)


def test_a_page_kept_for_going_back_is_kept_empty(phone: Phone, shenbao: Served) -> None:
    page = phone()
    page.evaluate("addEventListener('pagehide', () => { localStorage.seen = document.body.checkVisibility() })")
    page.goto(f"{shenbao.url}/closed")
    assert page.evaluate("localStorage.seen") == "false"
    # Nobody left: the conversation is there, fetched anew.
    page.go_back()
    expect(page.locator("#chat")).to_be_visible()


def test_the_way_out_is_large_enough_and_named_and_so_is_the_way_back(phone: Phone) -> None:
    page = phone()
    box = page.get_by_role("button", name="离开").bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 44 and box["y"] + box["height"] < 80
    page.get_by_role("button", name="离开").tap()
    expect(page.get_by_role("button", name="重新打开")).to_be_visible()
    found = Axe().run(page, options=VIOLATIONS).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_number_hides_it_and_brings_it_back(phone: Phone, shenbao: Served) -> None:
    page = phone()
    page.locator(".more summary").click()
    page.get_by_role("button", name="设个密码").click()
    for name in ("新密码", "再写一次"):
        page.get_by_label(name).fill("4827")
    page.get_by_role("button", name="好了").click()
    page.get_by_role("button", name="回去").click()
    expect(page.locator("#chat")).to_contain_text(APPLICANT)
    page.get_by_role("button", name="离开").tap()
    page.get_by_role("button", name="重新打开").tap()
    # Whoever opens it sees the number asked for, and help.
    expect(page).to_have_title("请输密码")
    assert APPLICANT not in page.content() and "申报" not in page.content()
    found = Axe().run(page, options=VIOLATIONS).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.get_by_label("您定的").fill("1111")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("您定的").fill("4827")
    page.keyboard.press("Enter")
    expect(page.locator("#chat")).to_contain_text(APPLICANT)
    # A new visit, from outside, is asked again.
    other = page.context.new_page()
    other.goto(shenbao.url)
    expect(other).to_have_title("请输密码")
    # What is typed on the page that is still open waits behind the number.
    page.locator("#text").fill("360102")
    page.locator("#text").press("Enter")
    expect(page).to_have_title("请输密码")
    page.get_by_label("您定的").fill("4827")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_have_value("360102")


def test_ten_minutes_of_nothing_ask_for_the_number_and_what_was_typed_waits(phone: Phone, shenbao: Served) -> None:
    page = phone()
    page.goto(f"{shenbao.url}/pin")
    for name in ("新密码", "再写一次"):
        page.get_by_label(name).fill("4827")
    page.get_by_role("button", name="好了").click()
    page.clock.install()
    page.get_by_role("button", name="回去").click()
    page.locator("#text").fill("3601")
    page.clock.fast_forward("10:30")
    expect(page).to_have_title("请输密码")
    page.get_by_label("您定的").fill("4827")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_have_value("3601")
