"""The audit is one chain: what was edited, taken out, put in or cut off is found, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from api.bootstrap import House
from api.errors import Forbidden
from api.services.administration.anchor import FILE, Anchor, read_anchors, read_head, written
from api.services.administration.verifying import Verdict, verify
from api.services.review.actions import Action
from api.services.review.reasons import Reason
from storage.engines import address_of
from tests.fakes.clocks import Clock
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, TOWNSHIP, declared


async def a_day(house: House) -> str:
    """A day at the desk: opened, received, read in full by two."""
    receipt = (await declared(house)).receipt
    await house.review.open(TOWNSHIP, receipt)
    await house.review.act(TOWNSHIP, receipt, Action("1", "accept", note="收到了"))
    await house.review.show(TOWNSHIP, receipt, Reason("call"))
    await house.review.show(COUNTY, receipt, Reason("other", "领导来问"))
    return receipt


async def verdict_of(house: House) -> Verdict:
    """What `shenbao audit verify` finds."""
    anchors = read_anchors(house.settings.data_dir / FILE)
    return await house.database.read(lambda unit: verify(unit, anchors))


def by_hand(house: House, *statements: str) -> None:
    """Somebody with the database's password, and without our key."""
    engine = create_engine(address_of(house.settings.database_url))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


async def test_a_day_at_the_desk_is_whole(house: House) -> None:
    receipt = await a_day(house)
    verdict = await verdict_of(house)
    assert verdict.whole and verdict.rows == 4 and verdict.anchors
    rows = await house.administration.auditing.latest(AUDITOR)
    assert [(row.actor, row.action, row.subject) for row in rows] == [
        ("county", "show", receipt), ("township", "show", receipt), ("township", "accept", receipt),
        ("township", "look", receipt),
    ]  # fmt: skip
    assert not any("领导来问" in row.detail or "收到了" in row.detail for row in rows)
    assert read_head(written(verdict.head)) == verdict.head


@pytest.mark.parametrize(
    ("done", "found"),
    [
        ("UPDATE audit SET actor = 'other' WHERE seq = 2", "row 2 was changed"),
        ("UPDATE audit SET detail = '{}' WHERE seq = 3", "row 3 was changed"),
        ("DELETE FROM audit WHERE seq = 2", "row 2 is missing"),
        ("DELETE FROM audit WHERE seq > 2", "the end is cut off: there were 4 rows, 2 are left"),
        ("DELETE FROM audit", "the end is cut off"),
        ("UPDATE audit_head SET seq = 3 WHERE id = 1", "the head names row 3"),
        ("UPDATE timeline SET actor = 'other' WHERE action = 'accept'", "was changed in the timeline"),
        ("UPDATE timeline SET note = NULL WHERE action = 'accept'", "the words of accept by township were changed"),
        ("DELETE FROM timeline WHERE action = 'show' AND actor = 'county'", "was taken out of the timeline"),
        (
            "INSERT INTO timeline (declaration_id, at, actor, action, status) "
            "SELECT declaration_id, at, 'county', 'accept', status FROM timeline WHERE action = 'accept'",
            "put into the timeline from elsewhere",
        ),
    ],
)
async def test_what_was_touched_is_named(house: House, done: str, found: str) -> None:
    await a_day(house)
    by_hand(house, done)
    verdict = await verdict_of(house)
    assert any(found in fault for fault in verdict.faults), verdict.faults


async def test_a_clean_cut_with_the_head_moved_is_found_by_the_anchor_outside(house: House, clock: Clock) -> None:
    await a_day(house)
    head = (await verdict_of(house)).head
    by_hand(
        house, "DELETE FROM audit WHERE seq > 2",
        "UPDATE audit_head SET seq = 2, hash = (SELECT hash FROM audit WHERE seq = 2) WHERE id = 1",
        "DELETE FROM timeline WHERE action = 'show'",
    )  # fmt: skip
    inside = await house.database.read(verify)
    assert inside.whole, "the database alone cannot know"
    outside = await verdict_of(house)
    assert any("there were 4 rows, 2 are left" in fault for fault in outside.faults)
    await house.review.open(COUNTY, (await house.administration.auditing.latest(AUDITOR))[0].subject)
    assert head.seq == 4 and not (await verdict_of(house)).whole


async def test_the_anchor_keeps_a_line_a_day(tmp_path: Path, clock: Clock) -> None:
    anchor = Anchor(tmp_path, clock)
    for number in range(1, 7):
        anchor.keep(f"{number} {number:064x}")
        clock.advance(hours=10)
    anchor.tidy()
    kept = read_anchors(tmp_path / FILE)
    assert kept[-1].head.seq == 6 and 1 < len(kept) < 6
    assert len({one.at.date() for one in kept}) == len(kept)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    (tmp_path / FILE).write_text("not ours\n", encoding="ascii")
    anchor.tidy()
    with pytest.raises(ValueError):
        read_anchors(tmp_path / FILE)


async def test_who_starts_while_others_write_in_the_same_folder_loses_no_line(tmp_path: Path) -> None:
    writers, days = 4, 100

    def write(one: int) -> None:
        # Days of its own: then a line that is missing was lost between two writers, not left out as one of a day.
        at = Clock(datetime(2026 + one, 1, 1, tzinfo=UTC))
        anchor = Anchor(tmp_path, at)
        for number in range(days):
            anchor.keep(f"{2 * number} {one:064x}")
            anchor.keep(f"{2 * number + 1} {one:064x}")
            anchor.tidy()
            at.advance(days=1)

    with ThreadPoolExecutor(writers) as threads:
        list(threads.map(write, range(writers)))
    assert sorted(one.head.seq for one in read_anchors(tmp_path / FILE)) == sorted(
        writers * [2 * number + 1 for number in range(days)]
    )


async def test_who_read_how_much_is_counted_and_too_much_is_told(sqlite_house: House) -> None:
    house = sqlite_house
    receipt = await a_day(house)
    await house.review.show(TOWNSHIP, receipt, Reason("call"))
    counts = {one.count.username: one.count for one in await house.administration.auditing.counts(AUDITOR)}
    assert (counts["township"].times, counts["township"].files) == (2, 1)
    assert (await verdict_of(house)).rows == 4, "a second look for the same reason is counted, not written again"


@pytest.mark.parametrize("who", [TOWNSHIP, COUNTY], ids=["township", "county"])
async def test_only_auditors_and_administrators_read_it(
    sqlite_house: House, who: object, clock: Callable[[], object]
) -> None:
    with pytest.raises(Forbidden):
        await sqlite_house.administration.auditing.latest(who)  # type: ignore[arg-type]
    assert await sqlite_house.administration.auditing.latest(ADMIN) == []
