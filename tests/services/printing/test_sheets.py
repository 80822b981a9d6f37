"""The sheets around the form: what was signed, what goes home, what hangs on the board, what is said in writing."""

from datetime import date

import pytest

from api.bootstrap import House
from api.errors import Conflict
from api.services.review.actions import Action
from api.services.staffing.staff import StaffMember
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.printing.sheets import filed_as, pages_of, text_of
from tests.services.review.desks import COUNTY, TOWNSHIP, declared

NAMES = ("form", "pledge", "authorization", "receipt", "notice", "visit")
# Numbers and conditions of the family of four: none of it hangs on a board or lies on a table.
PRIVATE = (
    "993601196303050119",
    "99360119650712022X",
    "高血压",
    "慢性病",
    "残疾",
    "智力",
    "13800138000",
    "9,000",
    "25,200",
)


async def sheet(house: House, receipt: str, name: str) -> str:
    """What can be read on it."""
    return text_of((await house.printing.sheet(TOWNSHIP, receipt, name)).content)


async def act(house: House, receipt: str, action: str, by: StaffMember = TOWNSHIP, **more: object) -> None:
    """A step of the township."""
    await house.review.act(by, receipt, Action(f"{action}-1", action, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
async def test_every_sheet_names_its_receipt(sqlite_house: House, name: str) -> None:
    receipt = (await declared(sqlite_house)).receipt
    assert receipt in await sheet(sqlite_house, receipt, name)


async def test_the_pledge_has_the_words_that_were_signed_and_what_binds_them(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    text = await sheet(sqlite_house, receipt, "pledge")
    view = await sqlite_house.review.show(TOWNSHIP, receipt)
    signed = next(one for one in view.signatures if one.key == "pledge")
    words = sqlite_house.worlds.texts.version("pledge", signed.text_version)
    assert words is not None and words.words in text
    assert "申报人（签字、手印）：周示例" in text and "2026年11月23日09:00" in text and "SHA-256" in text
    assert text.count("手印") == 1, "signed: no room for a finger beside the label"


async def test_each_adult_has_an_authorization_of_their_own(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    pages = ["".join(page.split()) for page in pages_of((
        await sqlite_house.printing.sheet(TOWNSHIP, receipt, "authorization")
    ).content)]  # fmt: skip
    assert len(pages) == 3, "the grandchild of 11 signs nothing"
    assert "授权人（签字、手印）：周示例" in pages[0] and "已授权" in pages[0]
    for page, name in zip(pages[1:], ("李样本", "周小样"), strict=True):
        assert f"授权人：{name}" in page and "还没有授权" in page and "时间：年月日" in page


async def test_a_declaration_only_needs_no_authorization(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house, {**FAMILY_OF_FOUR, "applies_for_aid": False})).receipt
    assert "不需要授权" in await sheet(sqlite_house, receipt, "authorization")
    assert "不需要授权" in await sheet(sqlite_house, receipt, "form")


async def test_the_receipt_says_what_next_and_nothing_private(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    text = await sheet(sqlite_house, receipt, "receipt")
    assert "示例江县东镇" in text and "0791-00000001" in text and "最晚答复" in text
    assert not [one for one in PRIVATE if one in text]
    unsigned = await filed_as(sqlite_house, {}, name=None, drawn=None)
    assert "还差一个签名" in await sheet(sqlite_house, unsigned, "receipt")


async def test_the_notice_hangs_seven_days_and_says_nothing_private(sqlite_house: House) -> None:
    await sqlite_house.staff.make_demo_staff()
    resident = await declared(sqlite_house)
    receipt = resident.receipt
    before = await sheet(sqlite_house, receipt, "notice")
    assert "公示时间：从到，共7天" in before
    await act(sqlite_house, receipt, "accept")
    visit: dict[str, object] = {
        "visitors": ("王一", "李二"),
        "findings": "砖瓦房，冬天漏风",
        "signed": "周示例",
        "on": "2026-11-23",
    }
    await act(sqlite_house, receipt, "record_visit", TOWNSHIP, **visit)
    await act(sqlite_house, receipt, "opinion", result="agree", category="rigid_expenditure", note="情况属实")
    await act(sqlite_house, receipt, "publish", on="2026-11-23", place="东山村公开栏")
    text = await sheet(sqlite_house, receipt, "notice")
    assert "从2026年11月23日到2026年11月29日" in text and "刚性支出困难家庭" in text and "周示例" in text
    assert not [one for one in PRIVATE if one in text]
    form = await sheet(sqlite_house, receipt, "form")
    for words in ("王一、李二", "砖瓦房，冬天漏风", "同意：刚性支出困难家庭。情况属实", "东山村公开栏"):
        assert words in form, "what was done stands in the blocks of the form"
    own = text_of((await sqlite_house.printing.own(resident.conversation_id, receipt, "form")).content)
    assert "情况属实" in own and "乡镇（街道）经办人员" in own
    assert not [words for words in ("王一", "冬天漏风", "示例经办员") if words in own], "not written for the family"


async def test_a_refusal_begins_with_what_is_possible_and_says_how_to_appeal(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    with pytest.raises(Conflict):
        await sqlite_house.printing.sheet(TOWNSHIP, receipt, "refusal")
    await act(sqlite_house, receipt, "accept")
    reason = "家里的存款超过了规定。"
    await act(sqlite_house, receipt, "decide", COUNTY, result="refused", category="dibao_margin", note=reason)
    text = await sheet(sqlite_house, receipt, "refusal")
    order = [text.index(words) for words in ("您还可以这样办", "低保边缘家庭", reason, "行政复议", "送达回执")]
    assert order == sorted(order)
    assert "60天内" in text and "6个月内" in text and "《行政复议法》第二十条" in text


async def test_an_approval_has_no_refusal(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    await act(sqlite_house, receipt, "accept")
    await act(sqlite_house, receipt, "decide", COUNTY, result="registered", category="none")
    with pytest.raises(Conflict):
        await sqlite_house.printing.sheet(TOWNSHIP, receipt, "refusal")


async def test_what_is_asked_back_goes_to_those_without_a_phone_as_a_letter(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    with pytest.raises(Conflict):
        await sqlite_house.printing.sheet(TOWNSHIP, receipt, "questions")
    keys = ("members.1.id_number", "expenditure.living")
    await act(sqlite_house, receipt, "ask_back", keys=keys, notes={"expenditure.living": "和收入对不上"})
    text = await sheet(sqlite_house, receipt, "questions")
    assert "下面2处" in text and "李样本的身份证号是多少" in text and "和收入对不上" in text and "15,000" in text
    assert "99360119650712022X" not in text, "a letter lies about: numbers stay half hidden"


async def test_the_visit_has_room_for_two_and_the_family(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    text = await sheet(sqlite_house, receipt, "visit")
    for words in ("核查人（两人以上签字）", "被核查家庭成员（签字、手印）", "李样本", "13800138000", "年收入25,200元"):
        assert words in text
    assert "993601196303050119" not in text


async def test_what_is_printed_years_later_has_its_year(sqlite_house: House) -> None:
    receipt = (await declared(sqlite_house)).receipt
    assert f"{date(2026, 11, 23).year}年11月23日" in await sheet(sqlite_house, receipt, "receipt")
