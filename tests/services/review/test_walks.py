"""Whatever staff do in whatever order: nothing leaves the table, what happened is what is written, counts stay right."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from api.bootstrap import House, build
from api.errors import NotAllowedNow, NotFound, ServiceError
from api.services.review.actions import Action
from api.services.review.lifecycle import KNOWN_ACTIONS, TABLE, transition
from api.services.review.readings import READINGS
from api.services.review.words import STATUSES
from api.services.staffing.staff import StaffMember
from storage.repositories.scope import Scope
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import copied, settings_for
from tests.services.review.desks import COUNTY, TOWNSHIP, VILLAGE, declared

Content = dict[str, object]
CONTENT: dict[str, tuple[Content, ...]] = {
    "ask_back": ({"keys": ("income.wages",), "reason": "写错了"},),
    "record_query": ({}, {"found": {"income.wages": "20000"}}),
    "record_visit": ({"visitors": ("甲示例", "乙示例"), "findings": "看过了。", "signed": "周示例"},),
    "opinion": ({"result": "agree"}, {"result": "disagree", "note": "收入高。"}),
    "decide": (
        {"category": "dibao_margin", "result": "approved"}, {"category": "dibao", "result": "approved"},
        {"category": "none", "result": "refused", "note": "收入高。"}, {"category": "none", "result": "registered"},
    ),
    "refer": ({"departments": ("教育",)},),
    "record_referral": ({"referral": "1-0", "result": "helped"},),
    "escalate": ({"note": "复杂。"},),
    "transfer": ({"area_code": "993601002"}, {"area_code": "993601001"}),
    "record_letter": ({"place": "家里"},),
    "record_own_form": ({"result": "approved", "on": "2026-11-23"},),
    "review_year": ({"result": "unchanged"},),
    "close": ({"note": "有工作了。", "monitored": "yes"}, {"note": "搬走了。"}),
    "reopen": ({"note": "又有困难。"},),
    "record_signature": ({"signed_on": "2026-11-23", "place": "家里"},),
    "refuse_erasure": ({"note": "依法要留。"},),
}  # fmt: skip
MOVES = st.lists(
    st.tuples(st.sampled_from(KNOWN_ACTIONS), st.integers(0, 40), st.sampled_from((TOWNSHIP, COUNTY, VILLAGE)),
              st.integers(0, 12)),
    max_size=14,
)  # fmt: skip


def sent(number: int, action: str, choice: int) -> Action:
    """The action with one of its usual contents."""
    usual = CONTENT.get(action, ({},))
    return Action(f"w{number}", action, **usual[choice % len(usual)])  # type: ignore[arg-type]  # contents by name


@settings(max_examples=10, deadline=None)
@given(aid=st.booleans(), moves=MOVES)
def test_any_walk_stays_in_the_table(started: Path, aid: bool, moves: list[tuple[str, int, StaffMember, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        house = build(settings_for(copied(started, Path(folder))), clock)
        try:
            asyncio.run(_walk(house, clock, aid, moves))
        finally:
            house.close()


async def _walk(house: House, clock: Clock, aid: bool, moves: list[tuple[str, int, StaffMember, int]]) -> None:
    receipt = (await declared(house, {**FAMILY_OF_FOUR, "applies_for_aid": aid})).receipt
    happened = ["file"]
    for number, (name, choice, officer, days) in enumerate(moves):
        clock.advance(days=days)
        happened += await _time_passed(house, receipt, len(happened))
        # Mostly what is possible, sometimes what is not.
        can = await _possible(house, receipt, officer)
        wanted = can[choice % len(can)] if can and days % 4 else name
        happened += await _tried(house, receipt, officer, sent(number, wanted, choice))
        await _checked(house, receipt, happened)


async def _possible(house: House, receipt: str, officer: StaffMember) -> tuple[str, ...]:
    try:
        return (await house.review.open(officer, receipt)).actions
    except NotFound:
        return ()


async def _tried(house: House, receipt: str, officer: StaffMember, action: Action) -> list[str]:
    """What the action added to the timeline; a refused one changes nothing, a taken one does so once."""
    before = await _kept(house, receipt)
    try:
        done = await house.review.act(officer, receipt, action)
    except NotAllowedNow as error:
        assert action.action not in error.actions
        assert await _kept(house, receipt) == before
        return []
    except ServiceError:
        assert await _kept(house, receipt) == before
        return []
    status = str(before[0])
    step = transition(action.action, status, action.outcome)
    assert step is not None and done.status == (step.target or status) and officer.role in step.roles
    after = await _kept(house, receipt)
    if officer.scope.covers(str(after[1])):
        again = await house.review.act(officer, receipt, action)
        assert (again.status, again.due) == (done.status, done.due)
    assert await _kept(house, receipt) == after
    return [action.action]


async def _time_passed(house: House, receipt: str, known: int) -> list[str]:
    await house.watching.look()
    return [one for one in await _timeline(house, receipt) if one not in READINGS][known:]


async def _checked(house: House, receipt: str, happened: list[str]) -> None:
    assert [one for one in await _timeline(house, receipt) if one not in READINGS] == happened
    status, area, *_ = await _kept(house, receipt)
    assert status in STATUSES and {row.target for row in TABLE} >= {status}
    counts = await house.database.read(
        lambda unit: {one: unit.declarations.count(Scope(prefix=str(area)), one) for one in STATUSES}
    )
    assert counts == {one: int(one == status) for one in STATUSES}
    assert await house.database.read(lambda unit: unit.declarations.count(Scope(prefix=""))) == 1


async def _timeline(house: House, receipt: str) -> list[str]:
    def work(unit: Unit) -> list[str]:
        row = unit.declarations.by_receipt(receipt)
        assert row is not None
        return [event.action for event in unit.timeline.of(row.id)]

    return await house.database.read(work)


async def _kept(house: House, receipt: str) -> tuple[object, ...]:
    """All that an action may change: the row, its deadlines, how much was said."""

    def work(unit: Unit) -> tuple[object, ...]:
        row = unit.declarations.by_receipt(receipt)
        assert row is not None and row.conversation_id is not None
        owed = [(one.kind, one.state, one.ends_at) for one in unit.deadlines.owed(row.id)]
        last = unit.turns.last(row.conversation_id)
        assert last is not None
        return (row.status, row.area_code, row.flags, row.category, row.outcome, row.due_at, owed, last.number)

    return await house.database.read(work)
