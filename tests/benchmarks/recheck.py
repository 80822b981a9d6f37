"""A figure changes: a million households without names judged again, against reading their rows from the same file.

Every household whose result changes is judged by itself as well, and so is a sample of the others.
`python -m tests.benchmarks recheck`; how many: the environment variable HOUSEHOLDS, a million unless told.
"""

import json
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household
from api.eligibility.packs import REGIONS, pack_for
from api.eligibility.reading import read_household
from api.eligibility.sets.batch import batch_from
from api.eligibility.sets.facts import facts_of
from api.eligibility.sets.judging import Judges, Result
from api.eligibility.values import Faults, Node
from api.eligibility.writing import household_json
from tests.benchmarks.table import Found
from tests.eligibility.made import Maker

ON = date(2026, 6, 1)
AT_ONCE = 20_000
DIFFERENT = 20_000
SAMPLE = 20_000
TABLE = "CREATE TABLE checked (id INTEGER PRIMARY KEY, region INTEGER, facts BLOB, members BLOB, pairs BLOB, household BLOB)"


def run() -> list[Found]:
    """Make them, read them, judge them before and after, compare."""
    count = int(os.environ.get("HOUSEHOLDS", "1000000"))
    with tempfile.TemporaryDirectory() as folder:
        file = sqlite3.connect(Path(folder) / "checked.db")
        _fill(file, count)
        begun = time.perf_counter()
        rows = sum(len(page) for page in _pages(file))
        reading = time.perf_counter() - begun
        before, after = _figures(Decimal(640)), _figures(Decimal(715))
        old = _judged(file, before)[0]
        begun = time.perf_counter()
        new, judges = _judged(file, after)
        judging = time.perf_counter() - begun
        flips = [number for number, (was, now) in enumerate(zip(old, new, strict=True)) if was.leading != now.leading]
        sample = random.Random(1).sample(range(count), min(SAMPLE, count))
        wrong = _wrong(file, judges, new, {*flips, *sample})
        file.close()
    kinds = sum(each.kinds for each in judges)
    beside = f"{rows} rows read in {reading:.1f} s; read and judged in {judging:.1f} s, {kinds} by themselves; "
    beside += f"{len(flips)} flips and {len(sample)} others compared one by one, {wrong} differ"
    return [Found("recheck: reading and judging ÷ reading the rows", judging / reading, beside=beside)]


def _figures(standard: Decimal) -> AreaFigures:
    return replace(Maker(7, 0).figures(), dibao_monthly=standard, employment_cost_rate=Decimal("0.1"))


def _varied(maker: Maker, household: Household, chance: random.Random) -> Household:
    """The same family with amounts of its own, to the fen."""
    wages = Decimal(chance.randrange(6_000_000)) / 100
    medical = Decimal(chance.randrange(3_000_000)) / 100
    income = replace(household.income, wages=wages)
    return replace(household, income=income, expenditure=replace(household.expenditure, medical=medical))


def _fill(file: sqlite3.Connection, count: int) -> None:
    """Families are repeated in other amounts: a declaration is never the same as another to the fen."""
    file.execute(TABLE)
    maker, chance = Maker(3, 0.03), random.Random(3)
    families = [maker.household() for _ in range(min(DIFFERENT, count))]
    rows = (_row(number, _varied(maker, families[number % len(families)], chance)) for number in range(count))
    file.executemany("INSERT INTO checked VALUES (?, ?, ?, ?, ?, ?)", rows)
    file.commit()


def _row(number: int, household: Household) -> tuple[int, int, bytes, bytes, bytes, bytes]:
    facts = facts_of(household)
    whole = json.dumps(household_json(household)).encode()
    return number, number % len(REGIONS), facts.household, facts.members, facts.pairs, whole


def _pages(file: sqlite3.Connection) -> Iterator[list[tuple[int, int, bytes, bytes, bytes]]]:
    found = file.execute("SELECT id, region, facts, members, pairs FROM checked ORDER BY id")
    while page := found.fetchmany(AT_ONCE):
        yield page


def _household(file: sqlite3.Connection, number: int) -> Household:
    (whole,) = file.execute("SELECT household FROM checked WHERE id = ?", (number,)).fetchone()
    return read_household(Node(json.loads(whole), "household", Faults()))


def _judged(file: sqlite3.Connection, figures: AreaFigures) -> tuple[list[Result], list[Judges]]:
    judges = [Judges(pack_for(region, ON), figures, ON) for region in REGIONS]
    results: list[Result] = []
    for page in _pages(file):
        of_page: dict[int, Result] = {}
        for region, judge in enumerate(judges):
            rows = [row for row in page if row[1] == region]
            numbers = [row[0] for row in rows]
            batch = batch_from([row[2] for row in rows], [row[3] for row in rows], [row[4] for row in rows])
            many = judge.many(batch, lambda at, numbers=numbers: [_household(file, numbers[one]) for one in at])  # type: ignore[misc]
            of_page.update(zip(numbers, map(many.results.__getitem__, many.which.tolist()), strict=True))
        results.extend(of_page[row[0]] for row in page)
    return results, judges


def _wrong(file: sqlite3.Connection, judges: list[Judges], told: list[Result], numbers: set[int]) -> int:
    return sum(judges[one % len(REGIONS)].one(_household(file, one)) != told[one] for one in numbers)
