"""What is offered of a hospital bill, from the lines recognised on it: only where its sums agree."""

import pytest

from api.services.ocr.bills import read_bill
from api.services.ocr.lines import Line


def sheet(*rows: str, sure: float = 0.99) -> list[Line]:
    """Rows of text; cells of a row are parted by a stroke, and stand under each other."""
    return [
        Line(text, sure, 150 + 300 * column, 100 + 50 * row, 200, 30)
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells.split("|"))
        if text
    ]


NATIONAL = (
    "某某省医疗住院收费票据", "西药费|265.46", "金额合计(小写):63988.86", "医保统筹基金支付:44792.20|其他支付:0.00",
    "个人账户支付:6910.80|个人现金支付:12285.86", "个人自付:12285.86|个人自费:6910.80",
)  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "paid"),
    [
        (NATIONAL, "19196.66"),
        (("医疗费总额|64,255.45元", "统筹支付|40,480.93元", "个人支付金额|23,774.52元"), "23774.52"),
        (("费用合计|医保支付|个人负担", "1000.00|700.00|300.00"), "300.00"),
        (("合计:¥1000.00", "报销金额:¥700.00", "现金支付:¥300.00"), "300.00"),
        (("个人支付合计:300.50元",), "300.50"),
        (("自付金额(元):300.50",), "300.50"),
        (("总费用1000.00", "基金支付合计600.00", "大病保险支付150.00", "个人支付250.00"), "250.00"),
        (("个人自付300.00", "个人自费20.00"), "320.00"),
    ],
)
def test_what_the_patient_paid_is_found_in_the_formats_known(rows: tuple[str, ...], paid: str) -> None:
    assert read_bill(sheet(*rows)) == (("medical", paid),)


@pytest.mark.parametrize(
    "rows",
    [
        # A digit was misread: the sums do not agree.
        tuple(row.replace("6910.80", "6970.80", 1) for row in NATIONAL),
        tuple(row.replace("44792.20", "44192.20") for row in NATIONAL),
        ("合计:1000.00", "报销金额:700.00", "现金支付:800.00"),
        # The point was lost.
        ("个人支付金额:2377452",),
        # Only a part of what was paid can be read.
        ("个人自付300.00", "个人自费"),
        ("个人自付300.00",),
        ("个人账户支付", "个人现金支付:300.00"),
        # Two bills on one photo.
        ("个人支付金额:300.00", "个人支付金额:500.00"),
        # More than the whole.
        ("合计:100.00", "个人支付金额:300.00"),
        ("个人支付方式:微信", "西药费265.46"),
        (),
    ],
)
def test_a_bill_in_doubt_offers_nothing(rows: tuple[str, ...]) -> None:
    assert read_bill(sheet(*rows)) == ()


def test_a_figure_that_was_not_read_surely_is_not_offered() -> None:
    assert read_bill(sheet("个人支付金额:300.00", sure=0.85)) == ()
