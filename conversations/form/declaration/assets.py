"""What the household owns today: money put by, homes, vehicles, other things."""

from decimal import Decimal

from conversations.form.declaration import options
from conversations.form.declaration.people import MEMBERS
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, MoneyKind, YesNoKind
from conversations.form.model import Group, Question, Section
from conversations.form.parsing import AREA_M2, MONTH
from conversations.form.references import ItemKind
from conversations.messages import Message, say, verbatim

_NOW = MoneyKind(asks="once")
_WHY = say("家里的财产也是条件之一，各地有各地的线。超了线也能申报，您可以说明钱的用处。国办发〔2023〕39 号 二。")
_EXAMPLE = say("9000，或者 一万二；没有就写 0")


def _owned(key: str, label: Message, prompt: Message, help_: Message) -> Question:
    return Question(f"assets.{key}", _NOW, label, prompt, _WHY, help_, _EXAMPLE, sensitive=True)


def member_named(facts: Facts) -> Message:
    """A member by name; the applicant as 申报人 while no name is known."""
    name = facts.here("name")
    return say("{name}", name=name) if isinstance(name, str) else say("{name}", name=verbatim("—"))


def _bought_or_built(facts: Facts) -> bool:
    return facts.here("origin") in ("bought", "self_built")


_HOUSES = Group(
    key="assets.houses",
    prefix="h",
    title=say("房子"),
    item_label=say("第 {number} 处房子"),
    questions=(
        Question(
            "kind", ChoiceKind(options.HOUSE_KIND), say("房屋性质"), say("{who}是什么房子？"), _WHY,
            say("村里自己盖的选“自建房”，城里买的楼房选“商品房”。"),
        ),
        Question(
            "origin", ChoiceKind(options.HOUSE_ORIGIN), say("房屋来源"), say("{who}是怎么来的？"),
            say("租的、借住的房子不算您家的财产，所以要问一下。"),
            say("租的选“租的”，借住亲戚的选“借住的”。"),
        ),
        Question(
            "area_m2", AREA_M2, say("建筑面积"), say("{who}大约多少平方米？"), _WHY,
            say("说个大概数就行。房产证上有写。"), say("90"),
        ),
        Question(
            "acquired", MONTH, say("购（建）时间"), say("{who}是什么时候买的、盖的？"), _WHY,
            say("说个大概的年月就行。记不清按“不清楚”。"), say("2019年3月，或者 三年前"), applies=_bought_or_built,
        ),
    ),
    more=Question(
        "more", YesNoKind(say("还有"), say("没有了")), say("房子"), say("还有别的房子吗？"), _WHY,
        say("有产权的、自己盖的、租的、借住的都说一下，租的和借住的不算财产。"),
    ),
    more_first=say("家里有房子住吗？自己的、租的、借的都算。"),
    most=10,
)  # fmt: skip

_VEHICLES = Group(
    key="assets.vehicles",
    prefix="v",
    title=say("机动车、船"),
    item_label=say("第 {number} 辆车（船）"),
    questions=(
        Question(
            "kind", ChoiceKind(options.VEHICLE_KIND), say("车（船）型"), say("{who}是什么车？"), _WHY,
            say("电动自行车不用报。残疾人代步车选“残疾人专用车”，它不算财产。"),
        ),
        Question(
            "owner", ItemKind(MEMBERS, member_named), say("车（船）主"), say("{who}是谁的？"), _WHY,
            say("看行驶证上写的是谁的名字。"),
        ),
        Question(
            "acquired", MONTH, say("购买时间"), say("{who}是什么时候买的？"), _WHY,
            say("说个大概的年月就行。记不清按“不清楚”。"), say("2019年3月，或者 三年前"),
        ),
        Question(
            "price", MoneyKind(asks="once", ceiling=Decimal(10_000_000)), say("购买金额"),
            say("{who}买的时候花了多少钱？"), _WHY, say("说个大概数就行，记不清按“不清楚”。"), _EXAMPLE,
        ),
    ),
    more=Question(
        "more", YesNoKind(say("还有"), say("没有了")), say("机动车、船"), say("还有别的车或船吗？"), _WHY,
        say("电动自行车不用报。"),
    ),
    more_first=say("家里有汽车、摩托车、农用车或者机动船吗？"),
    most=10,
)  # fmt: skip

ASSETS = Section(
    "assets",
    say("家里的财产"),
    (
        _owned(
            "deposits", say("家庭存款"), say("全家现在有多少存款和现金？"),
            say("银行卡、存折、微信和支付宝里的钱、手里的现金，都加在一起。已经定好交给医院的钱也写上，可以跟工作人员说明。"),
        ),
        _owned(
            "securities", say("证券"), say("有股票、债券吗？现在值多少钱？"),
            say("按现在能卖多少钱来写。没有就按“没有”。"),
        ),
        _owned(
            "funds", say("基金"), say("有基金、理财吗？现在值多少钱？"),
            say("余额宝这类也算。按现在的数写。没有就按“没有”。"),
        ),
        _owned(
            "insurance", say("商业保险"), say("有自己买的商业保险吗？现在退保能退多少钱？"),
            say("只写能退回来的钱。医保、社保不算。没有就按“没有”。"),
        ),
        _owned(
            "receivables", say("债权"), say("有没有别人欠您家的钱？一共多少？"),
            say("借出去还没还的钱。觉得要不回来的也写，可以跟工作人员说明。"),
        ),
        _HOUSES,
        _VEHICLES,
        _owned(
            "other", say("其他财产"), say("还有别的值钱东西吗？大概值多少钱？"),
            say("比如贵重首饰、林权。家里的日用东西不用写。没有就按“没有”。"),
        ),
    ),
)  # fmt: skip
