"""After filing: where it stands, papers, changes, a person, one's data, its deletion — in every status."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from api.bootstrap import House
from api.errors import Conflict, NotAllowedNow
from api.services.review.actions import Action
from api.services.shown import TurnJson
from conversations.inputs import Choice, Command, File, Text, Unreadable
from conversations.messages import say
from tests.fakes.clocks import Clock
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.services.review.desks import TOWNSHIP, declared

SECRETS = (APPLICANT, "李样本", "东山村", "13800138000", str(FAMILY_OF_FOUR["members.0.id_number"]))


def said(turn: TurnJson) -> str:
    """All that was said in a turn."""
    return "\n".join(reply["text"] for reply in turn["replies"])


def offered(turn: TurnJson) -> list[object]:
    """The values of the buttons of the open question."""
    return [one["value"] for one in turn["question"]["choices"]] if turn["question"] is not None else []


async def act(house: House, receipt: str, action: str, **more: object) -> None:
    """One step of the township."""
    await house.review.act(TOWNSHIP, receipt, Action(id=f"{action}-1", action=action, **more))  # type: ignore[arg-type]


async def finish(resident: Resident, until: str = "") -> None:
    """Answer what is asked as the family of four, keep what stands, sign and hand in."""
    while (question := resident.turn["question"]) is not None and question["key"] != until:
        values = [one["value"] for one in question["choices"]]
        keep = next((one["value"] for one in question["choices"] if str(one["label"]).startswith("还是")), None)
        if keep is not None:
            await resident.send(Choice(keep))
        elif question["kind"] == "signature":
            await resident.send(Text(APPLICANT))
        elif question["kind"] == "review":
            await resident.send(Choice(values[0]))
        elif question["kind"] == "confirm":
            await resident.send(Choice(True))
        elif question["key"].endswith(".more"):
            await resident.send(Choice(False))
        else:
            await resident.send(Command("skip"))


async def withdrawn(house: House) -> tuple[Resident, str]:
    """A family that took its declaration back."""
    resident = await declared(house)
    receipt = resident.receipt
    await resident.send(Command("withdraw"))
    await resident.send(Choice(True))
    return resident, receipt


async def test_the_status_says_since_when_who_what_next_and_by_when(sqlite_house: House, clock: Clock) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    words = said(await resident.send(Text("状态")))
    for told in (receipt, "等工作人员受理", "从11月", "谁在办：示例", "电话 07", "最晚11月", "补材料", "撤回"):
        assert told in words
    clock.advance(days=1)
    await act(sqlite_house, receipt, "accept")
    assert "给您结果" in said(await resident.send(Text("进度")))
    await act(sqlite_house, receipt, "ask_back", keys=("phone", "income.wages"))
    turn = await resident.send(Command("status"))
    assert "等您回答 2 条" in said(turn) and resident.key == "phone"
    await resident.send(Text("13900139000"))
    assert "等您回答 1 条" in said(await resident.send(Command("status")))
    await finish(resident)
    assert "收到" in said(await resident.send(Command("status")))
    await act(sqlite_house, receipt, "decide", category="dibao_margin", result="approved")
    words = said(await resident.send(Command("status")))
    assert "已经办结" in words and "删除我的信息" in words and "最晚" not in words


async def test_a_deadline_that_has_passed_is_said_to_have_passed(sqlite_house: House, clock: Clock) -> None:
    resident = await declared(sqlite_house)
    clock.advance(days=30)
    assert "已经过了" in said(await resident.send(Command("status")))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("钱什么时候发", "change"),
        ("我搬家了", "change"),
        ("我又住院了", "change"),
        ("我想补一张药费单子", "papers"),
        ("没钱看病了", "urgent"),
        ("能帮我打个电话吗", "human"),
        ("今天天气不错", "change"),
    ],
)
async def test_whatever_is_written_after_filing_gets_buttons_that_help(
    sqlite_house: House, words: str, first: str
) -> None:
    resident = await declared(sqlite_house)
    turn = await resident.send(Text(words))
    assert resident.key == "after" and offered(turn)[0] == first
    assert {"change", "papers", "human", "nothing"} <= set(offered(turn))
    if "钱什么时候" in words:
        assert "最晚" in said(turn)
    await resident.send(Text("我们村的路修好了"))
    assert resident.key == "after"
    turn = await resident.send(Text("没别的事"))
    assert turn["question"] is None and said(turn)


async def test_a_photo_out_of_the_blue_is_not_lost_in_silence(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    for body in (File("0" * 32, "image/jpeg"), Unreadable(say("照片没看清。"))):
        turn = await resident.send(body)
        assert offered(turn)[0] == "papers" and said(turn)
        await resident.send(Choice("nothing"))


async def test_a_change_is_a_new_version_signed_again_and_shown_to_staff(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Text("家里有变化"))
    await resident.send(Choice("income"))
    assert resident.key == "income.wages"
    await resident.send(Text("每月800"))
    await finish(resident)
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert view.version == 2 and view.answers["income.wages"] == "9600.00"
    assert "household_changed" in view.item.flags and view.item.status == "submitted"
    last = view.timeline[-1]
    assert last.action == "correct" and "income.wages" in last.record.keys and last.changed
    assert "phone" not in last.record.keys
    kept = (await sqlite_house.exporting.everything(resident.conversation_id))["declarations"][0]["versions"]
    assert kept[0]["answers"]["income.wages"] == "14400.00"
    assert kept[1]["signatures"] != kept[0]["signatures"]
    await act(sqlite_house, receipt, "accept")
    assert "household_changed" not in (await sqlite_house.review.open(TOWNSHIP, receipt)).item.flags


async def test_somebody_joins_somebody_leaves_somebody_falls_ill(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    await resident.send(Command("change"))
    await resident.send(Choice("people"))
    await resident.send(Choice("changed"))
    await resident.send(Text("李样本"))
    assert resident.key == "members.1.marital_status"
    await resident.send(Choice("married"))
    await resident.send(Choice("healthy"))
    await finish(resident)
    await resident.send(Command("change", "people"))
    await resident.send(Choice("left"))
    await resident.send(Text("周小样"))
    assert resident.turn["question"] is not None and "周小样" in resident.turn["question"]["prompt"]
    await resident.send(Choice(True))
    await finish(resident)
    await resident.send(Command("change", "people"))
    await resident.send(Choice("joined"))
    await resident.send(Choice(True))
    assert resident.key is not None and resident.key.startswith("members.3.")


async def test_papers_are_added_alone_and_staff_see_them(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Text("补材料"))
    await resident.send(Choice(True))
    assert resident.key == "documents.0.kind"
    await resident.send(Choice("medical_bill"))
    await resident.send(Choice(str(offered(resident.turn)[0])))
    kept = await sqlite_house.papers.keep_upload(resident.conversation_id, _photo(), "photo-1")
    await resident.send(File(kept.paper, kept.mime))
    assert resident.key == "documents.1.more"
    await finish(resident)
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert [one.id for one in view.documents] == [kept.paper]
    assert "papers_added" in view.item.flags and "household_changed" not in view.item.flags


async def test_who_wants_a_person_is_seen_until_somebody_called(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Text("找人"))
    assert "wants_person" in (await sqlite_house.review.open(TOWNSHIP, receipt)).item.flags
    assert "您11月" in said(await resident.send(Command("status")))
    await act(sqlite_house, receipt, "accept")
    await act(sqlite_house, receipt, "called")
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert "wants_person" not in view.item.flags and view.item.status == "accepted" and view.item.due is not None
    with pytest.raises(NotAllowedNow):
        await sqlite_house.review.act(TOWNSHIP, receipt, Action("again", "called"))


async def test_after_the_end_one_declares_again_with_what_was_said(sqlite_house: House) -> None:
    resident, first = await withdrawn(sqlite_house)
    await resident.send(Text("家里有变化"))
    assert "kept" in offered(resident.turn)
    await resident.send(Choice("kept"))
    await resident.send(Choice("contact"))
    await resident.send(Choice("continue"))
    assert resident.key == "pledge"
    await finish(resident)
    assert resident.receipt != first


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
    assert [one["who"] for one in filed["read_by"]] == ["township"] and filed["timeline"][0]["who"] == "resident"
    wages = [one for one in kept["answers"] if one["path"] == "income.wages"]
    assert wages[0]["channel"] == "web" and wages[0]["at"].endswith("+08:00")
    assert "示例经办员" not in json.dumps(kept, ensure_ascii=False)
    packed = await sqlite_house.exporting.archive(resident.conversation_id, lambda _: "<p>读</p>")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {"shenbao.json", "index.html"} <= set(archive.namelist())


def _stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def _photo() -> bytes:
    from PIL import Image

    content = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 180, 160)).save(content, "JPEG")
    return content.getvalue()
