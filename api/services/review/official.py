"""A filed declaration in the blocks of the official form, in its order, so that paper and screen can lie side by side.

The form is 低收入人口信息采集表 (山西省转发的 2021 年工作指南, 附表). What it lacks and we ask stands beneath the row it
belongs to, or in a last block; nothing that is drawn is left out, and nothing is drawn twice but the applicant's
name and number, which the form too has twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.services.review.sheet import Item, Line, Part, Table
from conversations.answers import Json
from conversations.messages import Message, say

_Cells = tuple[tuple[str, Message], ...]
PAPERS = "documents"
# Who lives at home goes without saying; who does not is told.
_AT_HOME = "together"
# Told beside the signatures, not among the answers.
CONSENTS = ("consent", "consent_sensitive")


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of the form. `line` is None where this declaration has no such answer; `mirror`: it stands below too."""

    key: str
    label: Message
    line: Line | None
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A person or a thing. `key`: its boundary key ("members.0"); `more`: what the form has no column for."""

    key: str
    label: Message
    cells: tuple[Line | None, ...]
    more: tuple[Line, ...]

    @property
    def called(self) -> Message:
        """The person's name as it is shown, else what the row is called."""
        named = next((one.value for one in self.lines if one.key == f"{self.key}.name"), None)
        return named if named is not None else self.label

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its answers."""
        return (*(cell for cell in self.cells if cell is not None), *self.more)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the form: the title, the columns in its order, the rows. No rows: there is none."""

    key: str
    title: Message
    columns: tuple[tuple[str, Message], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the form: cells, then tables; `total` is its sum. `after`: cells that follow the tables."""

    key: str
    title: Message
    fields: tuple[Field, ...] = ()
    grids: tuple[Grid, ...] = ()
    after: tuple[Field, ...] = ()
    total: tuple[tuple[Message, Message], ...] = ()

    def lines(self) -> Iterator[Line]:
        """Its answers, each once: mirrors belong where they stand first-hand."""
        for one in (*self.fields, *self.after):
            if one.line is not None and not one.mirror:
                yield one.line
        for grid in self.grids:
            for row in grid.rows:
                yield from row.lines


_BASICS: _Cells = (
    ("hardship_causes", say("家庭困难原因")),
    ("applies_for_aid", say("是否申请救助")),
    ("hukou_area", say("户籍地")),
    ("hukou_detail", say("户籍地详细地址")),
    ("relative_in_office", say("家庭成员近亲属中有无低保经办人员或村干部")),
    ("residence_area", say("居住地")),
    ("residence_detail", say("居住地详细地址")),
    ("phone", say("联系电话")),
)
_APPLICANT: _Cells = (
    ("members.0.name", say("申报人姓名")),
    ("members.0.id_number.sex_and_age", say("性别、年龄")),
    ("members.0.id_number", say("身份证号")),
)
# Shown only when they were answered: the form has no cell for them, or only for the other answer.
_BASICS_IF_ANY = (
    "relative_in_office.name", "relative_in_office.post", "relative_in_office.relation", "area_code", "settlement",
    "applicant_role", "proxy.name", "proxy.relation", "proxy.phone", "proxy.consent",
)  # fmt: skip
_PERSON: _Cells = (
    ("relation", say("与申报人关系")),
    ("name", say("姓名")),
    ("sex_and_age", say("性别、年龄")),
    ("id_number", say("身份证号码")),
    ("marital_status", say("婚姻状况")),
    ("health", say("健康状况")),
    ("occupation", say("职业状况")),
)
_MEMBER: _Cells = (*_PERSON, ("income", say("月/年收入")))
_SUPPORTER: _Cells = (*_PERSON, ("annual_support", say("年赡（抚、扶）养费")))
_INCOME: _Cells = (
    ("income.wages", say("工资性收入")),
    ("income.business_net", say("经营净收入")),
    ("income.property_net", say("财产净收入")),
    ("income.transfer_net", say("转移净收入")),
    ("income.other", say("其他收入")),
)
_EXPENDITURE: _Cells = (
    ("expenditure.living", say("日常生活费用支出")),
    ("expenditure.social_insurance", say("缴纳社会保险支出")),
    ("expenditure.employment_cost", say("必要就业成本支出")),
    ("expenditure.medical", say("因病刚性支出")),
    ("expenditure.disability", say("因残刚性支出")),
    ("expenditure.other", say("其他支出")),
)
_FINANCIAL: _Cells = (
    ("assets.deposits", say("家庭存款")),
    ("assets.securities", say("证券")),
    ("assets.funds", say("基金")),
    ("assets.insurance", say("商业保险")),
    ("assets.receivables", say("债权")),
)
_BUSINESSES: _Cells = (("name", say("名称")), ("registered_capital", say("注册资金")))
_HOUSES: _Cells = (
    ("address", say("房屋地址")),
    ("area_m2", say("建筑面积")),
    ("kind", say("房屋性质")),
    ("origin", say("房屋来源")),
    ("acquired", say("购（建）时间")),
)
_VEHICLES: _Cells = (
    ("owner", say("车（船）主姓名")),
    ("kind", say("车（船）型")),
    ("plate", say("车（船）牌号")),
    ("acquired", say("购买时间")),
    ("price", say("购买金额")),
)
_OTHER: _Cells = (("assets.other", say("其他财产")),)


def official(parts: Iterable[Part], answers: Mapping[str, Json]) -> tuple[Block, ...]:
    """The blocks of the form with the answers in their cells; what has none comes in the last block.

    `answers` by boundary key: that somebody lives at home is not drawn.
    """
    every = tuple(parts)
    drawn = _Drawn(every, {key for key, value in answers.items() if key.endswith(".living") and value == _AT_HOME})
    totals = {part.key: part.total for part in every}
    basics = (*drawn.mirrors(_APPLICANT), *drawn.cells(_BASICS), *drawn.named(_BASICS_IF_ANY))
    income = (*drawn.cells(_INCOME), *drawn.rest("income"))
    spending = (*drawn.cells(_EXPENDITURE), *drawn.rest("expenditure"))
    blocks = (
        Block("basics", say("家庭基本信息"), basics),
        Block("members", say("共同生活家庭成员"), grids=(drawn.grid("members", say("家里的人"), _MEMBER),)),
        Block(
            "supporters",
            say("赡（抚、扶）养人"),
            grids=(drawn.grid("supporters", say("赡（抚、扶）养人"), _SUPPORTER),),
        ),
        Block("income", say("家庭年收入"), income, total=totals.get("income", ())),
        Block("expenditure", say("家庭年支出"), spending, total=totals.get("expenditure", ())),
        _assets(drawn),
        Block("beyond", say("表外另问的"), grids=drawn.other_tables(), after=drawn.remaining()),
    )
    return tuple(one for one in blocks if one.key != "beyond" or one.after or one.grids)


def _assets(drawn: "_Drawn") -> Block:
    financial = drawn.cells(_FINANCIAL)
    things = (
        drawn.grid("assets.businesses", say("个体经营状况"), _BUSINESSES),
        drawn.grid("assets.houses", say("房产情况"), _HOUSES),
        drawn.grid("assets.vehicles", say("机动车辆情况"), _VEHICLES),
    )
    return Block("assets", say("家庭财产"), financial, things, (*drawn.cells(_OTHER), *drawn.rest("assets")))


class _Drawn:
    """Hands out lines and tables, each once, and knows what is left."""

    def __init__(self, parts: tuple[Part, ...], unsaid: set[str]) -> None:
        self._unsaid = unsaid
        self._lines: dict[str, Line] = {line.key: line for part in parts for line in part.lines}
        self._section = {line.key: part.key for part in parts for line in part.lines}
        self._tables: dict[str, Table] = {table.key: table for part in parts for table in part.tables}
        self._taken = set(CONSENTS)
        self._grids = {PAPERS}

    def cells(self, wanted: _Cells) -> tuple[Field, ...]:
        """These cells, whether answered or not."""
        self._taken |= {key for key, _ in wanted}
        return tuple(Field(key, label, self._lines.get(key)) for key, label in wanted)

    def named(self, keys: Iterable[str]) -> tuple[Field, ...]:
        """These answers, where there are any."""
        found = [self._lines[key] for key in keys if key in self._lines]
        self._taken |= {line.key for line in found}
        return tuple(Field(line.key, line.label, line) for line in found)

    def mirrors(self, wanted: _Cells) -> tuple[Field, ...]:
        """Answers of the applicant's row, shown once more."""
        first = self._tables["members"].items[0].lines if "members" in self._tables else ()
        known: Mapping[str, Line] = {line.key: line for line in first}
        return tuple(Field(key, label, known.get(key), mirror=True) for key, label in wanted)

    def rest(self, section: str) -> tuple[Field, ...]:
        """What else was asked in this section of our form."""
        return self.named(key for key, own in self._section.items() if own == section and key not in self._taken)

    def remaining(self) -> tuple[Field, ...]:
        """Everything no cell was found for."""
        return self.named([key for key in self._lines if key not in self._taken])

    def grid(self, key: str, title: Message, columns: _Cells) -> Grid:
        """A table with the form's columns; what has no column stands beneath its row."""
        self._grids.add(key)
        table = self._tables.get(key)
        return Grid(key, title, columns, tuple(_rows(table, columns, self._unsaid)) if table is not None else ())

    def other_tables(self) -> tuple[Grid, ...]:
        """Tables the form does not have."""
        left = [table for key, table in self._tables.items() if key not in self._grids]
        return tuple(self.grid(table.key, table.title, table.columns) for table in left)


def _rows(table: Table, columns: _Cells, unsaid: set[str]) -> Iterator[Row]:
    wanted = [key for key, _ in columns]
    # Where nothing of it is for who asks, there is no row.
    for item in (one for one in table.items if one.lines):
        cells = tuple(item.cell(key) for key in wanted)
        shown = unsaid | {line.key for line in cells if line is not None}
        yield Row(_key_of(table, item), item.label, cells, tuple(one for one in item.lines if one.key not in shown))


def _key_of(table: Table, item: Item) -> str:
    index = item.lines[0].key.removeprefix(f"{table.key}.").partition(".")[0]
    return f"{table.key}.{index}"
