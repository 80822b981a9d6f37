"""How each person of the household is: where they live, health, school, work, own income."""

from conversations.answers import Value
from conversations.form.declaration import options
from conversations.form.declaration.persons import (
    MEMBERS,
    WITH_CERTIFICATE,
    alone,
    asks_own_income,
    called,
    grade_of,
    has_certificate,
    marital_status_of,
    occupation_of,
    present,
    stage_asked,
    words_for,
)
from conversations.form.declaration.remembered import unwell_told
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, MoneyKind, YesNoKind
from conversations.form.model import Objection, Offer, Question
from conversations.form.parsing import CERTIFICATE, ILLNESS
from conversations.form.sources import FORM, MEASURE, NATIONAL, SHANDONG, SHANXI, XPCC, at, both
from conversations.form.ticks import PeopleKind
from conversations.messages import Message, say

NOT_WORKING_UNDER_16 = ("employed", "flexible_work", "self_employed", "registered_unemployed")
_ILL = ("serious_illness", "chronic_illness")
_PERHAPS_ILL_TOO = ("disabled", "unable_to_self_care")


def _in_list(facts: Facts) -> Message:
    return called(facts) or say("我自己")


def _several_people(facts: Facts) -> bool:
    """More than one person lives in the household."""
    return not alone(facts)


def _another(facts: Facts) -> bool:
    """Anybody but the applicant."""
    return not facts.is_first(MEMBERS)


def _may_hold_a_certificate(facts: Facts) -> bool:
    """Disabled, unable to care for themselves, or seriously ill."""
    return present(facts) and facts.here("health") in WITH_CERTIFICATE


def _certified(facts: Facts) -> bool:
    """Holds a disability certificate, or is disabled and the kind is not known."""
    return present(facts) and has_certificate(facts) and facts.here("disability.kind") != "none"


def _graded(facts: Facts) -> bool:
    """Holds a disability certificate whose grade is known."""
    return _certified(facts) and grade_of(facts) is not None


def _may_be_ill(facts: Facts) -> bool:
    """Ill, disabled, or unable to care for themselves."""
    return present(facts) and facts.here("health") in (*_ILL, *_PERHAPS_ILL_TOO)


def _may_be_recognised(facts: Facts) -> bool:
    """Seriously ill; or disabled or unable to care for themselves, and ill as well."""
    if not present(facts):
        return False
    too = facts.here("health") in _PERHAPS_ILL_TOO and facts.here("illness.name") != "none"
    return facts.here("health") == "serious_illness" or too


def _no_illness(facts: Facts) -> tuple[Offer, ...]:
    return (Offer("none", say("没有别的病")),) if facts.here("health") in _PERHAPS_ILL_TOO else ()


def _asks_marital_status(facts: Facts) -> bool:
    """16 or older and not one of a couple that lives here: those are married."""
    said = facts.here("marital_status")
    return marital_status_of(facts) in (None, said)


def _asks_stage(facts: Facts) -> bool:
    """From 3 to 17 years, or a student."""
    return present(facts) and (stage_asked(facts) or facts.here("occupation") == "student")


def _asks_occupation(facts: Facts) -> bool:
    """Not at school, not in prison, not too young or too ill for it to be a question."""
    if not present(facts):
        return False
    return occupation_of(facts) is None or facts.here("occupation") is not None


def _of_age_for_work(facts: Facts, value: Value) -> Objection | None:
    age = facts.age()
    if age is not None and age < 16 and value in NOT_WORKING_UNDER_16:
        return Objection(say("请选“上学”、“还没上学”或者别的：没满 16 岁的，不算上班。"))
    return None


def _of_age_for_marriage(facts: Facts, value: Value) -> Objection | None:
    age, sex = facts.age(), facts.sex()
    if value == "married" and age is not None and age < (20 if sex == "female" else 22):
        return Objection(say("{age} 岁，已经结婚", age=age), firm=False)
    return None


LIVING_LIST = Question(
    key="members.away",
    kind=PeopleKind(MEMBERS, "living", "together", _in_list, words_for, _another),
    label=say("平时不住在家的人"),
    prompt=say("刚才说的人里，有谁平时不住在家？"),
    why=say("在外上学、靠家里供的孩子算一家人；坐牢、失踪的，按规定不算进人口。（依据：{source}）", source=MEASURE),
    help=say("在外上学、打工、住院、当兵、坐牢、找不到人的，都按一下。出门几天的不算。大家都在家，就按“都没有”。"),
    applies=_several_people,
)

ILL_LIST = Question(
    key="members.unwell",
    kind=PeopleKind(MEMBERS, "health", "healthy", _in_list, words_for, present),
    label=say("身体不好的人"),
    prompt=say("家里谁身体不好、有病或者有残疾？"),
    why=say("有大病、重度残疾的人，有专门的帮助。（依据：{source}）", source=at(NATIONAL, "四（一）")),
    help=say(
        "长期吃药、得过大病、有残疾、不能照顾自己的，都按一下，后面再细问。感冒这样的小病不算。都好就按“都没有”。"
    ),
    applies=_several_people,
    sensitive=True,
    offers=unwell_told,
)

_LIVING = Question(
    key="living",
    kind=ChoiceKind(options.LIVING),
    label=say("住在哪里"),
    prompt=say("{who}平时住在哪里？"),
    why=say("算一家几口人，要看谁住在一起、谁靠家里供。（依据：{source}）", source=MEASURE),
    help=say("在外上学、住院，花家里钱的，选“靠家里供”那一条。在外打工、当兵、单独住的，选“在外打工或单住”。"),
    applies=_another,
)

_HEALTH = Question(
    key="health",
    kind=ChoiceKind(options.HEALTH),
    label=say("健康状况"),
    prompt=say("{who}身体怎么样？"),
    why=say("有大病、重度残疾的人，有专门的帮助。（依据：{source}）", source=at(NATIONAL, "四（一）")),
    help=say(
        "高血压、关节炎这样长期吃药的，选“慢性病”。癌症、尿毒症这样的，选“大病”。吃饭穿衣要人帮的，选“不能自理”。"
    ),
    applies=present,
    sensitive=True,
)

_DISABILITY_KIND = Question(
    key="disability.kind",
    kind=ChoiceKind((*options.DISABILITY_KIND, options.NO_CERTIFICATE)),
    label=say("残疾类别"),
    prompt=say("{who}有残疾证吗？证上写的是哪一类？"),
    why=say(
        "有的帮助要看残疾证上的类别和级别。（依据：{source}）",
        source=both(at(SHANXI, "四（一）2"), at(SHANDONG, "四（四）")),
    ),
    help=say("照残疾证上写的类别选。工伤鉴定、伤残军人证不是残疾证。没办过证，按“没有残疾证”，也能申报。"),
    applies=_may_hold_a_certificate,
    sensitive=True,
)

_DISABILITY_GRADE = Question(
    key="disability.grade",
    kind=ChoiceKind(options.DISABILITY_GRADE),
    label=say("残疾等级"),
    prompt=say("{who}的残疾证是几级？"),
    why=say(
        "一级、二级算重度残疾；智力、精神的三级，有的地方也算。（依据：{source}）",
        source=both(at(SHANXI, "四（一）2"), at(XPCC, "三（一）")),
    ),
    help=say("残疾证上写着，一级最重，四级最轻。证不在手边、记不清，按“不清楚”。"),
    applies=_certified,
    sensitive=True,
)

_CERTIFICATE = Question(
    key="disability.certificate_number",
    kind=CERTIFICATE,
    label=say("残疾证号"),
    prompt=say("{who}的残疾证号是多少？"),
    why=say("有证号，工作人员好核对类别和级别。没有号也能申报。"),
    help=say("一般是身份证号后面再加两位，两位数是类别和级别。手边没有证，按“跳过”。"),
    example=say("身份证号后面再加 2 位"),
    applies=_graded,
    sensitive=True,
)

_ILLNESS_NAME = Question(
    key="illness.name",
    kind=ILLNESS,
    label=say("病名"),
    prompt=say("{who}有什么病？"),
    why=say(
        "大病的住院和长期吃药，有医疗救助（{source}）。病名只给办事的工作人员看，公示时不写。",
        source=at(NATIONAL, "四（二）1"),
    ),
    help=say("照诊断书上的病名写，说个大概也行。有几种病，写最重的。不想说，按“跳过”。"),
    example=say("尿毒症"),
    applies=_may_be_ill,
    sensitive=True,
    offers=_no_illness,
)

_ILLNESS_RECOGNISED = Question(
    key="illness.recognised",
    kind=YesNoKind(say("办过认定"), say("没办过")),
    label=say("大病认定"),
    prompt=say("{who}有没有在医保局或医院办过大病、慢特病认定？"),
    why=say(
        "有的地方，重病要由医保或卫健部门认定才算。没办过也能申报。（依据：{source}）",
        source=both(at(SHANXI, "四（一）2"), at(XPCC, "三（一）")),
    ),
    help=say("办过“大病”或者“门诊慢特病”认定的，选“办过认定”。只有诊断书、只住过院，选“没办过”。不知道就按“不清楚”。"),
    applies=_may_be_recognised,
    sensitive=True,
)

_STUDENT_STAGE = Question(
    key="student_stage",
    kind=ChoiceKind(options.STUDENT_STAGE),
    label=say("就读阶段"),
    prompt=say("{who}在上学吗？上的什么学？"),
    why=say("上学的花费可以算进必要的花费，学校也有帮助。（依据：{source}）", source=at(NATIONAL, "二、四（二）2")),
    help=say("选现在读的。大专和本科都选“大专、本科”。休学的按原来读的选。毕业了、不读了，选“没在上学”。"),
    applies=_asks_stage,
)

_OCCUPATION = Question(
    key="occupation",
    kind=ChoiceKind(options.OCCUPATION),
    label=say("职业状况"),
    prompt=say("{who}现在做什么？"),
    why=say("看谁在挣钱、谁没有工作、谁干不了活。登记表上有这一栏（{source}）。", source=FORM),
    help=say(
        "选现在最主要的一样。又种地又打零工，选挣钱多的。有病有残干不了活，选“干不了活”。在家带孩子，选“没有工作”。"
    ),
    applies=_asks_occupation,
    checks=(_of_age_for_work,),
)

_MARITAL_STATUS = Question(
    key="marital_status",
    kind=ChoiceKind(options.MARITAL_STATUS),
    label=say("婚姻状况"),
    prompt=say("{who}的婚姻是哪种情况？"),
    why=say("夫妻算一家人，所以要问。登记表上有这一栏（{source}）。", source=FORM),
    help=say("照现在的情况选。老伴过世了，选“丧偶”。分开住、没办离婚的，选“已婚”。不愿说，选“不想说”。"),
    applies=_asks_marital_status,
    checks=(_of_age_for_marriage,),
)

_INCOME = Question(
    key="income",
    kind=MoneyKind(),
    label=say("本人收入"),
    prompt=say("{who}自己过去一年有多少收入？可以说每月多少。"),
    why=say("登记表上每个人的收入都有一栏（{source}）。有的帮助只看本人的收入。", source=FORM),
    help=say("工资、打工、种地剩下的、退休金都算。老人的基础养老金、残疾补贴、低保金先不写，后面问。借来的钱不算。"),
    example=say("每月两千，或者 一年三万六；没有就写 0"),
    applies=asks_own_income,
)

DETAILS = (
    _LIVING,
    _HEALTH,
    _DISABILITY_KIND,
    _DISABILITY_GRADE,
    _CERTIFICATE,
    _ILLNESS_NAME,
    _ILLNESS_RECOGNISED,
    _STUDENT_STAGE,
    _OCCUPATION,
    _MARITAL_STATUS,
    _INCOME,
)
