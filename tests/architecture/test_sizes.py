"""The size checker sees what is too long, and only that."""

from pathlib import Path

import pytest

from tests.architecture.sizes import FUNCTION_LINES, MODULE_LINES, oversized


def function_of(lines: int) -> str:
    return "async def long() -> None:\n" + "    x = 1\n" * (lines - 1)


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("api/a.py", "x = 1\n" * MODULE_LINES, 0),
        ("api/a.py", "x = 1\n" * (MODULE_LINES + 1), 1),
        ("tests/a/test_a.py", "x = 1\n" * (MODULE_LINES + 1), 1),
        ("storage/migrations/0001.py", "x = 1\n" * (MODULE_LINES + 1), 0),
        ("bot/a.py", function_of(FUNCTION_LINES), 0),
        ("bot/a.py", function_of(FUNCTION_LINES + 1), 1),
        ("bot/a.py", "class A:\n    def m(self):\n" + "        x = 1\n" * FUNCTION_LINES, 1),
        ("tests/a/test_a.py", function_of(FUNCTION_LINES + 1), 0),
        ("storage/migrations/0001.py", function_of(FUNCTION_LINES + 1), 0),
    ],
)
def test_what_is_too_long_is_found(tmp_path: Path, path: str, text: str, found: int) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert len(list(oversized(tmp_path))) == found
