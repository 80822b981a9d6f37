"""The people who live together: first who they all are, the applicant before the others; then how each of them is."""

from conversations.answers import Value
from conversations.form.declaration import options
from conversations.form.declaration.details import DETAILS, ILL_LIST, LIVING_LIST
from conversations.form.declaration.persons import MEMBERS, called
from conversations.form.declaration.relation import RELATION_KIND
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, YesNoKind
from conversations.form.model import Details, Group, Objection, Question, Section
from conversations.form.parsing import AGE, ID_NUMBER, NAME
from conversations.messages import say, verbatim


def _another_person(facts: Facts) -> bool:
    """Anybody but the applicant."""
    return not facts.is_first(MEMBERS)


def _is_applicant(facts: Facts) -> bool:
    return facts.is_first(MEMBERS)


def _number_missing(facts: Facts) -> bool:
    """The ID number was passed over."""
    return facts.passed_over("id_number")


def _unlike_the_others(facts: Facts, value: Value) -> Objection | None:
    for other in facts.each(MEMBERS):
        if other.prefix != facts.prefix and other.here("id_number") == value:
            name = other.here("name")
            shown = verbatim(name) if isinstance(name, str) else say("家里另一个人")
            return Objection(say("这个号码和{who}的一样。请再看一下身份证，每个人的号码都不同。", who=shown))
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
    kind=RELATION_KIND,
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

_MORE = Question(
    key="more",
    kind=YesNoKind(say("有别的人"), say("没有了")),
    label=say("一起生活的人"),
    prompt=say("还有别的人和您一起住、一起过日子吗？"),
    why=say("按一家人来算人均收入，所以要知道一起过日子的有几个人。"),
    help=say(
        "一个锅里吃饭的算。在外地上学、靠家里供的孩子也算。已经分家单过的不算。可以一次说完，比如“老婆和两个孩子”。"
    ),
    example=say("老婆和两个孩子"),
)

PERSONS = Group(
    key=MEMBERS,
    prefix="m",
    title=say("一起生活的人"),
    item_label=say("第 {number} 位家人"),
    questions=(_RELATION, _NAME, _ID_NUMBER, _SEX, _AGE),
    more=_MORE,
    more_first=say("有人和您一起住、一起过日子吗？"),
    most=20,
    first=True,
    details=DETAILS,
    named_by="relation",
    called=called,
)

PEOPLE = Section(MEMBERS, say("家里的人"), (PERSONS, LIVING_LIST, ILL_LIST, Details(PERSONS)))
