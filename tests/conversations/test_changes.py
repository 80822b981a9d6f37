"""Changing one's mind: back, edit, remove, withdraw, and what the township asks again."""

from conversations.effects import FileCorrection
from conversations.inputs import AskedBack, StatusPushed
from conversations.messages import say
from tests.conversations.talk import Talk, words
from tests.fakes.households import FAMILY_OF_FOUR

WITH_CAR = {
    **FAMILY_OF_FOUR,
    "assets.vehicles.0.kind": "motorcycle",
    "assets.vehicles.0.owner": "2",
    "assets.vehicles.0.price": "3000",
}


def test_back_opens_the_last_question_with_the_answer_as_a_button() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.business_net").command("back")
    assert talk.key == "income.wages" and talk.asked is not None
    kept = talk.asked.options[-1]
    assert kept.value == "14400"
    talk.choose(kept.value)
    assert talk.key == "income.business_net"


def test_back_over_one_more_takes_the_new_person_away_again() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.2.relation").command("back")
    assert talk.key == "members.2.more"
    talk.choose(False)
    assert talk.key == "members.away"


def test_back_after_an_edit_restores_what_stood_there() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge")
    talk.command("edit", "members.1.name").text("李改名").command("back")
    assert talk.key == "members.1.name"
    talk.command("back")
    assert talk.key == "pledge"
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["members.1.name"] == "李样本"


def test_back_on_the_first_question_says_so() -> None:
    talk = Talk().text("你好").command("back")
    assert talk.key == "consent" and "第一题" in talk.heard_last


def test_removing_the_middle_person_moves_nothing_else() -> None:
    talk = Talk().answer_all(WITH_CAR, until="pledge").command("remove", "members.1")
    talk.choose(True)
    talk.answer_all(WITH_CAR)
    answers = talk.filed[0].answers
    assert answers["members.1.name"] == "周小样" and answers["members.2.name"] == "周小小"
    assert "members.3.name" not in answers
    assert answers["assets.vehicles.0.owner"] == 1


def test_a_vehicle_whose_owner_was_removed_is_asked_about_again() -> None:
    talk = Talk().answer_all(WITH_CAR, until="pledge").command("remove", "members.2").choose(True)
    assert talk.key == "assets.vehicles.0.owner"
    talk.choose("0").answer_all(WITH_CAR)
    assert talk.filed[0].answers["assets.vehicles.0.owner"] == 0


def test_a_removed_person_can_be_taken_back() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").command("remove", "members.1").choose(True)
    talk.command("back")
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["members.1.name"] == "李样本"


def test_the_applicant_cannot_be_removed() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").command("remove", "members.0")
    assert talk.key == "income.wages" and "申报人" in talk.heard_last


def test_an_edit_that_opens_questions_names_them() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "members.0.health")
    talk.choose("disabled")
    assert "残疾类别" in talk.heard_last
    assert talk.key == "members.0.disability.kind"


def test_a_hidden_answer_is_kept_but_not_filed() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "members.2.health").choose("healthy")
    talk.answer_all({**FAMILY_OF_FOUR, "members.2.health": "healthy"})
    assert not any(key.startswith("members.2.disability") for key in talk.filed[0].answers)
    assert "members.2.income" not in talk.filed[0].answers
    assert any(entry.path.endswith("disability.grade") for entry in talk.state.log)


def test_a_stale_button_takes_nothing() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.2.marital_status")
    old = talk.state.asked
    talk.tap(0)
    before = talk.state.log
    talk.tap(0, asked=old)
    assert talk.state.log == before and talk.key == "members.2.income"


def test_a_question_that_is_not_open_takes_nothing() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.2.more")
    talk.choose(True, question="members.2.more")
    assert talk.key == "members.2.relation"
    talk.choose(True, question="members.2.more")
    assert talk.key == "members.2.relation"


def test_ticks_are_kept_one_by_one_and_taken_with_done() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="hardship_causes")
    assert talk.asked is not None
    talk.tap(1).tap(0).tap(3).tap(3)
    assert [option.value for option in talk.asked.options if option.ticked] == ["illness", "disability"]
    talk.tap(len(talk.asked.options))
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["hardship_causes"] == ["disability", "illness"]


def test_the_last_tick_of_an_earlier_answer_can_be_taken_away() -> None:
    talk = Talk().answer_all({**FAMILY_OF_FOUR, "hardship_causes": ["illness"]}, until="pledge")
    talk.command("edit", "hardship_causes")
    assert talk.asked is not None
    place = next(index for index, option in enumerate(talk.asked.options) if option.ticked)
    talk.tap(place)
    assert not any(option.ticked for option in talk.asked.options)
    talk.tap(len(talk.asked.options))
    assert talk.key == "hardship_causes"


def test_withdrawing_a_draft_forgets_it_and_files_nothing() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").command("withdraw").choose(True)
    assert talk.asked is None and not talk.filed
    assert not any(entry.op == "answer" for entry in talk.state.log)
    talk.text("你好")
    assert talk.key == "consent"


def test_the_township_asks_two_answers_again_and_only_those_are_asked() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    ask = AskedBack("SB261122000001", (("income.wages", "是一个人的还是全家的？"), ("phone", "")), say("请补两处。"))
    talk.hear(ask)
    assert talk.key == "income.wages" and talk.asked is not None and talk.asked.note is not None
    talk.text("一年一万八")
    assert talk.key == "phone"
    talk.text("13900139000")
    assert talk.key == "pledge"
    talk.answer_all(FAMILY_OF_FOUR)
    correction = talk.filed[1]
    assert isinstance(correction, FileCorrection)
    assert correction.answers["income.wages"] == "18000.00" and correction.answers["phone"] == "13900139000"
    assert correction.answers["members.3.name"] == "周小小"
    assert talk.state.phase == "filed" and talk.asked is None


def test_the_resident_changes_a_filed_answer_by_asking_for_it() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("edit", "phone")
    assert talk.key == "phone"
    talk.text("13900139000").answer_all(FAMILY_OF_FOUR)
    assert isinstance(talk.filed[1], FileCorrection)


def test_a_final_decision_closes_and_a_new_declaration_may_begin() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    talk.hear(StatusPushed("SB261122000001", "decided", say("有结果了。"), final=True))
    assert talk.asked is None and "有结果了" in talk.heard_last
    talk.command("restart")
    assert talk.key == "consent" and talk.state.draft == 2


def test_withdrawing_after_filing_reaches_the_township() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("withdraw").choose(True)
    assert talk.withdrawn == ["SB261122000001"] and talk.state.phase == "closed"


def test_urgent_never_loses_the_declaration() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").command("urgent")
    assert "120" in talk.heard_last and "0791-00000001" in talk.heard_last
    assert talk.key == "urgent"
    talk.choose(False)
    assert talk.key == "income.wages"


def test_a_person_removed_after_filing_is_removed_for_the_township_too() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("remove", "members.3").choose(True)
    assert talk.key == "pledge"
    talk.answer_all(FAMILY_OF_FOUR)
    correction = talk.filed[1]
    assert isinstance(correction, FileCorrection)
    assert "members.3.name" not in correction.answers and talk.asked is None


def test_whoever_is_no_longer_one_of_a_couple_is_asked_whether_married() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("remove", "members.1").choose(True)
    assert talk.key == "members.0.marital_status"
    talk.choose("widowed").answer_all(FAMILY_OF_FOUR)
    answers = talk.filed[1].answers
    assert answers["members.1.name"] == "周小样" and answers["members.0.marital_status"] == "widowed"


def test_not_removing_after_filing_leaves_nothing_to_do() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("remove", "members.1").choose(False)
    assert talk.asked is None and len(talk.filed) == 1


def test_a_removal_taken_back_asks_nothing_anew() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").command("remove", "members.1").choose(True)
    talk.command("back")
    assert talk.key == "income.wages" and "找回来" in talk.heard_last


def test_back_leaves_a_change_of_something_filed_as_it_was() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("edit", "phone").text("13900139000")
    talk.command("back")
    assert talk.key == "phone"
    talk.command("back")
    assert talk.asked is None and "还是原来" in talk.heard_last and len(talk.filed) == 1


def test_back_does_not_end_what_the_township_asked() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    talk.hear(AskedBack("SB261122000001", (("phone", ""),), say("请补一处。"))).command("back")
    assert talk.key == "phone"


def test_the_township_asks_about_the_person_it_sees_whatever_was_removed_since() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("remove", "members.1").choose(True)
    talk.hear(AskedBack("SB261122000001", (("members.2.health", ""),), say("请补一处。")))
    assert talk.key == "members.1.health" and talk.asked is not None
    assert "周小样" in words(talk.asked.prompt)


def test_after_filing_no_command_is_left_without_an_answer() -> None:
    for closed in (False, True):
        talk = Talk().answer_all(FAMILY_OF_FOUR)
        if closed:
            talk.hear(StatusPushed("SB261122000001", "decided", say("有结果了。"), final=True))
        for name in ("back", "resume", "review", "edit", "remove", "skip", "why", "help", "start", "status"):
            talk.command(name)
            assert talk.said or talk.asked is not None, name
            assert "第一题" not in talk.heard_last, name
        for key in ("phone", "members.1", "nothing.such"):
            assert talk.command("edit", key).said or talk.asked is not None


def test_withdrawing_in_the_middle_of_a_correction_ends_both() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    talk.hear(AskedBack("SB261122000001", (("phone", ""),), say("请补一处。")))
    talk.command("withdraw").choose(True)
    assert talk.withdrawn == ["SB261122000001"] and talk.asked is None and talk.state.frames == ()


def test_a_push_while_paused_is_told_and_asks_nothing() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("edit", "phone").command("pause")
    talk.hear(StatusPushed("SB261122000001", "accepted", say("受理了。")))
    assert talk.heard_last == "受理了。" and talk.asked is None
    talk.command("resume")
    assert talk.key == "phone"
