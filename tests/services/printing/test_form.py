"""The official form on paper: everything that was filed, whatever was typed, for any number of people."""

import io
from decimal import Decimal

import pypdfium2
import pytest
from PIL import Image

from api.bootstrap import House
from api.errors import NotFound
from api.services.review.sheet import agenda_as_filed, parts_of
from conversations.form.declaration import DECLARATION
from tests.services.printing.sheets import filed_as, members, pages_of, text_of
from tests.services.review.desks import NEIGHBOUR, STRANGER, TOWNSHIP, declared

# Blocks and cells of the official form, in its order (低收入人口信息采集表, left to right, top to bottom).
OFFICIAL = """
家庭基本情况 家庭基本信息 申报人姓名 性别 身份证号 家庭困难原因 是否申请救助 户籍地 家庭成员近亲属中有无低保经办人员或村干部
居住地 联系电话 共同生活家庭成员情况 与申报人关系 姓名 年龄 身份证号码 婚姻状况 健康状况 职业状况 年收入 赡（抚、扶）养人信息
年赡（抚、扶）养费 家庭收入 家庭年收入 工资性收入 经营净收入 财产净收入 转移净收入 其他收入 家庭支出 家庭年支出
日常生活费用支出 缴纳社会保险支出 必要就业成本支出 因病刚性支出 因残刚性支出 其他支出 家庭财产 当期家庭拥有财产 金融资产
个体经营状况 房产情况 机动车辆情况 其他财产 家庭存款 证券 基金 商业保险 债权 房屋地址 建筑面积 房屋性质 房屋来源 购（建）时间
车（船）主姓名 车（船）型 车（船）牌号 购买时间 购买金额 申报人诚信承诺 救助申请人核查授权
""".split()


async def printed(house: House, receipt: str) -> bytes:
    """The form as the township prints it."""
    return (await house.printing.sheet(TOWNSHIP, receipt, "form")).content


async def test_the_form_has_every_cell_of_the_official_one(sqlite_house: House) -> None:
    text = text_of(await printed(sqlite_house, (await declared(sqlite_house)).receipt))
    assert [cell for cell in OFFICIAL if cell not in text] == []


async def test_everything_that_was_filed_is_on_paper(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    view = await sqlite_house.review.show(TOWNSHIP, receipt)
    text = text_of(await printed(sqlite_house, receipt))
    for key, value in view.answers.items():
        if isinstance(value, str) and not value.isascii():
            assert "".join(value.split()) in text, key
        if isinstance(value, str) and value.replace(".", "").isdecimal() and "." in value:
            assert f"{Decimal(value):,.0f}" in text, key
    for number in ("993601196303050119", "99360119650712022X", "13800138000", receipt):
        assert number in text
    for words in ("因残、因病", "务农", "示例江县东镇东山村三组", "自建房", "90㎡", "合计25,200", "第1页共2页"):
        assert words in text


async def test_what_has_no_cell_is_listed_with_its_question(sqlite_house: House) -> None:
    receipt = await filed_as(sqlite_house, {"monitored_status": "marginal", "expenditure.gap": ["borrowed"]})
    view = await sqlite_house.review.show(TOWNSHIP, receipt)
    words = sqlite_house.renderer("zh_CN").render
    agenda = agenda_as_filed(DECLARATION, view.answers, (), view.versions[-1].filed_at)
    labels = {line.key: words(line.label) for part in parts_of(agenda, shown=True) for line in part.lines}
    text = text_of(await printed(sqlite_house, receipt))
    for key in ("monitored_status", "current_aid", "refused_within_a_year", "left_aid_within_two_years"):
        assert labels[key] in text


async def test_what_is_open_is_said_in_its_cell(sqlite_house: House) -> None:
    doubts = {"assets.deposits": "skipped", "assets.funds": "unsure", "income.wages": "approximate"}
    receipt = await filed_as(sqlite_house, {}, doubts)
    receipt_again = await filed_as(sqlite_house, {"income.wages": "25000.00"}, {"members.0.id_number": "skipped"})
    text = text_of(await printed(sqlite_house, receipt))
    assert "家庭存款未填" in text and "不清楚" in text
    assert "25,000" in text_of(await printed(sqlite_house, receipt_again))


async def test_any_number_of_people_runs_over_pages_under_repeated_heads(sqlite_house: House) -> None:
    pages = pages_of(await printed(sqlite_house, await filed_as(sqlite_house, members(34))))
    text = ["".join(page.split()) for page in pages]
    assert all(f"第{number}页共{len(pages)}页" in page for number, page in enumerate(text, start=1))
    with_people = [page for page in text if "周家人" in page and "婚姻状况" in page]
    assert len(with_people) == 2 and "共同生活家庭成员情况（续）" in with_people[1]
    assert [one for one in range(4, 34) if not any(f"周家人{one}" in page for page in with_people)] == []


@pytest.mark.parametrize(
    "name",
    [
        '#import "x.typ"', '#image("/etc/passwd")', "$x^2$ @ref <label> *b* _i_", "`raw` \\ // /* ", "=1+1 - + @",
        "#let d = 1", "[link](x) https://example.invalid",
    ],
)  # fmt: skip
async def test_what_people_type_is_printed_and_never_obeyed(sqlite_house: House, name: str) -> None:
    receipt = await filed_as(sqlite_house, {"members.1.name": name, "assets.houses.0.address": name})
    assert "".join(name.split()) in text_of(await printed(sqlite_house, receipt))


async def test_direction_marks_are_left_out_and_long_words_break(sqlite_house: House) -> None:
    long = "a" * 300
    answers = {
        "members.1.name": "张\u202e三\u200f\x00\u2066四",
        "members.2.name": long,
        "residence_detail": "𬱖䶮村\n三组",
    }
    pdf = await printed(sqlite_house, await filed_as(sqlite_house, answers))
    text = text_of(pdf)
    assert "张三四" in text and "𬱖䶮村" in text
    assert text.replace("\u200b", "").count(long) >= 1 or text.count("a") >= 600
    page = pypdfium2.PdfDocument(pdf)[0]
    width = page.get_size()[0]
    inside = [page.get_textpage().get_charbox(index) for index in range(page.get_textpage().count_chars())]
    assert all(right <= width - 12 / 25.4 * 72 + 1 for _, _, right, _ in inside), "nothing runs over the edge"


async def test_the_same_declaration_prints_the_same_bytes(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    assert await printed(sqlite_house, receipt) == await printed(sqlite_house, receipt)


async def test_fonts_are_within_the_file(sqlite_house: House) -> None:
    pdf = await printed(sqlite_house, (await declared(sqlite_house)).receipt)
    assert b"FontFile3" in pdf and b"pdfaid" in pdf


async def test_a_name_typed_stands_where_it_is_signed(sqlite_house: House) -> None:
    text = text_of(await printed(sqlite_house, (await declared(sqlite_house)).receipt))
    assert text.count("（签字、手印）：周示例") == 2 and "时间：2026年11月23日" in text and "校验码" in text


async def test_unsigned_there_is_room_for_a_hand_and_a_finger(sqlite_house: House) -> None:
    receipt = await filed_as(sqlite_house, {}, name=None, drawn=None)
    text = text_of(await printed(sqlite_house, receipt))
    assert "时间：年月日" in text and text.count("（签字、手印）：周示例") == 1


async def test_a_drawn_signature_is_on_the_form(sqlite_house: House) -> None:
    resident = await declared(sqlite_house)
    canvas = Image.new("L", (400, 120), 255)
    canvas.paste(0, (20, 40, 300, 60))
    png = io.BytesIO()
    canvas.save(png, "PNG")
    paper = await sqlite_house.database.run(
        lambda unit: unit.papers.keep(resident.conversation_id, "image/png", png.getvalue())
    )
    own = await filed_as(sqlite_house, {}, receipt=resident.receipt, name=None, drawn=paper)
    assert len(_pictures(await printed(sqlite_house, own))) == 1
    another = await filed_as(sqlite_house, {}, name=None, drawn=paper)
    assert not _pictures(await printed(sqlite_house, another)), "a drawing of another conversation is not shown"


def _pictures(pdf: bytes) -> list[object]:
    page = pypdfium2.PdfDocument(pdf)[0]
    return list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


async def test_who_printed_is_written_down_and_told_to_the_resident(house: House) -> None:
    resident = await declared(house)
    await printed(house, resident.receipt)
    kept = await house.exporting.everything(resident.conversation_id)
    assert "print" in [event["action"] for event in kept["declarations"][0]["read_by"]]


async def test_nobody_prints_what_lies_elsewhere(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    for staff in (NEIGHBOUR, STRANGER):
        with pytest.raises(NotFound):
            await sqlite_house.printing.sheet(staff, receipt, "form")
    with pytest.raises(NotFound):
        await sqlite_house.printing.sheet(TOWNSHIP, receipt, "nonsense")


async def test_residents_have_the_form_of_their_own(sqlite_house: House) -> None:
    resident, other = await declared(sqlite_house), await declared(sqlite_house)
    own = await sqlite_house.printing.own(resident.conversation_id, resident.receipt, "form")
    assert "周示例" in text_of(own.content)
    with pytest.raises(NotFound):
        await sqlite_house.printing.own(resident.conversation_id, other.receipt, "form")
