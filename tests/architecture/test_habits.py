"""What no file holds: addresses of one machine or registry, patched parts and waiting tests."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT, python_tests, text_files

# Written apart, so that this file is not its own finding.
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "Use" + "rs")) + r")/")
REGISTRY_HOSTS = re.compile(
    "|".join(
        (
            r"\bpypi\.[a-z]", "pythonhos" + r"ted\.", r"/simp" + r"le/", r"registry\.np" + "mjs",
            "--(extra-)?ind" + "ex-url", "--find-li" + "nks", "--trusted-ho" + "st",
        )
    )
)  # fmt: skip
PATCHING = {"unittest.mock", "mock", "pytest_mock"}


def _called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def unwelcome(text: str) -> Iterator[str]:
    """What a test file may not do: patch somebody else's part, or sleep to wait."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (f"{node.lineno}: {each.name}" for each in node.names if each.name in PATCHING)
        if isinstance(node, ast.ImportFrom):
            names = {node.module or "", *(f"{node.module}.{each.name}" for each in node.names)}
            yield from (f"{node.lineno}: {name}" for name in sorted(names & (PATCHING | {"time.sleep"})))
        called = _called(node)
        sleeps = called in {"time.sleep", "asyncio.sleep"} and not _gives_way(node)
        if sleeps or called.endswith(("monkeypatch.setattr", "mocker.patch")):
            yield f"{getattr(node, 'lineno', 0)}: {called}"


def _gives_way(call: ast.AST) -> bool:
    """`asyncio.sleep(0)` lets others run; it does not wait."""
    return ast.unparse(call) == "asyncio.sleep(0)"


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [f"{path}: {hit.group()}" for path, text in text_files() for hit in MACHINE_PATHS.finditer(text)]
    assert found == []


def test_no_file_names_where_packages_are_fetched_from() -> None:
    found = [f"{path}: {hit.group()}" for path, text in text_files() for hit in REGISTRY_HOSTS.finditer(text)]
    assert found == []


def test_no_test_patches_a_part_or_sleeps_to_wait() -> None:
    assert [f"{path}:{fault}" for path, text in python_tests() for fault in unwelcome(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "from unittest import mock", "from unittest.mock import patch", "import unittest.mock",
        "import time\ntime.sleep(1)", "from time import sleep", "await_ = asyncio.sleep(0.1)",
        "def test(monkeypatch): monkeypatch.setattr(a, 'b', 1)",
    ],
)  # fmt: skip
def test_patching_and_sleeping_are_recognised(text: str) -> None:
    assert list(unwelcome(text))


@pytest.mark.parametrize("text", ["asyncio.sleep(0)", "monkeypatch.setenv('A', '1')", "clock.sleep_until(5)"])
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert list(unwelcome(text)) == []


def test_machine_paths_and_hosts_are_recognised() -> None:
    assert MACHINE_PATHS.search("see /ro" + "ot/x")
    assert not MACHINE_PATHS.search("./wo" + "rk/x")
    assert REGISTRY_HOSTS.search("https://pypi" + ".org/x")


def test_every_package_says_why_it_exists() -> None:
    silent = []
    for package in ("api", "bot", "conversations", "locales", "storage", "tests"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "versions" not in path.parts and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))):
                silent.append(str(Path(path).relative_to(ROOT)))
    assert silent == []
