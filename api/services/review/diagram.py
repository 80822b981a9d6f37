"""Writes docs/lifecycle.md from the table: `python -m api.services.review.diagram > docs/lifecycle.md`."""

import sys
from collections.abc import Iterator

from api.services.review.lifecycle import RESIDENT, TABLE, Transition
from api.services.review.schedule import WHEN_PASSED, Days, DeadlineKind, Passing, Telling
from api.services.review.words import STATUSES

_HEAD = """# The life of a declaration

Generated from the table in `api/services/review/lifecycle.py`; do not edit this page, change the table and run
`python -m api.services.review.diagram > docs/lifecycle.md`. A test compares the two.

An action that has no row for the present status is refused, and those that have one are named. What the table
leaves out may be left out at the desk too: a decision straight after the acceptance keeps which steps were skipped.
Deadlines are rows that fire once, after a restart too; a year without a holiday table is counted by weekdays, marked
provisional and counted again when its table is entered.
"""


def diagram() -> str:
    """The whole page."""
    return "\n".join((_HEAD, *_picture(), "", *_table(), "", *_days(), ""))


def _picture() -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {name} : {name} {label.text}" for name, label in STATUSES.items()]
    for row in TABLE:
        lines += [f"    {source} --> {row.target or source} : {row.action}" for source in row.sources or ("[*]",)]
    lines += [f"    {status} --> [*]" for status in sorted({row.target for row in TABLE if row.final and row.target})]
    return [*lines, "```"]


def _table() -> list[str]:
    head = [
        "| action | from | to | who may | the resident is told | deadline that starts |",
        "|---|---|---|---|---|---|",
    ]
    return [*head, *(_row(row) for row in TABLE)]


def _row(row: Transition) -> str:
    sources = " ".join(f"`{source}`" for source in row.sources) or "–"
    by_own_hand = RESIDENT in row.roles
    told = f"`{_words(row.told)}`" if row.told is not None else "in the turn itself" if by_own_hand else "–"
    action = f"`{row.action}`" + "".join(f" ({one})" for one in _conditions(row))
    cells = (
        action,
        sources,
        f"`{row.target}`" if row.target else "stays",
        ", ".join(row.roles),
        told,
        row.deadline or "–",
    )
    return f"| {' | '.join(cells)} |"


def _conditions(row: Transition) -> Iterator[str]:
    if row.when:
        yield f"`{row.when}`"
    if row.branch == "aid":
        yield "an application for aid"
    if row.needs:
        yield "needs " + " or ".join(f"`{flag}`" for flag in row.needs)


def _words(telling: Telling) -> str:
    return f"{telling.__module__.rpartition('.')[2]}.{telling.__name__}"


def _days() -> list[str]:
    head = [
        "| deadline | how long | when its day is over | the resident is told | then runs |",
        "|---|---|---|---|---|",
    ]
    return [*head, *(_passing(kind, one) for kind, one in WHEN_PASSED.items())]


def _passing(kind: DeadlineKind, one: Passing) -> str:
    units: dict[str, str] = {"notice": "days", "year": "months"}
    told = f"`{_words(one.told)}`" if one.told is not None else "–"
    cells = (
        f"`{kind}`", f"{Days().of(kind)} {units.get(kind, 'working days')}", f"`{one.event}`, flag `{one.flag}`", told,
        one.then or "–",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(diagram())
