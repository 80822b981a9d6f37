"""The review: what it offers to change and to take away, before its time and after filing."""

import pytest

from conversations.engine import step
from conversations.inputs import AskedBack, CorrectionFiled, Input
from conversations.messages import say
from tests.conversations.talk import Talk, words
from tests.fakes.households import FAMILY_OF_FOUR


def removable(talk: Talk) -> list[str]:
    """The keys of what the open review offers to take away."""
    assert talk.asked is not None
    return [line.removes for section in talk.asked.review for line in section.lines if line.removes is not None]


def test_whoever_lives_here_but_the_applicant_and_every_home_can_be_taken_away_from_the_review() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="review")
    assert removable(talk) == ["members.1", "members.2", "members.3", "assets.houses.0"]
    talk.command("remove", removable(talk)[1]).choose(True)
    assert talk.key == "pledge" and "再签一次名" in talk.heard_last
    talk.answer_all(FAMILY_OF_FOUR, until="review")
    assert removable(talk) == ["members.1", "members.2", "assets.houses.0"]


def test_a_person_half_filled_in_can_be_taken_away_while_looking() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.2.id_number").command("review")
    assert removable(talk) == ["members.1", "members.2"]
    talk.command("remove", "members.2").choose(True)
    assert talk.key == "review" and removable(talk) == ["members.1"]


def test_looking_before_its_time_does_not_claim_that_all_is_filled_in() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").command("review")
    assert talk.asked is not None and "都填好了" not in words(talk.asked.prompt)
    assert [words(one.label) for one in talk.asked.options] == ["看完了，接着填"]


def test_looking_after_filing_says_that_it_was_handed_in() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).command("review")
    assert talk.asked is not None and "交上去的" in words(talk.asked.prompt)
    assert [words(one.label) for one in talk.asked.options] == ["看完了"]
    talk.choose("continue")
    assert talk.asked is None


def test_what_staff_ask_again_is_counted_by_itself() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    items = (("income.wages", ""), ("members.1.health", ""))
    talk.hear(AskedBack("SB261122000001", items, say("请再看两处。")))
    assert talk.asked is not None
    assert (talk.asked.progress.section_done, talk.asked.progress.section_total) == (0, 2)
    talk.text("每月1300")
    assert (talk.asked.progress.section_done, talk.asked.progress.section_total) == (1, 2)


@pytest.mark.parametrize(("asked", "stands"), [(True, "answered"), (False, "corrected")])
def test_the_receipt_of_a_correction_does_not_set_the_declaration_back_to_handed_in(asked: bool, stands: str) -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    if asked:
        talk.hear(AskedBack("SB261122000001", (("income.wages", ""),), say("请再看一处。")))
    else:
        talk.command("edit", "income.wages")
    heard = Input("filed", "web", talk.world.now, CorrectionFiled("SB261122000001", 2, ()))
    (receipt,) = step(talk.state, heard, talk.world, talk.form).replies
    assert (receipt.kind, receipt.status) == ("receipt", stands)
