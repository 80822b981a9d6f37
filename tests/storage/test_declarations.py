"""What was filed is found by those who may see it, in order, counted right, and each version is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, literal, select
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.errors import UnknownDeclaration
from storage.queue_rows import QueueFilter
from storage.repositories.scope import Scope
from storage.rows import DeclarationRow, Refiled
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import EVERYWHERE, ID_NUMBER, NAME, a_declaration, a_version

TOWNSHIP, NEIGHBOUR, FAR = "993601001", "993601002", "993701001"
COUNTY = Scope(prefix="993601")


async def file(database: Database, clock: Clock, receipt: str, **changes: object) -> DeclarationRow:
    new = a_declaration(clock, receipt, **changes)
    return await database.run(lambda unit: unit.declarations.file(new, a_version(clock)))


async def queue(
    database: Database, scope: Scope, wanted: QueueFilter | None = None, page: int = 1, per_page: int = 20
) -> tuple[list[str], int]:
    def work(unit: Unit) -> tuple[list[str], int]:
        found = unit.declarations.queue(scope, wanted, page=page, per_page=per_page)
        return [row.receipt for row in found.rows], found.total

    return await database.read(work)


async def test_what_is_filed_comes_back_as_it_was(database: Database, clock: Clock) -> None:
    filed = await file(database, clock, "SB-1", due_at=clock() + timedelta(days=7))
    found = await database.read(lambda unit: unit.declarations.by_receipt("SB-1"))
    assert found == filed
    assert filed.applicant_name == NAME
    assert filed.due_at == clock() + timedelta(days=7)
    (version,) = await database.read(lambda unit: unit.declarations.versions(filed.id))
    assert (version.answers, version.assessment) == (b'{"members": []}', b'{"category": "dibao"}')
    assert await database.read(lambda unit: unit.declarations.by_receipt("SB-2")) is None


async def test_a_receipt_is_given_once(database: Database, clock: Clock) -> None:
    await file(database, clock, "SB-1")
    with pytest.raises(IntegrityError):
        await file(database, clock, "SB-1")
    assert await database.read(lambda unit: unit.declarations.count(EVERYWHERE)) == 1


async def test_the_queue_is_due_first_within_the_scope(database: Database, clock: Clock) -> None:
    for receipt, area, days in (
        ("late", TOWNSHIP, 9),
        ("soon", TOWNSHIP, 1),
        ("none", TOWNSHIP, None),
        ("near", NEIGHBOUR, 2),
    ):
        await file(
            database, clock, receipt, area_code=area, due_at=None if days is None else clock() + timedelta(days=days)
        )
    await file(database, clock, "far", area_code=FAR, county_code="993701", due_at=clock())
    assert await queue(database, Scope(prefix=TOWNSHIP)) == (["soon", "late", "none"], 3)
    assert await queue(database, Scope(areas=(NEIGHBOUR,))) == (["near"], 1)
    assert await queue(database, COUNTY) == (["soon", "near", "late", "none"], 4)
    assert await queue(database, EVERYWHERE) == (["far", "soon", "near", "late", "none"], 5)
    assert await queue(database, Scope()) == ([], 0)
    assert await queue(database, COUNTY, page=2, per_page=3) == (["none"], 4)


async def test_filters_narrow_and_search_finds_exactly(database: Database, clock: Clock) -> None:
    await file(database, clock, "a", due_at=clock(), category="tekun")
    b = await file(database, clock, "b", applicant_name="王二", id_number=None, due_at=clock() + timedelta(days=1))
    await file(database, clock, "far", area_code=FAR, county_code="993701")
    await database.run(lambda unit: unit.declarations.replace_people(b.id, [("members.1", "36010120010101123x")]))
    found = {
        "category": QueueFilter(category="tekun"),
        "overdue": QueueFilter(overdue_at=clock()),
        "receipt": QueueFilter(words="a"),
        "name": QueueFilter(words=NAME),
        "number": QueueFilter(words=ID_NUMBER.lower()),
    }
    for name, wanted in found.items():
        assert await queue(database, COUNTY, wanted) == (["a"], 1), name
    assert await queue(database, COUNTY, QueueFilter(words="36010120010101123X")) == (["b"], 1)
    assert await queue(database, COUNTY, QueueFilter(words="王")) == ([], 0)
    assert await queue(database, COUNTY, QueueFilter(status="accepted")) == ([], 0)


async def test_counts_follow_status_and_area(database: Database, clock: Clock) -> None:
    filed = await file(database, clock, "a")
    await file(database, clock, "b")
    due = clock() + timedelta(days=3)
    await database.run(lambda unit: unit.declarations.set_status(filed.id, "accepted", due, category="tekun"))
    assert await queue(database, COUNTY, QueueFilter(status="accepted")) == (["a"], 1)
    assert await queue(database, COUNTY, QueueFilter(status="submitted")) == (["b"], 1)
    await database.run(lambda unit: unit.declarations.transfer(filed.id, FAR, "993701", "shandong"))
    assert await queue(database, COUNTY) == (["b"], 1)
    assert await queue(database, Scope(prefix=FAR), QueueFilter(status="accepted")) == (["a"], 1)
    moved = await database.read(lambda unit: unit.declarations.by_receipt("a"))
    assert moved is not None
    assert (moved.category, moved.outcome, moved.due_at, moved.region) == ("tekun", "likely", due, "shandong")
    with pytest.raises(UnknownDeclaration):
        await database.run(lambda unit: unit.declarations.set_status(999, "accepted", None))


async def test_a_correction_is_a_further_version(database: Database, clock: Clock) -> None:
    filed = await file(database, clock, "a")
    refiled = Refiled("dibao_margin", "likely", False, '["x"]', "周大满", None)
    second = replace(a_version(clock, b"new"), assessment=None)
    assert await database.run(lambda unit: unit.declarations.new_version(filed.id, second, refiled)) == 2
    versions = await database.read(lambda unit: unit.declarations.versions(filed.id))
    assert [(row.version, row.answers) for row in versions] == [(1, b'{"members": []}'), (2, b"new")]
    assert await database.read(lambda unit: unit.declarations.version(filed.id, 2)) == versions[1]
    now = await database.read(lambda unit: unit.declarations.by_receipt("a"))
    assert now is not None
    assert (now.version, now.category, now.applicant_name, now.applies_for_aid) == (2, "dibao_margin", "周大满", False)
    assert await queue(database, COUNTY, QueueFilter(words=NAME)) == ([], 0)


async def test_an_id_number_is_seen_in_other_declarations(database: Database, clock: Clock) -> None:
    one, two = [await file(database, clock, receipt) for receipt in ("a", "b")]

    def work(unit: Unit) -> None:
        unit.declarations.replace_people(one.id, [("members.0", ID_NUMBER), ("members.1", "36010119800101001X")])
        unit.declarations.replace_people(two.id, [("supporters.0", ID_NUMBER), ("supporters.0", ID_NUMBER)])

    await database.run(work)
    others = await database.read(lambda unit: unit.declarations.others_with(ID_NUMBER, besides=one.id))
    assert [(person.declaration_id, person.role) for person in others] == [(two.id, "supporters.0")]
    await database.run(lambda unit: unit.declarations.replace_people(two.id, []))
    assert await database.read(lambda unit: unit.declarations.others_with(ID_NUMBER, besides=one.id)) == []


async def test_an_action_is_noted_once(database: Database, clock: Clock) -> None:
    filed = await file(database, clock, "a")

    def note(unit: Unit) -> int:
        return unit.timeline.append(
            filed.id, clock(), actor="township", action="accept", status="accepted", note="材料齐", action_id="n1"
        )

    await database.run(note)
    with pytest.raises(IntegrityError):
        await database.run(note)
    (entry,) = await database.read(lambda unit: unit.timeline.of(filed.id))
    assert (entry.actor, entry.note, entry.at) == ("township", "材料齐", clock())
    assert await database.read(lambda unit: unit.timeline.by_action_id(filed.id, "n1")) == entry
    assert await database.read(lambda unit: unit.timeline.by_action_id(filed.id, "n2")) is None


@given(prefix=st.text("0129", max_size=4), code=st.text("0129", min_size=4, max_size=4))
@settings(max_examples=100)
def test_a_scope_means_the_same_in_sql_as_in_python(prefix: str, code: str) -> None:
    scope = Scope(prefix=prefix)
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        found = connection.execute(select(literal(code)).where(*scope.conditions(literal(code)))).one_or_none()
    engine.dispose()
    assert (found is not None) == scope.covers(code)
