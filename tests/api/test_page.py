"""The resident's page without JavaScript: forms, redirects, what was typed, and the doors."""

import re
from dataclasses import dataclass

import pytest
from httpx import AsyncClient, Response

from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR, Household, answer_for
from tests.fakes.pages import hidden, question_in

HTML = {"Accept": "text/html"}
FRAGMENT = {"Accept": "text/x-fragment"}


@dataclass
class Browser:
    """Fills in the forms of the page, as a browser without JavaScript does."""

    web: AsyncClient
    page: str = ""

    async def start(self) -> None:
        response = await self.web.post("/start", headers=HTML)
        assert response.status_code == 303 and response.headers["location"] == "/#q"
        await self.look()

    async def look(self) -> str:
        self.page = (await self.web.get("/", headers=HTML)).text
        return self.page

    async def post(self, fields: dict[str, str | list[str]], headers: dict[str, str] = HTML) -> Response:
        sent = {name: hidden(self.page, name) for name in ("id", "question", "kind")}
        return await self.web.post("/say", data={**sent, **fields}, headers=headers)

    async def say(self, fields: dict[str, str | list[str]]) -> None:
        response = await self.post(fields)
        assert response.status_code == 303, response.text
        await self.look()

    async def declare(self, household: Household, until: str = "") -> None:
        while (question := question_in(self.page)) is not None and question["key"] != until:
            kind, value = answer_for(question, household)
            await self.say(as_fields(kind, value))


def as_fields(kind: str, value: object) -> dict[str, str | list[str]]:
    if kind == "choice":
        return {
            "choice": value
            if isinstance(value, list)
            else str(value).lower()
            if isinstance(value, bool)
            else str(value)
        }
    if kind == "command":
        return {"command": "skip"}
    return {"text": str(value)}


@pytest.fixture
async def browser(web: AsyncClient) -> Browser:
    browser = Browser(web)
    await browser.start()
    return browser


async def test_without_a_session_there_is_one_big_button_and_the_numbers_to_call(web: AsyncClient) -> None:
    page = (await web.get("/", headers=HTML)).text
    assert "开始申报" in page and "用返回码继续" in page
    assert all(f'href="tel:{number}"' in page for number in ("110", "119", "120"))
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", page)


async def test_a_family_of_four_declares_without_javascript(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR)
    assert "受理编号" in browser.page and 'class="letter"' in browser.page and 'aria-current="step"' in browser.page


async def test_the_same_form_twice_is_one_turn_and_another_button_says_so(browser: Browser) -> None:
    before = browser.page
    assert (await browser.post({"choice": "true"})).status_code == 303
    assert (await browser.post({"choice": "true"})).status_code == 303
    browser.page = before
    response = await browser.post({"choice": "false"})
    assert response.status_code == 409 and "已经记下" in response.text
    assert hidden(response.text, "question") == "consent_sensitive"


async def test_what_was_typed_stays_in_the_field_with_the_reason_beside_it(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    response = await browser.post({"text": "12345<6"})
    assert response.status_code == 200
    assert 'value="12345&lt;6"' in response.text and 'role="alert"' in response.text


async def test_a_name_that_is_markup_stays_a_name(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="members.0.name")
    response = await browser.post({"text": "<img src=x onerror=alert(1)>"}, FRAGMENT)
    assert "<img" not in response.text and "&lt;img" in response.text


async def test_an_id_number_is_shown_by_its_ends_only_in_what_was_said(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="members.1.more")
    number = str(FAMILY_OF_FOUR["members.0.id_number"])
    assert number not in browser.page and f"{number[:4]}**********{number[-4:]}" in browser.page


async def test_commands_are_buttons_only_where_they_are_allowed(browser: Browser) -> None:
    assert 'value="unsure"' not in browser.page
    await browser.declare(FAMILY_OF_FOUR, until="members.0.occupation")
    assert all(f'value="{name}"' in browser.page for name in ("back", "why", "unsure", "pause", "skip", "urgent"))
    await browser.say({"command": "back"})
    assert hidden(browser.page, "question") == "members.unwell"


async def test_the_review_changes_a_line(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="review")
    assert 'value="edit:income.wages"' in browser.page
    await browser.say({"command": "edit:income.wages"})
    assert hidden(browser.page, "question") == "income.wages"


async def test_a_fragment_is_the_conversation_alone(browser: Browser) -> None:
    response = await browser.post({"choice": "true"}, FRAGMENT)
    assert response.status_code == 200 and response.text.lstrip().startswith('<div id="chat"')
    assert "consent_sensitive" in response.text and "<html" not in response.text


async def test_pausing_leaves_one_button_to_go_on(browser: Browser) -> None:
    await browser.say({"command": "pause"})
    assert "接着填" in browser.page
    await browser.say({"command": "resume"})
    assert hidden(browser.page, "question") == "consent"


async def test_a_closed_session_opens_nothing(browser: Browser) -> None:
    session = browser.web.cookies["shenbao_session"]
    await browser.post({"text": "退出"})
    response = await browser.web.get("/api/v1/chat/turns", headers={"Authorization": f"Bearer {session}"})
    assert response.status_code == 401


async def test_a_return_code_is_shown_once_and_brings_back(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    page = (await browser.web.post("/return-code", headers=HTML)).text
    code = re.search(r'class="code">([^<]+)<', page)
    assert code is not None
    await browser.web.post("/leave")
    await browser.web.post("/open")
    wrong = await browser.web.post("/return", data={"return_code": "不对"}, headers=HTML)
    assert wrong.status_code == 401 and 'value="不对"' in wrong.text
    right = await browser.web.post("/return", data={"return_code": code[1].lower()}, headers=HTML)
    assert right.status_code == 303
    assert hidden(await browser.look(), "question") == "members.0.id_number"


async def test_a_signature_without_a_name_is_asked_for(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="pledge")
    response = await browser.post({"text": "", "drawn": ""})
    assert response.status_code == 422 and "全名" in response.text
    await browser.say({"text": APPLICANT})
    assert hidden(browser.page, "question") == "authorization"


async def test_the_order_of_ticks_is_the_order_of_the_causes(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="hardship_causes")
    nothing = await browser.post({})
    assert nothing.status_code == 303
    await browser.look()
    await browser.say({"choice": ["old_age", "illness"]})
    assert "年老、生病" in browser.page


async def test_none_of_these_is_a_button_of_its_own_and_done_with_nothing_ticked_is_not_none(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="circumstances")
    assert 'type="checkbox" name="choice" value="none"' not in browser.page
    assert '<button name="choice" value="none">都没有</button>' in browser.page
    await browser.post({})
    await browser.look()
    assert hidden(browser.page, "question") == "circumstances" and "一样都没有，就按“都没有”" in browser.page
    await browser.say({"choice": "none"})
    assert hidden(browser.page, "question") == "applies_for_aid"


async def test_a_list_opened_again_shows_its_ticks(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="pledge")
    await browser.say({"command": "edit:members.unwell"})
    assert re.findall(r'value="members\.(\d)\.health" checked', browser.page) == ["1", "2"]


async def test_what_no_form_of_ours_sends_is_refused_on_the_page(browser: Browser) -> None:
    for fields in ({"id": ""}, {"command": "rm -rf"}, {"question": "q" * 300, "choice": "true"}):
        response = await browser.post(dict(fields))
        assert response.status_code == 422 and 'id="chat"' in response.text


async def test_large_type_is_remembered_by_the_browser(browser: Browser) -> None:
    assert 'class="large"' not in browser.page
    await browser.web.post("/type")
    assert 'class="large"' in await browser.look()
    await browser.web.post("/type")
    assert 'class="large"' not in await browser.look()


async def test_a_command_typed_into_the_field_is_no_wrong_answer(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="members.0.id_number")
    response = await browser.post({"text": "救急"})
    assert response.status_code == 303
    page = await browser.look()
    assert 'role="alert"' not in page and 'value="救急"' not in page and "救急</p>" in page
    assert '<a href="tel:0791-00000001">' in page and '<a href="tel:120">' in page


async def test_what_takes_answers_away_is_not_the_button_that_draws_the_eye(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="income.wages")
    await browser.say({"command": "review"})
    assert 'value="remove:members.2"' in browser.page and 'value="remove:members.0"' not in browser.page
    await browser.say({"command": "remove:members.2"})
    assert 'value="true">' in browser.page and 'value="true" class="main"' not in browser.page
    await browser.say({"choice": "true"})
    assert 'value="remove:members.3"' not in browser.page


async def test_a_withdrawn_draft_is_not_said_to_be_kept(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="income.wages")
    await browser.say({"command": "withdraw"})
    await browser.say({"choice": "true"})
    assert "都清空了" in browser.page and "填过的都在" not in browser.page


async def test_only_an_amount_is_said_back_large(browser: Browser) -> None:
    await browser.declare(FAMILY_OF_FOUR, until="income.property_net")
    await browser.say({"text": "每月300"})
    assert 'class="fresh amount"' in browser.page
    await browser.say({"command": "pause"})
    assert 'class="fresh amount"' not in browser.page


async def test_who_fears_for_a_life_can_still_write_and_ask_where_it_stands(browser: Browser) -> None:
    told: list[dict[str, str | list[str]]] = [
        {"text": "他又打我了我躲在外面"}, {"choice": "true"}, {"choice": "993601001"}, {"choice": ["shelter"]},
        {"choice": "false"}, {"command": "skip"}, {"command": "skip"}, {"command": "skip"},
    ]  # fmt: skip
    for said in told:
        await browser.say(said)
    assert question_in(browser.page) is None and "您同意吗" not in browser.page.split('class="card"')[-1]
    await browser.say({"text": "我在三楼楼道里"})
    assert "已经告诉镇里" in browser.page
    await browser.say({"command": "status"})
    assert re.search("编号 JN[0-9]+：刚收到", browser.page) and question_in(browser.page) is None


async def test_a_proxy_goes_to_the_family_it_is_about_before_the_yes_and_tells_it_once(browser: Browser) -> None:
    await browser.declare({**FAMILY_OF_FOUR, "applicant_role": "proxy", "proxy.name": "李帮手",
                           "proxy.relation": "village_assistant", "proxy.phone": "13900139000",
                           "proxy.consent": True}, until="settlement")  # fmt: skip
    await browser.say({"text": "昨夜起火房子烧光了"})
    card = browser.page.split('class="card"')[-1]
    assert 'action="/households"' in card and 'value="another"' in card
    await browser.say({"command": "another"})
    question = question_in(browser.page)
    assert question is not None and question["key"] == "urgent"
    await browser.say({"choice": "true"})
    question = question_in(browser.page)
    assert question is not None and question["key"] == "emergency.household", "the fire is known, whose it is not yet"
