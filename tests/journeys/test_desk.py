"""A day at the desk in Chromium: by keys, by mouse, on a phone, without JavaScript; nothing jumps, nothing is out of reach."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.desk_tasks import TASKS, Task, done
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.serving import Served, served
from tests.journeys.browsing import VIOLATIONS
from tests.journeys.desks import DESK, NARROW, SMALL_DESK, at_the_desk, filed, filed_with_papers, photo
from tests.services.review.desks import with_gaps


@pytest.fixture(scope="module")
def receipt(shenbao: Served) -> str:
    """A household with papers, in the steps of an application."""
    made = filed_with_papers(shenbao.url)
    with shenbao.as_staff("township") as staff:
        for action in ("accept", "record_visit"):
            body = {
                "id": action,
                "action": action,
                "visitors": ["王示例", "李示例"],
                "findings": "一般",
                "signed": "周示例",
            }
            staff.post(f"/api/v1/declarations/{made}/actions", json=body).raise_for_status()
    return made


@pytest.fixture
def page(shenbao: Served, chrome: Browser) -> Iterator[Page]:
    """The queue at 1366 × 768; a fault on a page fails the test."""
    faults: list[str] = []
    made = at_the_desk(shenbao, chrome, DESK)
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    yield made
    made.context.close()
    assert faults == []


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_takes_no_more_clicks_and_keys_than_promised(task: Task, chrome: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as running:
        hand = done(task, running, chrome)
    assert hand.total <= task.limit, hand.log


@pytest.mark.parametrize("size", [DESK, SMALL_DESK, NARROW], ids=["1366", "1280", "400"])
def test_nothing_serious_stands_in_the_way_of_anybody(
    size: ViewportSize, shenbao: Served, chrome: Browser, receipt: str
) -> None:
    page = at_the_desk(shenbao, chrome, size)
    serious: list[str] = []

    def look(where: str) -> None:
        found = Axe().run(page, options=VIOLATIONS).response["violations"]
        serious.extend(
            f"{where}: {one['id']} {one['nodes'][0]['html'][:120]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], where

    look("queue")
    page.goto(f"{shenbao.url}/console/d/{receipt}")
    look("declaration")
    for sheet in page.locator("details.sheet").all():
        sheet.evaluate("sheet => { sheet.open = true; }")
        look(str(sheet.get_attribute("id")))
    page.goto(f"{shenbao.url}/console/d/{receipt}/versions")
    look("versions")
    page.goto(f"{shenbao.url}/console/d/{receipt}")
    page.goto(
        page.url + "/papers/" + str(page.locator(".paper-list a").first.get_attribute("href")).split("/")[5] + "/view"
    )
    look("viewer")
    page.context.close()
    assert serious == []


def test_three_panes_scroll_by_themselves_and_a_sheet_moves_neither_form_nor_buttons(
    page: Page, shenbao: Served, receipt: str
) -> None:
    page.goto(f"{shenbao.url}/console/d/{receipt}")
    assert page.evaluate("document.documentElement.scrollHeight") <= DESK["height"]
    for pane in (".body", ".right"):
        page.locator(pane).evaluate("pane => { pane.scrollTop = 300; }")
        assert page.locator(pane).evaluate("pane => pane.scrollTop") == 300
    watched = ("#block-basics", ".right h2", "#sheet-ask_back > summary", "#sheet-approved > summary")
    before = [page.locator(one).first.bounding_box() for one in watched]
    page.locator("#sheet-approved > summary").click()
    assert page.locator("#form-approved textarea").is_visible()
    assert [page.locator(one).first.bounding_box() for one in watched] == before


def test_keys_open_and_close_and_the_focus_comes_back(page: Page, shenbao: Served) -> None:
    made = filed(shenbao.url, with_gaps())
    page.goto(f"{shenbao.url}/console/d/{made}")
    page.locator("#phone").evaluate("cell => { cell.tabIndex = 0; cell.focus(); }")
    page.keyboard.press("a")
    assert page.locator("#form-accept button.primary").evaluate("button => button === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator("#form-accept").is_visible()
    assert page.evaluate("document.activeElement.id") == "phone"
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible() and page.evaluate("document.activeElement.id") == "phone"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") == "case"


def test_ticks_gather_in_the_sheet_each_with_its_word(page: Page, shenbao: Served) -> None:
    made = filed(shenbao.url, with_gaps())
    page.goto(f"{shenbao.url}/console/d/{made}")
    assert not page.locator(".tick").first.is_visible()
    page.keyboard.press("b")
    for key in ("hardship_causes", "phone"):
        page.locator(f"input[name=key][value='{key}']").click()
        page.keyboard.type("请再看一下")
    assert page.locator("ol.asked li").count() == 2 and "已勾 2 处" in page.locator(".ticked").inner_text()
    page.locator("input[name=key][value='phone']").uncheck()
    assert page.locator("ol.asked li").count() == 1
    page.locator("#form-ask_back button.primary").click()
    page.wait_for_url("**done=ask_back")
    assert page.locator("#hardship_causes .wanted").inner_text() == "等居民补充"


def test_without_javascript_everything_can_be_done(shenbao: Served, chrome: Browser) -> None:
    made = filed(shenbao.url, FAMILY_OF_FOUR)
    page = at_the_desk(shenbao, chrome, DESK, scripts=False)
    page.goto(f"{shenbao.url}/console/d/{made}")
    page.locator("#sheet-ask_back > summary").click()
    page.locator("input[name=key][value='phone']").check()
    page.locator("input[name='word.phone']").fill("现在打哪个电话？")
    page.locator("#form-ask_back button.primary").click()
    page.wait_for_url("**done=ask_back")
    assert "已办：请居民补充" in page.locator(".done").inner_text()
    page.context.close()


def test_a_visit_is_recorded_on_a_phone_with_a_photo_that_goes_up_at_once(
    shenbao: Served, chrome: Browser, tmp_path: Path
) -> None:
    made = filed(shenbao.url, FAMILY_OF_FOUR)
    taken = tmp_path / "home.jpg"
    taken.write_bytes(photo("HOME"))
    page = at_the_desk(shenbao, chrome, NARROW)
    page.goto(f"{shenbao.url}/console/d/{made}")
    page.locator("#sheet-record_visit > summary").click()
    page.locator("#form-record_visit input[type=file]").set_input_files(taken)
    page.get_by_text("已传 1 张").wait_for()
    page.locator("#form-record_visit textarea[name=visitors]").fill("王示例\n李示例")
    page.locator("#form-record_visit textarea[name=findings]").fill("房子漏雨。")
    page.locator("#form-record_visit input[name=signed]").fill("周示例")
    page.locator("#form-record_visit button.primary").click()
    page.wait_for_url("**done=record_visit")
    link = page.locator("#chain a[href*='/photos/']")
    answer = page.request.get(shenbao.url + str(link.get_attribute("href")))
    assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    page.context.close()


def test_a_photo_is_walked_through_and_turned_by_keys(page: Page, shenbao: Served, receipt: str) -> None:
    page.goto(f"{shenbao.url}/console/d/{receipt}")
    page.locator(".paper-list a").first.click()
    page.locator(".photo img").wait_for()
    # The picture may be there before the script that listens for keys.
    page.wait_for_load_state("load")
    first = page.url
    page.keyboard.press("r")
    assert "turn-1" in str(page.locator(".photo").get_attribute("class"))
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: url != first)
    page.locator("[aria-current=page] img").wait_for()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: url.split("?")[0] == first.split("?")[0])
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/console/d/{receipt}#documents.0")
