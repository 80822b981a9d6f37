"""People who are obliged to support somebody in the household and do not live with it: asked where it may matter."""

from conversations.form.declaration import options
from conversations.form.declaration.people import MEMBERS
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, MoneyKind, YesNoKind
from conversations.form.model import Group, Question, Section
from conversations.form.parsing import AGE, NAME
from conversations.messages import say

_WHY = say(
    "老人、孩子、残疾人没人照顾的，可能算特困人员。要先看法律上该照顾他们的人，有没有能力照顾。国办发〔2023〕39 号 四（一）。"
)
_WEAK = ("disabled", "unable_to_self_care", "serious_illness")


def _somebody_to_support(facts: Facts) -> bool:
    """Somebody is old, a minor, disabled or of unknown age: only they are supported by law."""
    for one in facts.each(MEMBERS):
        age = one.age()
        if age is None or age >= 60 or age < 18 or one.here("health") in _WEAK:
            return True
    return False


SUPPORTERS = Section(
    "supporters",
    say("不住一起的家人"),
    (
        Group(
            key="supporters",
            prefix="s",
            title=say("赡（抚、扶）养人"),
            item_label=say("第 {number} 位"),
            questions=(
                Question(
                    "relation", ChoiceKind(options.RELATION), say("与申报人关系"), say("这个人是您的什么人？"), _WHY,
                    say("比如出嫁的女儿，选“女儿”；分家单过的儿子，选“儿子”。"), say("女儿、儿子"),
                ),
                Question(
                    "name", NAME, say("姓名"), say("这个人叫什么名字？"), _WHY, say("写全名。不想写可以跳过。"),
                    say("张三"), sensitive=True,
                ),
                Question(
                    "age", AGE, say("年龄"), say("{who}多大年纪？"), _WHY, say("写周岁，大概数也行。"), say("40"),
                ),
                Question(
                    "able", ChoiceKind(options.ABLE), say("有没有能力"), say("{who}有能力出钱或者出力照顾家里人吗？"), _WHY,
                    say("自己都过得难、病得重、在坐牢、找不到人的，选“没有能力”。"),
                ),
                Question(
                    "status", ChoiceKind(options.SUPPORTER_STATUS), say("对方情况"), say("{who}自己是下面哪种情况？"), _WHY,
                    say("都不是，就选“都不是”。"), applies=lambda facts: facts.here("able") != "yes",
                ),
                Question(
                    "annual_support", MoneyKind(), say("年赡（抚、扶）养费"), say("{who}过去一年给家里多少钱？"),
                    say("给的钱已经算在“退休金、赡养费”里，这里只是核对，不会重复算。"),
                    say("平时给的、过节给的都算。没给就按“没有”。"), say("每月两百，或者 一年三千"),
                ),
            ),
            more=Question(
                "more", YesNoKind(say("有"), say("没有了")), say("赡（抚、扶）养人"),
                say("还有别的子女、父母，或者离开家的配偶吗？"), _WHY, say("只说不住在一起的。"),
            ),
            more_first=say("有没有不住在一起的子女、父母或者配偶？"),
            most=12,
            applies=_somebody_to_support,
        ),
    ),
)  # fmt: skip
