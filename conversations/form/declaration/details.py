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
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, MoneyKind, YesNoKind
from conversations.form.model import Objection, Offer, Question
from conversations.form.parsing import CERTIFICATE, ILLNESS
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
        return Objection(say("没满 16 岁，还不能算上班。请选“上学”、“还没上学”或者别的。"))
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
    why=say("在外上学、靠家里供的孩子算一家人；坐牢、失踪的，按规定不算进人口。要分清楚才算得准。民发〔2021〕57 号。"),
    help=say("在外上学、打工、住院、坐牢、找不到人的，都按一下。大家都在家，就按“都没有”。"),
    applies=_several_people,
)

ILL_LIST = Question(
    key="members.unwell",
    kind=PeopleKind(MEMBERS, "health", "healthy", _in_list, words_for, present),
    label=say("身体不好的人"),
    prompt=say("家里谁身体不好、有病或者有残疾？"),
    why=say("有大病、重度残疾的人，有专门的帮助。国办发〔2023〕39 号 四（一）。"),
    help=say("长期吃药、得过大病、有残疾、不能照顾自己的，都按一下，后面再细问。大家都好，就按“都没有”。"),
    applies=_several_people,
    sensitive=True,
)

_LIVING = Question(
    key="living",
    kind=ChoiceKind(options.LIVING),
    label=say("住在哪里"),
    prompt=say("{who}平时住在哪里？"),
    why=say("算一家几口人，要看谁住在一起、谁靠家里供。民发〔2021〕57 号。"),
    help=say("在外上学或住院、花家里钱的，选“在外上学或治病”。在外打工的，选“在外打工或单住”。"),
    applies=_another,
)

_HEALTH = Question(
    key="health",
    kind=ChoiceKind(options.HEALTH),
    label=say("健康状况"),
    prompt=say("{who}身体怎么样？"),
    why=say("有大病、重度残疾的人，有专门的帮助。国办发〔2023〕39 号 四（一）。"),
    help=say("有残疾证，选“残疾”。医院确诊的重病，选“大病”。长期吃药的病，选“慢性病”。有好几样，选最重的。"),
    applies=present,
    sensitive=True,
)

_DISABILITY_KIND = Question(
    key="disability.kind",
    kind=ChoiceKind((*options.DISABILITY_KIND, options.NO_CERTIFICATE)),
    label=say("残疾类别"),
    prompt=say("{who}有残疾证吗？证上写的是哪一类？"),
    why=say("残疾证上的类别和级别，关系到能申请哪些帮助。国办发〔2023〕39 号 四（一）。"),
    help=say("看残疾证上写的类别。没有办过证，按“没有残疾证”。"),
    applies=_may_hold_a_certificate,
    sensitive=True,
)

_DISABILITY_GRADE = Question(
    key="disability.grade",
    kind=ChoiceKind(options.DISABILITY_GRADE),
    label=say("残疾等级"),
    prompt=say("{who}的残疾证是几级？"),
    why=say("一级、二级算重度残疾，帮助不一样。新疆兵团方案、山东解读里都写明了级别。"),
    help=say("残疾证上写着几级。没有办证，按“跳过”。"),
    applies=_certified,
    sensitive=True,
)

_CERTIFICATE = Question(
    key="disability.certificate_number",
    kind=CERTIFICATE,
    label=say("残疾证号"),
    prompt=say("{who}的残疾证号是多少？"),
    why=say("镇里凭证号去核对，您就不用再跑一趟送复印件。"),
    help=say("一般是身份证号后面再加两位。手边没有证，按“跳过”。"),
    example=say("身份证号后面再加 2 位"),
    applies=_graded,
    sensitive=True,
)

_ILLNESS_NAME = Question(
    key="illness.name",
    kind=ILLNESS,
    label=say("病名"),
    prompt=say("{who}有什么病？"),
    why=say("知道是什么病，才知道能不能按大病帮忙。只给办事的工作人员看，公示的时候不写。"),
    help=say("诊断书上写的病名，说个大概也行。不想说，按“跳过”。"),
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
    why=say("有的帮助只给办过认定的病人。没办过也能申报，工作人员会告诉您怎么办。山西省工作指南 四（一）2。"),
    help=say("办过“门诊慢特病”或者“大病”认定的，选“办过认定”。不知道就按“不清楚”。"),
    applies=_may_be_recognised,
    sensitive=True,
)

_STUDENT_STAGE = Question(
    key="student_stage",
    kind=ChoiceKind(options.STUDENT_STAGE),
    label=say("就读阶段"),
    prompt=say("{who}在上学吗？上的什么学？"),
    why=say("上学的花费能算进必要支出，学校也有帮助。国办发〔2023〕39 号 二。"),
    help=say("选现在读的。大专和本科都选“大专、本科”。没上学就选“没在上学”。"),
    applies=_asks_stage,
)

_OCCUPATION = Question(
    key="occupation",
    kind=ChoiceKind(options.OCCUPATION),
    label=say("职业状况"),
    prompt=say("{who}现在做什么？"),
    why=say("看家里有几个人能挣钱，有没有人没有工作、干不了活。登记表上有这一栏。"),
    help=say("选现在最主要的那一样。又种地又打零工，选挣钱多的。"),
    applies=_asks_occupation,
    checks=(_of_age_for_work,),
)

_MARITAL_STATUS = Question(
    key="marital_status",
    kind=ChoiceKind(options.MARITAL_STATUS),
    label=say("婚姻状况"),
    prompt=say("{who}结婚了吗？"),
    why=say("夫妻要算一家人，登记表上有这一栏。"),
    help=say("照现在的情况选。老伴过世了，选“丧偶”。"),
    applies=_asks_marital_status,
    checks=(_of_age_for_marriage,),
)

_INCOME = Question(
    key="income",
    kind=MoneyKind(),
    label=say("本人收入"),
    prompt=say("{who}自己过去一年有多少收入？可以说每月多少。"),
    why=say("登记表上每个人的收入都有一栏；老人、重度残疾人有时按本人的收入来看。山西采集表。"),
    help=say("工资、打工、种地、退休金都算。基础养老金、残疾补贴、救助金先不算，后面单独问。没有就按“没有”。"),
    example=say("每月两千，或者 一年三万六"),
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
