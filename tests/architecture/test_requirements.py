"""Every dependency is pinned and hashed, and a run uses the very versions the checks were made with."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-ocr.txt")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)([^\n]*(?:\n[ \t]+[^\n]*)*)", re.MULTILINE)


def pins(path: Path) -> dict[str, tuple[str, str]]:
    """Name → (version, what follows it in the lock: marker and hashes)."""
    return {name: (version, rest) for name, version, rest in PIN.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    found = pins(ROOT / lock)
    loose = [line for line in text.splitlines() if line and not line.startswith(("#", " ")) and "==" not in line]
    assert loose == []
    assert len(found) > 20
    assert [name for name, (_, rest) in found.items() if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_what_the_checks_and_the_extra_need_contains_what_a_run_needs(lock: str) -> None:
    run, more = pins(ROOT / LOCKS[0]), pins(ROOT / lock)
    differing = {name for name, (version, _) in run.items() if more.get(name, ("", ""))[0] != version}
    assert differing == set()


def test_the_extra_is_what_its_lock_was_made_from() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    lines = (ROOT / "requirements-ocr.in").read_text(encoding="utf-8").splitlines()
    assert named["ocr"] == [line for line in lines if line and not line.startswith(("#", "-r"))]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_is_asked_for(lock: str) -> None:
    asked = (ROOT / lock.replace(".txt", ".in")).read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9._-]+)", re.sub(r"^(#|-r).*$", "", asked, flags=re.MULTILINE), re.MULTILINE)
    assert {name.lower() for name in names} <= {name.lower() for name in pins(ROOT / lock)}
