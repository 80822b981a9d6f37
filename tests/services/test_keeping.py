"""What is taken back or forgotten is really gone; what was filed stays."""

from pathlib import Path

from api.bootstrap import House
from conversations.inputs import Choice, Command
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP


async def test_a_withdrawn_draft_leaves_nothing_that_was_said(house: House) -> None:
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR, until="income.wages")
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))
    kept = await house.turns.after(resident.conversation_id, 0)
    assert len(kept) == 1 and kept[0]["question"] is None
    await resident.send(Command("resume"))
    assert resident.key == "consent"


async def test_an_old_input_sent_again_after_that_takes_nothing(house: House) -> None:
    resident = await Resident.arrive(house)
    await resident.send(Choice(True), "early")
    await resident.send(Command("withdraw"))
    last = await resident.send(Choice(True))
    assert await resident.send(Choice(True), "early") == last


async def test_a_draft_is_deleted_after_a_year_and_a_filed_declaration_is_not(house: House, clock: Clock) -> None:
    draft, filed = await Resident.arrive(house), await Resident.arrive(house)
    await draft.declare(FAMILY_OF_FOUR, until="phone")
    await filed.declare(FAMILY_OF_FOUR)
    clock.advance(days=364)
    assert await house.keeping.sweep() == 0
    clock.advance(days=2)
    assert await house.keeping.sweep() == 1
    assert await house.turns.last(draft.conversation_id) is None
    assert (await house.exporting.everything(filed.conversation_id))["declarations"]


async def test_a_form_typed_in_part_is_deleted_after_ninety_days(house: House, clock: Clock) -> None:
    await house.staff.make_demo_staff()
    old = await house.intake_drafts.begin(TOWNSHIP, "window")
    clock.advance(days=60)
    new = await house.intake_drafts.begin(TOWNSHIP, "visit")
    clock.advance(days=31)
    assert await house.keeping.sweep() == 1
    assert [one.id for one in await house.intake_drafts.all(TOWNSHIP)] == [new.id] != [old.id]


async def test_nothing_said_stands_readable_in_the_files(sqlite_house: House) -> None:
    resident = await Resident.arrive(sqlite_house)
    await resident.declare(FAMILY_OF_FOUR)
    folder: Path = sqlite_house.settings.data_dir
    stored = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    for secret in ("周示例", "李样本", str(FAMILY_OF_FOUR["members.0.id_number"]), "13800138000", "智力"):
        assert secret.encode() not in stored
