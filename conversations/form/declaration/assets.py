"""What the household owns today: money put by, then a tick list, then homes, vehicles, businesses, other things."""

from decimal import Decimal

from conversations.form.declaration import belongings
from conversations.form.declaration.persons import MEMBERS, called, words_for
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, MoneyKind, YesNoKind
from conversations.form.model import Group, Offer, Question, Section
from conversations.form.parsing import AREA_M2, MONTH, NOTE, PLACE, PLATE
from conversations.form.references import ItemKind
from conversations.form.sources import FORM, NATIONAL, at
from conversations.form.things import SHARED
from conversations.form.ticks import ThingsKind, Tick
from conversations.messages import Message, say

_NOW = MoneyKind(asks="once")
_WHY = say(
    "除了收入，也要看家里的财产，多少算多由当地定。多了也能申报，可以说明用处。（依据：{source}）",
    source=at(NATIONAL, "二"),
)
_COLUMN = say("登记表上有这一栏（{source}）。说个大概就行，工作人员会帮着核对。", source=FORM)
_EXAMPLE = say("9000，或者 一万二；没有就写 0")


def _owned(key: str, label: Message, prompt: Message, help_: Message) -> Question:
    return Question(f"assets.{key}", _NOW, label, prompt, _WHY, help_, _EXAMPLE, sensitive=True)


def member_named(facts: Facts) -> Message:
    """A member by name, or by relation while no name is known."""
    return say("{name}", name=called(facts) or say("申报人"))


def _kind_open(facts: Facts) -> bool:
    """Not built by themselves: there the kind follows."""
    return facts.here("origin") != "self_built"


def _theirs(facts: Facts) -> bool:
    """Their own: neither rented nor borrowed."""
    return facts.here("origin") not in (None, "rented", "borrowed")


def _where_they_live(facts: Facts) -> tuple[Offer, ...]:
    place = facts.value("residence_detail")
    if not isinstance(place, str):
        return ()
    if SHARED.fullmatch(place):
        return (Offer(place, say("就是现在住的地方")),)
    return (Offer(place, say("就是现在住的地方（{place}）", place=place)),)


def _has_other(facts: Facts) -> bool:
    """There is other property of some value."""
    value = facts.value("assets.other")
    return isinstance(value, Decimal) and value > 0


_HOUSES = Group(
    key="assets.houses",
    prefix="h",
    title=say("房子"),
    item_label=say("第 {number} 处房子"),
    questions=(
        Question(
            "origin", ChoiceKind(belongings.HOUSE_ORIGIN), say("房屋来源"), say("{who}是怎么来的？"),
            say("租的、借住的房子不算自己家的财产，所以要问一下。登记表上有这一栏（{source}）。", source=FORM),
            say("交房租的选“租的”；住亲戚家、别人空房的，选“借住的”；贷款买的，贷款没还完也选“买的”。"),
        ),
        Question(
            "kind", ChoiceKind(belongings.HOUSE_KIND), say("房屋性质"), say("{who}是哪一种？"), _WHY,
            say("村里的老房子、祖上传下来的，选“自家的村里房子”。租的、借住的，看那处房子本身是哪一种，说不清选“其他房子”。"),
            applies=_kind_open,
        ),
        Question(
            "address", PLACE, say("房屋地址"), say("{who}在什么地方？"), _COLUMN,
            say("写到能找到就行，外地的写上县和乡镇。"), say("东山村三组"),
            sensitive=True, offers=_where_they_live,
        ),
        Question(
            "area_m2", AREA_M2, say("建筑面积"), say("{who}大约多少平方米？"), _COLUMN,
            say("说个大概数就行，房产证上有写。租了半套、住一间的，只写自家用的。院子不算。"), say("90"),
        ),
        Question(
            "acquired", MONTH, say("购（建）时间"), say("{who}是什么时候有的？"), _COLUMN,
            say("买的、盖的、分到的年月，说个大概就行。翻修的不算。记不清按“不清楚”。"), say("2019年3月，或者 三年前"), applies=_theirs,
        ),
    ),
    more=Question(
        "more", YesNoKind(say("还有"), say("没有了")), say("房子"), say("还有别的房子吗？"), _WHY,
        say("老家空着的、和兄弟共有的、租的、借住的，都说一下。租的和借住的不算财产。没有了就按“没有了”。"),
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
            "kind", ChoiceKind(belongings.VEHICLE_KIND), say("车（船）型"), say("{who}是哪一种？"), _WHY,
            say("电动自行车不用报。三轮车、电动三轮选“摩托车、三轮车”。残疾人代步车选“残疾人专用车”，它不算财产。"),
        ),
        Question(
            "owner", ItemKind(MEMBERS, member_named, words_for), say("车（船）主"), say("{who}是谁的？"), _COLUMN,
            say("看行驶证上是谁的名字。没有行驶证，写平时谁在用。借别人的车不用报。"),
        ),
        Question(
            "plate", PLATE, say("车（船）牌号"), say("{who}的车牌号是多少？"), _COLUMN,
            say("照车牌或行驶证上写。没有上牌、不记得，按“跳过”。"), say("赣A12345"), sensitive=True,
        ),
        Question(
            "acquired", MONTH, say("购买时间"), say("{who}是什么时候买的？"), _COLUMN,
            say("买到手的年月，说个大概就行。买的旧车，写自己买的时候。记不清按“不清楚”。"), say("2019年3月，或者 三年前"),
        ),
        Question(
            "price", MoneyKind(asks="once", ceiling=Decimal(10_000_000)), say("购买金额"),
            say("{who}买的时候花了多少钱？"), _COLUMN,
            say("写买的时候的钱，不是现在值多少。大概数就行，别人送的写 0。记不清按“不清楚”。"), _EXAMPLE,
        ),
    ),
    more=Question(
        "more", YesNoKind(say("还有"), say("没有了")), say("机动车、船"), say("还有别的车或船吗？"), _WHY,
        say("汽车、摩托、三轮、农用车、机动船都说一下。电动自行车、借别人的车不用报。"),
    ),
    more_first=say("家里有汽车、摩托车、三轮车、农用车或者机动船吗？"),
    most=10,
)  # fmt: skip

_BUSINESSES = Group(
    key="assets.businesses",
    prefix="b",
    title=say("个体经营"),
    item_label=say("第 {number} 个店铺或生意"),
    questions=(
        Question(
            "name", NOTE, say("名称"), say("{who}叫什么名字，做什么的？"), _COLUMN,
            say("照执照上的名字写；没有执照，写做什么生意。关了门、没注销的也写，写明“没做了”。"), say("村口小卖部"),
        ),
        Question(
            "registered_capital", _NOW, say("注册资金"), say("{who}执照上的注册资金是多少？"),
            say("有的地方，注册资金多的要再看看；多少算多由当地定。"),
            say("公司执照上有写，个体户多半没有。没有执照、没写，按“没有”。进货的本钱不写在这里。"), say("三万；没有就写 0"),
        ),
    ),
    more=Question(
        "more", YesNoKind(say("还有"), say("没有了")), say("个体经营"), say("还有别的店铺或生意吗？"), _WHY,
        say("开店、摆摊、跑运输、和人合伙的公司都算。给别人看店、打工的不算。"),
    ),
    more_first=say("家里有人开店、办厂，或者有营业执照吗？"),
    most=6,
)  # fmt: skip

_DEPOSITS = _owned(
    "deposits", say("家庭存款"), say("全家现在有多少存款和现金？"),
    say("银行卡、存折、微信支付宝、手里的现金，全家加在一起。借来的、要交给医院的、取出来的公积金也写，可以说明。"),
)  # fmt: skip
_SECURITIES = _owned(
    "securities", say("证券"), say("股票、债券现在值多少钱？"),
    say("写现在能卖多少钱，不是当初买的价。亏了的也照现在写。国债、股票都算。没有就按“没有”。"),
)  # fmt: skip
_FUNDS = _owned(
    "funds", say("基金"), say("基金、理财现在值多少钱？"), say("写现在的数。余额宝、零钱通这类，存款里写过的不再写。没有就按“没有”。"),
)  # fmt: skip
_INSURANCE = _owned(
    "insurance", say("商业保险"), say("自己买的商业保险，现在退保能退多少钱？"),
    say("只写退保能拿回的钱，打保险公司电话能问到。医保、社保、车险、只管意外的小保险不用写。不知道按“不清楚”。"),
)  # fmt: skip
_RECEIVABLES = _owned(
    "receivables", say("债权"), say("别人欠家里的钱，一共多少？"),
    say("借出去还没还的、拖欠的工钱货款。要不回来的也写，可以说明。家里欠别人的债不写在这里。没有就按“没有”。"),
)  # fmt: skip
_OTHER = _owned(
    "other", say("其他财产"), say("别的值钱东西，大概值多少钱？"),
    say("比如贵重首饰、林权。家具家电、粮食、农具不用写。写现在能卖多少钱，没有就按“没有”。"),
)  # fmt: skip
_OTHER_WHAT = Question(
    "assets.other.description", NOTE, say("其他财产是什么"), say("刚才说的值钱东西，是什么？"), _COLUMN,
    say("写一句就行，比如“两亩林地”。有几样，写最值钱的。"), say("两亩林地"), applies=_has_other, sensitive=True,
)  # fmt: skip

_LIST = Question(
    key="assets.kinds",
    kind=ThingsKind(
        (
            Tick(
                _HOUSES,
                say("一处房子（自己的、租的、借住的）"),
                ("房子", "住房", "租房", "一处房子", "一套房子", "老房子", "自建房"),
                several=say("两处或更多房子"),
            ),
            Tick(
                _VEHICLES,
                say("一辆车（汽车、摩托、农用车）或船"),
                (
                    "车",
                    "汽车",
                    "摩托",
                    "摩托车",
                    "三轮车",
                    "电动三轮",
                    "农用车",
                    "拖拉机",
                    "货车",
                    "面包车",
                    "船",
                    "一辆车",
                ),
                several=say("两辆或更多车"),
            ),
            Tick(_BUSINESSES, say("店铺、营业执照"), ("店", "店铺", "执照", "营业执照", "小店", "小卖部", "公司")),
            Tick(_INSURANCE, say("自己买的商业保险"), ("商业保险", "保险")),
            Tick(_RECEIVABLES, say("别人欠的钱"), ("借出去的钱", "别人欠我的钱", "别人欠我钱", "债权")),
            Tick(_FUNDS, say("基金、理财"), ("基金", "理财", "余额宝")),
            Tick(_SECURITIES, say("股票、债券"), ("股票", "债券")),
            Tick(_OTHER, say("别的值钱东西"), ("首饰", "林权", "林地", "其他")),
        )
    ),
    label=say("家里的财产"),
    prompt=say("家里有下面这些吗？有的都按一下。"),
    why=_WHY,
    help=say("现在住的房子，租的、借的也按一下。电动自行车、家里的日用东西不用报。没按的就当没有，以后能改。"),
)

ASSETS = Section(
    "assets",
    say("家里的财产"),
    (
        _DEPOSITS, _LIST, _HOUSES, _VEHICLES, _BUSINESSES, _INSURANCE, _RECEIVABLES, _FUNDS, _SECURITIES,
        _OTHER, _OTHER_WHAT,
    ),
)  # fmt: skip
