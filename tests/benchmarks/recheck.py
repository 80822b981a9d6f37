"""A figure changes: a million households without names judged again, against reading their rows from the same file.

Every household whose result changes is judged by itself as well, and so is a sample of the others.
`python -m tests.benchmarks recheck`; how many: the environment variable HOUSEHOLDS, a million unless told.
"""

import json
import os
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from api.eligibility.figures import AreaFigures
from api.eligibility.household import Household
from api.eligibility.packs import REGIONS, pack_for
from api.eligibility.reading import read_household
from api.eligibility.sets.batch import batch_from
from api.eligibility.sets.facts import facts_of
from api.eligibility.sets.judging import Judges, Result
from api.eligibility.values import Faults, Node
from api.eligibility.writing import household_json
from tests.benchmarks.table import Found, at_most
from tests.eligibility.made import Maker

ON = date(2026, 6, 1)
AT_ONCE = 20_000
DIFFERENT = 20_000
SAMPLE = 20_000
ROUNDS = 3
GOAL = 3.0
Row: TypeAlias = tuple[int, int, bytes, bytes, bytes]
TABLE = "CREATE TABLE checked (id INTEGER PRIMARY KEY, region INTEGER, facts BLOB, members BLOB, pairs BLOB, household BLOB)"


@dataclass(frozen=True, slots=True)
class Pass:
    """All households judged once: the number of each one's result, the different results, who judged, seconds."""

    which: NDArray[np.int32]
    results: list[Result]
    judges: list[Judges]
    seconds: float

    def of(self, number: int) -> Result:
        """The result of one household."""
        return self.results[int(self.which[number])]


def run() -> list[Found]:
    """Make them; read and judge them in turn, before and after the change; compare."""
    count = int(os.environ.get("HOUSEHOLDS", "1000000"))
    with tempfile.TemporaryDirectory() as folder:
        file = sqlite3.connect(Path(folder) / "checked.db")
        _fill(file, count)
        before, after = _figures(Decimal(640)), _figures(Decimal(715))
        reading, judged = [_reading(file)], [_judged(file, count, before)]
        for _ in range(ROUNDS):
            judged.append(_judged(file, count, after))
            reading.append(_reading(file))
        old, new = judged[0], judged[-1]
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        flips = _flips(old, new)
        sample = random.Random(1).sample(range(count), min(SAMPLE, count))
        wrong = _wrong(file, new, {*flips, *sample})
        file.close()
    floor, rate = median(reading), median(one.seconds for one in judged[1:])
    kinds = sum(each.kinds for each in new.judges)
    beside = f"{count} rows read in {floor:.1f} s; read and judged in {rate:.1f} s, rules asked {kinds} times; "
    beside += f"{len(flips)} flips and {len(sample)} others compared one by one, {wrong} differ; at most {most} MB"
    return [at_most("recheck: reading and judging ÷ reading the rows", rate / floor, GOAL, beside)]


def _reading(file: sqlite3.Connection) -> float:
    """Seconds to read all rows as the judging does, and do nothing with them."""
    begun = time.perf_counter()
    for _ in _pages(file):
        pass
    return time.perf_counter() - begun


def _flips(old: Pass, new: Pass) -> list[int]:
    """Whose leading result is another: found as a run finds them, by comparing what was kept with what is told."""
    other = np.array(
        [
            [old.results[was].leading != new.results[now].leading for now in range(len(new.results))]
            for was in range(len(old.results))
        ]
    )
    flips: list[int] = np.flatnonzero(other[old.which, new.which]).tolist()
    return flips


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


def _pages(file: sqlite3.Connection) -> Iterator[list[Row]]:
    found = file.execute("SELECT id, region, facts, members, pairs FROM checked ORDER BY id")
    while page := found.fetchmany(AT_ONCE):
        yield page


def _household(file: sqlite3.Connection, number: int) -> Household:
    (whole,) = file.execute("SELECT household FROM checked WHERE id = ?", (number,)).fetchone()
    return read_household(Node(json.loads(whole), "household", Faults()))


def _judged(file: sqlite3.Connection, count: int, figures: AreaFigures) -> Pass:
    judges = [Judges(pack_for(region, ON), figures, ON) for region in REGIONS]
    which, numbers = np.zeros(count, dtype=np.int32), dict[Result, int]()
    begun = time.perf_counter()
    for page in _pages(file):
        groups: list[list[Row]] = [[] for _ in REGIONS]
        for row in page:
            groups[row[1]].append(row)
        for judge, rows in zip(judges, groups, strict=True):
            if rows:
                _judge(file, judge, rows, which, numbers)
    return Pass(which, list(numbers), judges, time.perf_counter() - begun)


def _judge(
    file: sqlite3.Connection, judge: Judges, rows: list[Row], which: NDArray[np.int32], numbers: dict[Result, int]
) -> None:
    ids, _, facts, members, pairs = zip(*rows, strict=True)
    many = judge.many(batch_from(facts, members, pairs), lambda at: [_household(file, ids[one]) for one in at])
    told = np.array([numbers.setdefault(one, len(numbers)) for one in many.results], dtype=np.int32)
    which[np.array(ids)] = told[many.which]


def _wrong(file: sqlite3.Connection, told: Pass, numbers: set[int]) -> int:
    return sum(told.judges[one % len(REGIONS)].one(_household(file, one)) != told.of(one) for one in numbers)
