"""What holds for every test run: at the end it names what could not be checked on this machine."""

import gc

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is; what must be fast is measured by the benchmarks.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

pytest_plugins = ["tests.fakes.databases", "tests.fakes.houses", "tests.fakes.officers", "tests.fakes.consoles"]


def pytest_collection_finish() -> None:
    """What is there once the tests are collected stays to the end: a sixth of the time went into looking through it
    again and again for garbage. What the tests make themselves is looked at as ever.
    """
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each thing that was missing, so that nobody takes a partial run for a whole one."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons: dict[str, int] = {}
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        reasons[reason] = reasons.get(reason, 0) + 1
    if not reasons:
        return
    terminalreporter.section("not checked on this machine")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"{count} test{'s' if count > 1 else ''}: {reason}")
