"""Income and spending of the household in the twelve months before the declaration, kind by kind."""

from conversations.form.declaration.people import MEMBERS
from conversations.form.facts import Facts
from conversations.form.kinds import MoneyKind
from conversations.form.model import Condition, Question, Section, always
from conversations.messages import Message, say

_YEARLY = MoneyKind()
_EXAMPLE = say("每月两千，或者 一年三万六；没有就写 0")


def _anyone_of_sixty(facts: Facts) -> bool:
    """Somebody is 60 or older, or nobody's age is known."""
    ages = [one.age() for one in facts.each(MEMBERS)]
    return any(age is None or age >= 60 for age in ages)


def _anyone_disabled(facts: Facts) -> bool:
    return any(one.here("health") in ("disabled", "unable_to_self_care") for one in facts.each(MEMBERS))


def _anyone_at_school(facts: Facts) -> bool:
    return any(one.here("occupation") in ("student", "preschool") for one in facts.each(MEMBERS))


def _anyone_paid(facts: Facts) -> bool:
    paid = ("employed", "flexible_work")
    return any(one.here("occupation") in paid or one.passed_over("occupation") for one in facts.each(MEMBERS))


def _yearly(
    key: str,
    label: Message,
    prompt: Message,
    why: Message,
    help_: Message,
    *,
    applies: Condition = always,
    kind: MoneyKind = _YEARLY,
    sensitive: bool = False,
) -> Question:
    return Question(key, kind, label, prompt, why, help_, _EXAMPLE, applies, sensitive=sensitive)


INCOME = Section(
    "income",
    say("家里的收入"),
    (
        _yearly(
            "income.wages",
            say("工资性收入"),
            say("过去一年，全家的工资、打工钱加起来有多少？可以说每月多少。"),
            say("人均收入是看够不够条件的第一条。收入按一家人一年来算。国办发〔2023〕39 号 二。"),
            say("上班的工资、奖金、打零工的钱都算。家里几个人挣的加在一起。"),
        ),
        _yearly(
            "income.business_net",
            say("经营净收入"),
            say("过去一年，种地、养殖、做小生意，除去本钱还剩多少？"),
            say("种地和做生意挣的钱也算家里的收入，本钱不算。"),
            say("卖粮、卖菜、卖牲口、开店、摆摊挣的，减掉种子、化肥、进货这些本钱。亏了可以写负数，比如 -3000。"),
            kind=MoneyKind(negative=True),
        ),
        _yearly(
            "income.property_net",
            say("财产净收入"),
            say("过去一年，房租、利息、分红、土地流转的钱有多少？"),
            say("靠财产得来的钱也算收入。"),
            say("把房子、地租出去收的钱，存款利息，村里的分红，都算在这里。"),
        ),
        _yearly(
            "income.transfer_net",
            say("转移净收入"),
            say("过去一年，退休金、赡养费这类钱有多少？"),
            say("退休金和不住一起的子女给的钱算收入；老人每月的基础养老金另外问，有的地方不算收入。"),
            say("职工退休金、失业金、不住一起的子女给的钱，写在这里。城乡居民基础养老金、残疾补贴先不要写，后面会问。"),
        ),
        _yearly(
            "income.other",
            say("其他收入"),
            say("过去一年，还有没有别的收入？"),
            say("上面没问到的钱放在这里，算得才全。"),
            say("比如人家送的礼金、赔偿款。没有就按“没有”。"),
        ),
        _yearly(
            "income.not_counted.basic_pension",
            say("基础养老金（单列）"),
            say("过去一年，老人领的城乡居民基础养老金一共有多少？"),
            say("这笔钱单独问，因为有的地方不把它算进收入。比如江西实施意见第 21 条。"),
            say("就是满 60 岁后每月打到卡里的那一百多块。职工退休金不算在这里。"),
            applies=_anyone_of_sixty,
        ),
        _yearly(
            "income.not_counted.disability_subsidy",
            say("残疾人补贴（单列）"),
            say("过去一年，残疾人两项补贴一共领了多少？"),
            say("这笔钱单独问，因为不少地方不把它算进收入。"),
            say("困难残疾人生活补贴、重度残疾人护理补贴，写在这里。"),
            applies=_anyone_disabled,
        ),
    ),
)

EXPENDITURE = Section(
    "expenditure",
    say("家里的花费"),
    (
        _yearly(
            "expenditure.living",
            say("日常生活支出"),
            say("过去一年，吃穿用、水电煤这些日常花费大概多少？"),
            say("看家里的花费和收入对不对得上，登记表上有这一栏。"),
            say("买菜、买衣服、水电、电话费、人情往来都算。说个每月的大概数就行。"),
        ),
        _yearly(
            "expenditure.social_insurance",
            say("缴纳社会保险"),
            say("过去一年，全家自己交的养老、医疗保险有多少？"),
            say("自己交的保险费，登记表上有这一栏。"),
            say("城乡居民医保每人每年交的钱、养老保险自己交的部分。单位交的不算。"),
        ),
        _yearly(
            "expenditure.employment_cost",
            say("必要就业成本"),
            say("过去一年，为了上班花的路费、在外租房的钱有多少？"),
            say("认定低保边缘家庭时，上班必要的花费可以按规定从收入里减掉。国办发〔2023〕39 号 二。"),
            say("上下班路费、在外打工租房的钱、工作要用的工具。"),
            applies=_anyone_paid,
        ),
        _yearly(
            "expenditure.medical",
            say("因病刚性支出"),
            say("过去一年，看病自己掏的钱有多少？报销过的不算。"),
            say("看病花得多的家庭，收入高一点也可能得到帮助。国办发〔2023〕39 号 二。"),
            say("住院、买药、检查，减掉医保和商业保险报销的，剩下自己出的。"),
            sensitive=True,
        ),
        _yearly(
            "expenditure.disability",
            say("因残刚性支出"),
            say("过去一年，残疾人的康复、辅具、护理自己花了多少？"),
            say("残疾康复的花费能算进必要支出。江西实施意见 二（一）5。"),
            say("轮椅、假肢、助听器、康复训练、请人照料的钱，减掉补助的。"),
            applies=_anyone_disabled,
            sensitive=True,
        ),
        _yearly(
            "expenditure.education",
            say("教育支出"),
            say("过去一年，孩子上学的学费、书本、住校花了多少？"),
            say("上学的花费能算进必要支出。国办发〔2023〕39 号 二。"),
            say("学费、书本费、住宿费、在校吃饭的钱。课外补习班一般不算。"),
            applies=_anyone_at_school,
        ),
        _yearly(
            "expenditure.disaster",
            say("因灾支出"),
            say("过去一年，受灾、出意外花了多少？没有就按“没有”。"),
            say("遭了灾、出了意外的花费，工作人员要知道。"),
            say("修房子、治伤、赔偿这些，减掉政府和保险给的。"),
        ),
        _yearly(
            "expenditure.other",
            say("其他支出"),
            say("过去一年，还有没有别的大花费？"),
            say("上面没问到的放在这里。"),
            say("比如还债、给不住一起的老人的钱。没有就按“没有”。"),
        ),
    ),
)
