"""The lists that other departments bring: what each is, from whom, its columns, which way it points.

Who compares what with whom: 国办发〔2023〕39号 三(三), 赣 8, 兵团 二(三). A list only says where to look.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from api.services.monitoring.signals import Direction
from conversations.messages import Message, say

ColumnKind = Literal["text", "amount", "day"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its heading in Chinese, other headings that are understood, whether it must be filled."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    kind: ColumnKind = "text"
    needed: bool = False


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list. `line`: the threshold an amount must reach; `obliged`: people obliged to support count too."""

    code: str
    label: Message
    department: str
    about: Message
    direction: Direction
    columns: tuple[Column, ...] = ()
    line: str = ""
    obliged: bool = False


ID_NUMBER = Column(
    "id_number", "身份证号",
    ("身份证号码", "公民身份号码", "公民身份证号码", "居民身份证号", "居民身份证号码", "证件号码", "证件号", "身份证"),
    needed=True,
)  # fmt: skip
NAME = Column("name", "姓名", ("名字", "人员姓名"))
COMMON = (ID_NUMBER, NAME)


def _since(label: str, *also: str, needed: bool = False) -> Column:
    return Column("since", label, (*also, "日期"), "day", needed)


KINDS: tuple[ListKind, ...] = (
    ListKind(
        "students", say("家庭经济困难学生"), "education",
        say("申报里没有写在上学的，提示看一看教育救助。"), "worse",
        (Column("stage", "学段", ("学校类别", "就读学段")), _since("认定日期", "入学日期")),
    ),
    ListKind(
        "unemployed", say("登记失业人员"), "human_resources",
        say("申报里没有写失业的，提示收入可能不稳定了。"), "worse",
        (_since("失业登记日期", "登记日期", "失业日期"),), obliged=True,
    ),
    ListKind(
        "serious_illness", say("重病患者"), "health",
        say("申报里没有写重病的，提示支出可能骤增。"), "worse",
        (Column("illness", "病种", ("疾病名称", "诊断")), _since("确诊日期", "认定日期", "诊断日期")),
    ),
    ListKind(
        "medical_bills", say("自付医疗费用"), "medical_insurance",
        say("一年自付的钱到了公布的线，又比申报里写的多，提示支出骤增。"), "worse",
        (
            Column("amount", "自付金额", ("个人自付", "个人负担金额", "自付费用", "个人自付金额"), "amount", True),
            _since("截止日期", "结算日期"),
        ),
        line="medical_own_paid",
    ),
    ListKind(
        "disability", say("残疾人"), "disabled_persons",
        say("申报里没有写这个残疾等级的，提示看一看该有的补贴和单独纳入。"), "worse",
        (
            Column("category", "残疾类别", ("类别",)), Column("grade", "残疾等级", ("等级",)),
            _since("发证日期", "评定日期"),
        ),
    ),
    ListKind(
        "deaths", say("死亡人员"), "civil_affairs",
        say("去世的是有收入的人，提示收入骤减；已经在救助里的家庭，提示人口变了要核查。"), "worse",
        (_since("死亡日期", "去世日期", needed=True),), obliged=True,
    ),
    ListKind(
        "disaster", say("受灾家庭"), "emergency",
        say("损失到了公布的线，提示财产受损。"), "worse",
        (Column("amount", "损失金额", ("财产损失", "损失"), "amount", True), _since("受灾日期", "灾害日期")),
        line="disaster_loss",
    ),
    ListKind(
        "monitored", say("防止返贫监测对象"), "agriculture",
        say("申报里没有写的，提示两边对上。由农业农村部门认定，这里只记。"), "worse",
        (Column("category", "监测类别", ("类别", "对象类别")), _since("纳入日期", "识别日期")),
    ),
    ListKind(
        "vehicles", say("机动车登记"), "civil_affairs",
        say("提示核查家里的车；先问居民是怎么回事。"), "better",
        (Column("vehicle", "车辆类型", ("车型", "机动车类型")), _since("登记日期", "注册日期", "初次登记日期")),
    ),
    ListKind(
        "employed", say("新就业参保人员"), "human_resources",
        say("申报里没有写在上班的，提示收入可能多了。"), "better",
        (_since("参保日期", "就业日期"),),
    ),
    ListKind(
        "businesses", say("市场主体登记"), "civil_affairs",
        say("申报里没有写经营的，提示核查。"), "better",
        (Column("amount", "注册资金", ("注册资本",), "amount"), _since("登记日期", "成立日期")),
    ),
)  # fmt: skip
BY_CODE: Mapping[str, ListKind] = {one.code: one for one in KINDS}


def columns_of(kind: ListKind) -> tuple[Column, ...]:
    """All columns that are read of such a list, in order."""
    return (*COMMON, *kind.columns)
