"""The queue's pages together are a plain filter over all rows, its counters a plain count, whatever was done before."""

import json
import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import event, insert, select

from storage.alone import engine_for
from storage.crypto import Keyring
from storage.database import Database
from storage.engines import address_of
from storage.queue_rows import QueueFilter, QueueRows, Tally
from storage.repositories.facets import FAMILIES, day_of
from storage.repositories.queue import Indexes, queue_page
from storage.repositories.scope import Scope
from storage.rows import DeclarationRow, Refiled
from storage.tables import declaration_marks, metadata, queue_counts, staff
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import EVERYWHERE, a_declaration, a_version

PLACES = (("993601001", "993601"), ("993601002", "993601"), ("993701001", "993701"))
STATUSES, CATEGORIES = ("submitted", "accepted", "decided"), ("dibao", "tekun", "none")
FLAGS = ("approximate", "unsigned", "hukou_elsewhere", "support_differs", "not_his_wish")
ORIGINS = ("web", "window", "hotline")
SCOPES = (Scope(prefix="993601001"), Scope(prefix="993601"), Scope(areas=("993601002", "993701001")), EVERYWHERE)


def some_flags(chance: random.Random) -> str:
    return json.dumps(chance.sample(FLAGS, chance.randrange(3)))


@dataclass(frozen=True, slots=True)
class Household:
    """What a step of the random life of a declaration may do to it."""

    chance: random.Random
    clock: Clock

    def due(self) -> object:
        return self.chance.choice([None, *(self.clock() + timedelta(days=n) for n in (-2, -1, 0, 0, 1, 5))])

    def file(self, unit: Unit, number: int) -> None:
        area, county = self.chance.choice(PLACES)
        new = a_declaration(
            self.clock, f"SB{number}", area_code=area, county_code=county, due_at=self.due(),
            status=self.chance.choice(STATUSES), category=self.chance.choice(CATEGORIES),
            origin=self.chance.choice(ORIGINS), flags=some_flags(self.chance),
        )  # fmt: skip
        unit.declarations.file(new, a_version(self.clock))

    def act(self, unit: Unit, number: int) -> None:
        rows, chance = unit.declarations, self.chance
        what = chance.randrange(6)
        if what == 0:
            due = self.due()
            rows.set_status(number, chance.choice(STATUSES), due, category=chance.choice([None, *CATEGORIES]))  # type: ignore[arg-type]
        elif what == 1:
            rows.set_flags(number, some_flags(chance))
        elif what == 2:
            rows.transfer(number, *chance.choice(PLACES), "jiangxi")
        elif what == 3:
            rows.assign(number, chance.choice([None, 1, 2]))
        elif what == 4:
            refiled = Refiled(chance.choice(CATEGORIES), "likely", True, some_flags(chance), "周小满", None)
            rows.new_version(number, a_version(self.clock), refiled)
        else:
            row = rows.by_id(number)
            assert row is not None
            unit.erasing.declaration(number, row.receipt, b"{}", b"[]")


async def a_lived_queue(database: Database, clock: Clock, count: int = 60) -> list[DeclarationRow]:
    """Declarations to which things have happened, plainly read."""
    household = Household(random.Random(5), clock)

    def live(unit: Unit) -> None:
        for name in ("one", "two"):
            sealed = unit.keyring.seal("staff", "name", name, b"x")
            values = {"username": name, "name": sealed, "role": "township", "area_code": "993601001"}
            unit.connection.execute(
                insert(staff), {**values, "password_hash": "", "active": True, "created_at": clock()}
            )
        for number in range(1, count + 1):
            household.file(unit, number)
        for _ in range(count * 4):
            household.act(unit, household.chance.randint(1, count))

    await database.run(live)

    def read(unit: Unit) -> list[DeclarationRow]:
        return [row for number in range(1, count + 1) if (row := unit.declarations.by_id(number)) is not None]

    return await database.read(read)


def marks_of(row: DeclarationRow) -> set[str]:
    flags = set(json.loads(row.flags))
    return {*flags, *(name for name, family in FAMILIES.items() if flags & family), f"from_{row.origin}"}


def plainly(rows: list[DeclarationRow], scope: Scope, wanted: QueueFilter) -> list[int]:
    """The same, the slow way."""

    def fits(row: DeclarationRow) -> bool:
        due = row.due_at
        return all(
            (
                scope.covers(row.area_code),
                wanted.status in (None, row.status),
                wanted.category in (None, row.category),
                wanted.origin in (None, row.origin),
                wanted.assigned_to in (None, row.assigned_to),
                not wanted.unassigned or row.assigned_to is None,
                wanted.overdue_at is None or (due is not None and due <= wanted.overdue_at),
                wanted.due_from is None or due is None or due > wanted.due_from,
                marks_of(row).issuperset(wanted.marks),
            )
        )

    found = [row for row in rows if fits(row)]
    return [row.id for row in sorted(found, key=lambda row: (row.due_at is None, row.due_at or row.updated_at, row.id))]


def some_filter(chance: random.Random, clock: Clock) -> QueueFilter:
    """Any filters together, each of them now and then."""

    def now_and_then(*values: object) -> object:
        return chance.choice(values) if chance.random() < 0.35 else None

    wanted = QueueFilter(
        status=now_and_then(*STATUSES),  # type: ignore[arg-type]
        category=now_and_then(*CATEGORIES),  # type: ignore[arg-type]
        origin=now_and_then(*ORIGINS),  # type: ignore[arg-type]
        marks=tuple(chance.sample((*FLAGS, "conflict"), chance.choice((0, 0, 1, 1, 2)))),
        overdue_at=now_and_then(clock(), clock() + timedelta(days=1)),  # type: ignore[arg-type]
    )
    if wanted.overdue_at is not None and chance.random() < 0.3:
        wanted = replace(wanted, due_from=clock() - timedelta(days=1))
    return replace(wanted, assigned_to=now_and_then(1, 2), unassigned=chance.random() < 0.15)  # type: ignore[arg-type]


@pytest.mark.parametrize("window", [2_000, 7])
async def test_the_pages_together_are_a_plain_filter_over_all_rows(
    database: Database, clock: Clock, window: int
) -> None:
    rows, chance = await a_lived_queue(database, clock), random.Random(8)
    for _ in range(150):
        scope, wanted = chance.choice(SCOPES), some_filter(chance, clock)
        if wanted.unassigned:
            wanted = replace(wanted, assigned_to=None)
        expected = plainly(rows, scope, wanted)

        def numbered(unit: Unit, scope: Scope = scope, wanted: QueueFilter = wanted) -> tuple[list[int], int]:
            found, page, total = [], 1, 0
            while more := unit.declarations.queue(scope, wanted, page=page, per_page=4, window=window).rows:
                found += [row.id for row in more]
                total = unit.declarations.queue(scope, wanted, page=1, per_page=4, window=window).total
                page += 1
            return found, total

        def followed(unit: Unit, scope: Scope = scope, wanted: QueueFilter = wanted) -> list[int]:
            page = unit.declarations.queue(scope, wanted, per_page=4, window=window)
            found = [row.id for row in page.rows]
            while page.next is not None:
                page = unit.declarations.queue(scope, wanted, per_page=4, window=window, after=page.next)
                found += [row.id for row in page.rows]
            return found

        assert await database.read(followed) == expected, (scope, wanted)
        if window > len(rows):
            found, total = await database.read(numbered)
            assert (found, total) == (expected, len(expected)), (scope, wanted)


def told_of(unit: Unit, scope: Scope, today: str) -> list[Tally]:
    return unit.declarations.tallies(scope, today)


async def test_counters_and_marks_are_a_plain_count_after_anything(database: Database, clock: Clock) -> None:
    rows = await a_lived_queue(database, clock)
    expected: Counter[tuple[str, str, str, str]] = Counter()
    for row in rows:
        for place in (row.area_code, row.county_code):
            day = "" if row.due_at is None else day_of(row.due_at)
            expected[place, "status", row.status, day] += 1
            expected[place, "category", row.category, ""] += 1
            expected[place, "assigned", "nobody" if row.assigned_to is None else str(row.assigned_to), ""] += 1
            expected.update((place, "mark", mark, "") for mark in marks_of(row))

    def kept(unit: Unit) -> tuple[dict[tuple[str, ...], int], set[tuple[object, ...]]]:
        counted = {tuple(row[:4]): row[4] for row in unit.connection.execute(select(queue_counts)) if row[4]}
        return counted, {tuple(row[:4]) for row in unit.connection.execute(select(declaration_marks))}

    counted, marked = await database.read(kept)
    assert counted == expected
    assert marked == {(row.id, mark, row.area_code, row.county_code) for row in rows for mark in marks_of(row)}
    for scope in SCOPES:
        own = [row for row in rows if scope.covers(row.area_code)]
        today = day_of(clock())
        found = await database.read(partial(told_of, scope=scope, today=today))
        told = {(one.kind, one.value): (one.n, one.today, one.over) for one in found}
        for status in STATUSES:
            days = [day_of(row.due_at) if row.due_at is not None else "" for row in own if row.status == status]
            over = sum(1 for day in days if day and day < today)
            expected_here = (len(days), days.count(today), over)
            assert told.get(("status", status), (0, 0, 0)) == expected_here


def searched(unit: Unit, scope: Scope, words: str) -> QueueRows:
    return unit.declarations.queue(scope, QueueFilter(words=words))


async def test_anybody_of_a_household_is_found_by_name(database: Database, clock: Clock) -> None:
    new = a_declaration(clock, "SB1", applicant_name="周小满")

    def work(unit: Unit) -> None:
        filed = unit.declarations.file(new, a_version(clock))
        unit.declarations.replace_names(filed.id, ["周小满", "李 样本", "李样本"])

    await database.run(work)
    for words, found in (("李样本", 1), ("周小满", 1), ("李", 0)):
        for scope, seen in ((Scope(prefix="993601"), found), (Scope(prefix="993601002"), 0)):
            page = await database.read(partial(searched, scope=scope, words=words))
            assert (len(page.rows), page.total) == (seen, seen)
    await database.run(lambda unit: unit.erasing.declaration(1, "SB1", b"{}", b"[]"))
    gone = await database.read(lambda unit: unit.declarations.queue(EVERYWHERE, QueueFilter(words="李样本")))
    assert gone.rows == ()


FILTERS = {
    "all": QueueFilter(),
    "a status": QueueFilter(status="accepted"),
    "overdue": QueueFilter(overdue_at=datetime(2026, 11, 22, tzinfo=UTC)),
    "a category": QueueFilter(category="dibao"),
    "a flag": QueueFilter(marks=("unsigned",)),
    "mine": QueueFilter(assigned_to=3),
    "nobody's, from a window, with two flags": QueueFilter(
        unassigned=True, origin="window", marks=("unsigned", "proxy")
    ),
    "words": QueueFilter(words="周小满", status="accepted"),
}


@pytest.mark.parametrize("prefix", ["993601", "993601001"])
@pytest.mark.parametrize("name", FILTERS)
def test_no_page_walks_through_a_table(sqlite_url: str, keyring: Keyring, prefix: str, name: str) -> None:
    """The same plan for ten and for ten million: SQLite keeps no statistics here."""
    scope, place = Scope(prefix=prefix, kept_from=3), (datetime(2026, 11, 22, tzinfo=UTC), 5)
    with engine_for(address_of(sqlite_url)) as engine, engine.connect() as connection:
        said: list[tuple[str, object]] = []

        def listen(_1: object, _2: object, statement: str, values: object, _3: object, _4: bool) -> None:
            said.append((statement, values))

        event.listen(engine, "before_cursor_execute", listen)
        for after in (None, place):
            queue_page(connection, scope, FILTERS[name], Indexes(keyring), page=1, per_page=50, after=after)
        event.remove(engine, "before_cursor_execute", listen)
        plans = [
            str(row[3])
            for statement, values in said
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
        ]
    tables = (*metadata.tables,)
    assert plans and not [plan for plan in plans if plan.startswith("SCAN") and plan.split()[1] in tables]
