"""A draft outlives the version of the form it was begun with: its answers stay, what is new is asked."""

from dataclasses import replace
from typing import TypeGuard

from conversations.form.declaration import DECLARATION
from conversations.form.model import Details, Form, Group, Question, Section
from conversations.form.ticks import TickKind
from conversations.inputs import AskedBack, Text
from conversations.messages import say
from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR

NEXT = DECLARATION.version + 1


def entry_of(form: Form, key: str) -> Question | Group:
    """The question or group with this key."""
    return next(entry for section in form.sections for entry in section.entries if keyed(entry, key))


def keyed(entry: Question | Group | Details, key: str) -> TypeGuard[Question | Group]:
    """Whether this entry is the question or group with this key."""
    return not isinstance(entry, Details) and entry.key == key


def newer(form: Form, old: str, *entries: Question | Group, renamed: dict[str, str] | None = None) -> Form:
    """The next version of a form, with `entries` in the place of the entry `old`."""

    def changed(section: Section) -> Section:
        kept = tuple(new for one in section.entries for new in (entries if keyed(one, old) else (one,)))
        return replace(section, entries=kept)

    version = form.version + 1
    sections = tuple(changed(section) for section in form.sections)
    return replace(form, version=version, sections=sections, renamed={**form.renamed, version: renamed or {}})


def with_second_phone() -> Form:
    """A form that asks for another phone before the first."""
    phone = entry_of(DECLARATION, "phone")
    assert isinstance(phone, Question)
    return newer(DECLARATION, "phone", replace(phone, key="phone_of_kin", label=say("亲友电话")), phone)


def test_a_new_question_is_asked_and_nothing_answered_before_is_asked_again() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge")
    given = talk.state.log
    talk.form = with_second_phone()
    talk.command("start")
    assert talk.key == "phone_of_kin" and "新的一版" in talk.heard_last
    assert talk.state.log == given and talk.state.form_version == NEXT
    talk.text("13900139000")
    assert talk.key == "pledge" and "新的一版" not in talk.heard_last
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].form_version == NEXT
    assert talk.filed[0].answers["phone_of_kin"] == "13900139000"
    assert talk.filed[0].answers["members.1.name"] == FAMILY_OF_FOUR["members.1.name"]


def test_what_was_typed_for_the_old_question_is_not_taken_for_the_new_one() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge")
    talk.form = with_second_phone()
    talk.text("13900139000")
    assert talk.key == "phone_of_kin" and "还没有记" in talk.heard_last
    assert not any(entry.path == "phone_of_kin" for entry in talk.state.log)


def test_a_button_of_the_old_question_is_not_taken_for_the_new_one() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="income.wages").command("edit", "settlement")
    settlement = entry_of(DECLARATION, "settlement")
    assert isinstance(settlement, Question)
    talk.form = newer(DECLARATION, "settlement", replace(settlement, key="settlement_of_hukou"))
    before = talk.state.log
    talk.tap(0)
    assert talk.state.log == before and talk.key == "settlement_of_hukou"


def test_a_renamed_question_keeps_its_answer() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge")
    phone = entry_of(DECLARATION, "phone")
    assert isinstance(phone, Question)
    talk.form = newer(DECLARATION, "phone", replace(phone, key="telephone"), renamed={"phone": "telephone"})
    talk.command("start")
    assert talk.key == "pledge"
    talk.answer_all(FAMILY_OF_FOUR)
    assert talk.filed[0].answers["telephone"] == FAMILY_OF_FOUR["phone"] and "phone" not in talk.filed[0].answers


def test_a_renamed_question_of_a_person_keeps_everybodys_answer_and_an_open_edit() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge").command("edit", "members.1.name")
    people = entry_of(DECLARATION, "members")
    assert isinstance(people, Group)
    questions = tuple(replace(one, key="full_name") if one.key == "name" else one for one in people.questions)
    talk.form = newer(
        DECLARATION, "members", replace(people, questions=questions), renamed={"members.name": "members.full_name"}
    )
    talk.command("why")
    assert talk.key == "members.1.full_name"
    told = {entry.path: entry.value for entry in talk.state.log if entry.path.endswith("full_name")}
    assert told["members.m1.full_name"] == FAMILY_OF_FOUR["members.0.name"] and len(told) == 4


def test_a_group_that_now_begins_with_an_item_has_it() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR, until="pledge")
    houses = entry_of(DECLARATION, "supporters")
    assert isinstance(houses, Group)
    talk.form = newer(DECLARATION, "supporters", replace(houses, first=True, prefix="s"))
    talk.command("start")
    assert any(
        entry.op == "add" and entry.act == 0 and entry.path.startswith("supporters.") for entry in talk.state.log
    )
    assert sum(entry.op == "add" and entry.path == "members.m1" for entry in talk.state.log) == 1


def test_what_was_filed_by_the_old_form_is_corrected_by_the_new_one() -> None:
    talk = Talk().answer_all(FAMILY_OF_FOUR)
    talk.form = with_second_phone()
    talk.hear(AskedBack("SB261122000001", (("income.wages", ""),), say("请补一处。")))
    assert talk.key == "income.wages"
    talk.text("18000元")
    assert talk.key == "phone_of_kin"
    talk.hear(Text("13900139000")).answer_all(FAMILY_OF_FOUR)
    assert [one.form_version for one in talk.filed] == [DECLARATION.version, NEXT]


def test_a_newer_state_is_left_alone_by_an_older_program() -> None:
    talk = Talk(form=with_second_phone()).answer_all(FAMILY_OF_FOUR, until="pledge")
    talk.form = DECLARATION
    talk.command("start")
    assert talk.state.form_version == NEXT


def version_one() -> Form:
    """The declaration as it was first: the same questions, with no tick list to spare them."""

    def before(section: Section) -> Section:
        kept = (
            one for one in section.entries if isinstance(one, Details | Group) or not isinstance(one.kind, TickKind)
        )
        return replace(section, entries=tuple(kept))

    return replace(DECLARATION, version=1, sections=tuple(before(section) for section in DECLARATION.sections))


def test_a_draft_of_the_first_version_is_asked_no_list_about_what_it_has_answered() -> None:
    talk = Talk(form=version_one()).answer_all(FAMILY_OF_FOUR, until="expenditure.education")
    given = talk.state.log
    talk.form = DECLARATION
    talk.command("start")
    assert talk.key == "expenditure.kinds" and talk.state.log == given
    assert talk.asked is not None and "新的一版" in talk.heard_last
    assert [one.value for one in talk.asked.options if one.ticked] == ["expenditure.medical"]
    talk.answer_all(FAMILY_OF_FOUR)
    asked = {entry.path for entry in talk.state.log}
    assert not asked & {"income.kinds", "members.unwell"} and "assets.kinds" in asked
    assert talk.filed[0].answers["expenditure.medical"] == "2100.00"
