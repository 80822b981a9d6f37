"""Which files belong to the project, for the checks that read them all."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = frozenset(
    {
        ".git",
        ".venv",
        "data",
        "build",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
    }
)


def project_files() -> list[Path]:
    """The tracked files; without git (an unpacked archive) all but what tools leave behind."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        found = (path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts))
        return [path for path in found if path.is_file()]
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def text_files() -> list[tuple[Path, str]]:
    """(path, text) of every project file that is text."""
    read = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            read.append((path.relative_to(ROOT), content.decode("utf-8")))
    return read


def python_tests() -> list[tuple[Path, str]]:
    """(path, text) of every Python file under tests/."""
    return [(path, text) for path, text in text_files() if path.parts[0] == "tests" and path.suffix == ".py"]
