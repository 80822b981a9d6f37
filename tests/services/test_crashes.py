"""Killed at any named point, started again: no acknowledged answer is lost, nothing is filed twice (row 1–6)."""

import json
import signal
from pathlib import Path

import pytest

from api.bootstrap import build
from api.services.crash import POINTS, crash_at
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident, settings_for
from tests.fakes.processes import PROCESSES
from tests.services.dying import live

OUTSIDE = ("fetched", "read", "sending", "sent", "recheck_read", "recheck_told")
IN_A_TURN = [point for point in POINTS if point not in OUTSIDE]


async def _begin(folder: Path, database_url: str, until: str) -> None:
    """A conversation that got as far as `until`, and the phone's notes about it."""
    house = build(settings_for(folder, database_url))
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR, until=until)
    notes = {"conversation": resident.conversation_id, "sent": None, "count": resident.count}
    (folder / "notes.json").write_text(json.dumps(notes))
    house.close()


def _run(folder: Path, database_url: str, point: str) -> int | None:
    """A life of the server in a process of its own; its exit code, negative when it was killed."""
    life = PROCESSES.Process(target=live, args=(folder, database_url, point))
    life.start()
    life.join(timeout=60)
    return life.exitcode


async def _filed(folder: Path, database_url: str) -> tuple[list[int], list[dict[str, object]], list[str]]:
    """Turn numbers, the answers on file, and the questions in the order in which they were asked."""
    house = build(settings_for(folder, database_url))
    conversation = json.loads((folder / "notes.json").read_text())["conversation"]
    exported = await house.exporting.everything(conversation)
    house.close()
    answers: list[dict[str, object]] = [
        dict(version["answers"]) for declaration in exported["declarations"] for version in declaration["versions"]
    ]
    asked = [turn["question"]["key"] for turn in exported["turns"] if turn["question"] is not None]
    return [turn["number"] for turn in exported["turns"]], answers, asked


@pytest.mark.parametrize("point", IN_A_TURN)
async def test_a_kill_at_any_point_changes_nothing_in_the_end(point: str, demo_folder: Path, demo_url: str) -> None:
    # Only filing passes the point "filed", so that run begins at the last question.
    await _begin(demo_folder, demo_url, "phone")
    assert _run(demo_folder, demo_url, point) == -signal.SIGKILL, "the kill did not land"
    assert (demo_folder / f"crashed-at-{point}").exists()
    assert _run(demo_folder, demo_url, point) == 0
    numbers, answers, asked = await _filed(demo_folder, demo_url)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(answers) == 1
    assert answers[0]["phone"] == FAMILY_OF_FOUR["phone"] and answers[0]["members.3.name"] == "周小小"
    assert asked.count("pledge") == 1


def test_a_point_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the points are claimed"):
        crash_at("nowhere", tmp_path)
