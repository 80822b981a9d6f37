"""Emergencies at the desk in Chromium: nothing in anybody's way, the alarm rings and stops, without JavaScript, on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.fakes.serving import Served
from tests.journeys.browsing import VIOLATIONS
from tests.journeys.desks import DESK, NARROW, at_the_desk, in_need, with_fund


@pytest.fixture(scope="module")
def receipts(shenbao: Served) -> Iterator[dict[str, str]]:
    """A fire to be decided, a flood granted by the township, an accident that is paid."""
    with_fund(shenbao)
    told = {what: in_need(shenbao.url, what, phone=f"1380013900{number}")
            for number, what in enumerate(("fire", "flood_or_storm", "accident"))}  # fmt: skip
    for what in ("flood_or_storm", "accident"):
        step(shenbao, "township", told[what], "grant", amount=1000)
    step(shenbao, "county", told["accident"], "pay", amount=1000, method="cash", reference="收条 1")
    yield told


def step(running: Served, who: str, receipt: str, action: str, **sent: object) -> None:
    """A step over the JSON."""
    with running.as_staff(who) as staff:
        body = {"id": f"{who}-{action}", "action": action, **sent}
        staff.post(f"/api/v1/emergencies/{receipt}/actions", json=body).raise_for_status()


@pytest.mark.parametrize("size", [DESK, NARROW], ids=["1366", "400"])
def test_nothing_serious_stands_in_the_way_of_anybody(
    size: ViewportSize, shenbao: Served, chrome: Browser, receipts: dict[str, str]
) -> None:
    page = at_the_desk(shenbao, chrome, size)
    serious: list[str] = []
    for path in ("emergencies", *(f"emergencies/{one}" for one in receipts.values()), "funds/993601001", "funds"):
        page.goto(f"{shenbao.url}/console/{path}")
        for sheet in page.locator("details.step").all():
            sheet.evaluate("sheet => { sheet.open = true; }")
        serious.extend(
            f"{path}: {one['id']} {one['nodes'][0]['html'][:120]}"
            for one in Axe().run(page, options=VIOLATIONS).response["violations"]
            if one["impact"] in ("serious", "critical")
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    page.context.close()
    assert serious == []


def test_the_alarm_rings_on_any_page_until_somebody_presses_something(
    shenbao: Served, chrome: Browser, receipts: dict[str, str]
) -> None:
    page = at_the_desk(shenbao, chrome, DESK)
    page.goto(f"{shenbao.url}/console/figures")
    before = page.title()
    assert "救急" in before, "one is waiting already"
    strip = page.locator("#urgent-strip")
    page.mouse.click(5, 600)
    told = in_need(shenbao.url, "stranded", ("transport",), "13800139009")
    page.locator("#urgent-strip[data-ringing]").wait_for()
    assert page.title() != before
    page.keyboard.press("Shift")
    page.locator("#urgent-strip:not([data-ringing])").wait_for()
    bell = strip.locator(".bell")
    bell.click()
    assert bell.get_attribute("aria-pressed") == "false" and bell.inner_text() == "响铃：关"
    bell.click()
    assert bell.get_attribute("aria-pressed") == "true"
    step(shenbao, "county", told, "decline", reason="已经接走", refer_to="县救助管理站")
    page.wait_for_function(f"document.title === {before!r}")
    page.context.close()


def test_the_list_follows_what_happens(shenbao: Served, chrome: Browser, receipts: dict[str, str]) -> None:
    page = at_the_desk(shenbao, chrome, DESK)
    page.goto(f"{shenbao.url}/console/emergencies")
    page.locator("a.case").first.focus()
    first = page.evaluate("document.activeElement.getAttribute('href')")
    told = in_need(shenbao.url, "other", ("food",), "13800139010")
    page.locator(f"a.case[href$='{told}']").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('href')") == first, "whoever reads keeps their place"
    step(shenbao, "county", told, "decline", reason="已经接走", refer_to="县救助管理站")
    page.context.close()


def test_by_keys_alone_and_without_javascript(shenbao: Served, chrome: Browser, receipts: dict[str, str]) -> None:
    page = at_the_desk(shenbao, chrome, DESK, scripts=False)
    page.goto(f"{shenbao.url}/console/emergencies/{receipts['fire']}")
    page.locator("summary", has_text="批别的数").focus()
    page.keyboard.press("Enter")
    keys(page, "Tab", "450", "Tab", "先拿着用", "Tab", "Enter")
    page.wait_for_url("**done=grant")
    assert "已办：批准" in page.locator(".done").inner_text()
    assert "450 元" in page.locator(".facts").inner_text()
    page.context.close()


def test_from_any_page_to_the_money_by_five_keys(shenbao: Served, chrome: Browser, receipts: dict[str, str]) -> None:
    for _ in range(2):
        told = in_need(shenbao.url, "accident", ("medical_fee",), "13800139011")
    page = at_the_desk(shenbao, chrome, DESK)
    page.goto(f"{shenbao.url}/console/figures")
    page.keyboard.press("u")
    page.wait_for_url("**/console/emergencies")
    page.locator(f"a.case[href$='{told}']").first.evaluate("link => link.closest('details')?.setAttribute('open', '')")
    page.locator(f"a.case[href$='{told}']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{told}")
    assert "可能是同一件事" in page.locator(".known").inner_text()
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.matches('.presets button')")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=grant")
    page.context.close()


def keys(page: Page, *pressed: str) -> None:
    """Keys, and words between them."""
    for one in pressed:
        page.keyboard.press(one) if one.isascii() and one.isalpha() else page.keyboard.insert_text(one)
