"""Income of the household in the twelve months before the declaration: a tick list, then kind by kind."""

from decimal import Decimal

from conversations.answers import Value
from conversations.form.declaration.money import anyone_at_school, anyone_disabled, older_than, yearly
from conversations.form.declaration.persons import MEMBERS, PAID, asks_own_income, occupation_of
from conversations.form.facts import Facts
from conversations.form.kinds import MoneyKind, a_year
from conversations.form.model import Objection, Offer, Question, Section
from conversations.form.parsing import NOTE
from conversations.form.sources import FORM, JIANGXI, NATIONAL, at
from conversations.form.ticks import ThingsKind, Tick
from conversations.messages import say

KINDS = ("income.wages", "income.business_net", "income.property_net", "income.transfer_net", "income.other")
APART = "income.not_counted."
_NOTICEABLE = Decimal(1200)
_ASIDE = say("这笔钱单独问，因为有的地方不把它算进收入。算不算，由当地定。")
_COLUMN = say("登记表上有这一栏（{source}）。全家的加起来，才算得出平均每人多少。", source=FORM)


def amounts(facts: Facts, paths: tuple[str, ...]) -> Decimal:
    """The sum of what was answered there, yuan."""
    values = (facts.value(path) for path in paths)
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _own_wages(facts: Facts) -> Decimal:
    own = (one.here("income") for one in facts.each(MEMBERS) if asks_own_income(one) and occupation_of(one) in PAID)
    return sum((value for value in own if isinstance(value, Decimal)), Decimal(0))


def _own_incomes(facts: Facts) -> Decimal:
    own = (one.here("income") for one in facts.each(MEMBERS) if asks_own_income(one))
    return sum((value for value in own if isinstance(value, Decimal)), Decimal(0))


def _support(facts: Facts) -> Decimal:
    given = (one.here("annual_support") for one in facts.each("supporters"))
    return sum((value for value in given if isinstance(value, Decimal)), Decimal(0))


def _as_said(total: Decimal) -> tuple[Offer, ...]:
    if total <= 0:
        return ()
    return (Offer(total, say("前面说的加起来：{shown}", shown=a_year(total))),)


def _less_than_support(facts: Facts, value: Value) -> Objection | None:
    support = _support(facts)
    if isinstance(value, Decimal) and value < support:
        return Objection(
            say("一年 {amount} 元，比前面说的家里人给的 {support} 元少", amount=value, support=support), firm=False
        )
    return None


def _anyone_cared_for(facts: Facts) -> bool:
    """Somebody is disabled, cannot care for themselves, or is 65 or older."""
    return anyone_disabled(facts) or older_than(65)(facts)


def _differs(facts: Facts) -> bool:
    """The members' own incomes come to noticeably more than the household's."""
    if any(facts.value(path) is None for path in KINDS):
        return False
    return _own_incomes(facts) - amounts(facts, KINDS) > _NOTICEABLE


_WAGES = yearly(
    "income.wages",
    say("工资性收入"),
    say("过去一年，全家的工资、打工钱加起来有多少？可以说每月多少。"),
    say("先看一家人平均每人有多少收入，所以要把挣的钱加起来。（依据：{source}）", source=at(NATIONAL, "二")),
    say("工资、奖金、打零工的钱都算，几个人挣的加在一起，写到手的数。还没要到的工钱先不写。退休金后面问。"),
    offers=lambda facts: _as_said(_own_wages(facts)),
)
_BUSINESS = yearly(
    "income.business_net",
    say("经营净收入"),
    say("过去一年，种地、养殖、做小生意，除去本钱还剩多少？"),
    _COLUMN,
    say("卖粮、卖菜、卖牲口、开店、摆摊挣的，减掉种子、化肥、进货这些本钱。自家吃的不算。亏了可以写 -3000 这样。"),
    kind=MoneyKind(negative=True),
)
_PROPERTY = yearly(
    "income.property_net",
    say("财产净收入"),
    say("过去一年，房租、利息、分红、土地流转的钱有多少？"),
    _COLUMN,
    say("房子、地租出去收的钱，存款利息，村里的分红，都算。自己要交的房租不算。征地、拆迁的补偿款写在“别的收入”里。"),
)
_TRANSFER = yearly(
    "income.transfer_net",
    say("转移净收入"),
    say("过去一年，退休金、家里人给的钱有多少？"),
    _COLUMN,
    say(
        "职工退休金、失业金、不住一起的子女给的钱，写在这里。农村老人的基础养老金、残疾补贴先不写，后面问。借来的不算。"
    ),
    checks=(_less_than_support,),
    offers=lambda facts: _as_said(_support(facts)),
)
_OTHER = yearly(
    "income.other",
    say("其他收入"),
    say("过去一年，别的收入有多少？"),
    _COLUMN,
    say("比如赔偿款、补偿款、彩礼，怎么算由工作人员看。借来的钱、报销退回的钱、孩子的零花钱不用写。没有就按“没有”。"),
)
_PENSION = yearly(
    "income.not_counted.basic_pension",
    say("基础养老金"),
    say("过去一年，老人领的城乡居民基础养老金一共有多少？"),
    say(
        "江西写明“十四五”期间这笔钱不算收入，别的地方由当地定，所以单独问。（依据：{source}）",
        source=at(JIANGXI, "四（六）21"),
    ),
    say("满 60 岁后每月打到卡里的那笔，多的地方几百，少的一百多。几位老人领的加在一起。职工退休金不写在这里。"),
    applies=older_than(60),
)
_DISABILITY = yearly(
    "income.not_counted.disability_subsidy",
    say("残疾人补贴"),
    say("过去一年，残疾人生活补贴一共领了多少？"),
    _ASIDE,
    say("困难残疾人生活补贴写在这里。护理补贴后面另外问，不用加进来。"),
    applies=anyone_disabled,
)
_CARE = yearly(
    "income.not_counted.care_allowance",
    say("护理补贴"),
    say("过去一年，护理补贴一共领了多少？"),
    _ASIDE,
    say("重度残疾人护理补贴、失能老人护理补贴，写在这里。家里人照顾病人，别人给的工钱不算在这里。"),
    applies=_anyone_cared_for,
)
_OLD_AGE = yearly(
    "income.not_counted.old_age_allowance",
    say("高龄津贴"),
    say("过去一年，高龄津贴一共领了多少？"),
    _ASIDE,
    say("年纪大的老人领的高龄补贴、长寿补贴。各地从多大岁数开始领不一样。基础养老金不写在这里。"),
    applies=older_than(70),
)
_SCHOLARSHIP = yearly(
    "income.not_counted.scholarship",
    say("助学金、奖学金"),
    say("过去一年，助学金、奖学金一共领了多少？"),
    _ASIDE,
    say("学校、教育局发的助学金、奖学金、生活补助。助学贷款是要还的，不算。勤工俭学挣的写在工资里。"),
    applies=anyone_at_school,
)
_PREFERENTIAL = yearly(
    "income.not_counted.preferential_treatment",
    say("优抚金"),
    say("过去一年，优抚金、抚恤金一共领了多少？"),
    _ASIDE,
    say("退役军人事务局发给退役军人、烈属的抚恤金、优待金、生活补助。单位发的丧葬费、抚恤金写在“别的收入”里。"),
)
_FAMILY = yearly(
    "income.not_counted.family_planning",
    say("计划生育奖励"),
    say("过去一年，计划生育奖励扶助金一共领了多少？"),
    _ASIDE,
    say("独生子女、双女户的奖励扶助金，独生子女不在了的扶助金。生孩子领的生育津贴不写在这里。"),
)
_AID = yearly(
    "income.not_counted.social_aid",
    say("救助金"),
    say("过去一年，低保金、临时救助这类钱一共领了多少？"),
    _ASIDE,
    say("低保金、特困供养金、临时救助、医疗救助打到卡里的钱。医院直接减掉的不用写，亲友捐的也不写在这里。"),
)
_ELSE = yearly(
    "income.not_counted.other",
    say("别的补贴"),
    say("过去一年，别的政府补贴一共领了多少？"),
    _ASIDE,
    say("种粮补贴、退耕还林、移民补贴，写在这里。说不清是什么补贴，也写在这里，工作人员会看。"),
)

_LIST = Question(
    key="income.kinds",
    kind=ThingsKind(
        (
            Tick(_WAGES, say("打工、上班的工资"), ("工资", "打工", "上班", "打零工", "工钱", "零工")),
            Tick(
                _BUSINESS,
                say("种地、养殖、做小生意"),
                ("种地", "养殖", "做生意", "务农", "种田", "养猪", "养鸡", "摆摊", "开店", "卖菜", "小生意"),
            ),
            Tick(_PENSION, say("老人的基础养老金"), ("养老金", "基础养老金", "老人养老金", "养老钱")),
            Tick(
                _TRANSFER,
                say("退休金、子女给的钱"),
                ("退休金", "子女给的钱", "子女给的", "赡养费", "儿女给的", "儿女给的钱", "失业金", "抚养费"),
            ),
            Tick(_PROPERTY, say("房租、利息、分红"), ("房租", "利息", "分红", "土地流转", "租金", "地租", "流转费")),
            Tick(_DISABILITY, say("残疾人生活补贴"), ("残疾补贴", "残疾人补贴", "生活补贴")),
            Tick(_CARE, say("护理补贴"), ("护理费", "重残护理补贴")),
            Tick(_OLD_AGE, say("高龄津贴"), ("高龄补贴", "高龄费", "长寿补贴", "老龄补贴", "长寿金")),
            Tick(_SCHOLARSHIP, say("助学金、奖学金"), ("助学金", "奖学金", "困难生补助")),
            Tick(
                _AID,
                say("低保金、救助金"),
                ("低保", "救助金", "低保金", "五保金", "五保", "特困", "特困金", "临时救助", "大病救助"),
            ),
            Tick(_PREFERENTIAL, say("优抚金、抚恤金"), ("优抚", "优抚金", "抚恤金", "优待金", "退役军人补助", "烈属")),
            Tick(_FAMILY, say("计划生育奖励"), ("计生奖励", "计划生育", "独生子女费", "独生子女奖励")),
            Tick(
                _ELSE,
                say("别的政府补贴"),
                ("种粮补贴", "粮补", "种地补贴", "退耕还林", "移民补贴", "别的补贴", "政府补贴"),
            ),
            Tick(_OTHER, say("别的收入"), ("其他收入", "其他", "补偿款", "赔偿款", "征地款", "拆迁款", "彩礼")),
        )
    ),
    label=say("家里的钱从哪来"),
    prompt=say("过去一年，家里有下面哪些钱进来？有的都按一下。"),
    why=say("收入要一样一样看，登记表上也是分开写的（{source}）。没按的就不再问了。", source=FORM),
    help=say(
        "过去十二个月里有过一次也按。借来的钱、报销退回的钱不用按。没按的就当没有，以后能改。都没有，就按“都没有”。"
    ),
)

_DIFFERENCE = Question(
    "income.difference",
    NOTE,
    say("收入差在哪里"),
    say("每个人的收入加起来，比全家合计多了一些。您知道差在哪里吗？填错了就说“改一下收入”。"),
    say("两个数对不上，工作人员可能会问。现在说一句，以后就好对。"),
    say("写一句就行，比如“有一部分是补贴”。儿子没交家里的工资，也要算进全家合计。说不清按“不清楚”。"),
    say("有一部分是补贴，已经单独写了"),
    applies=_differs,
)

INCOME = Section(
    "income",
    say("家里的收入"),
    (
        _LIST, _WAGES, _BUSINESS, _PROPERTY, _TRANSFER, _OTHER, _PENSION, _DISABILITY, _CARE, _OLD_AGE,
        _SCHOLARSHIP, _PREFERENTIAL, _FAMILY, _AID, _ELSE, _DIFFERENCE,
    ),
)  # fmt: skip
