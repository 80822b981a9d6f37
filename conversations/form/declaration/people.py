"""The people who live together: first who they all are, the applicant before the others; then how each of them is."""

from conversations.answers import Value
from conversations.form.declaration import options
from conversations.form.declaration.details import DETAILS, ILL_LIST, LIVING_LIST
from conversations.form.declaration.persons import MEMBERS, called
from conversations.form.declaration.relation import RELATION_KIND
from conversations.form.declaration.remembered import name_told
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, YesNoKind
from conversations.form.model import Details, Group, Objection, Question, Section
from conversations.form.parsing import AGE, ID_NUMBER, NAME
from conversations.form.sources import FORM, MEASURE, NATIONAL, at, both
from conversations.messages import say, verbatim
from conversations.understanding.lacking import no_card


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
            return Objection(say("请再看一下身份证：这个号码和{who}的一样，每个人的号码都不同。", who=shown))
    return None


_NAME = Question(
    key="name",
    kind=NAME,
    label=say("姓名"),
    prompt=say("{who}叫什么名字？"),
    why=say("要知道家里有哪些人，登记表上每个人都要写（{source}）。以后要公示的话，不写身份证号和病情。", source=FORM),
    help=say("照身份证或户口本上的写，不写小名。少数民族的名字可以带“·”。刚出生还没取名的，就按“跳过”。"),
    example=say("张三"),
    required=say("请打上申报人的全名，有名字才能交。不想在这里填，可以去乡镇或街道的窗口办。"),
    required_where=_is_applicant,
    sensitive=True,
    offers=name_told,
)

_RELATION = Question(
    key="relation",
    kind=RELATION_KIND,
    label=say("与申报人关系"),
    prompt=say("这个人是{applicant}的什么人？"),
    why=say("谁算一家人、谁该照顾谁，都看这个。登记表上也有这一栏（{source}）。", source=FORM),
    help=say(
        "老婆、老公，选“丈夫或妻子”。外孙、外孙女，选“孙辈”。岳父母和公婆选一样的。儿媳、女婿、侄子，选“其他人”。"
    ),
    example=say("老婆、大儿子、婆婆"),
    applies=_another_person,
)

_ID_NUMBER = Question(
    key="id_number",
    kind=ID_NUMBER,
    label=say("身份证号"),
    prompt=say("{who}的身份证号是多少？"),
    why=say("有了它就不用再问年龄和性别，也不会认错人。登记表上有这一栏（{source}）。号码加密保存。", source=FORM),
    help=say("身份证上的 18 位号码，户口本上也有。最后一位可能是 X。刚出生还没有、丢了、一时找不到，都可以按“跳过”。"),
    example=say("18 位，数字中间可以有空格"),
    checks=(_unlike_the_others,),
    sensitive=True,
    lacking=no_card,
)

_SEX = Question(
    key="sex",
    kind=ChoiceKind(options.SEX),
    label=say("性别"),
    prompt=say("{who}是男还是女？"),
    why=say("没有身份证号，就要问一下。登记表上有这一栏（{source}）。", source=FORM),
    help=say("照户口本或身份证上写的选。"),
    applies=_number_missing,
)

_AGE = Question(
    key="age",
    kind=AGE,
    label=say("年龄"),
    prompt=say("{who}多大年纪？"),
    why=say("是老人、是孩子，能得到的帮助不一样。登记表上也有这一栏（{source}）。", source=FORM),
    help=say("写周岁，不写虚岁，大概数也行。不满一岁写 0。"),
    example=say("63"),
    applies=_number_missing,
)

_MORE = Question(
    key="more",
    kind=YesNoKind(say("有别的人"), say("没有了")),
    label=say("一起生活的人"),
    prompt=say("还有别的人和{applicant}一起住、一起过日子吗？"),
    why=say(
        "看的是一家人平均每人的收入，所以要知道一起过日子的有几个人。（依据：{source}）",
        source=both(at(NATIONAL, "二"), MEASURE),
    ),
    help=say(
        "一个锅里吃饭的算，夫妻分开住也算，在外上学靠家里供的孩子也算。分家单过的儿女不算，后面另外问。可以一次说完。"
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
    more_first=say("有人和{applicant}一起住、一起过日子吗？"),
    most=20,
    first=True,
    details=DETAILS,
    named_by="relation",
    called=called,
)

PEOPLE = Section(MEMBERS, say("家里的人"), (PERSONS, LIVING_LIST, ILL_LIST, Details(PERSONS)))
