"""Finds what has grown too large: `python -m tests.architecture.sizes` is part of `make lint`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

MODULE_LINES = 300
FUNCTION_LINES = 40
PACKAGES = ("api", "bot", "conversations", "locales", "storage", "tests")
# A migration is written once and read as a whole; a test may be as long as what it tells.
LONG_FUNCTIONS = frozenset({"tests", "migrations"})


def oversized(root: Path) -> Iterator[str]:
    """What under `root` is over the limits, a line each: file, line, how long, how long it may be."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            yield from _of_module(path, path.relative_to(root))


def _of_module(path: Path, shown: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    if lines > MODULE_LINES and "migrations" not in shown.parts:
        yield f"{shown}: {lines} lines, {MODULE_LINES} at most: split it by reason to exist"
    if LONG_FUNCTIONS & set(shown.parts):
        return
    for node in ast.walk(ast.parse(text, filename=str(shown))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{shown}:{node.lineno}: {node.name} has {length} lines, {FUNCTION_LINES} at most"


def main() -> int:
    """Report on the current folder, the top of a checkout; the exit status."""
    found = list(oversized(Path()))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
