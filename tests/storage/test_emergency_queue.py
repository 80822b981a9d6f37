"""The desk's list of emergencies: what is open is found among all that was ever told, the newest of what is done is shown."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from storage.alone import engine_for
from storage.crypto import Keyring
from storage.database import Database
from storage.emergency_rows import EmergencyRow, NewEmergency
from storage.engines import address_of
from storage.repositories.scope import Scope
from storage.tables import metadata
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.storage.samples import EVERYWHERE

OPEN, DONE = ("received", "seen"), ("settled", "declined")
SCOPES = (Scope(prefix="993601001"), Scope(prefix="993601"), Scope(areas=("993601001", "993701001")), EVERYWHERE)


def told(unit: Unit, clock: Clock, receipt: str) -> EmergencyRow:
    """One that is told now, and due in a day."""
    new = NewEmergency(
        receipt=receipt, conversation_id=None, number=None, area_code="993601001", county_code="993601", what="fire",
        origin="window", flags="[]", silent=False, phone=None, answers="{}", submitted_at=clock(),
        due_at=clock() + timedelta(hours=24),
    )  # fmt: skip
    return unit.emergencies.file(new, "received")


async def test_what_is_due_first_is_on_top_and_of_what_is_done_the_newest(database: Database, clock: Clock) -> None:
    def work(unit: Unit) -> None:
        for number in range(8):
            row = told(unit, clock, f"JN{number}")
            if number < 5:
                unit.emergencies.move(row, status="settled", due_at=None)
            if number != 6:
                # Two told at one moment stand in the order in which they were told.
                clock.advance(minutes=10)

    await database.run(work)
    every = await database.read(lambda unit: unit.emergencies.queue(SCOPES[1], (*OPEN, *DONE), most=5))
    assert [row.receipt for row in every] == ["JN5", "JN6", "JN7", "JN4", "JN3"]


@pytest.mark.parametrize("scope", SCOPES, ids=["township", "county", "some", "everywhere"])
def test_what_is_done_is_not_looked_through_for_what_is_open(
    scope: Scope, tmp_path: Path, keyring: Keyring, clock: Clock
) -> None:
    address = address_of(f"sqlite:///{tmp_path}/emergencies.db")
    said: list[tuple[str, object]] = []

    def listen(_c: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        said.append((statement, values))

    with engine_for(address) as engine, engine.begin() as connection:
        metadata.create_all(connection)
        unit = Unit(connection, keyring=keyring, clock=clock, on_point=lambda _: None)
        event.listen(engine, "before_cursor_execute", listen)
        unit.emergencies.queue(scope, OPEN, most=200)
        unit.emergencies.count(scope, OPEN)
        event.remove(engine, "before_cursor_execute", listen)
        plans = [
            str(row[3])
            for statement, values in said
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
        ]
    assert plans and not [plan for plan in plans if plan.startswith("SCAN")]
    # Of own lines by status; what lies under others is few, and is found by that.
    by = [re.findall("INDEX (\\w+)", plan) for plan in plans if "INDEX" in plan]
    assert by == [["ix_emergencies_status"], ["ix_emergencies_status"], ["ix_emergencies_status"]], plans
