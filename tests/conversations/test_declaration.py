"""A household declares: from the first word to the receipt, and what is filed in the end."""

from decimal import Decimal

from conversations.effects import FileDeclaration
from conversations.inputs import File, Location
from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR


def test_the_first_word_brings_the_notice_and_nothing_else_before_consent() -> None:
    talk = Talk().text("你好")
    assert talk.key == "consent"
    assert talk.asked is not None
    assert "notice" in {name for name, _ in talk.asked.prompt.params}
    talk.choose(False)
    assert talk.key == "consent"
    assert "没关系" in talk.heard_last


def test_a_family_of_four_gets_a_receipt_and_is_filed_by_the_keys_of_the_form() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    assert talk.asked is None and talk.state.phase == "filed"
    assert "SB261122000001" in talk.heard_last
    (filed,) = talk.filed
    assert isinstance(filed, FileDeclaration)
    answers = filed.answers
    assert answers["members.0.relation"] == "self"
    assert answers["members.0.age"] == 63 and answers["members.0.sex"] == "male"
    assert answers["members.3.student_stage"] == "primary"
    assert answers["income.wages"] == "14400.00"
    assert answers["income.total"] == "25200.00"
    assert not any(entry.path.endswith("m4.marital_status") for entry in talk.state.log)
    assert (answers["members.3.marital_status"], answers["members.3.occupation"]) == ("unmarried", "student")
    assert answers["members.1.marital_status"] == "married" and answers["assets.houses.0.kind"] == "self_built"
    assert {one.key for one in filed.signatures} == {"pledge", "authorization"}


def test_only_registering_asks_for_no_authorization() -> None:
    talk = Talk().answer_all({**FAMILY_OF_FOUR, "applies_for_aid": False})
    assert {one.key for one in talk.filed[0].signatures} == {"pledge"}


def test_a_skipped_id_number_is_flagged_and_age_and_sex_are_asked_instead() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.1.id_number")
    talk.command("skip")
    assert talk.key == "members.1.sex"
    talk.choose("female").text("六十一")
    talk.answer_all(FAMILY_OF_FOUR)
    assert ("members.1.id_number", "skipped") in talk.filed[0].flags
    assert talk.filed[0].answers["members.1.age"] == 61


def test_a_small_yearly_amount_is_said_back_as_a_year_then_as_a_month() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").text("2000")
    assert talk.asked is not None and talk.asked.kind == "confirm" and talk.key == "income.wages"
    talk.choose(False)
    assert talk.asked.kind == "confirm"
    talk.choose(True)
    assert talk.key == "income.business_net"
    path = "income.wages"
    assert [entry.value for entry in talk.state.log if entry.path == path] == [Decimal(24000)]


def test_a_doubtful_answer_said_again_is_understood_again() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").text("大概两三千").text("一年三万六")
    assert talk.key == "income.business_net"


def test_an_approximate_amount_is_filed_with_its_flag() -> None:
    talk = Talk().answer_all({**FAMILY_OF_FOUR, "assets.deposits": "大概九千"})
    assert ("assets.deposits", "approximate") in talk.filed[0].flags


def test_two_people_cannot_have_one_id_number() -> None:
    same = {**FAMILY_OF_FOUR, "members.1.id_number": FAMILY_OF_FOUR["members.0.id_number"]}
    talk = Talk().answer_all(same, until="members.1.id_number")
    talk.text(str(same["members.1.id_number"]))
    assert talk.key == "members.1.id_number"
    assert "周示例" in talk.heard_last


def test_marrying_young_is_asked_again_and_stands_when_confirmed() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.2.id_number").command("skip")
    talk.choose("male").text("18").answer_all(FAMILY_OF_FOUR, until="members.2.marital_status").choose("married")
    assert talk.asked is not None and talk.asked.kind == "confirm"
    talk.choose(True)
    assert talk.key == "members.2.income"
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["members.2.marital_status"] == "married"


def test_a_child_of_ten_cannot_be_at_work() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.3.student_stage").choose("none")
    assert talk.key == "members.3.occupation"
    talk.choose("employed")
    assert talk.key == "members.3.occupation" and "没满 16 岁" in talk.heard_last


def test_a_photo_where_a_number_is_asked_takes_nothing_and_says_what_would_do() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").hear(File("p1", "image/jpeg"))
    assert talk.key == "income.wages"
    assert "工资性收入" in talk.heard_last


def test_the_signature_must_be_the_applicants_own_name() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").text("王五")
    assert talk.key == "pledge" and "周示例" in talk.heard_last
    talk.text("周示例")
    assert talk.key == "authorization"


def test_a_change_after_signing_asks_for_the_signature_again() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="review").command("edit", "income.wages").text("一年两万")
    assert talk.key == "pledge"
    talk.answer_all({**FAMILY_OF_FOUR, "income.wages": "一年两万"})
    assert talk.filed[0].answers["income.wages"] == "20000.00"


def test_every_question_explains_itself() -> None:
    talk = Talk().command("start")
    while talk.asked is not None:
        key = talk.key
        assert talk.command("help").said and talk.key == key
        assert talk.command("why").said and talk.key == key
        talk.answer_one(FAMILY_OF_FOUR)


def test_what_cannot_be_skipped_says_why_and_what_would_do() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="area_code").command("skip")
    assert talk.key == "area_code" and "请选一个" in talk.heard_last


def test_pausing_keeps_everything_and_any_word_goes_on() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").command("pause")
    assert talk.asked is None
    talk.later(days=9)
    talk.text("你好")
    assert talk.key == "income.wages"
    assert talk.answer_all(FAMILY_OF_FOUR).filed


def test_an_unknown_command_is_named_and_takes_nothing() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.0.name").text("/dance")
    assert talk.key == "members.0.name" and "/dance" in talk.heard_last


def test_whatever_a_button_offers_can_be_typed() -> None:
    talk = Talk().text("你好").text("同意，开始填").text("true").text("给自己家").text("示例一镇").text("农村")
    assert talk.key == "residence_detail"


def test_a_place_can_be_shared_or_written() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="residence_detail").hear(Location(28.682, 115.858))
    assert talk.key == "members.0.name"
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["residence_detail"] == "28.682000,115.858000"


def test_a_year_alone_is_said_back_as_a_month_before_it_is_taken() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="assets.houses.0.acquired").text("2009年")
    assert talk.asked is not None and talk.asked.kind == "confirm"
    talk.choose(True).answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["assets.houses.0.acquired"] == "2009-01"
