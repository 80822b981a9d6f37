"""After an emergency the declaration starts with what is known: offered, confirmed by a tap, never taken by itself."""

from conversations.comeback import holds_something, unfinished
from conversations.inputs import Body, Choice, File, StatusPushed, Text
from conversations.messages import say
from tests.conversations.talk import WORLD, Talk
from tests.fakes.households import FAMILY_OF_FOUR

WEST = WORLD.areas[1].code
BURNT_DOWN: tuple[Body, ...] = (
    Choice("fire"), Choice(WEST), Choice(("shelter",)), Text("13912345678"),
)  # fmt: skip
BEATEN: tuple[Body, ...] = (Choice("violence"), Choice(WEST), Choice(("shelter",)), Text("13912345678"), Choice(False))


def tell(talk: Talk, *answers: Body) -> Talk:
    """Tell of an emergency to its end; what is not answered is passed over."""
    talk.command("urgent").choose(True)
    for answer in answers:
        talk.hear(answer)
    while talk.state.aside is not None:
        talk.command("skip")
    return talk


def declare(talk: Talk, until: str = "") -> Talk:
    """Answer as the family of four does."""
    return talk.answer_all(FAMILY_OF_FOUR, until=until)


def ticked(talk: Talk) -> list[object]:
    """What the open list has ticked."""
    assert talk.asked is not None
    return [one.value for one in talk.asked.options if one.ticked]


def settle(talk: Talk, receipt: str, *known: tuple[str, str | bool]) -> Talk:
    """The township settles it."""
    return talk.hear(StatusPushed(receipt, "settled", say("办完了。"), known=known, offers_to_declare=True))


def test_one_tap_takes_township_place_and_phone_of_a_home_that_burnt_down() -> None:
    burnt = (Choice("fire"), Text("示例二乡桥头第二家"), *BURNT_DOWN[2:])
    talk = declare(tell(Talk(), *burnt), until="told")
    assert ticked(talk) == ["area_code", "residence_detail", "phone"]
    talk.choose(("area_code", "residence_detail", "phone"))
    assert talk.key == "settlement"
    declare(talk)
    answers = talk.filed[-1].answers
    assert (answers["area_code"], answers["residence_detail"]) == (WEST, "桥头第二家")
    assert answers["phone"] == "13912345678"
    assert not any(key.startswith("told") for key in answers)


def test_by_taps_it_is_one_tap_and_a_line_taken_out_is_asked() -> None:
    talk = Talk(channel="telegram")
    declare(tell(talk, *BURNT_DOWN), until="told").tap(3)
    assert talk.key == "settlement"
    talk = declare(tell(Talk(channel="telegram"), *BURNT_DOWN), until="told").tap(1).tap(3)
    assert talk.key == "settlement"
    declare(talk, until="phone")
    # It was said not to hold: it is not offered again.
    assert talk.asked is not None and talk.asked.options == ()


def test_a_step_back_opens_the_list_again_and_none_of_it_asks_everything() -> None:
    talk = declare(tell(Talk(), *BURNT_DOWN), until="told").choose(("area_code", "phone"))
    assert talk.command("back").key == "told"
    assert ticked(talk) == ["area_code", "phone"]
    talk.choose(("none",))
    assert talk.key == "area_code"


def test_who_passes_the_list_over_is_offered_each_where_it_is_asked() -> None:
    talk = declare(tell(Talk(), *BURNT_DOWN), until="told").command("skip")
    assert talk.asked is not None and talk.asked.options[0].value == WEST
    declare(talk, until="phone")
    assert [one.value for one in talk.asked.options] == ["13912345678"]


def test_the_cause_is_ticked_and_another_can_be_added_or_it_can_be_taken_out() -> None:
    talk = declare(tell(Talk(), *BURNT_DOWN), until="hardship_causes")
    assert ticked(talk) == ["disaster"]
    assert talk.asked is not None
    assert talk.asked.note is not None
    assert "报急事" in talk.asked.note.text
    talk.choose(("illness",))
    declare(talk)
    assert talk.filed[-1].answers["hardship_causes"] == ["illness"]


def test_nothing_is_taken_that_nobody_confirmed() -> None:
    talk = tell(Talk(), *BURNT_DOWN)
    assert all(path.startswith("told.") for path in talk.state_paths())
    declare(talk, until="told")
    assert {"area_code", "phone", "hardship_causes"}.isdisjoint(talk.state_paths())


def test_in_the_middle_of_a_draft_its_answers_stay_and_its_question_comes_back() -> None:
    talk = declare(Talk(), until="members.1.name")
    tell(talk, *BURNT_DOWN)
    assert talk.key == "members.1.name"
    declare(talk, until="hardship_causes")
    assert ticked(talk) == ["disaster"]
    declare(talk)
    assert talk.filed[-1].answers["area_code"] == FAMILY_OF_FOUR["area_code"]


def test_who_fell_ill_is_ticked_among_the_unwell_and_bills_among_what_was_spent() -> None:
    talk = Talk().command("urgent").choose(True)
    talk.text("老婆突然脑出血在抢救").choose(WEST).text("住院要交五千").text("13912345678").command("skip").text(
        "我老婆"
    )
    talk.command("skip")
    assert talk.state.aside is None
    declare(talk, until="members.unwell")
    assert ticked(talk) == ["members.1.health"]
    declare(talk, until="expenditure.kinds")
    assert ticked(talk) == ["expenditure.medical"]
    declare(talk, until="hardship_causes")
    assert ticked(talk) == ["illness"]


def test_a_hospital_is_no_address_and_who_is_away_from_home_is_asked_where_they_live() -> None:
    for what, place in (
        ("sudden_illness", "示例二乡卫生院二楼"),
        ("accident", "示例二乡桥头"),
        ("stranded", "示例二乡桥头"),
    ):
        talk = declare(tell(Talk(), Choice(what), Text(place), *BURNT_DOWN[2:]), until="area_code")
        assert talk.key == "area_code"
        declare(talk, until="residence_detail")
        assert talk.asked is not None and talk.asked.options == ()


def test_of_violence_only_phone_and_township_are_offered_and_nothing_says_why() -> None:
    talk = tell(Talk(), *BEATEN, File("p1", "image/jpeg"))
    declare(talk, until="area_code")
    assert talk.asked is not None and talk.asked.options[0].value == WEST
    declare(talk, until="hardship_causes")
    assert ticked(talk) == []
    assert talk.asked.note is None
    declare(talk, until="phone")
    assert [one.value for one in talk.asked.options] == ["13912345678"]
    declare(talk, until="documents.0.more")
    assert (talk.asked.note, talk.asked.papers) == (None, ())
    kept = {entry.path for entry in talk.state.log if entry.path.startswith("told.")}
    assert kept == {"told.phone", "told.area_code", "told.openly"}


def test_violence_after_a_fire_silences_the_fire_too() -> None:
    talk = tell(tell(Talk(), *BURNT_DOWN), *BEATEN)
    declare(talk, until="area_code")
    assert talk.key == "area_code"
    declare(talk, until="hardship_causes")
    assert ticked(talk) == []


def test_its_photos_are_papers_already_handed_in_and_can_be_taken_out() -> None:
    talk = tell(Talk(), *BURNT_DOWN, Choice("now"), Choice("1"), File("p1", "image/jpeg"))
    settle_paid(talk)
    talk.command("papers").hear(File("p2", "image/jpeg")).command("skip").command("skip")
    declare(talk, until="documents.2.more")
    assert talk.asked is not None and talk.asked.note is not None
    assert dict(talk.asked.note.params)["count"] == 2
    assert {paper for _, paper in talk.asked.papers} == {"p1", "p2"}
    declare(talk, until="review")
    assert {paper for _, paper in talk.asked.papers} == {"p1", "p2"}
    talk.command("remove", "documents.1").choose(True)
    declare(talk)
    answers = talk.filed[-1].answers
    assert (answers["documents.0.kind"], answers["documents.0.file"]) == ("other", "p1")
    assert "documents.1.file" not in answers


def settle_paid(talk: Talk) -> None:
    """The money came; papers may be handed in."""
    talk.hear(StatusPushed("JN261122000001", "paid", say("给到了。")))


def test_what_the_township_registered_is_offered_after_days_in_a_draft_and_in_a_new_one() -> None:
    talk = tell(Talk(), *BURNT_DOWN)
    talk.later(9)
    settle(talk, "JN261122000001", ("told.name", "周示例"), ("told.helped", True))
    declare(talk, until="members.0.name")
    assert talk.asked is not None and [one.value for one in talk.asked.options] == ["周示例"]
    talk.choose("周示例")
    declare(talk, until="members.1.name")
    assert talk.asked.options == ()
    declare(talk, until="circumstances")
    assert ticked(talk) == ["current_aid"]
    talk.choose(("current_aid",))
    assert ticked(talk) == ["temporary_aid"]
    talk.command("restart").choose(True)
    declare(talk, until="told")
    assert ticked(talk) == ["area_code", "phone"]


def test_who_takes_everything_back_is_offered_nothing() -> None:
    talk = declare(tell(Talk(), *BURNT_DOWN), until="told").command("erase").choose(True)
    assert not any(entry.path.startswith("told.") for entry in talk.state.log)


def test_a_tap_with_the_last_message_begins_the_declaration_and_none_where_one_is_handled() -> None:
    talk = tell(Talk(), *BURNT_DOWN).command("exit")
    settle(talk, "JN261122000001")
    assert [(one.value, one.label.text) for one in talk.ways] == [("start", "填低收入人口申报")]
    talk.command("start")
    assert talk.key == "consent"
    declare(talk)
    settle(talk, "JN261122000001")
    assert talk.ways == ()


def test_once_it_is_settled_nothing_more_is_asked_of_it() -> None:
    talk = Talk().command("urgent").choose(True)
    for answer in BURNT_DOWN:
        talk.hear(answer)
    assert talk.key == "emergency.when"
    settle(talk, "JN261122000001")
    assert talk.command("start").key == "consent"


def test_what_an_older_version_remembered_is_still_offered() -> None:
    talk = declare(Talk(), until="area_code")
    talk.remember("told.phone", "13912345678")
    talk.remember("told.area_code", WEST)
    talk.choose(WEST)
    declare(talk, until="phone")
    assert [one.value for one in talk.asked.options] == ["13912345678"]  # type: ignore[union-attr]


def test_who_only_told_of_an_emergency_has_no_draft_to_be_reminded_of_and_something_to_lose() -> None:
    talk = tell(Talk(), *BURNT_DOWN, Choice("now"), Choice("1"), File("p1", "image/jpeg"))
    settle(talk, "JN261122000001", ("told.name", "周示例"))
    assert not unfinished(talk.state)
    assert holds_something(talk.state)
    assert unfinished(talk.choose(True).state)
