"""After filing: where it stands, papers, changes, a person, one's data, its deletion — in every status."""

import io

import pytest

from api.bootstrap import House
from api.errors import NotAllowedNow
from api.services.review.actions import Action
from api.services.transcript.shown import TurnJson
from conversations.inputs import Choice, Command, File, Text, Unreadable
from conversations.messages import say
from tests.fakes.clocks import Clock
from tests.fakes.households import APPLICANT, FAMILY_OF_FOUR, Household, answer_for
from tests.fakes.houses import Resident, body_for
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


async def finish(resident: Resident, until: str = "", family: Household = FAMILY_OF_FOUR) -> list[str]:
    """Answer what is asked as this family does, keep what stands, sign and hand in; what was asked."""
    asked: list[str] = []
    while (question := resident.turn["question"]) is not None and question["key"] != until:
        asked.append(question["key"])
        await one_kept(resident, family)
    return asked


async def one_kept(resident: Resident, family: Household = FAMILY_OF_FOUR) -> None:
    """Answer the open question: what stands stays."""
    question = resident.turn["question"]
    assert question is not None
    values = [one["value"] for one in question["choices"]]
    keep = next((one["value"] for one in question["choices"] if str(one["label"]).startswith("还是")), None)
    ticked = tuple(str(one["value"]) for one in question["choices"] if one.get("ticked"))
    if keep is not None:
        await resident.send(Choice(keep))
    elif question["kind"] == "signature":
        await resident.send(Text(APPLICANT))
    elif question["kind"] == "review":
        await resident.send(Choice(values[0]))
    elif question["kind"] == "confirm":
        await resident.send(Choice(True))
    elif question["kind"] == "several" and ticked:
        await resident.send(Choice(ticked))
    elif question["key"].endswith(".more"):
        await resident.send(Choice(False))
    else:
        await resident.send(body_for(*answer_for(question, family)))


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
    assert turn["question"] is None
    assert said(turn)


async def test_an_emergency_told_after_filing_leads_straight_to_the_yes(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    await resident.send(Text("没钱看病了"))
    assert resident.key == "urgent"
    await resident.send(Choice(True))
    assert (resident.key or "").startswith("emergency.")


async def test_a_photo_out_of_the_blue_is_not_lost_in_silence(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    turn = await resident.send(Unreadable(say("照片没看清。")))
    assert offered(turn)[0] == "papers" and "没看清" in said(turn)
    await resident.send(Choice("nothing"))
    turn = await resident.send(File("0" * 32, "image/jpeg"))
    assert resident.key == "documents.0.kind" and "收到" in said(turn)


async def test_a_change_is_a_new_version_signed_again_and_shown_to_staff(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    await resident.send(Text("家里有变化"))
    await resident.send(Choice("income"))
    await finish(resident, "income.wages")
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
    assert str(resident.key).startswith("members.1.")
    await finish(resident)
    await resident.send(Command("change", "people"))
    await resident.send(Choice("left"))
    await resident.send(Text("周小样"))
    assert str(resident.key).startswith("remove")
    await resident.send(Choice(True))
    await finish(resident)
    await resident.send(Command("change", "people"))
    turn = await resident.send(Choice("joined"))
    assert turn["question"] is not None and str(turn["question"]["key"]).endswith(".more")


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
    assert resident.key == "documents.0.next"
    await resident.send(Choice(False))
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


def _photo() -> bytes:
    from PIL import Image

    content = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 180, 160)).save(content, "JPEG")
    return content.getvalue()
