"""Acting on a declaration: once, in order, by those who may, and the resident is told in the same breath."""

import asyncio

import pytest

from api.bootstrap import House
from api.errors import BadInput, Conflict, Forbidden, NotAllowedNow, NotFound
from api.services.calendar.workdays import SHANGHAI
from api.services.review.actions import Action
from api.services.review.views import Filters
from conversations.inputs import Choice, Command
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import ADMIN, AUDITOR, COUNTY, NEIGHBOUR, TOWNSHIP, VILLAGE, declared

ACCEPT = Action("a1", "accept", "材料看过了。")
REFUSE = Action("d1", "decide", "每人每月收入高于当地的线。", category="none", result="refused")


async def last_words(house: House, resident: Resident) -> str:
    """What the resident was told last."""
    turn = await house.turns.last(resident.conversation_id)
    assert turn is not None
    resident.turn = turn
    return "\n".join(reply["text"] for reply in turn["replies"])


async def test_from_the_first_look_to_the_decision(house: House, clock: Clock) -> None:
    resident = await declared(house)
    receipt = resident.receipt
    done = await house.review.act(TOWNSHIP, receipt, ACCEPT)
    assert done.status == "accepted" and {"ask_back", "decide"} <= set(done.actions)
    told = await last_words(house, resident)
    assert receipt in told and "材料看过了。" in told and "最晚" in told

    clock.advance(days=1)
    asked = Action("b1", "ask_back", keys=("income.wages", "members.1.health"), notes={"income.wages": "到手多少？"})
    assert (await house.review.act(TOWNSHIP, receipt, asked)).status == "asked_back"
    assert "2 处" in await last_words(house, resident)
    question = resident.turn["question"]
    assert question is not None and question["key"] == "income.wages" and "到手多少？" in str(question["note"])

    await resident.declare({**FAMILY_OF_FOUR, "income.wages": "每月1000"})
    view = await house.review.open(TOWNSHIP, receipt)
    assert (view.item.status, view.version, view.answers["income.wages"]) == ("answered", 2, "12000.00")
    assert [event.action for event in view.timeline] == ["file", "accept", "ask_back", "correct"]

    done = await house.review.act(
        TOWNSHIP, receipt, Action("d1", "decide", "核对过了。", category="dibao", result="approved")
    )
    assert done.status == "decided" and "decide" not in done.actions
    told = await last_words(house, resident)
    assert "最低生活保障对象" in told and "核对过了。" in told
    view = await house.review.open(TOWNSHIP, receipt)
    assert (view.item.category, view.item.outcome) == ("dibao", "approved")


async def test_the_same_action_again_gives_the_same_and_tells_nobody_twice(house: House, clock: Clock) -> None:
    resident = await declared(house)
    first = await house.review.act(TOWNSHIP, resident.receipt, ACCEPT)
    turn = await house.turns.last(resident.conversation_id)
    clock.advance(days=2)
    assert await house.review.act(TOWNSHIP, resident.receipt, ACCEPT) == first
    await house.review.act(TOWNSHIP, resident.receipt, REFUSE)
    assert await house.review.act(TOWNSHIP, resident.receipt, ACCEPT) == first
    assert turn is not None
    later = await house.turns.after(resident.conversation_id, turn["number"])
    assert len(later) == 1


async def test_an_id_is_good_for_one_action_of_one_officer(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    await sqlite_house.review.act(TOWNSHIP, resident.receipt, ACCEPT)
    for officer, action in (
        (TOWNSHIP, Action("a1", "accept", "别的话")),
        (TOWNSHIP, Action("a1", "decide", category="none", result="registered")),
        (COUNTY, ACCEPT),
    ):
        with pytest.raises(Conflict):
            await sqlite_house.review.act(officer, resident.receipt, action)


async def test_thirty_clicks_at_once_are_one_step(house: House) -> None:
    resident = await declared(house)
    same = [house.review.act(TOWNSHIP, resident.receipt, ACCEPT) for _ in range(10)]
    others = [house.review.act(COUNTY, resident.receipt, Action(f"c{n}", "accept")) for n in range(20)]
    results = await asyncio.gather(*same, *others, return_exceptions=True)
    done = {result.status for result in results if not isinstance(result, BaseException)}
    refused = [result for result in results if isinstance(result, BaseException)]
    assert done == {"accepted"} and all(isinstance(one, NotAllowedNow) for one in refused)
    view = await house.review.open(TOWNSHIP, resident.receipt)
    assert [event.action for event in view.timeline] == ["file", "accept"]


async def test_what_is_not_possible_now_is_refused_with_what_is(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    for action in ("decide", "publish", "close", "reopen", "record_query"):
        with pytest.raises(NotAllowedNow) as refused:
            await sqlite_house.review.act(TOWNSHIP, resident.receipt, Action("x", action))
        assert refused.value.actions == ("accept", "ask_back", "record_visit", "transfer")


async def test_those_who_only_look_are_told_so(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    for officer in (VILLAGE, AUDITOR, ADMIN):
        with pytest.raises(Forbidden):
            await sqlite_house.review.act(officer, resident.receipt, ACCEPT)
        view = await sqlite_house.review.open(officer, resident.receipt)
        assert "accept" not in view.actions and view.item.status == "submitted"


BAD_ACTIONS: tuple[tuple[Action, list[str]], ...] = (
    (Action("x", "vanish"), ["action"]),
    (Action("", "accept"), ["id"]),
    (Action("a\x00", "accept"), ["id"]),
    (Action("x", "accept", "长" * 1001), ["note"]),
    (Action("x", "ask_back"), ["keys"]),
    (Action("x", "ask_back", keys=("members.3.income", "income.wages", "members.9.name")), ["keys", "keys"]),
    (Action("x", "ask_back", keys=("pledge",)), ["keys"]),
    (Action("x", "ask_back", keys=("consent",)), ["keys"]),
    (Action("x", "ask_back", keys=("phone",), notes={"income.wages": "?"}), ["notes.income.wages"]),
)


async def test_a_bad_action_changes_nothing_and_names_its_faults(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    for action, keys in BAD_ACTIONS:
        with pytest.raises(BadInput) as refused:
            await sqlite_house.review.act(TOWNSHIP, resident.receipt, action)
        assert [fault.key for fault in refused.value.faults] == keys
    view = await sqlite_house.review.open(TOWNSHIP, resident.receipt)
    assert (view.item.status, len(view.timeline)) == ("submitted", 1)


BAD_DECISIONS: tuple[tuple[Action, list[str]], ...] = (
    (Action("d", "decide", category="dibao"), ["result"]),
    (Action("d", "decide", category="rich", result="approved"), ["category"]),
    (Action("d", "decide", category="none", result="approved"), ["category"]),
    (Action("d", "decide", category="none", result="refused"), ["note"]),
    (Action("d", "decide", "  \n", category="none", result="refused"), ["note"]),
)


async def test_a_decision_says_what_and_a_refusal_says_why(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    await sqlite_house.review.act(TOWNSHIP, resident.receipt, ACCEPT)
    for action, keys in BAD_DECISIONS:
        with pytest.raises(BadInput) as refused:
            await sqlite_house.review.act(TOWNSHIP, resident.receipt, action)
        assert [fault.key for fault in refused.value.faults] == keys


async def test_a_push_names_no_illness_and_no_amount(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    asked = Action("b", "ask_back", keys=("members.2.health", "expenditure.medical"))
    await sqlite_house.review.act(TOWNSHIP, resident.receipt, asked)
    turn = await sqlite_house.turns.last(resident.conversation_id)
    assert turn is not None
    told = "".join(reply["text"] for reply in turn["replies"])
    assert not any(word in told for word in ("残疾", "病", "2,100", "周示例", "低保"))


async def test_a_withdrawn_declaration_is_left_alone(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))
    with pytest.raises(NotAllowedNow) as refused:
        await sqlite_house.review.act(TOWNSHIP, receipt, ACCEPT)
    assert refused.value.actions == ()


async def test_words_with_odd_characters_are_kept_readable(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    await sqlite_house.review.act(TOWNSHIP, resident.receipt, Action("a", "accept", "好\ud800的\x00{receipt}"))
    view = await sqlite_house.review.open(TOWNSHIP, resident.receipt)
    assert view.timeline[-1].record.note == "好的{receipt}"


async def test_the_queue_keeps_count_of_every_status(house: House, clock: Clock) -> None:
    first, second = await declared(house), await declared(house)
    await house.review.act(TOWNSHIP, first.receipt, ACCEPT)
    queue = await house.queueing.page(TOWNSHIP, Filters())
    assert [item.receipt for item in queue.items] == [second.receipt, first.receipt]  # due first
    assert (await house.queueing.page(TOWNSHIP, Filters(status="accepted"))).total == 1
    clock.advance(days=10)
    overdue = await house.queueing.page(TOWNSHIP, Filters(overdue=True))
    assert [item.receipt for item in overdue.items] == [second.receipt]
    assert overdue.items[0].urgency == "over"


async def test_a_family_is_found_by_name_or_by_anybodys_number(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    for words in ("周示例", " 周 示例 ", "993601196303050119", "99360119650712022x"):
        found = await sqlite_house.queueing.page(TOWNSHIP, Filters(words=words))
        assert [item.receipt for item in found.items] == [resident.receipt]
        assert (await sqlite_house.queueing.page(NEIGHBOUR, Filters(words=words))).items == ()


async def test_a_receipt_is_found_however_it_is_typed(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    for words in (resident.receipt, resident.receipt.lower(), f" {resident.receipt} "):
        found = await sqlite_house.queueing.page(TOWNSHIP, Filters(words=words))
        assert found.total == 1
    assert (await sqlite_house.queueing.page(TOWNSHIP, Filters(words="周"))).total == 0


@pytest.mark.parametrize(
    ("filters", "page", "key"),
    [
        (Filters(status="gone"), 1, "status"),
        (Filters(category="rich"), 1, "category"),
        (Filters(area="东镇"), 1, "area"),
        (Filters(), 0, "page"),
    ],
)
async def test_a_filter_that_cannot_be_is_named(sqlite_house: House, filters: Filters, page: int, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        await sqlite_house.queueing.page(TOWNSHIP, filters, page)
    assert refused.value.key == key


async def test_an_unknown_receipt_is_not_there(sqlite_house: House) -> None:
    for receipt in ("SB000000000000", "", "\x00", "\ud800"):
        with pytest.raises(NotFound):
            await sqlite_house.review.open(TOWNSHIP, receipt)


async def test_no_action_can_take_the_place_of_a_reading(house: House) -> None:
    receipt = (await declared(house)).receipt
    # As the reading of the day would be named, were it named by what anybody can write.
    today = f"看 township {house.clock().astimezone(SHANGHAI):%Y-%m-%d}"
    await house.review.act(TOWNSHIP, receipt, Action(today, "accept"))
    await house.review.show(TOWNSHIP, receipt)
    assert "show" in {one.action for one in (await house.review.open(TOWNSHIP, receipt)).read_by}
