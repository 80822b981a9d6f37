"""Around every answer: headers, the same origin, and a way on when something of ours breaks."""

import logging

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from tests.fakes.chatting import CHAT, Chat

PERSONAL = "周示例 993601196303050119"


async def test_every_answer_keeps_pages_to_themselves(web: AsyncClient) -> None:
    for path in ("/", "/healthz", "/nothing", f"{CHAT}/turns", "/closed"):
        headers = (await web.get(path)).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"


async def test_files_of_ours_may_be_kept_when_named_by_their_content(web: AsyncClient) -> None:
    plain = await web.get("/static/resident.js")
    named = await web.get("/static/resident.js?v=1")
    assert plain.headers["cache-control"] == "no-cache" and "immutable" in named.headers["cache-control"]
    unchanged = await web.get("/static/resident.js", headers={"If-None-Match": plain.headers["etag"]})
    assert unchanged.status_code == 304


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
     {"Origin": "http://127.0.0.1:8000.elsewhere.example"}],
)  # fmt: skip
async def test_a_post_from_another_site_is_refused(web: AsyncClient, headers: dict[str, str]) -> None:
    for path in ("/start", f"{CHAT}/sessions", "/say", "/leave"):
        response = await web.post(path, headers=headers)
        assert response.status_code == 403 and response.json()["faults"][0]["message"].startswith("请")


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://127.0.0.1:8000"}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}]
)
async def test_our_own_posts_are_taken(web: AsyncClient, headers: dict[str, str]) -> None:
    assert (await web.post("/start", headers=headers)).status_code == 303


async def test_a_fault_of_ours_gives_a_reference_and_keeps_what_was_said_out_of_the_log(
    app: FastAPI, web: AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken() -> None:
        raise RuntimeError(PERSONAL)

    app.add_api_route("/api/v1/broken", broken)
    app.add_api_route("/broken", broken)
    with caplog.at_level(logging.DEBUG):
        told = await web.get("/api/v1/broken")
        page = await web.get("/broken", headers={"Accept": "text/html"})
    reference = told.json()["reference"]
    assert told.status_code == page.status_code == 500
    assert reference in told.json()["faults"][0]["message"] and reference in caplog.text
    assert "RuntimeError" in caplog.text and "周示例" not in caplog.text and "9936" not in caplog.text
    assert "回到申报" in page.text and "120" in page.text
    assert b"shenbao_faults_total 2.0" in (await web.get("/metrics")).content


async def test_people_get_a_page_and_programs_get_json(web: AsyncClient) -> None:
    page = await web.get("/nothing", headers={"Accept": "text/html,*/*"})
    assert page.status_code == 404 and "回到申报" in page.text
    assert (await web.get("/nothing")).json()["error"] == "not_found"


async def test_health_readiness_and_numbers(web: AsyncClient, chat: Chat) -> None:
    await chat.say("choice", True)
    assert (await web.get("/healthz")).json() == {"status": "ok"}
    assert (await web.get("/readyz")).json() == {"status": "ready"}
    numbers = (await web.get("/metrics")).text
    assert 'shenbao_turns_total{channel="web"} 1.0' in numbers and "shenbao_outbox_waiting 0.0" in numbers
    assert 'route="/api/v1/chat/turns"' in numbers and chat.session not in numbers


async def test_the_openapi_document_names_every_route_of_the_chat(web: AsyncClient) -> None:
    paths = (await web.get("/openapi.json")).json()["paths"]
    assert {f"{CHAT}/{name}" for name in ("sessions", "turns", "files", "events", "export")} <= set(paths)
    assert "/say" not in paths and "/api/v1/screenings" in paths


async def test_the_demo_route_is_there_in_the_demo_only(app: FastAPI) -> None:
    assert any("/demo/telegram" in str(path) for path in app.openapi()["paths"])


SCREENING = {
    "region": "jiangxi", "area_code": "993601001", "settlement": "rural",
    "household": {"applies_for_aid": True, "members": [{"relation": "self", "age": 63}], "income": {"wages": 1200}},
}  # fmt: skip


async def test_a_household_without_names_is_judged_and_nothing_is_needed_to_ask(web: AsyncClient) -> None:
    response = await web.post("/api/v1/screenings", json=SCREENING)
    judged = response.json()
    assert response.status_code == 200, response.text
    assert [one["category"] for one in judged["verdicts"]][:2] == ["tekun", "dibao"] and judged["pack"]


async def test_every_fault_of_a_screening_is_named(web: AsyncClient) -> None:
    response = await web.post("/api/v1/screenings", json={**SCREENING, "region": "mars", "household": {"members": 5}})
    keys = {fault["key"] for fault in response.json()["faults"]}
    assert response.status_code == 422 and {"region", "household.members"} <= keys
