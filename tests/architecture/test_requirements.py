"""Every dependency is pinned and hashed, and a run uses the very versions the checks were made with."""

import re
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")
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


def test_what_the_checks_need_contains_what_a_run_needs() -> None:
    run, checks = (pins(ROOT / lock) for lock in LOCKS)
    differing = {name for name, (version, _) in run.items() if checks.get(name, ("", ""))[0] != version}
    assert differing == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_is_asked_for(lock: str) -> None:
    asked = (ROOT / lock.replace(".txt", ".in")).read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9._-]+)", re.sub(r"^(#|-r).*$", "", asked, flags=re.MULTILINE), re.MULTILINE)
    assert {name.lower() for name in names} <= {name.lower() for name in pins(ROOT / lock)}
