"""Spending of the household in the twelve months before the declaration: daily living, then what was heavy."""

from decimal import Decimal

from conversations.form.declaration import situations
from conversations.form.declaration.income import APART, KINDS, amounts
from conversations.form.declaration.money import anyone_at_school, anyone_disabled, anyone_paid, yearly
from conversations.form.declaration.remembered import bills_told
from conversations.form.facts import Facts
from conversations.form.kinds import SeveralKind
from conversations.form.model import Question, Section
from conversations.form.sources import FORM, JIANGXI, NATIONAL, at, both
from conversations.form.ticks import ThingsKind, Tick
from conversations.messages import say

_SPENT = tuple(
    f"expenditure.{kind}"
    for kind in (
        "living", "social_insurance", "employment_cost", "medical", "disability", "education", "disaster", "other",
    )
)  # fmt: skip
_MORE_THAN_CAME_IN = Decimal("1.5")


def _spends_more(facts: Facts) -> bool:
    """Spending above one and a half times all that came in, where both are known."""
    if any(facts.value(path) is None for path in KINDS):
        return False
    apart = tuple(path for path in facts.answers.given if path.startswith(APART))
    return amounts(facts, _SPENT) > _MORE_THAN_CAME_IN * amounts(facts, (*KINDS, *apart))


_LIVING = yearly(
    "expenditure.living",
    say("日常生活支出"),
    say("过去一年，吃穿用、水电煤这些日常花费大概多少？"),
    say("登记表上有这一栏（{source}）。也好看出家里的钱够不够花。", source=FORM),
    say("买菜、衣服、水电、电话费、房租、人情往来都算。自家种的不算钱。看病、上学的先不写，后面问。大概数就行。"),
)
_INSURANCE = yearly(
    "expenditure.social_insurance",
    say("缴纳社会保险"),
    say("过去一年，全家自己交的养老、医疗保险有多少？"),
    say(
        "登记表上有这一栏（{form}）。交医保、养老保险有困难的，还有帮助。（依据：{source}）",
        form=FORM,
        source=both(at(NATIONAL, "四（二）1"), at(JIANGXI, "四（六）21")),
    ),
    say("医保每人每年交的、养老保险自己交的，全家加起来。单位交的、政府代交的不算。商业保险不写在这里。"),
)
_WORK = yearly(
    "expenditure.employment_cost",
    say("必要就业成本"),
    say("过去一年，为了上班花的路费、在外租房的钱有多少？"),
    say(
        "看是不是低保边缘家庭的时候，上班必要的花费，按当地规定可以减掉一些。（依据：{source}）",
        source=at(NATIONAL, "二"),
    ),
    say("上下班和来回的路费、在外打工租房的钱、干活要买的工具。自己家的房租、油盐不算，单位报销的不算。"),
    applies=anyone_paid,
)
_MEDICAL = yearly(
    "expenditure.medical",
    say("因病刚性支出"),
    say("过去一年，看病自己掏的钱有多少？报销过的不算。"),
    say("看病花得多的家庭，收入高一点也可能得到帮助。（依据：{source}）", source=at(NATIONAL, "二")),
    say("住院、买药、检查，减掉报销回来的，剩下自己出的。还没报下来的先写上。借钱付的也算。营养品、路费不算。"),
    sensitive=True,
)
_DISABILITY = yearly(
    "expenditure.disability",
    say("因残刚性支出"),
    say("过去一年，残疾人的康复、辅具、护理自己花了多少？"),
    say("有的地方，残疾康复的花费可以算进必要的花费，比如江西。（依据：{source}）", source=at(JIANGXI, "二（一）5")),
    say("轮椅、假肢、助听器、康复训练、请人照料的钱，减掉补助的。看病写过的药费不再写。"),
    applies=anyone_disabled,
    sensitive=True,
)
_EDUCATION = yearly(
    "expenditure.education",
    say("教育支出"),
    say("过去一年，孩子上学的学费、书本、住校花了多少？"),
    say("上学的花费可以算进必要的花费。（依据：{source}）", source=at(NATIONAL, "二")),
    say("学费、书本费、住宿费、在校吃饭的钱。用助学贷款交的也算。学校已经减免的不算，课外补习班一般不算。"),
    applies=anyone_at_school,
)
_DISASTER = yearly(
    "expenditure.disaster",
    say("因灾支出"),
    say("过去一年，受灾、出意外花了多少？"),
    say(
        "遭了自然灾害的困难家庭，另外有受灾救助（{source}）。出意外的花费，工作人员也要知道。",
        source=at(NATIONAL, "四（二）5"),
    ),
    say("修房子、补种、赔给别人的钱，减掉政府和保险给的。治伤的钱写在看病里，只写一次。没有就按“没有”。"),
)
_OTHER = yearly(
    "expenditure.other",
    say("其他支出"),
    say("过去一年，别的大花费有多少？"),
    say("上面没问到的写在这里，登记表上有这一栏（{source}）。", source=FORM),
    say("比如还债、还贷款、办丧事、给不住一起的老人的钱。前面写过的不再写。没有就按“没有”。"),
)

_LIST = Question(
    key="expenditure.kinds",
    kind=ThingsKind(
        (
            Tick(_MEDICAL, say("看病、吃药自己掏的钱"), ("看病", "吃药", "医药费", "药费", "住院", "治病")),
            Tick(_EDUCATION, say("孩子上学的钱"), ("上学", "学费", "读书", "念书")),
            Tick(_INSURANCE, say("自己交的医保、养老保险"), ("医保", "养老保险", "社保", "保险")),
            Tick(_WORK, say("上班的路费、在外租房"), ("路费", "租房", "车费")),
            Tick(_DISABILITY, say("残疾康复、轮椅、护理"), ("康复", "轮椅", "护理", "助听器", "假肢")),
            Tick(_DISASTER, say("受灾、出意外花的钱"), ("受灾", "意外", "车祸", "水灾", "火灾")),
            Tick(_OTHER, say("还债和别的大花费"), ("还债", "还贷款", "房贷", "丧事", "其他", "别的")),
        )
    ),
    label=say("平常之外的花费"),
    prompt=say("除了平常过日子，过去一年还有下面哪些花费？"),
    why=say("看病、上学这样的花费大，收入高一点也可能得到帮助。（依据：{source}）", source=at(NATIONAL, "二")),
    help=say("家里谁花的都算，借钱付的也算。有的都按一下，没按的就当没有，以后能改。一样都没有，就按“都没有”。"),
    offers=bills_told,
)

_GAP = Question(
    "expenditure.gap",
    SeveralKind(situations.GAP_MET_BY),
    say("不够的钱怎么来的"),
    say("花出去的比进来的多不少，日子一定很紧。不够的钱，是怎么过来的？"),
    say("花的比进来的多，工作人员可能会问起。先说一句，以后就好对。不想说也照样能交。"),
    say("有几样按几样。借来的钱不算收入，说出来没关系。不想说，按“跳过”。"),
    applies=_spends_more,
)

EXPENDITURE = Section(
    "expenditure",
    say("家里的花费"),
    (
        _LIVING, _LIST, _MEDICAL, _DISABILITY, _EDUCATION, _INSURANCE, _WORK, _DISASTER, _OTHER, _GAP,
    ),
)  # fmt: skip
