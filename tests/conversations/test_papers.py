"""Papers in the conversation: page after page, from an album, unasked, taken back; nothing sent is lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from conversations.agenda import agenda_of
from conversations.answers import Json, fold
from conversations.effects import ReadPaper
from conversations.engine import step
from conversations.filing import snapshot
from conversations.inputs import File, Input, PaperFailed, PaperRead, Photos
from conversations.messages import say
from tests.conversations.talk import WORLD, Talk
from tests.fakes.households import FAMILY_OF_FOUR, id_number

READS = replace(WORLD, features=frozenset({"ocr"}))
BROKEN = say("请重新拍一张再发：这张照片坏了。")


def photo(name: str) -> File:
    return File(name, "image/jpeg")


def filed(talk: Talk) -> dict[str, Json]:
    """What of the papers would be filed now."""
    answers = snapshot(agenda_of(talk.form, fold(talk.state.log), talk.world))
    return {key: value for key, value in answers.items() if key.startswith("documents.")}


def at_the_photo(talk: Talk | None = None) -> Talk:
    talk = (talk or Talk()).answer_all(FAMILY_OF_FOUR, until="documents.0.more").choose(True)
    talk.choose("diagnosis").choose("1")
    assert talk.key == "documents.0.file"
    return talk


def test_one_page_and_no_more_is_one_paper() -> None:
    talk = at_the_photo().hear(photo("a"))
    assert talk.key == "documents.0.next" and "收到" in talk.heard_last
    talk.choose(False)
    assert talk.key == "documents.1.more"
    assert filed(talk) == {"documents.0.kind": "diagnosis", "documents.0.member": 1, "documents.0.file": "a"}


def test_page_follows_page_by_the_button_or_by_just_sending_it() -> None:
    talk = at_the_photo().hear(photo("a")).choose(True)
    assert talk.key == "documents.0.file_2"
    talk.hear(photo("b"))
    assert talk.key == "documents.0.next_2" and "共 2 页" in talk.heard_last
    talk.hear(photo("c"))
    assert talk.key == "documents.0.next_3" and "共 3 页" in talk.heard_last
    talk.choose(False)
    assert [filed(talk)[f"documents.0.{key}"] for key in ("file", "file_2", "file_3")] == ["a", "b", "c"]


def test_an_album_is_the_pages_of_one_paper_in_one_turn_that_one_back_undoes() -> None:
    talk = at_the_photo().hear(Photos(("a", "b", "c")))
    assert talk.key == "documents.0.next_3" and talk.heard_last.count("收到") == 1 and "3 张" in talk.heard_last
    talk.command("back")
    assert talk.key == "documents.0.file" and "documents.0.file" not in filed(talk)


def test_what_is_more_than_a_paper_holds_becomes_another_and_the_tenth_page_asks_for_no_more() -> None:
    talk = at_the_photo().hear(Photos(tuple("abcdefghijkl")))
    assert talk.key == "documents.1.kind"
    talk.choose("diagnosis").choose("1").choose(False)
    papers = filed(talk)
    assert papers["documents.0.file_10"] == "j" and papers["documents.1.file"] == "k"
    assert papers["documents.1.file_2"] == "l"


def test_the_same_photo_twice_is_one_page() -> None:
    talk = at_the_photo().hear(photo("a")).hear(photo("a"))
    assert talk.key == "documents.0.next" and "已经收到" in talk.heard_last


def test_a_household_of_one_is_not_asked_whose_paper_it_is() -> None:
    others = ("members.1", "members.2", "members.3")
    alone = {key: value for key, value in FAMILY_OF_FOUR.items() if not key.startswith(others)}
    talk = Talk().answer_all(alone, until="documents.0.more").choose(True).choose("diagnosis")
    assert talk.key == "documents.0.file"


def test_a_photo_sent_where_an_amount_is_asked_is_kept_and_asked_about_when_its_turn_comes() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").hear(photo("a"))
    assert talk.key == "income.wages" and "存着" in talk.heard_last and "工资" in talk.heard_last
    talk.answer_all(FAMILY_OF_FOUR, until="documents.0.kind")
    assert talk.asked is not None and "不是要交的材料" in [option.label.text for option in talk.asked.options]
    assert dict(talk.asked.papers) == {"documents.0.file": "a"}
    talk.choose("income_proof").choose("0").choose(False)
    assert filed(talk) == {"documents.0.kind": "income_proof", "documents.0.member": 0, "documents.0.file": "a"}
    assert talk.key == "documents.1.more"


def test_one_that_is_not_to_be_handed_in_is_gone() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").hear(photo("a"))
    talk.answer_all(FAMILY_OF_FOUR, until="documents.0.kind").text("不是要交的材料")
    assert talk.key == "documents.0.more" and filed(talk) == {}


def test_a_photo_at_one_more_paper_is_that_paper() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="documents.0.more").hear(photo("a"))
    assert talk.key == "documents.0.kind"
    talk.choose("other").choose("0").choose(False)
    assert filed(talk)["documents.0.file"] == "a"


def test_one_that_could_not_be_opened_is_told_and_asked_for_again() -> None:
    talk = at_the_photo().hear(Photos(("a", "b"))).choose(False)
    talk.hear(PaperFailed("b", BROKEN))
    assert talk.key == "documents.0.file_2" and "第 2 页" in talk.heard_last and "重新拍" in talk.heard_last
    talk.command("skip")
    assert talk.key == "documents.1.more" and "documents.0.file_2" not in filed(talk)


def test_one_kept_aside_that_could_not_be_opened_is_told_and_leaves_nothing_to_ask() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").hear(Photos(("a",)))
    talk.hear(PaperFailed("a", BROKEN))
    assert talk.key == "income.wages" and "重新拍" in talk.heard_last
    assert talk.answer_all(FAMILY_OF_FOUR, until="pledge").key == "pledge" and filed(talk) == {}


def test_a_paper_after_filing_is_filed_anew() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    assert talk.state.phase == "filed"
    talk.hear(photo("late"))
    assert talk.key == "documents.0.kind"
    talk.choose("medical_bill").choose("1").choose(False).choose(False)
    talk.answer_all(FAMILY_OF_FOUR)
    assert len(talk.filed) == 2 and talk.filed[1].answers["documents.0.file"] == "late"


def test_no_paper_stops_nobody() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    assert len(talk.filed) == 1


def test_through_a_link_channel_a_photo_is_not_taken_from_telegram() -> None:
    world = replace(WORLD, features=frozenset({"telegram_answers_by_link"}))
    talk = Talk(world=world, channel="telegram").answer_all(FAMILY_OF_FOUR, until="settlement").hear(photo("a"))
    assert talk.key == "settlement" and filed(talk) == {}


# --- reading ----------------------------------------------------------------------------------------------------


NUMBER = str(FAMILY_OF_FOUR["members.0.id_number"])


def wanted(talk: Talk, body: File) -> tuple[object, ...]:
    """What the step at this photo wants done outside."""
    return step(talk.state, Input("x", "web", talk.world.now, body), talk.world, talk.form).effects


def test_a_photo_of_a_card_is_read_and_each_value_confirmed() -> None:
    talk = Talk(world=READS).answer_all(FAMILY_OF_FOUR, until="members.0.id_number")
    talk.command("back")
    at_name = talk.key
    assert at_name == "members.0.name"
    (path,) = [one.path for one in agenda_of(talk.form, fold(talk.state.log), talk.world).slots if one.key == at_name]
    assert wanted(talk, photo("card")) == (ReadPaper("card", path, "id_card"),)
    talk.hear(photo("card"))
    assert talk.key == at_name and "直接打字" in talk.heard_last
    talk.hear(PaperRead("card", path, (("name", "周示例"), ("id_number", NUMBER))))
    assert talk.asked is not None and talk.asked.kind == "confirm" and talk.key == "members.0.name"
    talk.choose(True)
    assert talk.key == "members.0.id_number"
    talk.choose(True)
    assert talk.key not in ("members.0.name", "members.0.id_number")
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["documents.0.kind"] == "id_card"
    assert talk.filed[0].answers["members.0.id_number"] == NUMBER


def test_a_wrong_reading_is_refused_and_typed() -> None:
    talk = Talk(world=READS).answer_all(FAMILY_OF_FOUR, until="members.0.id_number").hear(photo("card"))
    path = "members." + fold(talk.state.log).items["members"][0] + ".id_number"
    other = id_number(date(1970, 1, 1), 7)
    talk.hear(PaperRead("card", path, (("id_number", other),))).choose(False)
    assert talk.key == "members.0.id_number"
    talk.text(NUMBER)
    assert talk.key != "members.0.id_number"


def test_what_cannot_be_read_is_typed_and_what_was_typed_meanwhile_stands() -> None:
    talk = Talk(world=READS).answer_all(FAMILY_OF_FOUR, until="members.0.id_number").hear(photo("card"))
    path = "members." + fold(talk.state.log).items["members"][0] + ".id_number"
    talk.hear(PaperRead("card", path, ()))
    assert talk.key == "members.0.id_number" and "打字" in talk.heard_last
    talk.text(NUMBER)
    after = talk.key
    talk.hear(PaperRead("card", path, (("id_number", id_number(date(1970, 1, 1), 7)),)))
    assert talk.key == after and talk.asked is not None and talk.asked.kind != "confirm"


def test_a_bill_offers_what_the_family_paid() -> None:
    talk = Talk(world=READS).answer_all(FAMILY_OF_FOUR, until="expenditure.medical").hear(photo("bill"))
    assert talk.key == "expenditure.medical"
    talk.hear(PaperRead("bill", "expenditure.medical", (("medical", "1234.56"),)))
    assert talk.asked is not None and talk.asked.kind == "confirm"
    talk.choose(True)
    assert fold(talk.state.log).value("expenditure.medical") == Decimal("1234.56")


def test_without_the_reader_the_photo_is_kept_and_the_number_typed() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.0.id_number")
    assert wanted(talk, photo("card")) == ()
    talk.hear(photo("card"))
    assert talk.key == "members.0.id_number" and "请打字" in talk.heard_last and "存着" in talk.heard_last
