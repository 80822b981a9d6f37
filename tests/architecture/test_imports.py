"""The import contract holds on the tree, names every package, and sees a breach when there is one."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

# module → what it may not import, one for each direction the contract forbids
BREACHES = {
    "conversations.engine": ("sqlalchemy", "asyncio", "aiogram", "fastapi", "storage.tables",
                             "api.eligibility.rules", "locales.rendering"),
    "api.eligibility.rules": ("sqlalchemy", "asyncio", "conversations.engine", "storage.tables"),
    "storage.tables": ("fastapi", "aiogram", "conversations.engine", "api.settings", "api.services.conversing.turns"),
    "locales.rendering": ("conversations.engine", "storage.tables", "api.settings"),
    "api.settings": ("api.services.conversing.turns", "api.errors", "bot.polling"),
    "api.errors": ("api.web.pages",),
    "api.logs": ("api.bootstrap",),
    "api.services.conversing.turns": ("fastapi", "aiogram", "api.bootstrap", "api.web.pages", "bot.polling"),
    "api.bootstrap": ("fastapi", "aiogram", "bot.polling", "api.app"),
    "api.desks": ("fastapi", "aiogram", "api.bootstrap", "api.web.pages"),
    "api.app": ("api.commands",),
    "api.at_rest": ("api.commands", "api.app"),
    "api.web.pages": ("storage.tables", "bot.polling", "api.app"),
    "bot.polling": ("storage.tables", "api.web.pages", "api.app"),
}  # fmt: skip
ALLOWED = {
    "api.cli": ("api.commands",),
    "api.commands": ("api.app", "api.bootstrap"),
    "api.at_rest": ("api.bootstrap", "storage.tables"),
    "api.app": ("bot.polling", "api.web.pages", "api.bootstrap"),
    "bot.polling": (
        "api.bootstrap",
        "api.services.conversing.turns",
        "conversations.engine",
        "locales.rendering",
        "aiogram",
    ),
    "api.web.pages": ("api.bootstrap", "api.services.conversing.turns", "fastapi"),
    "api.desks": ("api.services.conversing.turns", "storage.tables", "api.settings"),
    "api.bootstrap": (
        "api.desks",
        "api.services.conversing.turns",
        "storage.tables",
        "api.settings",
        "locales.rendering",
    ),
    "api.services.conversing.turns": (
        "storage.tables",
        "conversations.engine",
        "api.eligibility.rules",
        "api.errors",
        "api.logs",
    ),
    "api.errors": ("conversations.engine",),
    "storage.tables": ("sqlalchemy",),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter in `folder`."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def plant(folder: Path, imports: dict[str, tuple[str, ...]]) -> Path:
    """A skeleton of our packages under this project's contract, with these imports in it."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for module in {*BREACHES, *ALLOWED, *imports}:
        path = folder.joinpath(*module.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"import {name}\n" for name in imports.get(module, ())), encoding="utf-8")
        for package in path.parents:
            if package == folder:
                break
            (package / "__init__.py").touch()
    return folder


def test_the_contract_names_every_package_of_ours() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages == set(config["tool"]["importlinter"]["root_packages"])


def test_the_tree_keeps_the_contract() -> None:
    checked = lint(ROOT)
    assert checked.returncode == 0, checked.stdout


def test_the_directions_of_the_house_are_allowed(tmp_path: Path) -> None:
    checked = lint(plant(tmp_path, ALLOWED))
    assert checked.returncode == 0, checked.stdout


CIRCLES = {
    "between modules": {
        "api.services.conversing.turns": ("api.services.conversing.carrying",),
        "api.services.conversing.carrying": ("api.services.conversing.turns",),
    },
    "between folders": {
        "api.services.review.desk": ("api.services.printing.sheets",),
        "api.services.printing.cells": ("api.services.review.words",),
    },
}


@pytest.mark.parametrize("imports", CIRCLES.values(), ids=CIRCLES)
def test_a_circle_is_seen(tmp_path: Path, imports: dict[str, tuple[str, ...]]) -> None:
    named = {name for names in imports.values() for name in names}
    checked = lint(plant(tmp_path, {**dict.fromkeys(named, ()), **imports}))
    assert checked.returncode != 0
    assert "No cycles are allowed in api.services" in checked.stdout


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a tree with every breach at once, in one line of words."""
    checked = lint(plant(tmp_path_factory.mktemp("breaches"), BREACHES))
    assert checked.returncode != 0
    return " ".join(checked.stdout.split())


@pytest.mark.parametrize(
    ("module", "imported"), [(module, each) for module, names in BREACHES.items() for each in names]
)
def test_a_breach_is_seen(report: str, module: str, imported: str) -> None:
    assert f"{module} -> {imported} (" in report
