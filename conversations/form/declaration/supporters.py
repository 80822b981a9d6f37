"""People who are obliged to support somebody in the household and do not live with it: asked where it may matter."""

from conversations.answers import Value
from conversations.form.declaration import options, situations
from conversations.form.declaration.persons import MEMBERS, called, present
from conversations.form.declaration.relation import RELATION_KIND
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, MoneyKind, YesNoKind
from conversations.form.model import Group, Objection, Question, Section
from conversations.form.parsing import AGE, ID_NUMBER, NAME, SIZE_OF_HOUSEHOLD
from conversations.form.sources import FORM, JIANGXI, SHANXI, at, both
from conversations.messages import say
from conversations.understanding.lacking import no_card

SUPPORTERS = "supporters"
_WHY = say(
    "没人能照顾的老人、孩子、残疾人，可能算特困人员。所以要问法律上该照顾他们的人。（依据：{source}）",
    source=both(at(SHANXI, "四（一）3"), at(JIANGXI, "二（一）2")),
)
_COLUMN = say("登记表上“赡养人”有这一栏（{source}）。写上了，工作人员好了解对方的难处。", source=FORM)
_THEIR_MEANS = say("有的地方，要看对方家的收入来算他该给多少，所以问一下。不知道没关系。")
_WEAK = ("disabled", "unable_to_self_care", "serious_illness")
_PARENTS = ("father", "mother")


def _somebody_to_support(facts: Facts) -> bool:
    """Somebody is old, weak, or a minor without both parents here: for them somebody outside may be obliged."""
    return any(present(one) and _to_be_supported(one, facts) for one in facts.each(MEMBERS))


def _to_be_supported(one: Facts, facts: Facts) -> bool:
    age = one.age()
    if age is None:
        return one.passed_over("age")
    if age < 18:
        return not _both_parents_here(one, facts)
    return age >= 60 or one.here("health") in _WEAK


def _both_parents_here(child: Facts, facts: Facts) -> bool:
    """A child of the applicant with the spouse here too, or the applicant's own parents where the applicant is young."""
    relations = [one.here("relation") for one in facts.each(MEMBERS)]
    if child.is_first(MEMBERS) or child.here("relation") == "sibling":
        return all(parent in relations for parent in _PARENTS)
    if child.here("relation") in ("son", "daughter", "child"):
        return "spouse" in relations
    return False


def _excused(facts: Facts) -> bool:
    """In one of the situations by which the rules excuse them."""
    return _not_able(facts) and facts.here("status") not in (None, "none")


def _not_able(facts: Facts) -> bool:
    """Not said to be able to support."""
    return facts.here("able") != "yes"


def _unknown_whether_able(facts: Facts) -> bool:
    """Whether they are able is not known."""
    return facts.here("able") == "unknown" or facts.passed_over("able")


def _no_number(facts: Facts) -> bool:
    """Excused by their situation, and the ID number was passed over."""
    return _excused(facts) and facts.passed_over("id_number")


def _not_a_member(facts: Facts, value: Value) -> Objection | None:
    if any(one.here("id_number") == value for one in facts.each(MEMBERS)):
        return Objection(say("请再看一下号码：这个和住在一起的家人的一样。这里只写不住在一起的人。"))
    return None


def _perhaps_a_member(facts: Facts, value: Value) -> Objection | None:
    if any(one.here("name") == value for one in facts.each(MEMBERS)):
        return Objection(say("{name}，和家里一位同名，是另一个人", name=str(value)), firm=False)
    return None


_QUESTIONS = (
    Question(
        "relation", RELATION_KIND, say("与申报人关系"), say("这个人是{applicant}的什么人？"), _WHY,
        say("只写不住在一起的。出嫁的女儿，选“女儿”；分家单过的儿子，选“儿子”。过世的不用写。"), say("女儿、儿子"),
    ),
    Question(
        "name", NAME, say("姓名"), say("{who}叫什么名字？"), _COLUMN, say("写全名。不记得、不想写，就按“跳过”。"),
        say("张三"), checks=(_perhaps_a_member,), sensitive=True,
    ),
    Question(
        "able", ChoiceKind(situations.ABLE), say("有没有能力"), say("{who}有能力出钱或者出力照顾家里人吗？"), _WHY,
        say("自己都过得难、病得重、在坐牢、找不到人的，选“没有能力”。不愿意给不等于没有能力，拿不准选“说不准”。"),
    ),
    Question(
        "annual_support", MoneyKind(), say("年赡（抚、扶）养费"), say("{who}过去一年给家里多少钱？"),
        say("登记表上有这一栏（{source}）。收入里只算一次，不会重复算。", source=FORM),
        say("平时给的、过节给的、按月打来的都算。给的米面衣服不算钱，借来要还的不算。没给就按“没有”。"), say("每月两百，或者 一年三千"),
    ),
    Question(
        "status", ChoiceKind(situations.SUPPORTER_STATUS), say("特别情况"), say("{who}自己是下面哪种情况？"), _WHY,
        say("照您知道的选一个。残疾证一级、二级的，选“重度残疾”。都不是，就选“都不是”；不知道按“不清楚”。"),
        applies=_not_able,
    ),
    Question(
        "id_number", ID_NUMBER, say("身份证号"), say("{who}的身份证号是多少？"), _COLUMN,
        say("不用特地去问，不知道就按“跳过”，照样能交。"), say("18 位，数字中间可以有空格"),
        applies=_excused, checks=(_not_a_member,), sensitive=True, lacking=no_card,
    ),
    Question(
        "age", AGE, say("年龄"), say("{who}多大年纪？"), _WHY, say("写周岁，大概数也行。不知道按“不清楚”。"), say("40"),
        applies=_no_number,
    ),
    Question(
        "health", ChoiceKind(options.HEALTH), say("健康状况"), say("{who}身体怎么样？"), _COLUMN,
        say("按您知道的选。不知道就按“不清楚”。"), applies=_unknown_whether_able, sensitive=True,
    ),
    Question(
        "occupation", ChoiceKind(options.OCCUPATION), say("职业状况"), say("{who}现在做什么？"), _COLUMN,
        say("按您知道的选。不知道就按“不清楚”。"), applies=_unknown_whether_able,
    ),
    Question(
        "marital_status", ChoiceKind(options.MARITAL_STATUS), say("婚姻状况"), say("{who}的婚姻是哪种情况？"), _COLUMN,
        say("按您知道的选。不知道就按“不清楚”。"), applies=_unknown_whether_able,
    ),
    Question(
        "household_size", SIZE_OF_HOUSEHOLD, say("家里几口人"), say("{who}自己家有几口人？"),
        _THEIR_MEANS, say("只数和对方一起过日子的人，对方自己也算一个。不知道按“不清楚”。"), say("4"),
        applies=_unknown_whether_able,
    ),
    Question(
        "household_monthly_income", MoneyKind(asks="once"), say("家里月收入"), say("{who}一家每月大概挣多少钱？"),
        _THEIR_MEANS, say("他一家人加起来，每月大概挣多少。不知道按“不清楚”，不用去问。"),
        say("四千"), applies=_unknown_whether_able,
    ),
)  # fmt: skip

OBLIGED = Group(
    key=SUPPORTERS,
    prefix="s",
    title=say("赡（抚、扶）养人"),
    item_label=say("第 {number} 位"),
    questions=_QUESTIONS,
    more=Question(
        "more", YesNoKind(say("有"), say("没有了")), say("赡（抚、扶）养人"),
        say("还有别的不住在一起的子女、父母、配偶吗？"), _WHY,
        say("出嫁的女儿、分家单过的儿子、离了婚的孩子爸妈，都说一下。兄弟姐妹、过世的不用说。"),
    ),
    more_first=say("有没有不住在一起的子女、父母或者配偶？"),
    most=12,
    applies=_somebody_to_support,
    named_by="relation",
    called=called,
)  # fmt: skip

SUPPORT = Section(SUPPORTERS, say("不住一起的家人"), (OBLIGED,))
