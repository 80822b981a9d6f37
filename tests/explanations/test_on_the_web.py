"""The cards as JSON and as pages."""

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.bootstrap import House

ROUTE = "/api/v1/explanations"


@pytest.fixture
async def web(sqlite_house: House) -> AsyncIterator[AsyncClient]:
    """A browser without a session."""
    app = create_app(sqlite_house.settings, sqlite_house)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1:8000") as client:
        yield client


async def test_a_sure_answer_comes_alone_with_its_sources(web: AsyncClient) -> None:
    (answer,) = (await web.get(ROUTE, params={"q": "低保和低保边缘有啥区别"})).json()["answers"]
    assert answer["id"] == "dibao_vs_margin" and answer["sure"] is True
    assert {"document": "national-guobanfa-2023-39", "article": "二", "outside": False} in answer["source"]


async def test_what_is_not_known_has_no_sure_answer(web: AsyncClient) -> None:
    given = (await web.get(ROUTE, params={"q": "今天股票为什么跌"})).json()
    assert not any(one["sure"] for one in given["answers"]) and given["urgent"] is None


async def test_danger_is_told_beside_the_answers(web: AsyncClient) -> None:
    given = (await web.get(ROUTE, params={"q": "着火了"})).json()
    assert "119" in "".join(given["urgent"])


async def test_only_the_asked_region_is_given(web: AsyncClient) -> None:
    given = (await web.get(ROUTE, params={"q": "什么是单人保", "area_code": "993701001"})).json()
    assert [one["region"] for one in given["answers"][0]["regions"]] == ["shandong"]


async def test_without_a_question_all_cards_are_given_and_each_can_be_read(web: AsyncClient) -> None:
    answers = (await web.get(ROUTE)).json()["answers"]
    assert len(answers) >= 75
    assert (await web.get(f"{ROUTE}/{answers[0]['id']}")).json()["title"] == answers[0]["title"]
    assert (await web.get(f"{ROUTE}/nothing")).status_code == 404
    assert (await web.get(ROUTE, params={"q": "问" * 201})).status_code == 422


async def test_the_pages_answer_offer_and_own_up(web: AsyncClient) -> None:
    page = (await web.get("/explanations", params={"q": "我妈生大病没钱了"})).text
    assert "生大病没钱看" in page and "出处" in page
    page = (await web.get("/explanations", params={"q": "刚性支出和低保有什么区别"})).text
    assert "您是想问" in page
    page = (await web.get("/explanations", params={"q": "<script>股票"})).text
    assert "没有把握" in page and "<script>股票" not in page
    page = (await web.get("/explanations", params={"q": "他打我"})).text
    assert page.index("110") < page.index("我家算哪一类")


async def test_the_steps_are_drawn_and_every_card_has_a_page(web: AsyncClient, sqlite_house: House) -> None:
    assert '<svg class="strip"' in (await web.get("/explanations/steps")).text
    for card in sqlite_house.explanations.cards():
        page = await web.get(f"/explanations/{card.id}")
        assert page.status_code == 200 and card.title in page.text
    assert (await web.get("/explanations/nothing")).status_code == 404
