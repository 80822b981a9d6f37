"""The page in the shape of the official form: its blocks and order, nothing lost, a word at what is doubtful."""

from collections import Counter

from api.bootstrap import House
from api.services.review.actions import Action
from api.services.review.marks import marks_of, to_look_at
from api.services.review.official import CONSENTS, Block, official
from api.services.review.views import DeclarationView
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.review.desks import TOWNSHIP, declared, with_gaps


def blocks_of(view: DeclarationView) -> dict[str, Block]:
    return {block.key: block for block in official(view.parts, view.answers)}


def words_beside(house: House, view: DeclarationView) -> dict[str, list[str]]:
    """Boundary key → the words beside that answer."""
    renderer = house.renderer("zh_CN")
    return {key: [renderer.render(mark.words) for mark in marks] for key, marks in marks_of(view).items()}


async def test_the_blocks_and_columns_come_in_the_order_of_the_official_form(sqlite_house: House) -> None:
    view = await sqlite_house.review.open(TOWNSHIP, (await declared(sqlite_house)).receipt)
    blocks = blocks_of(view)
    assert list(blocks) == ["basics", "members", "supporters", "income", "expenditure", "assets", "beyond"]
    renderer = sqlite_house.renderer("zh_CN")
    columns = [renderer.render(title) for _, title in blocks["members"].grids[0].columns]
    assert columns == [
        "与申报人关系", "姓名", "性别、年龄", "身份证号码", "婚姻状况", "健康状况", "职业状况", "月/年收入",
    ]  # fmt: skip
    assert [one.key for one in blocks["income"].fields[:5]] == [
        "income.wages", "income.business_net", "income.property_net", "income.transfer_net", "income.other",
    ]  # fmt: skip
    assert [grid.key for grid in blocks["assets"].grids] == ["assets.businesses", "assets.houses", "assets.vehicles"]
    assert blocks["assets"].grids[0].rows == () and len(blocks["assets"].grids[1].rows) == 1


async def test_every_answer_stands_in_exactly_one_cell_but_that_somebody_lives_at_home(sqlite_house: House) -> None:
    view = await sqlite_house.review.open(TOWNSHIP, (await declared(sqlite_house, with_gaps())).receipt)
    drawn = Counter(line.key for block in official(view.parts, view.answers) for line in block.lines())
    at_home = {key for key in view.answers if key.endswith(".living")}
    assert {key for key, times in drawn.items() if times > 1} == set()
    assert {line.key for line in view.lines()} - set(drawn) == at_home | set(CONSENTS)


async def test_what_is_missing_or_doubtful_has_a_word_beside_it(sqlite_house: House) -> None:
    view = await sqlite_house.review.open(TOWNSHIP, (await declared(sqlite_house, with_gaps())).receipt)
    beside = words_beside(sqlite_house, view)
    assert beside["members.1.id_number"] == ["还没有号码"]
    assert beside["members.1.age"] == ["跳过了", "核对缺它"]
    assert beside["income.wages"] == ["大概数"]
    assert all(map(to_look_at, marks_of(view).values()))


async def test_answers_that_do_not_fit_together_say_so_where_they_stand(sqlite_house: House) -> None:
    family = {**FAMILY_OF_FOUR, "hukou_area": "991401", "relative_in_office": True, "relative_in_office.name": "王样本"}
    view = await sqlite_house.review.open(TOWNSHIP, (await declared(sqlite_house, family)).receipt)
    beside = words_beside(sqlite_house, view)
    assert beside["hukou_area"] == ["人户分离，照常受理"]
    assert beside["relative_in_office"] == ["另行登记、上门"]


async def test_what_was_asked_back_waits_and_what_came_is_new(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    asked = Action("b", "ask_back", keys=("income.wages",), notes={"income.wages": "到手多少？"})
    await sqlite_house.review.act(TOWNSHIP, resident.receipt, asked)
    view = await sqlite_house.review.open(TOWNSHIP, resident.receipt)
    assert words_beside(sqlite_house, view)["income.wages"] == ["等居民补充"]
    assert not to_look_at(marks_of(view)["income.wages"])
    turn = await sqlite_house.turns.last(resident.conversation_id)
    assert turn is not None
    resident.turn = turn
    await resident.declare({**FAMILY_OF_FOUR, "income.wages": "每月1500"})
    after = await sqlite_house.review.open(TOWNSHIP, resident.receipt)
    assert words_beside(sqlite_house, after)["income.wages"] == ["新补的"]


async def test_what_a_query_found_stands_beside_what_was_declared(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    found = {"assets.deposits": "23,000 元"}
    for action in (
        Action("a", "accept"),
        Action("q", "request_query", source="县核对中心"),
        Action("r", "record_query", source="县核对中心", found=found),
    ):
        await sqlite_house.review.act(TOWNSHIP, receipt, action)
    view = await sqlite_house.review.open(TOWNSHIP, receipt)
    assert words_beside(sqlite_house, view)["assets.deposits"] == ["核对查到：23,000 元", "等居民补充"]
