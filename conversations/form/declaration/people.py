"""The people who live together: the applicant first, then each of the others."""

from conversations.answers import Value
from conversations.form.declaration import options
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, YesNoKind
from conversations.form.model import Group, Objection, Question, Section
from conversations.form.parsing import AGE, ID_NUMBER, NAME
from conversations.messages import say, verbatim

MEMBERS = "members"
NOT_WORKING_UNDER_16 = ("employed", "flexible_work", "self_employed", "registered_unemployed")


def _another_person(facts: Facts) -> bool:
    return not facts.is_first(MEMBERS)


def _is_applicant(facts: Facts) -> bool:
    return facts.is_first(MEMBERS)


def _number_missing(facts: Facts) -> bool:
    return facts.passed_over("id_number")


def _old_enough_to_marry(facts: Facts) -> bool:
    age = facts.age()
    return age is None or age >= 16


def _unlike_the_others(facts: Facts, value: Value) -> Objection | None:
    for other in facts.each(MEMBERS):
        if other.prefix != facts.prefix and other.here("id_number") == value:
            name = other.here("name")
            shown = verbatim(name) if isinstance(name, str) else say("家里另一个人")
            return Objection(say("这个号码和{who}的一样。请再看一下身份证，每个人的号码都不同。", who=shown))
    return None


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


_NAME = Question(
    key="name",
    kind=NAME,
    label=say("姓名"),
    prompt=say("{who}叫什么名字？"),
    why=say("要知道是谁在申报，家里有哪些人。名字只给办事的工作人员看。"),
    help=say("照身份证或户口本上的写。少数民族的名字可以带“·”。"),
    example=say("张三"),
    required=say("申报要写上您的名字才能交。请打上全名；不想在这里填，可以去乡镇或街道的窗口办。"),
    required_where=_is_applicant,
    sensitive=True,
)

_RELATION = Question(
    key="relation",
    kind=ChoiceKind(options.RELATION),
    label=say("与申报人关系"),
    prompt=say("这个人是{applicant}的什么人？"),
    why=say("谁和您是一家人、谁有照顾谁的责任，都看这个。"),
    help=say("按他是您的什么人来选。比如老婆，选“丈夫或妻子”；外孙女，选“孙辈”。儿媳、女婿选“其他人”。"),
    example=say("老婆、大儿子、婆婆"),
    applies=_another_person,
)

_ID_NUMBER = Question(
    key="id_number",
    kind=ID_NUMBER,
    label=say("身份证号"),
    prompt=say("{who}的身份证号是多少？"),
    why=say("用它知道年龄和性别，也避免同一家人报两次。号码加密保存，只给办事的工作人员看。"),
    help=say("身份证上的 18 位号码，户口本上也有。最后一位可能是 X。还没有号码，或者一时找不到，就按“跳过”。"),
    example=say("18 位，数字中间可以有空格"),
    checks=(_unlike_the_others,),
    sensitive=True,
)

_SEX = Question(
    key="sex",
    kind=ChoiceKind(options.SEX),
    label=say("性别"),
    prompt=say("{who}是男还是女？"),
    why=say("没有身份证号，就要问一下性别。登记表上要写。"),
    help=say("按户口本上的选。"),
    applies=_number_missing,
)

_AGE = Question(
    key="age",
    kind=AGE,
    label=say("年龄"),
    prompt=say("{who}多大年纪？"),
    why=say("年龄关系到算不算老人、孩子，能不能干活。"),
    help=say("写周岁。不满一岁写 0。"),
    example=say("63"),
    applies=_number_missing,
)

_MARITAL_STATUS = Question(
    key="marital_status",
    kind=ChoiceKind(options.MARITAL_STATUS),
    label=say("婚姻状况"),
    prompt=say("{who}结婚了吗？"),
    why=say("夫妻要算一家人，登记表上有这一栏。"),
    help=say("照现在的情况选。老伴过世了，选“丧偶”。"),
    applies=_old_enough_to_marry,
    checks=(_of_age_for_marriage,),
)

_HEALTH = Question(
    key="health",
    kind=ChoiceKind(options.HEALTH),
    label=say("健康状况"),
    prompt=say("{who}身体怎么样？"),
    why=say("有大病、重度残疾的人，有专门的帮助。国办发〔2023〕39 号 四（一）。"),
    help=say("有残疾证，选“残疾”。医院确诊的重病，选“大病”。长期吃药的病，选“慢性病”。"),
    sensitive=True,
)

_DISABILITY_KIND = Question(
    key="disability.kind",
    kind=ChoiceKind(options.DISABILITY_KIND),
    label=say("残疾类别"),
    prompt=say("{who}是哪一类残疾？"),
    why=say("残疾证上的类别和级别，关系到能申请哪些帮助。"),
    help=say("看残疾证上写的类别。还没办证，按最像的选，或者按“不清楚”。"),
    applies=lambda facts: facts.here("health") == "disabled",
    sensitive=True,
)

_DISABILITY_GRADE = Question(
    key="disability.grade",
    kind=ChoiceKind(options.DISABILITY_GRADE),
    label=say("残疾等级"),
    prompt=say("{who}的残疾证是几级？"),
    why=say("一级、二级算重度残疾，帮助不一样。"),
    help=say("残疾证上写着几级。没有办证，按“跳过”。"),
    applies=lambda facts: facts.here("health") == "disabled",
    sensitive=True,
)

_ILLNESS_RECOGNISED = Question(
    key="illness.recognised",
    kind=YesNoKind(say("办过认定"), say("没办过")),
    label=say("大病认定"),
    prompt=say("{who}的病，医保局或医院给办过大病、慢特病认定吗？"),
    why=say("有的帮助只给办过认定的病人。没办过也能申报，工作人员会告诉您怎么办。"),
    help=say("办过“门诊慢特病”或者“大病”认定的，选“办过认定”。不知道就按“不清楚”。"),
    applies=lambda facts: facts.here("health") == "serious_illness",
    sensitive=True,
)

_OCCUPATION = Question(
    key="occupation",
    kind=ChoiceKind(options.OCCUPATION),
    label=say("职业状况"),
    prompt=say("{who}现在做什么？"),
    why=say("看家里有几个人能挣钱，有没有人没有工作、干不了活。"),
    help=say("选现在最主要的那一样。又种地又打零工，选挣钱多的。"),
    checks=(_of_age_for_work,),
)

_STUDENT_STAGE = Question(
    key="student_stage",
    kind=ChoiceKind(options.STUDENT_STAGE),
    label=say("就读阶段"),
    prompt=say("{who}在上什么学？"),
    why=say("上学的花费能算进必要支出，学校也有帮助。"),
    help=say("选现在读的。大专和本科都选“大专、本科”。"),
    applies=lambda facts: facts.here("occupation") == "student",
)

_MORE = Question(
    key="more",
    kind=YesNoKind(say("有，再加一个"), say("没有了")),
    label=say("一起生活的人"),
    prompt=say("还有别的人和您一起住、一起过日子吗？"),
    why=say("按一家人来算人均收入，所以要知道一起过日子的有几个人。"),
    help=say("一个锅里吃饭的算。在外地上学、靠家里供的孩子也算。已经分家单过的不算。"),
)

PEOPLE = Section(
    MEMBERS,
    say("家里的人"),
    (
        Group(
            key=MEMBERS,
            prefix="m",
            title=say("一起生活的人"),
            item_label=say("第 {number} 位家人"),
            questions=(
                _RELATION,
                _NAME,
                _ID_NUMBER,
                _SEX,
                _AGE,
                _MARITAL_STATUS,
                _HEALTH,
                _DISABILITY_KIND,
                _DISABILITY_GRADE,
                _ILLNESS_RECOGNISED,
                _OCCUPATION,
                _STUDENT_STAGE,
            ),
            more=_MORE,
            more_first=say("有人和您一起住、一起过日子吗？"),
            most=20,
            first=True,
        ),
    ),
)
