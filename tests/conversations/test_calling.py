"""From the first word to the short form: said once, asked once, and put right, added to or taken back as people speak."""

from dataclasses import replace

import pytest

from conversations.inputs import File, Location, PaperFailed, Unreadable
from conversations.inputs import StatusPushed as Pushed
from conversations.messages import say
from tests.conversations.talk import WORLD, Talk
from tests.fakes.households import FAMILY_OF_FOUR

EAST, WEST = "993601001", "993601002"


def called(words: str = "我妈中风了医院催缴费") -> Talk:
    """A family that told an emergency and has its receipt; the phone is asked."""
    return Talk().text(words).choose(True).choose(EAST).choose(("medical_fee",))


def test_what_was_told_before_the_yes_is_not_asked_again_and_reaches_the_officer() -> None:
    talk = Talk().text("示例二乡桥头着火了快来").choose(True)
    assert talk.key == "emergency.need"
    talk.choose(("shelter",))
    (filed,) = talk.emergencies
    assert filed.area_code == WEST
    assert filed.answers["emergency.what"] == "fire"
    assert filed.answers["emergency.what_words"] == "示例二乡桥头着火了快来"


def test_a_step_back_asks_for_what_was_understood() -> None:
    talk = Talk().text("我妈中风了医院催缴费").choose(True).command("back")
    assert talk.key == "emergency.what"
    talk.choose("accident").choose(EAST).choose(("medical_fee",))
    assert talk.emergencies[0].answers["emergency.what"] == "accident"
    assert talk.emergencies[0].answers["emergency.what_words"] == "我妈中风了医院催缴费"


def test_whoever_tells_more_instead_of_tapping_yes_is_taken_at_their_word() -> None:
    talk = Talk().text("断粮三天了").text("两个娃饿得直哭")
    assert talk.key == "emergency.place"
    talk.choose(EAST).choose(("food",))
    assert talk.emergencies[0].answers["emergency.what_words"] == "断粮三天了；两个娃饿得直哭"


def test_a_place_or_a_photo_that_comes_with_the_yes_is_kept() -> None:
    talk = Talk().text("房子塌了压到人了").hear(File("p1", "image/jpeg"))
    assert talk.key == "urgent"
    talk.hear(Location(28.1, 116.15)).choose(EAST).choose(("shelter",))
    assert talk.emergencies[0].answers["emergency.photo"] == ["p1"]
    assert talk.emergencies[0].answers["emergency.place"] == {"lat": 28.1, "lon": 116.15}


def test_a_place_shared_before_any_word_asks_whether_help_is_wanted() -> None:
    talk = Talk().hear(Location(28.1, 116.15))
    assert talk.key == "urgent"
    talk.choose(True)
    assert talk.key == "emergency.what"
    assert Talk().text("你好").hear(Location(28.1, 116.15)).choose(False).key == "consent"


@pytest.mark.parametrize("where", ["residence_detail", "members.1.illness.name", "assets.houses.0.address"])
def test_where_any_words_are_an_answer_an_emergency_is_still_heard(where: str) -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until=where).text("家里着火了快来人")
    assert talk.key == "urgent"


def test_what_was_an_answer_after_all_is_said_back_as_one() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.1.illness.name").text("尿毒症透析没钱做了")
    assert talk.key == "urgent"
    talk.choose(False)
    assert talk.asked is not None and talk.asked.kind == "confirm" and talk.key == "members.1.illness.name"
    talk.choose(True)
    assert talk.key != "members.1.illness.name"


def test_who_speaks_of_dying_is_offered_a_person_and_asked_no_more_than_where() -> None:
    talk = Talk().text("不想活了药都买好了")
    assert talk.asked is not None and "找您" in talk.asked.prompt.text
    talk.choose(True).choose(EAST)
    assert talk.emergencies[0].answers["emergency.what_words"] == "不想活了药都买好了"
    talk.text("13800138000")
    assert talk.state.aside is None
    assert "12356" in Talk().text("不想活了").choose(False).said[0]


def test_an_answer_is_put_right_in_words() -> None:
    talk = called().text("不是，是示例二乡桥头")
    assert talk.key == "emergency.phone"
    assert talk.added[-1].answers["emergency.place"] == "示例二乡桥头"
    assert talk.added[-1].area_code == WEST
    talk.text("不是，是隔壁村")
    assert talk.added[-1].answers["emergency.place"] == "隔壁村"
    assert talk.added[-1].area_code == WEST


def test_a_number_is_the_phone_whatever_is_asked() -> None:
    talk = called().command("skip").text("13911112222")
    assert talk.added[-1].answers["emergency.phone"] == "13911112222"
    assert talk.key == "emergency.when"


def test_no_number_is_refused_the_same_way_twice_and_words_are_not_lost() -> None:
    talk = called().text("我微信号zhou")
    assert "微信" in talk.said[0] and talk.key == "emergency.phone"
    talk.text("找村口小卖部的老王")
    assert talk.key == "emergency.when"
    assert talk.added[-1].answers["emergency.more"] == ["找村口小卖部的老王"]


@pytest.mark.parametrize("words", ["没有电话", "none"])
def test_that_there_is_no_phone_is_one_tap(words: str) -> None:
    talk = called()
    assert talk.asked is not None and [one.value for one in talk.asked.options] == ["none"]
    talk.text(words)
    assert talk.key == "emergency.when"
    talk.choose("today")
    assert "emergency.phone" not in talk.added[-1].answers


@pytest.mark.parametrize(
    "words",
    [
        "搞错了，没有事",
        "虚惊一场",
        "不用帮了谢谢",
        "小孩乱按的",
        "It is over, no need for help",
        "对不起，没事了",
        "火已经扑灭了，人没事",
        "不好意思，孩子拿手机乱按的",
        "冇事喇，唔使嚟",
    ],
)
def test_it_is_taken_back_in_words_before_and_after_filing(words: str) -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").text("着火了").choose(True).text(words)
    assert talk.key == "income.wages" and talk.emergencies == []
    talk = called().text(words)
    assert talk.state.aside is None
    assert talk.added[-1].answers["emergency.more"] == [words]


def test_that_it_became_worse_is_told_the_township_at_once_and_also_later() -> None:
    talk = called().text("还是不行，又严重了")
    assert talk.key == "emergency.phone"
    assert talk.added[-1].answers["emergency.more"] == ["还是不行，又严重了"]
    talk.command("skip").command("skip").command("skip").command("skip").text("一直没人来")
    assert talk.added[-1].more and talk.added[-1].answers == {"emergency.more": ["一直没人来"]}
    assert talk.key == "consent"


def test_another_word_during_the_papers_carries_what_was_said() -> None:
    talk = Talk().hear(Pushed("JN261122000001", "paid", say("好"))).text("补材料").text("我家又着火了")
    assert talk.key == "urgent"
    talk.choose(True).choose(EAST).choose(("shelter",))
    assert talk.emergencies[0].answers["emergency.what_words"] == "我家又着火了"


def test_where_sensitive_answers_go_to_the_web_an_emergency_is_told_where_it_is_told() -> None:
    world = replace(WORLD, features=frozenset({"telegram_answers_by_link"}))
    talk = Talk(world=world, channel="telegram").text("家里着火了").choose(True).choose(EAST).choose(("shelter",))
    assert len(talk.emergencies) == 1
    talk.text("13900001111").choose("today").text("我和两个孩子")
    assert talk.added[-1].answers["emergency.phone"] == "13900001111"
    assert talk.added[-1].answers["emergency.affected"] == "我和两个孩子"


def test_a_photo_that_could_not_be_taken_is_waited_for_by_nobody() -> None:
    failed = PaperFailed("p1", say("请再拍一张。"))
    talk = called().command("skip").command("skip").command("skip").hear(File("p1", "image/jpeg"))
    assert talk.added[-1].answers["emergency.photo"] == ["p1"]
    talk.hear(failed)
    assert talk.added[-1].lost == ("p1",)
    talk = called().hear(File("p1", "image/jpeg")).hear(File("p2", "image/jpeg")).hear(failed).choose("none")
    assert talk.added[-1].answers["emergency.photo"] == ["p2"]


def test_misfortune_is_an_answer_to_why_unless_something_is_lacking_today() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="hardship_causes").text("出车祸了")
    assert talk.key == "hardship_causes" and talk.asked is not None and talk.asked.kind == "confirm"
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="hardship_causes").text("我妈中风了医院催缴费")
    assert talk.key == "urgent"


def test_a_number_or_a_sticker_before_the_yes_is_answered_and_the_number_kept() -> None:
    talk = Talk().text("着火了快来").hear(Unreadable(say("请打字告诉我。")))
    assert talk.said[0] == "请打字告诉我。" and talk.key == "urgent"
    talk.text("13800138000").choose(True).choose(EAST).choose(("shelter",))
    assert talk.emergencies[0].answers["emergency.phone"] == "13800138000"


def test_a_place_shared_later_is_the_place_and_the_words_for_it_are_kept() -> None:
    talk = Talk().text("着火了快来").choose(True).text("示例二乡桥头第二家").choose(("shelter",))
    talk.hear(Location(28.1, 116.15))
    assert talk.key == "emergency.phone"
    assert talk.added[-1].answers["emergency.place"] == {"lat": 28.1, "lon": 116.15}
    assert talk.added[-1].answers["emergency.more"] == ["示例二乡桥头第二家"]
    assert talk.added[-1].area_code == WEST


UNHEARD = "村头那口老井边上有人叫"
WAY_IN = "发“救急”"


@pytest.mark.parametrize("until", ["members.0.id_number", "income.wages", "settlement"])
def test_a_sentence_that_is_heard_as_nothing_is_told_the_way_in(until: str) -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until=until).text(UNHEARD)
    assert talk.key == until and WAY_IN in talk.said[-1]
    assert WAY_IN not in " ".join(talk.text("啥").said)


def test_the_way_in_is_told_at_the_first_word_and_after_filing_and_not_within_an_emergency() -> None:
    assert WAY_IN in Talk().text(UNHEARD).said[-1]
    filed = Talk().answer_all(FAMILY_OF_FOUR).text(UNHEARD)
    assert any(WAY_IN in words for words in filed.said)
    assert not any(WAY_IN in words for words in called().text(UNHEARD).said)


@pytest.mark.parametrize("words", ["我家着火了", "我妈被车撞了在抢救", "他又打我了"])
def test_where_only_a_choice_is_open_an_emergency_is_heard_too(words: str) -> None:
    filed = Talk().answer_all(FAMILY_OF_FOUR)
    assert filed.text(words).key == "urgent", "nothing is asked any more"
    for command in ("change", "withdraw", "papers"):
        talk = Talk().answer_all(FAMILY_OF_FOUR).command(command).text(words)
        assert talk.key == "urgent", command
        assert talk.choose(True).state.aside is not None
    assert Talk().answer_all(FAMILY_OF_FOUR).text("钱什么时候到账").key != "urgent"
