"""A filed declaration drawn as the form: every answer in its place, doubts marked, names and numbers masked."""

import pytest

from api.bootstrap import House
from api.services.review.masks import mask_name, mask_phone, masked
from api.services.review.sheet import agenda_as_filed, askable_keys, parts_of
from api.services.review.views import DeclarationView
from conversations.answers import Json
from conversations.form.declaration import DECLARATION
from conversations.messages import Message
from tests.fakes.clocks import Clock
from tests.services.review.desks import TOWNSHIP, declared, with_gaps


def words(house: House, view: DeclarationView) -> dict[str, str]:
    """Boundary key → the answer in words."""
    renderer = house.renderer("zh_CN")
    empty = Message("")
    return {line.key: renderer.render(line.value or empty) for line in view.lines()}


async def test_every_filed_answer_is_drawn_in_words(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    view = await sqlite_house.review.open(TOWNSHIP, resident.receipt)
    drawn = words(sqlite_house, view)
    # Sex and age stand beside the number they come from, sums under their section.
    missing = {key for key in view.answers if key not in drawn and not key.endswith((".sex", ".age", ".total"))}
    assert missing == set()
    assert drawn["income.wages"] == "一年 14,400 元（合每月 1,200 元）"
    assert drawn["hardship_causes"] == "残疾、生病"
    assert drawn["members.2.disability.grade"] == "二级"
    assert drawn["members.3.id_number.sex_and_age"] == "女，11 岁"
    assert drawn["area_code"].endswith("东镇")
    assert next(part for part in view.parts if part.key == "income").total


async def test_what_was_never_asked_but_filed_is_drawn_beside_the_rest_and_cannot_be_asked(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    view = await sqlite_house.review.open(TOWNSHIP, resident.receipt)
    drawn = words(sqlite_house, view)
    assert drawn["members.0.living"] == "平时住在家"
    assert drawn["members.0.marital_status"] == drawn["members.1.marital_status"] == "已婚"
    assert (drawn["members.3.occupation"], drawn["members.3.marital_status"]) == ("上学", "未婚")
    assert drawn["assets.houses.0.origin"] == "自己盖的"
    assert drawn["residence_area"] == drawn["area_code"]
    assert drawn["hukou_area"].startswith("示例") and drawn["hukou_area"] != view.answers["hukou_area"]
    askable = {line.key for line in view.lines() if line.askable}
    assert askable.isdisjoint({"members.0.living", "members.3.occupation", "assets.houses.0.origin", "residence_area"})
    assert {"members.3.student_stage", "assets.houses.0.kind"} <= askable
    assert [line.key for line in view.lines()].count("members.3.occupation") == 1


async def test_names_and_numbers_are_masked_until_shown_and_showing_is_written_down(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    view = await sqlite_house.review.open(TOWNSHIP, resident.receipt)
    text = repr((view.item, view.parts, view.signatures))
    assert not any(secret in text for secret in ("周示例", "李样本", "993601196303050119", "13800138000"))
    assert words(sqlite_house, view)["members.0.id_number"] == "9936**********0119"
    shown = await sqlite_house.review.show(TOWNSHIP, resident.receipt)
    assert words(sqlite_house, shown)["members.0.name"] == "周示例"
    assert (shown.timeline[-1].action, shown.timeline[-1].actor) == ("show", "township")
    assert shown.item.status == "submitted"


async def test_what_was_skipped_or_guessed_is_marked_where_it_stands(sqlite_house: House) -> None:
    resident = await declared(sqlite_house, with_gaps())
    view = await sqlite_house.review.open(TOWNSHIP, resident.receipt)
    doubts = {line.key: line.doubt for line in view.lines() if line.doubt}
    assert doubts["members.1.id_number"] == "skipped"
    assert doubts["expenditure.living"] == "skipped"
    assert doubts["income.wages"] == "approximate"
    assert {part.key for part in view.parts if part.doubts} >= {"members", "income", "expenditure"}
    # Asked only because the number was skipped, and so drawn too.
    assert "members.1.sex" in doubts


def test_what_can_be_asked_back_is_what_applies_here(clock: Clock) -> None:
    answers: dict[str, Json] = {"members.0.name": "周示例", "members.0.health": "healthy", "applies_for_aid": False}
    agenda = agenda_as_filed(DECLARATION, answers, (), clock())
    askable = askable_keys(agenda)
    assert {"members.0.health", "income.wages", "members.1.more"} <= askable
    assert askable.isdisjoint({"consent", "pledge", "authorization", "review", "members.0.disability.kind"})


def test_a_form_with_holes_is_drawn_all_the_same(clock: Clock) -> None:
    answers: dict[str, Json] = {
        "members.2.name": "周小样",
        "assets.vehicles.0.owner": 7,
        "income.wages": "viel",
        "unheard.of": 1,
    }
    agenda = agenda_as_filed(DECLARATION, answers, (("members.0.name", "skipped"),), clock())
    parts = parts_of(agenda, shown=True)
    members = next(table for part in parts for table in part.tables if table.key == "members")
    assert len(members.items) == 3


@pytest.mark.parametrize(
    ("key", "value", "seen"),
    [
        ("members.0.name", "欧阳示范", "欧**"),
        ("members.3.id_number", "11010119900307002X", "1101**********002X"),
        ("phone", "13800138000", "138****8000"),
        ("phone", "12345", "*****"),
        ("relative_in_office.name", "王样本", "王**"),
        ("settlement", "rural", "rural"),
    ],
)
def test_masks(key: str, value: str, seen: str) -> None:
    assert masked(key, value) == seen


def test_masks_of_nothing() -> None:
    assert (mask_name(""), mask_phone("")) == ("", "")
