"""Somebody declares for another household: the words, whose declaration it is, and the signatures."""

import pytest

from conversations.effects import FileDeclaration
from tests.conversations.talk import Talk, words
from tests.fakes.households import FAMILY_OF_FOUR, Household

ASSISTANT: Household = {
    **FAMILY_OF_FOUR,
    "applicant_role": "proxy",
    "proxy.name": "陈协理",
    "proxy.relation": "village_assistant",
    "proxy.phone": "13900139000",
    "proxy.consent": True,
    "pledge": "陈协理",
    "authorization": "陈协理",
}


def _prompt(talk: Talk) -> str:
    assert talk.asked is not None
    return words(talk.asked.prompt)


def test_a_proxy_is_asked_about_the_applicant_not_about_you() -> None:
    talk = Talk().answer_all(ASSISTANT, "members.0.name")
    assert _prompt(talk) == "申报人叫什么名字？"
    talk.text("周福生")
    while talk.asked is not None:
        if talk.key is not None and talk.key.startswith("members.0.") and talk.asked.kind != "confirm":
            assert "周福生" in _prompt(talk), talk.key
            assert "您" not in _prompt(talk), talk.key
        if talk.key == "phone":
            assert _prompt(talk).startswith("打哪个电话能找到周福生")
        talk.answer_one(ASSISTANT)
    assert talk.filed


def test_every_question_of_a_proxy_says_whose_declaration_it_is() -> None:
    talk = Talk().answer_all(ASSISTANT, "members.0.name")
    assert talk.asked is not None and talk.asked.note is not None
    talk.text("周福生")
    while talk.asked is not None:
        assert talk.asked.kind == "confirm" or talk.asked.note is not None, talk.key
        if talk.asked.note is not None:
            assert words(talk.asked.note) == "正在替 周** 家填"
        talk.answer_one(ASSISTANT)


def test_without_the_consent_of_the_household_nothing_more_is_asked() -> None:
    talk = Talk().answer_all(ASSISTANT, "proxy.consent")
    talk.choose(False)
    assert talk.key == "proxy.consent"
    assert "同意" in talk.heard_last
    assert talk.command("skip").key == "proxy.consent"


def test_a_proxy_signs_with_the_own_name_on_behalf_of_the_applicant() -> None:
    talk = Talk().answer_all(ASSISTANT)
    pledge, authorization = talk.filed[0].signatures
    assert (pledge.name, pledge.behalf) == ("陈协理", "周示例")
    assert (authorization.name, authorization.behalf) == ("陈协理", "周示例")


def test_the_applicant_who_sits_beside_may_sign_alone() -> None:
    talk = Talk().answer_all({**ASSISTANT, "pledge": "周示例", "authorization": "周示例"})
    assert {(one.name, one.behalf) for one in talk.filed[0].signatures} == {("周示例", None)}


def test_nobody_else_can_sign() -> None:
    talk = Talk().answer_all(ASSISTANT, "pledge").text("王路人")
    assert talk.key == "pledge"
    assert "陈协理" in talk.heard_last


@pytest.mark.parametrize("household", [ASSISTANT, FAMILY_OF_FOUR], ids=["proxy", "self"])
@pytest.mark.parametrize("how", ["tap", "type"])
def test_who_cannot_sign_here_is_received_unsigned_and_asked_for_no_other_signature(
    household: Household, how: str
) -> None:
    talk = Talk().answer_all(household, "pledge")
    if how == "tap":
        talk.tap(0)
    else:
        talk.text("以后手签")
    assert "照样能交" in talk.heard_last
    assert talk.key == "review"
    talk.answer_all(household)
    filed = talk.filed[0]
    assert isinstance(filed, FileDeclaration)
    assert ("pledge", "unsigned") in filed.flags
    assert [(one.key, one.put_off) for one in filed.signatures] == [("pledge", True)]


def test_what_was_put_off_is_not_asked_again_when_an_answer_changes() -> None:
    talk = Talk().answer_all(ASSISTANT, "pledge").tap(0)
    talk.command("edit", "members.2.marital_status").choose("widowed")
    assert talk.key == "review"
