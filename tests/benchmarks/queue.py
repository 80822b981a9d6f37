"""The township's queue with a million declarations against one with a thousand, on both engines.

What is measured is what a desk reads for one page: the rows, opened and put into words, and the counters of all chips.
How many: the environment variable DECLARATIONS, a million unless told. They lie in four counties, a quarter in each;
the thousand lie in one, so that most filters fill a page there too.
"""

import asyncio
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Table

from api.bootstrap import House, build
from api.services.review.views import Filters
from api.services.staffing.staff import StaffMember
from storage.alone import begun, engine_for
from storage.crypto import Keyring
from storage.engines import address_of
from storage.migrate import migrate
from storage.repositories.facets import NEVER_DUE, Standing
from storage.repositories.queue import Indexes
from storage.tables import declaration_counts, declaration_marks, declarations, queue_counts
from tests.benchmarks.table import Found, at_most
from tests.benchmarks.turns_postgres import postgres
from tests.fakes.houses import settings_for

FEW = 1_000
REPEATS = 40
AT_ONCE = 5_000
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
COUNTIES = ("993601", "993701", "991401", "996601")
NAME = "周小满"
# Most of what was ever filed is decided; what is open is due within weeks.
OPEN = (("submitted", 3), ("accepted", 5), ("asked_back", 2), ("answered", 2))
CATEGORIES = (
    ("dibao", 30),
    ("dibao_margin", 25),
    ("rigid_expenditure", 15),
    ("other_hardship", 10),
    ("tekun", 5),
    ("none", 15),
)
ORIGINS = (("web", 60), ("telegram", 25), ("window", 10), ("visit", 3), ("hotline", 2))
FLAGS = (("approximate", 0.3), ("skipped", 0.5), ("hukou_elsewhere", 0.05), ("unsigned", 0.03), ("proxy", 0.1),
         ("support_differs", 0.02), ("relative_in_office", 0.005), ("wants_person", 0.002))  # fmt: skip
OFFICER = StaffMember(3, "county", "示例县级人员", "county", "993601")
REVIEWER = StaffMember(1, "township", "示例经办员", "township", "993601001")
DESKS: tuple[tuple[str, StaffMember, Filters], ...] = (
    ("county, all", OFFICER, Filters()),
    ("township, all", REVIEWER, Filters()),
    ("county, one status", OFFICER, Filters(status="accepted")),
    ("county, overdue", OFFICER, Filters(overdue=True)),
    ("county, due today and a status", OFFICER, Filters(due="today", status="submitted")),
    ("county, a category", OFFICER, Filters(category="dibao")),
    ("county, a rare flag", OFFICER, Filters(flags=("relative_in_office",))),
    ("county, a common flag", OFFICER, Filters(flags=("approximate",))),
    ("county, flag and status", OFFICER, Filters(flags=("approximate",), status="accepted")),
    ("county, three filters, few match", OFFICER, Filters(flags=("hukou_elsewhere",), origin="hotline", category="tekun")),
    ("county, nobody's, by channel", OFFICER, Filters(assigned="nobody", origin="visit")),
    ("county, by a name", OFFICER, Filters(words=NAME)),
    ("county, by an ID number", OFFICER, Filters(words="993601196303050119")),
)  # fmt: skip


def run() -> list[Found]:
    """SQLite, then PostgreSQL."""
    many = int(os.environ.get("DECLARATIONS", "1000000"))
    found: list[Found] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keyring = Keyring.create(folder / "master.key")
        urls = {count: f"sqlite:///{folder / f'{count}.db'}" for count in (FEW, many)}
        found += asyncio.run(_compared("SQLite", folder, urls, keyring))
        with postgres() as server:
            urls = {count: server.create(f"queue{count}") for count in (FEW, many)}
            found += asyncio.run(_compared("PostgreSQL", folder, urls, keyring))
    return found


async def _compared(engine: str, folder: Path, urls: dict[int, str], keyring: Keyring) -> list[Found]:
    """Both sizes in turn, round by round, so that what else the machine does touches both."""
    houses: dict[int, House] = {}
    for count, url in urls.items():
        begun_at = time.perf_counter()
        fill(url, keyring, count)
        print(f"  {engine}: {count:,} declarations in {time.perf_counter() - begun_at:.0f} s", flush=True)
        houses[count] = build(settings_for(folder, url, demo=False, master_key_file=folder / "master.key"), lambda: NOW)
    few, many = sorted(houses)
    found: list[Found] = []
    try:
        for name, staff, filters in DESKS:
            found.append(await _ratio(engine, name, houses[few], houses[many], _page(staff, filters)))
        deep = {house.settings.database_url: await _deep(house) for house in houses.values()}
        found.append(await _ratio(engine, "county, deep page by its place", houses[few], houses[many], _after(deep)))
    finally:
        for house in houses.values():
            house.close()
    return found


async def _ratio(engine: str, name: str, few: House, many: House, read: Callable[[House], Awaitable[object]]) -> Found:
    times: dict[str, list[float]] = {"few": [], "many": []}
    for _ in range(3):
        await read(few)
        await read(many)
    for _ in range(REPEATS):
        for which, house in (("few", few), ("many", many)):
            begun_at = time.perf_counter()
            await read(house)
            times[which].append(time.perf_counter() - begun_at)
    slow, quick = statistics.median(times["many"]), statistics.median(times["few"])
    return at_most(f"queue, {engine}: {name}", slow / quick, 2, f"{slow * 1000:.1f} ÷ {quick * 1000:.1f} ms")


def _page(staff: StaffMember, filters: Filters) -> Callable[[House], Awaitable[object]]:
    async def read(house: House) -> object:
        return await house.queueing.page(staff, filters), await house.queueing.board(staff)

    return read


def _after(places: dict[str, tuple[datetime, int]]) -> Callable[[House], Awaitable[object]]:
    async def read(house: House) -> object:
        place = places[house.settings.database_url]
        return await house.queueing.page(OFFICER, Filters(), 2, place), await house.queueing.board(OFFICER)

    return read


async def _deep(house: House) -> tuple[datetime, int]:
    """A place three quarters down the county's queue."""
    total = (await house.queueing.page(OFFICER, Filters())).total
    page = await house.queueing.page(OFFICER, Filters(), max(1, total * 3 // 4 // 50))
    if page.next is None:
        raise RuntimeError("the queue ends before its middle")
    return page.next


def fill(url: str, keyring: Keyring, count: int) -> None:
    """So many declarations with their marks and counters, indexes built last."""
    migrate(url)
    with engine_for(address_of(url)) as engine, engine.connect() as connection, begun(connection):
        tables = (declarations, declaration_marks)
        for table in tables:
            for index in table.indexes:
                index.drop(connection)
        counted: Counter[tuple[str, str, str, str]] = Counter()
        by_status: Counter[tuple[str, str]] = Counter()
        rows: list[dict[str, object]] = []
        for row, standing in _declarations(keyring, count):
            counted.update(standing.tallied())
            by_status[standing.area_code, standing.status] += 1
            rows.append({**row, "marks": standing.marks})
            if len(rows) == AT_ONCE:
                _write(connection, rows)
                rows = []
        _write(connection, rows)
        names = ("place", "kind", "value", "day")
        connection.execute(
            queue_counts.insert(), [{**dict(zip(names, key, strict=True)), "n": n} for key, n in counted.items()]
        )
        connection.execute(
            declaration_counts.insert(),
            [{"area_code": area, "status": status, "n": n} for (area, status), n in by_status.items()],
        )
        for table in tables:
            for index in table.indexes:
                index.create(connection)
    if address_of(url).get_backend_name() != "sqlite":
        _analyze(url)


def _write(connection: Connection, rows: list[dict[str, object]]) -> None:
    if not rows:
        return
    marks = [
        {
            "declaration_id": row["id"],
            "mark": mark,
            **{name: row[name] for name in ("area_code", "county_code", "queue_at")},
        }
        for row in rows
        for mark in row["marks"]  # type: ignore[attr-defined]
    ]
    _copy(connection, declarations, [{name: value for name, value in row.items() if name != "marks"} for row in rows])
    _copy(connection, declaration_marks, marks)


def _copy(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    """COPY where there is one: an INSERT a row over the wire takes an hour."""
    if connection.dialect.name == "sqlite":
        connection.execute(table.insert(), rows)
        return
    raw = connection.connection.driver_connection
    if raw is None:
        raise RuntimeError("no connection")
    names = list(rows[0])
    with raw.cursor().copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def _analyze(url: str) -> None:
    with (
        engine_for(address_of(url)) as engine,
        engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection,
    ):
        connection.exec_driver_sql("VACUUM ANALYZE")


def _declarations(keyring: Keyring, count: int) -> Iterator[tuple[dict[str, object], Standing]]:
    chance, counties = random.Random(11), COUNTIES if count > FEW else COUNTIES[:1]
    indexes = Indexes(keyring)
    names = [
        (f"{first}{second}", indexes.name(f"{first}{second}"))
        for first in "周李王张刘陈"
        for second in ("小样", "大满", "示例")
    ]
    known = (NAME, indexes.name(NAME))
    for number in range(1, count + 1):
        county = counties[number % len(counties)]
        area = f"{county}{chance.randint(1, 5):03d}"
        status, due = "decided", None
        if chance.random() < 0.12:
            status = _one(chance, OPEN)
            due = (NOW + timedelta(days=chance.randint(-15, 40))).replace(hour=15, minute=59, second=59)
        flags = [flag for flag, share in FLAGS if chance.random() < share]
        # As many people have the name that is looked for as there are few.
        name, name_index = known if number % max(1, count // 20) == 0 else chance.choice(names)
        receipt = f"SB26{number:010d}"
        origin, category = _one(chance, ORIGINS), _one(chance, CATEGORIES)
        at = NOW - timedelta(minutes=number)
        row: dict[str, object] = {
            "id": number, "receipt": receipt, "area_code": area, "county_code": county, "region": "jiangxi",
            "status": status, "category": category, "outcome": "likely", "applies_for_aid": True, "origin": origin,
            "version": 1, "flags": "[" + ", ".join(f'"{flag}"' for flag in flags) + "]",
            "applicant_name": keyring.seal("declarations", "applicant_name", receipt, name.encode()),
            "name_index": name_index, "id_index": indexes.id_number(f"{number:018d}"),
            "submitted_at": at, "due_at": due, "queue_at": due or NEVER_DUE, "updated_at": at,
        }  # fmt: skip
        yield row, Standing.of({**row, "assigned_to": None})  # type: ignore[arg-type]


def _one(chance: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    return chance.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]
