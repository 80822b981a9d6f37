"""The command line as somebody calls it: what it says, what it refuses and how, and that it tells what the routes tell."""

import asyncio
import json
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from api.app import create_app
from api.bootstrap import House, build
from api.cli import main
from api.settings import Settings
from tests.api.conftest import BASE
from tests.eligibility.table import cases
from tests.fakes.houses import settings_for
from tests.services.rechecking import change_standard
from tests.services.review.desks import declared

CASES = {title: payload for title, payload, _ in cases()}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The demo in a folder of its own, as the environment says."""
    monkeypatch.setenv("SHENBAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SHENBAO_DEMO", "1")
    return settings_for(tmp_path / "data")


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, what was printed, what was complained of."""
    capsys.readouterr()
    try:
        status = main(words)
    except SystemExit as ended:
        status = int(str(ended.code))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_screen_prints_the_json_of_the_route(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    household = next(iter(CASES.values()))["household"]
    by_code = {"area_code": "993601001", "settlement": "rural", "on": "2026-08-01", "household": household}
    bad = {"region": "mars", "household": {"members": [{"age": "x"}]}, "area": {}}
    payloads = [*list(CASES.values())[::40], by_code, bad]

    async def routed() -> list[object]:
        house = build(settings)
        async with AsyncClient(transport=ASGITransport(create_app(settings, house)), base_url=BASE) as web:
            told = [(await web.post("/api/v1/screenings", json=one)).json() for one in payloads]
        house.close()
        return told

    routes = asyncio.run(routed())
    for payload, route in zip(payloads, routes, strict=True):
        file = tmp_path / "household.json"
        file.write_text(json.dumps(payload), encoding="utf-8")
        status, out, _ = called(capsys, "screen", str(file))
        assert json.loads(out) == route
        assert status == (2 if "error" in json.loads(out) else 0)


def test_files_that_cannot_be_read_are_named(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("[1", encoding="utf-8")
    for words, said in (
        (("screen", "/nowhere.json"), "/nowhere.json: No such file"),
        (("screen", str(broken)), "this is not a JSON file"),
        (("figures", "import", "/nowhere.csv"), "/nowhere.csv"),
        (("figures", "import", str(broken)), "broken.json"),
    ):
        status, _, err = called(capsys, *words)
        assert status == 2 and said in err, words


def test_recheck_shows_then_tells_then_makes_the_check_again(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async def with_house(work: str) -> str:
        house: House = build(settings)
        found = (await declared(house)).receipt if work == "declare" else ""
        if work == "change":
            await change_standard(house, "500")
        house.close()
        return found

    assert called(capsys, "recheck")[:2] == (0, "· no declaration stands there: nothing was judged\n")
    receipt = asyncio.run(with_house("declare"))
    status, out, _ = called(capsys, "recheck", "--area", "993601")
    assert status == 0 and "1 read" in out and "0 results change" in out
    asyncio.run(with_house("change"))
    status, out, _ = called(capsys, "recheck")
    assert status == 0 and "dibao/likely -> dibao_margin/likely  dibao.income" in out and receipt not in out
    run = out.partition("--approve ")[2].strip()
    status, out, _ = called(capsys, "recheck", "--approve", run)
    assert (status, out) == (0, f"· run {run}: 1 web\n")
    status, _, err = called(capsys, "recheck", "--approve", run)
    assert status == 2 and "已经有人批准" in err
    status, out, _ = called(capsys, "recheck", "--receipt", receipt)
    assert status == 0 and "#1  tekun/person_decides: the same as was kept" in out


def test_recheck_refuses_what_it_does_not_know(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        (("--area", "123456"), "choose among: 990001"),
        (("--approve", "99"), "没有这一次复核"),
        (("--receipt", "SB1"), "没有这一份"),
        (("--approve", "x"), "invalid int"),
        (("--approve", "1", "--receipt", "SB1"), "not allowed with"),
    ):
        status, _, err = called(capsys, "recheck", *words)
        assert status == 2 and said in err, words
