"""The roster: households, people, homes and vehicles of many declarations as rows with the form's columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from api.services.filed_json import load_answers, load_signatures
from api.services.printing.cells import day
from api.services.printing.terms import (
    ABLE,
    CATEGORY,
    CAUSES,
    DISABILITY,
    DOUBT,
    GRADE,
    HEALTH,
    HOUSE,
    HOUSE_FROM,
    LIVING,
    MARITAL,
    OCCUPATION,
    ORIGIN,
    RELATION,
    RESULT,
    SETTLEMENT,
    SEX,
    STAGE,
    STATUS,
    SUPPORTER,
    VEHICLE,
    YES_NO,
    Terms,
)
from conversations.answers import Json
from conversations.world import Area
from storage.rows import DeclarationRow, VersionRow

Row = tuple[int, list[str]]
NUMBER, TEXT, MONEY = "number", "text", "money"
"""Kinds of a column; money always has its two places."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is an answer: its key, its title, the form's words for its values, whether it is an amount."""

    key: str
    title: str
    terms: Terms = field(default_factory=dict)
    kind: str = TEXT
    width: int = 12


def _amount(key: str, title: str) -> Column:
    return Column(key, title, kind=NUMBER)


_PERSON = (
    Column("relation", "与申报人关系", RELATION), Column("name", "姓名"), Column("sex", "性别", SEX, width=6),
    Column("age", "年龄", kind=NUMBER, width=6), Column("id_number", "身份证号码", width=21),
    Column("marital_status", "婚姻状况", MARITAL), Column("health", "健康状况", HEALTH),
    Column("occupation", "职业状况", OCCUPATION),
)  # fmt: skip
_MEMBERS = (
    *_PERSON, _amount("income", "年收入（元）"), Column("living", "居住情况", LIVING),
    Column("disability.kind", "残疾类别", DISABILITY), Column("disability.grade", "残疾等级", GRADE),
    Column("disability.certificate_number", "残疾证号", width=22), Column("illness.name", "病名", width=16),
    Column("illness.recognised", "大病认定"), Column("student_stage", "就学阶段", STAGE),
)  # fmt: skip
_SUPPORTERS = (
    *_PERSON, _amount("annual_support", "年赡（抚、扶）养费（元）"), Column("household_size", "家庭人口", kind=NUMBER),
    _amount("household_monthly_income", "家庭月收入（元）"), Column("able", "赡养能力", ABLE),
    Column("status", "特别情况", SUPPORTER),
)  # fmt: skip
_HOUSES = (
    Column("address", "房屋地址", width=30), _amount("area_m2", "建筑面积（㎡）"), Column("kind", "房屋性质", HOUSE),
    Column("origin", "房屋来源", HOUSE_FROM), Column("acquired", "购（建）时间"),
)  # fmt: skip
_VEHICLES = (
    Column("owner", "车（船）主姓名"), Column("kind", "车（船）型", VEHICLE), Column("plate", "车（船）牌号"),
    Column("acquired", "购买时间"), _amount("price", "购买金额（元）"),
)  # fmt: skip
_BUSINESSES = (Column("name", "名称", width=24), _amount("registered_capital", "注册资金（元）"))
_HOUSEHOLD = (
    Column("settlement", "城乡", SETTLEMENT, width=6), Column("members.0.name", "申报人姓名"),
    Column("members.0.sex", "性别", SEX, width=6), Column("members.0.id_number", "身份证号", width=21),
    Column("hardship_causes", "家庭困难原因", CAUSES, width=20), Column("applies_for_aid", "是否申请救助"),
    Column("hukou_area", "户籍地", width=18), Column("residence_detail", "居住地", width=30),
    Column("relative_in_office", "近亲属中有无低保经办人员或村干部"), Column("phone", "联系电话", width=15),
    _amount("income.wages", "工资性收入"), _amount("income.business_net", "经营净收入"),
    _amount("income.property_net", "财产净收入"), _amount("income.transfer_net", "转移净收入"),
    _amount("income.other", "其他收入"), _amount("income.total", "家庭年收入（元）"),
    _amount("expenditure.living", "日常生活费用支出"), _amount("expenditure.social_insurance", "缴纳社会保险支出"),
    _amount("expenditure.employment_cost", "必要就业成本支出"), _amount("expenditure.medical", "因病刚性支出"),
    _amount("expenditure.disability", "因残刚性支出"), _amount("expenditure.education", "教育支出"),
    _amount("expenditure.disaster", "因灾支出"), _amount("expenditure.other", "其他支出"),
    _amount("expenditure.total", "家庭年支出（元）"), _amount("assets.deposits", "家庭存款"),
    _amount("assets.securities", "证券"), _amount("assets.funds", "基金"), _amount("assets.insurance", "商业保险"),
    _amount("assets.receivables", "债权"), _amount("assets.other", "其他财产"),
)  # fmt: skip
_LEADING = (
    Column("", "编号", width=17), Column("", "县（市、区）", width=16), Column("", "乡镇（街道）", width=18),
    Column("", "申报方式"), Column("", "信息来源"), Column("", "填报日期", width=16), Column("", "办理状态"),
    Column("", "类别", width=18), Column("", "结果"), Column("", "家庭人口", kind=NUMBER, width=8),
)  # fmt: skip
_TRAILING = (Column("", "诚信承诺"), Column("", "核查授权"))
_OF = (Column("", "编号", width=17), Column("", "申报人"))
_GROUPS = (
    ("共同生活家庭成员", "members", _MEMBERS), ("赡（抚、扶）养人", "supporters", _SUPPORTERS),
    ("房产", "assets.houses", _HOUSES), ("机动车辆", "assets.vehicles", _VEHICLES),
    ("个体经营", "assets.businesses", _BUSINESSES),
)  # fmt: skip
SHEETS: tuple[tuple[str, tuple[Column, ...]], ...] = (
    ("花名册", (*_LEADING, *_HOUSEHOLD, *_TRAILING)),
    *((name, (*_OF, *columns)) for name, _, columns in _GROUPS),
)
"""The sheets of the workbook with their columns."""


def rows_of(row: DeclarationRow, version: VersionRow, areas: tuple[Area, ...]) -> Iterator[Row]:
    """The rows of one declaration, each with the number of its sheet: what the newest version filed."""
    area = next((one for one in areas if one.code == row.area_code), None)
    names = {one.code: one.name for one in areas} | {one.county_code: one.county for one in areas}
    filed = load_answers(version.answers)
    reading = _Reading(filed["answers"], filed["flags"], names)
    signed = {one.key: one for one in load_signatures(version.signatures)}
    groups = {key: reading.items(key) for _, key, _ in _GROUPS}
    leading = [
        row.receipt,
        area.county if area is not None else row.county_code,
        area.name if area is not None else row.area_code,
        "代为申报" if filed["answers"].get("applicant_role") == "proxy" else "本人申报",
        ORIGIN.get(row.origin, row.origin),
        day(row.submitted_at),
        STATUS.get(row.status, row.status),
        CATEGORY.get(row.category, row.category) if row.status in ("decided", "closed") else "",
        RESULT.get(row.outcome, "") if row.status in ("decided", "closed") else "",
        str(len(groups["members"])),
    ]
    trailing = [
        "已签" if (one := signed.get(key)) and not one.put_off else "未签" for key in ("pledge", "authorization")
    ]
    yield 0, [*leading, *(reading.cell(one.key, one) for one in _HOUSEHOLD), *trailing]
    for number, (_, key, columns) in enumerate(_GROUPS, start=1):
        for index in groups[key]:
            cells = (reading.cell(f"{key}.{index}.{one.key}", one) for one in columns)
            yield number, [row.receipt, row.applicant_name, *cells]


@dataclass(frozen=True, slots=True)
class _Reading:
    answers: Mapping[str, Json]
    doubts: Mapping[str, str]
    names: Mapping[str, str]

    def items(self, group: str) -> list[int]:
        """The indices in use of a repeated group."""
        start = f"{group}."
        found = (key[len(start) :].partition(".")[0] for key in self.answers if key.startswith(start))
        return sorted({int(one) for one in found if one.isdecimal()})

    def cell(self, key: str, column: Column) -> str:
        if key not in self.answers:
            return DOUBT.get(self.doubts.get(key, ""), "")
        value = self.answers[key]
        if isinstance(value, bool):
            return YES_NO[value]
        if isinstance(value, list):
            return "、".join(column.terms.get(str(one), str(one)) for one in value)
        if key == "hukou_area":
            return self.names.get(str(value), str(value))
        if key.endswith(".owner"):
            return str(self.answers.get(f"members.{value}.name", value))
        return column.terms.get(str(value), str(value)) if value is not None else ""
