"""Tick lists: one act answers much, is taken back whole, and what is changed opens only what is new."""

from datetime import date

import pytest

from conversations.inputs import AskedBack
from conversations.messages import say
from tests.conversations.talk import Talk, words
from tests.fakes.households import FAMILY_OF_FOUR, Household, id_number

RECEIPT = "SB261122000001"
TWO_HOMES: Household = {
    **FAMILY_OF_FOUR,
    "assets.houses.1.kind": "commodity",
    "assets.houses.1.origin": "bought",
    "assets.houses.1.address": "县城新街",
    "assets.houses.1.area_m2": "60",
}


def asked_between(talk: Talk, household: Household, until: str) -> list[str]:
    """The keys of the questions that are asked until `until`."""
    keys = []
    while talk.key is not None and talk.key != until:
        keys.append(talk.key)
        talk.answer_one(household)
    return keys


def options(talk: Talk) -> list[str | bool]:
    assert talk.asked is not None
    return [option.value for option in talk.asked.options]


def test_what_is_not_ticked_is_none_and_one_step_back_takes_the_whole_list_back() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="expenditure.kinds")
    talk.choose(("expenditure.medical",))
    assert talk.key == "expenditure.medical"
    talk.command("back")
    assert talk.key == "expenditure.kinds"
    assert talk.asked is not None and [one.value for one in talk.asked.options if one.ticked] == ["expenditure.medical"]
    talk.choose("none")
    assert talk.key == "assets.deposits"
    talk.answer_all(FAMILY_OF_FOUR)
    spent = {key: value for key, value in talk.filed[0].answers.items() if key.startswith("expenditure.")}
    assert spent.pop("expenditure.living") == spent.pop("expenditure.total") == "15000.00"
    assert set(spent.values()) == {"0.00"} and "expenditure.disaster" in spent


@pytest.mark.parametrize("how", ["tap", "type", "tap on a phone"])
def test_none_of_these_can_be_said_in_any_way(how: str) -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="circumstances")
    if how == "type":
        talk.text("都没有")
    elif how == "tap":
        talk.choose("none")
    else:
        talk.tap(options(talk).index("none"))
    assert talk.key == "applies_for_aid"


def test_done_with_nothing_ticked_is_not_none() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="assets.kinds")
    log = talk.state.log
    talk.tap(len(options(talk)))
    assert talk.key == "assets.kinds" and talk.state.log == log and "都没有" in talk.heard_last
    talk.choose(())
    assert talk.key == "assets.kinds" and talk.state.log == log and "都没有" in talk.heard_last


def test_a_list_passed_over_asks_each_of_its_questions() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="assets.kinds").command("skip")
    keys = asked_between(talk, FAMILY_OF_FOUR, "hardship_causes")
    assert keys[0] == "assets.houses.0.more"
    assert {"assets.vehicles.0.more", "assets.businesses.0.more", "assets.funds", "assets.securities"} <= set(keys)


def test_a_home_unticked_goes_with_its_answers_and_comes_back_with_them() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "assets.kinds").choose("none")
    assert talk.key == "pledge"
    talk.command("back").command("back")
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["assets.houses.0.address"] == "东山村三组"


def test_without_the_home_nothing_of_it_is_filed() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "assets.kinds").choose("none")
    talk.answer_all(FAMILY_OF_FOUR)
    assert not any(key.startswith("assets.houses") for key in talk.filed[0].answers)


def test_two_homes_are_asked_one_after_the_other() -> None:
    talk = Talk().answer_all(TWO_HOMES)
    assert talk.filed[0].answers["assets.houses.1.address"] == "县城新街"
    assert talk.filed[0].answers["assets.houses.1.origin"] == "bought"


def test_a_list_changed_later_opens_only_what_was_newly_ticked() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "income.kinds")
    assert talk.asked is not None
    ticked = tuple(str(one.value) for one in talk.asked.options if one.ticked)
    assert set(ticked) >= {"income.wages", "income.business_net"} and "income.not_counted.other" not in ticked
    talk.choose((*ticked, "income.not_counted.other"))
    assert talk.key == "income.not_counted.other" and "别的补贴" in talk.heard_last
    talk.text("一年五百元")
    assert talk.key == "pledge"
    talk.answer_all(FAMILY_OF_FOUR)
    answers = talk.filed[0].answers
    assert (answers["income.not_counted.other"], answers["income.wages"]) == ("500.00", "14400.00")


def test_somebody_added_later_is_asked_about_living_health_and_pension_though_the_lists_were_answered() -> None:
    young = {**FAMILY_OF_FOUR, "members.0.id_number": id_number(date(1980, 3, 5), 11)}
    without = {key: value for key, value in young.items() if not key.startswith(("members.2", "members.3"))}
    without["members.1.id_number"] = id_number(date(1982, 7, 12), 22)
    talk = Talk().answer_all(without, until="pledge").command("edit", "members.2.more").choose("mother")
    keys = asked_between(talk.text("王母亲").command("skip").choose("female").text("66"), without, "pledge")
    assert "members.2.living" in keys and "members.2.health" in keys
    assert "income.not_counted.basic_pension" in keys and "supporters.0.more" in keys
    assert "members.0.health" not in keys and "income.wages" not in keys


def test_the_township_asks_again_for_what_a_list_answered() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    items = (("income.transfer_net", "退休金真的没有吗？"), ("expenditure.disaster", ""))
    talk.hear(AskedBack(RECEIPT, items, say("请补两处。")))
    assert talk.key == "income.transfer_net" and talk.asked is not None and talk.asked.note is not None
    talk.text("每月两百")
    assert talk.key == "expenditure.disaster"
    talk.choose("0")
    assert talk.key == "pledge"
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[1].answers["income.transfer_net"] == "2400.00"
    assert talk.filed[1].answers["expenditure.disaster"] == "0.00"


def test_the_township_asks_for_one_more_home_than_the_list_said() -> None:
    talk = (
        Talk()
        .answer_all(FAMILY_OF_FOUR)
        .hear(AskedBack(RECEIPT, (("assets.houses.1.more", "县城那套呢？"),), say("请补一处。")))
    )
    assert talk.key == "assets.houses.1.more"
    talk.choose(True)
    assert talk.key == "assets.houses.1.origin"
    talk.answer_all(TWO_HOMES)
    assert talk.filed[1].answers["assets.houses.1.address"] == "县城新街"


def test_the_list_on_the_review_says_what_is_there_and_one_tap_changes_it() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="review")
    assert talk.asked is not None
    lines = {line.key: words(line.value) for section in talk.asked.review for line in section.lines}
    assert lines["circumstances"] == "都没有"
    assert lines["assets.kinds"].startswith("一处房子")
    assert "assets.securities" not in lines and "income_fell_sharply" not in lines
    talk.command("edit", "assets.kinds")
    assert talk.key == "assets.kinds"


def test_a_none_that_was_said_to_the_question_itself_is_on_the_review() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="assets.kinds").command("skip")
    talk.answer_all(FAMILY_OF_FOUR, until="review")
    assert talk.asked is not None
    keys = {line.key for section in talk.asked.review for line in section.lines}
    assert {"assets.kinds", "assets.funds", "assets.securities"} <= keys


def test_what_was_answered_since_is_ticked_when_the_list_is_opened_again() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "income.other").text("一年八百元")
    talk.command("edit", "income.kinds")
    assert talk.asked is not None
    assert "income.other" in {one.value for one in talk.asked.options if one.ticked}
    talk.tap(len(options(talk))).answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["income.other"] == "800.00"


def test_a_line_that_does_not_apply_any_more_does_not_hold_up_the_list() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "members.2.health").choose("frail")
    talk.answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "income.kinds")
    assert "income.not_counted.disability_subsidy" not in options(talk)
    talk.tap(len(options(talk)))
    assert talk.key == "pledge"
