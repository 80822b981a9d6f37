"""Lists as departments send them: CSV and XLSX, headings of all kinds, bad rows named and the rest kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.monitoring.kinds import BY_CODE, KINDS, columns_of
from api.services.monitoring.list_files import UnreadableList, read_list
from api.services.monitoring.sheets import UnreadableSheet, rows_of
from tests.fakes.households import id_number
from tests.services.monitoring.sheets import xlsx

TODAY = date(2026, 11, 22)
BILLS, DEATHS = BY_CODE["medical_bills"], BY_CODE["deaths"]
ONE, TWO = id_number(date(1963, 3, 5), 11), id_number(date(1990, 1, 1), 22)
TABLE: list[list[str | float]] = [
    ["某县医保局名单", "", ""],
    ["姓名", "公民身份号码*", "个人自付（元）", "自付金额", "结算日期", "银行卡号"],
    ["周示例", ONE, "", 21234.5, 46000, "6222"],
    ["李样本", TWO.lower(), "", "8,000元", "2026年9月1日", ""],
    ["少一位", ONE[:-1], "", "1", "", ""],
    ["没有钱", TWO[:-1] + ("0" if TWO[-1] != "0" else "1"), "", "不知道", "2027-01-01", ""],
    ["数字格式", 360121199001011234.0, "", 5, "", ""],
    ["又一次", ONE, "", 3, "2025-12-08", ""],
]  # fmt: skip


def as_csv(between: str = ",", encoding: str = "utf-8-sig") -> bytes:
    rows = [[str(cell) for cell in row] for row in TABLE[1:]]
    quoted = [[f'"{cell}"' if between in cell else cell for cell in row] for row in rows]
    return "\r\n".join(between.join(row) for row in quoted).encode(encoding)


@pytest.mark.parametrize("content", [xlsx(TABLE), as_csv(), as_csv("\t", "gb18030"), as_csv(";")])
def test_good_rows_are_kept_and_bad_ones_named_with_their_line(content: bytes) -> None:
    found = read_list(BILLS, content, TODAY)
    first = 0 if content[:2] == b"PK" else -1
    assert [(row.line - first, row.id_number, row.facts["amount"]) for row in found.rows] == [
        (3, ONE, "21234.5"), (4, TWO, "8000"), (8, ONE, "3"),
    ]  # fmt: skip
    assert [row.since for row in found.rows][1] == date(2026, 9, 1)
    assert [row.line - first for row in found.bad] == [5, 6, 7]
    assert [len(row.faults) for row in found.bad] == [1, 3, 1]
    assert found.unused == ("个人自付（元）", "银行卡号")


def test_days_that_a_spreadsheet_keeps_as_numbers_are_days() -> None:
    rows = read_list(BILLS, xlsx(TABLE), TODAY).rows
    assert rows[0].since == date(2025, 12, 9) and rows[2].since == date(2025, 12, 8)


def test_no_fault_and_no_row_shows_what_stood_in_a_cell() -> None:
    found = read_list(BILLS, xlsx(TABLE), TODAY)
    shown = repr(found)
    for secret in (ONE, ONE[:-1], TWO, "周示例", "李样本", "21234", "360121199001011234"):
        assert secret not in shown


def test_the_same_person_and_day_twice_is_one_row() -> None:
    text = f"身份证号,死亡日期\n{ONE},2026-10-01\n{ONE},2026/10/1\n"
    found = read_list(DEATHS, text.encode(), TODAY)
    assert (len(found.rows), [row.line for row in found.bad]) == (1, [3])


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "列名"), (b"\xd0\xcf\x11\xe0 old", ".xls"), (b"PK\x03\x04 not a zip", ".xlsx"), ("甲,乙\n1,2".encode(), "身份证号"),
        (f"身份证号\n{ONE}".encode(), "死亡日期"), ("身份证号,死亡日期\n".encode(), "数据"), (b'\xff\xfe\x00"', "UTF-8"),
        (xlsx([["身份证号", "死亡日期"]], head='<!DOCTYPE a [<!ENTITY b "c">]>'), ".xlsx"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_what_would_do(content: bytes, word: str) -> None:
    with pytest.raises(UnreadableList) as refused:
        read_list(DEATHS, content, TODAY)
    message = refused.value.fault.message
    assert word in message.text or word in str(message.params)


@given(st.binary(max_size=300))
def test_whatever_is_sent_is_read_or_refused(content: bytes) -> None:
    try:
        read_list(DEATHS, content, TODAY)
    except UnreadableList:
        return


def test_more_rows_than_are_taken_are_refused() -> None:
    with pytest.raises(UnreadableSheet):
        list(rows_of(xlsx([["x"]] * 4), 3))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_is_read_by_its_own_headings_and_by_its_keys(kind: object) -> None:
    known = next(one for one in KINDS if one is kind)
    columns = columns_of(known)
    cells = {"id_number": ONE, "name": "周示例", "since": "2026-10-01", "amount": "30000"}
    row = [cells.get(column.key, "二级") for column in columns]
    for headings in ([column.label for column in columns], [column.key for column in columns]):
        (read,) = read_list(known, xlsx([headings, row]), TODAY).rows
        assert set(read.facts) == {column.key for column in columns} - {"id_number", "name"}
