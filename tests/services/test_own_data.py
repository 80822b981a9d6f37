"""One's own data after filing: all of it to take along, deleted when asked, gone from the files."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from api.bootstrap import House
from api.errors import Conflict
from conversations.inputs import Choice, Command, Text
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP, declared
from tests.services.test_afterwards import SECRETS, act, finish, said, withdrawn


async def test_a_draft_is_deleted_at_once_after_a_yes(house: House) -> None:
    resident = await Resident.arrive(house)
    await resident.declare(FAMILY_OF_FOUR, until="income.wages")
    await resident.send(Text("删除我的信息"))
    await resident.send(Choice(True))
    kept = await house.exporting.everything(resident.conversation_id)
    assert kept["answers"] == [] and kept["papers"] == []
    assert not any(secret in json.dumps(kept, ensure_ascii=False) for secret in SECRETS)


async def test_a_filed_one_is_asked_for_and_refused_with_the_reason(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Text("删除我的信息"))
    assert "撤回" in said(await resident.send(Text("怕别人看到")))
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert "wants_erasure" in view.item.flags and view.timeline[-1].record.note == "怕别人看到"
    assert "refuse_erasure" in view.actions and "grant_erasure" not in view.actions
    await act(sqlite_house, receipt, "refuse_erasure", note="核对还没做完，办完再说。")
    last = (await sqlite_house.turns.after(resident.conversation_id, 0, 1000))[-1]
    assert "核对还没做完" in said(last)
    assert "wants_erasure" not in (await sqlite_house.review.open(TOWNSHIP, receipt)).item.flags


async def test_a_request_for_deletion_stays_in_the_queue_when_the_declaration_is_taken_back(
    sqlite_house: House,
) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Text("删除我的信息"))
    await resident.send(Choice("no_aid"))
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert view.item.status == "withdrawn" and view.item.due is not None


async def test_what_is_granted_is_gone_and_still_counted(house: House) -> None:
    resident, receipt = await withdrawn(house)
    await resident.send(Command("erase"))
    await resident.send(Choice("no_aid"))
    assert (await house.review.open(TOWNSHIP, receipt)).item.due is not None
    await act(house, receipt, "grant_erasure")
    kept = await house.exporting.everything(resident.conversation_id)
    assert not any(secret in json.dumps(kept, ensure_ascii=False) for secret in SECRETS)
    assert kept["answers"] == [] and len(kept["turns"]) == 1 and "已经删除" in said(kept["turns"][0])
    view = await house.review.open(TOWNSHIP, receipt)
    assert view.item.status == "erased" and view.answers == {} and view.item.name == "" and view.actions == ()
    await resident.send(Text("继续"))
    assert resident.key == "consent"


async def test_nothing_sealed_is_left_in_the_files(sqlite_house: House) -> None:
    resident, receipt = await withdrawn(sqlite_house)
    folder: Path = sqlite_house.settings.data_dir

    def sealed(unit: object) -> list[bytes]:
        rows: list[bytes] = []
        for table, column in (
            ("declaration_versions", "answers"),
            ("turns", "body"),
            ("declarations", "applicant_name"),
        ):
            found = unit.connection.exec_driver_sql(f"SELECT {column} FROM {table}")  # type: ignore[attr-defined]
            rows += [bytes(row[0]) for row in found]
        return rows

    before = await sqlite_house.database.read(sealed)
    assert len(before) > 50 and any(one[8:40] in _stored(folder) for one in before)
    await sqlite_house.erasing.erase(receipt, "system")
    stored = _stored(folder)
    assert not [one for one in before if one[8:40] in stored]
    await sqlite_house.erasing.erase(receipt, "system")
    assert "已经删除" in said(await resident.send(Text("进度"))) or resident.turn["question"] is not None


async def test_an_open_declaration_is_not_erased_by_order(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    with pytest.raises(Conflict):
        await sqlite_house.erasing.erase(resident.receipt, "system")


async def test_erasing_one_declaration_leaves_the_next_one_alone(sqlite_house: House) -> None:
    resident, first = await withdrawn(sqlite_house)
    await resident.send(Command("change"))
    await resident.send(Choice("kept"))
    await resident.send(Choice("contact"))
    await resident.send(Choice("continue"))
    await finish(resident)
    second = resident.receipt
    await sqlite_house.erasing.erase(first, "system")
    view = await sqlite_house.review.show(TOWNSHIP, second)
    assert view.answers["members.0.name"] == APPLICANT
    assert "等工作人员受理" in said(await resident.send(Command("status")))


async def test_the_export_holds_everything_and_names_no_officer(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await sqlite_house.staff.make_demo_staff()
    await sqlite_house.review.show(TOWNSHIP, receipt)
    kept = await sqlite_house.exporting.everything(resident.conversation_id)
    (filed,) = kept["declarations"]
    assert filed["receipt"] == receipt and filed["versions"][0]["signatures"]
    assert [(one["who"], one["action"]) for one in filed["read_by"]] == [("township", "show")]
    assert filed["timeline"][0]["who"] == "resident"
    wages = [one for one in kept["answers"] if one["path"] == "income.wages"]
    assert wages[0]["channel"] == "web" and wages[0]["at"].endswith("+08:00")
    assert "示例经办员" not in json.dumps(kept, ensure_ascii=False)

    async def form(receipt: str) -> bytes:
        return (await sqlite_house.printing.own(resident.conversation_id, receipt, "form")).content

    packed = await sqlite_house.exporting.archive(resident.conversation_id, lambda _: "<p>读</p>", form)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {"shenbao.json", "index.html"} <= set(archive.namelist())


def _stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
