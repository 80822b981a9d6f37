"""“撤回” and “别打电话” once an emergency was told: the desk hears it, and the family knows what became of what."""

import pytest

from conversations.effects import AddToEmergency
from conversations.inputs import StatusPushed
from conversations.messages import say
from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR

EAST = "993601001"
RECEIPT = "JN261122000001"


def told_of_a_fire(talk: Talk) -> Talk:
    """A family whose fire is at the desk; the phone is asked."""
    return talk.command("urgent").choose(True).choose("fire").choose(EAST).choose(("shelter",))


def beaten() -> Talk:
    """Somebody whose danger is at home; it is asked whether telephoning is safe."""
    return Talk().command("urgent").choose(True).choose("violence").choose(EAST).choose(("shelter",))


def done_with(talk: Talk) -> Talk:
    """Nothing is left to ask of the emergency."""
    while talk.state.aside is not None:
        talk.command("skip")
    return talk


@pytest.mark.parametrize("typed", [None, "撤回", "撤销"])
def test_withdrawing_a_filed_emergency_tells_the_desk(typed: str | None) -> None:
    talk = told_of_a_fire(Talk())
    talk.text(typed) if typed else talk.command("withdraw")
    assert talk.added[-1] == AddToEmergency(RECEIPT, talk.added[-1].answers, area_code=EAST)
    assert talk.added[-1].answers["emergency.more"] == [typed or "撤回"]
    assert talk.added[-1].answers["emergency.what"] == "fire"
    assert "告诉镇里" in talk.said[0] and talk.state.aside is None


def test_what_was_not_filed_is_not_told_anybody() -> None:
    talk = Talk().command("urgent").choose(True).command("withdraw")
    assert talk.added == [] and talk.emergencies == [] and "没有报" in talk.said[0]


def test_the_declaration_stands_until_it_is_withdrawn_too() -> None:
    talk = told_of_a_fire(Talk().answer_all(FAMILY_OF_FOUR, until="income.wages")).command("withdraw")
    assert talk.key == "income.wages" and "申报没有动" in talk.heard_last
    talk.command("withdraw")
    assert talk.key == "withdraw" and RECEIPT in talk.heard_last and "不受影响" in talk.heard_last
    talk.choose(True)
    assert "清空" in talk.heard_last and len(talk.added) == 1


def test_asked_about_the_declaration_the_emergency_can_be_meant() -> None:
    talk = done_with(told_of_a_fire(Talk().answer_all(FAMILY_OF_FOUR, until="income.wages")))
    talk.command("withdraw").text("急事不用帮了")
    assert talk.key == "income.wages"
    assert talk.added[-1].more and talk.added[-1].answers == {"emergency.more": ["急事不用帮了"]}


def test_where_nothing_was_declared_withdrawing_means_the_emergency() -> None:
    talk = done_with(told_of_a_fire(Talk())).command("withdraw")
    assert talk.added[-1].more and talk.added[-1].answers == {"emergency.more": ["撤回"]}
    assert "告诉镇里" in talk.said[0] and talk.key == "consent"
    talk.later(4)
    assert talk.command("withdraw").key == "withdraw"


def test_a_filed_declaration_is_asked_about_and_the_emergency_goes_on() -> None:
    talk = done_with(told_of_a_fire(Talk().answer_all(FAMILY_OF_FOUR))).command("withdraw")
    assert talk.key == "withdraw" and RECEIPT in talk.heard_last
    before = len(talk.added)
    assert talk.choose(True).withdrawn == ["SB261122000001"] and len(talk.added) == before


def test_beginning_anew_is_no_taking_back() -> None:
    talk = told_of_a_fire(Talk()).command("restart")
    assert talk.added == [] and talk.key == "emergency.phone"


def test_with_violence_at_home_nothing_said_afterwards_speaks_of_telephoning() -> None:
    for talk in (
        beaten().command("withdraw"),
        done_with(beaten()).text("搞错了"),
        done_with(beaten()).command("withdraw"),
    ):
        assert "电话" not in talk.said[0] and "告诉镇里" in talk.said[0]


@pytest.mark.parametrize(
    "words",
    [
        "别打电话",
        "不要打电话给我",
        "千万别给我打电话",
        "不方便接电话",
        "别告诉我老公",
        "别联系",
        "他在旁边盯着我，千万别打电话过来，我怕",
        "Please don't call me",
    ],
)
def test_who_fears_the_telephone_takes_nothing_back(words: str) -> None:
    talk = beaten().text(words)
    assert "不打电话" in talk.said[0] and talk.state.aside is not None
    assert talk.added[-1].answers["emergency.safe_to_call"] is False
    assert talk.added[-1].answers["emergency.more"] == [words]
    assert talk.key == "emergency.when", "nobody is asked for a number after that"
    later = done_with(beaten()).text(words)
    assert later.added[-1].more and later.added[-1].answers["emergency.safe_to_call"] is False


def test_whether_to_telephone_is_asked_before_the_number() -> None:
    assert beaten().key == "emergency.safe_to_call"
    assert beaten().choose(False).key == "emergency.when"
    assert beaten().choose(True).key == "emergency.phone"


def test_what_happened_is_heard_beside_the_fear() -> None:
    talk = Talk().command("urgent").choose(True).text("我男人喝醉了打我，你们千万别打电话来")
    assert talk.key == "emergency.place"
    talk.choose(EAST).choose(("shelter",))
    assert talk.emergencies[0].answers["emergency.what"] == "violence"
    assert talk.emergencies[0].answers["emergency.safe_to_call"] is False
    assert talk.key == "emergency.when"


def test_who_came_for_the_emergency_alone_is_told_that_what_follows_is_not_part_of_it() -> None:
    apart = "不填不影响这次救急"
    assert apart in done_with(told_of_a_fire(Talk())).said[-1]
    busy = done_with(told_of_a_fire(Talk().answer_all(FAMILY_OF_FOUR, until="income.wages")))
    assert apart not in busy.heard_last and busy.key == "income.wages"
    assert apart not in Talk().command("urgent").choose(True).command("withdraw").heard_last


def test_while_something_is_still_to_be_confirmed_what_is_told_reaches_the_desk() -> None:
    talk = told_of_a_fire(Talk()).text("打他妹妹的电话 13812345678")
    assert talk.asked is not None and talk.asked.kind == "confirm"
    talk.text("人又昏过去了")
    assert talk.added[-1].answers["emergency.more"] == ["人又昏过去了"]
    talk.text("地方错了，是示例二乡卫生院")
    assert talk.added[-1].area_code == "993601002"


def test_in_the_middle_of_the_papers_it_can_be_over_or_worse() -> None:
    for words in ("没事了，不用来了", "又严重了", "别给我打电话"):
        talk = done_with(told_of_a_fire(Talk())).hear(StatusPushed(RECEIPT, "paid", say("好"))).command("papers")
        assert talk.key == "emergency.papers.who"
        talk.text(words)
        assert talk.added[-1].more and talk.added[-1].answers["emergency.more"] == [words]


@pytest.mark.parametrize("words", ["他回来了", "他在门口砸门", "有人敲门"])
def test_when_the_one_who_is_feared_is_there_again_the_way_out_comes_first(words: str) -> None:
    for talk in (beaten().text(words), done_with(beaten()).text(words)):
        assert "先离开" in talk.said[0] and "12110" in talk.said[0]
        assert talk.added[-1].answers["emergency.more"] == [words]
    assert done_with(told_of_a_fire(Talk())).text("他回来了").added[-1].answers.get("emergency.more") is None


def test_who_cannot_name_the_township_is_asked_once_more_and_not_a_third_time() -> None:
    talk = Talk().command("urgent").choose(True).choose("fire").text("月亮上")
    assert talk.key == "emergency.area_code"
    assert "先报到县里" in talk.text("就是那边").said[0] and talk.key == "emergency.area_code"
    assert talk.text("大桥过去第三家").key == "emergency.need"
    talk.choose(("food",))
    assert talk.emergencies[0].area_code is None
    assert talk.emergencies[0].answers["emergency.more"] == ["大桥过去第三家"]


def test_who_speaks_of_dying_while_papers_are_asked_is_given_somebody_to_talk_to() -> None:
    talk = done_with(told_of_a_fire(Talk())).hear(StatusPushed(RECEIPT, "paid", say("好"))).command("papers")
    talk.text("活着没意思，不想拖累孩子了")
    assert talk.key == "urgent" and talk.looked_up == ["活着没意思，不想拖累孩子了"]


@pytest.mark.parametrize("words", ["不想活了药都买好了", "他又打我了我躲在外面"])
def test_who_fears_for_a_life_is_met_by_no_form_and_heard_whatever_they_write(words: str) -> None:
    talk = done_with(Talk().text(words).choose(True).choose(EAST).choose(("shelter",)))
    assert talk.asked is None, "no consent, no question"
    talk.text("我想想还是算了")
    assert talk.added[-1].more and talk.added[-1].answers["emergency.more"] == ["我想想还是算了"]
    assert talk.key is None and "告诉" in talk.said[0]
    assert talk.command("status").asked is None, "asking where it stands begins nothing"
    assert talk.text("继续").key == "consent"


def test_who_tapped_no_by_mistake_does_not_tell_it_twice() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.1.id_number").text("煤气中毒我妈送医院了没钱")
    assert talk.choose(False).key == "members.1.id_number"
    assert talk.text("救急").choose(True).key == "emergency.place"
    talk.choose(EAST).choose(("medical_fee",))
    assert talk.emergencies[0].answers["emergency.what_words"] == "煤气中毒我妈送医院了没钱"


def test_whoever_says_by_a_tap_that_they_are_beaten_is_told_how_to_get_away_first() -> None:
    talk = Talk().command("urgent").choose(True).choose("violence")
    assert "12110" in talk.heard_last and talk.key == "emergency.place"
    assert "12110" not in talk.choose(EAST).heard_last
    assert "12110" not in Talk().command("urgent").choose(True).choose("fire").heard_last
