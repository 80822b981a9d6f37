"""Papers after the money: one by one, each may be left out; whatever else goes on is untouched."""

from conversations.inputs import File, Photos, StatusPushed
from conversations.messages import say
from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR

RECEIPT = "JN261122000001"
PAID = StatusPushed(RECEIPT, "paid", say("已经给到您了。"))
WHO, EVENT, RECEIVED, UNASKED = (f"emergency.papers.{one}" for one in ("who", "event", "received", "unasked"))


def photo(name: str) -> File:
    return File(name, "image/jpeg")


def helped() -> Talk:
    """Somebody who told of a fire and nothing else, and got the money."""
    talk = Talk().command("urgent").choose(True).choose("fire").choose("993601001").choose(("shelter",))
    for _ in range(4):
        talk.command("skip")
    return talk.hear(PAID)


def test_one_by_one_and_each_is_at_the_desk_at_once() -> None:
    talk = helped().text("补材料")
    keys = [talk.key]
    talk.hear(photo("p1"))
    assert (talk.added[-1].receipt, talk.added[-1].papers) == (RECEIPT, True)
    assert talk.added[-1].answers == {WHO: ["p1"]}
    keys.append(talk.key)
    talk.hear(Photos(("p2", "p3")))
    assert talk.added[-1].answers == {WHO: ["p1"], EVENT: ["p2", "p3"]}
    keys.append(talk.key)
    talk.text("没有")
    assert keys == [WHO, EVENT, RECEIVED]
    assert any(one.startswith("好，材料都记下了") for one in talk.said)
    assert talk.state.aside is None


def test_a_photo_that_nobody_asked_for_is_for_the_emergency() -> None:
    talk = helped().hear(photo("p1"))
    assert RECEIPT in talk.said[0]
    assert talk.added[-1].answers == {UNASKED: ["p1"]}
    assert talk.key == WHO


def test_in_the_middle_of_a_declaration_a_photo_stays_with_it_and_it_is_said_how_else() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="members.1.name").hear(PAID).hear(photo("p1"))
    assert talk.added == []
    assert any("补材料" in one for one in talk.said)
    talk.text("补材料").hear(photo("p2"))
    assert talk.added[-1].answers == {WHO: ["p2"]}
    talk.command("skip").command("skip")
    assert talk.key == "members.1.name"


def test_with_a_filed_declaration_it_is_asked_to_which_they_belong() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR).hear(PAID).text("补材料")
    assert talk.key == "papers"
    assert talk.asked is not None and [one.value for one in talk.asked.options] == ["owed", "declared"]
    talk.choose("owed")
    assert talk.key == WHO
    talk = Talk().answer_all(FAMILY_OF_FOUR).hear(PAID).text("补材料").choose("declared")
    assert str(talk.key).startswith("documents.")


def test_another_word_ends_it_and_a_new_emergency_comes_first() -> None:
    talk = helped().text("补材料").text("我家又着火了")
    assert talk.key == "urgent"
    talk.choose(True)
    assert talk.key == "emergency.place"
    assert helped().text("补材料").command("back").state.aside is None
    assert helped().text("补材料").command("status").state.aside is None


def test_once_settled_nothing_is_owed() -> None:
    talk = helped().hear(StatusPushed(RECEIPT, "settled", say("手续都办完了。")))
    assert talk.state.owed is None
    talk.hear(photo("p1"))
    assert all(not one.papers for one in talk.added)


def test_an_emergency_after_a_draft_was_begun_anew_is_another_one() -> None:
    talk = helped().answer_all(FAMILY_OF_FOUR, until="members.1.name").command("restart").choose(True)
    assert talk.state.owed == RECEIPT
    talk.command("urgent").choose(True).choose("accident").choose("993601001").choose(("food",))
    assert [one.number for one in talk.emergencies] == [1, 2]
