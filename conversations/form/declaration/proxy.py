"""For oneself or for somebody else: a proxy says who they are, and that the household agreed."""

from conversations.answers import Value
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, OptionWords, YesNoKind
from conversations.form.model import Objection, Question, Section
from conversations.form.parsing import NAME, PHONE
from conversations.form.proxies import by_proxy
from conversations.form.sources import PRIVACY_CONSENT, SHANXI, at
from conversations.messages import say

ROLE = (
    OptionWords(
        "self",
        say("给自己家"),
        ("自己", "我自己", "本人", "我家", "自家", "给我家", "给自己家填", "给自己", "本人申报"),
    ),
    OptionWords(
        "proxy",
        say("替别人家填"),
        (
            "替别人",
            "替别人填",
            "帮别人",
            "帮别人填",
            "别人",
            "别人家",
            "代办",
            "代为申报",
            "代填",
            "替人填",
            "帮人填",
            "给别人填",
        ),
    ),
)
RELATION = (
    OptionWords(
        "relative",
        say("亲戚、子女"),
        ("亲戚", "亲属", "子女", "儿子", "女儿", "儿媳", "女婿", "孙子", "孙女", "外甥", "侄子", "侄女", "亲人"),
    ),
    OptionWords(
        "village_assistant",
        say("村里、社区的协理员"),
        ("协理员", "村干部", "村里", "社区", "村委会", "居委会", "网格员", "社工", "驻村干部"),
    ),
    OptionWords("neighbour", say("邻居、朋友"), ("邻居", "朋友", "同村", "老乡")),
    OptionWords("other", say("别的"), ("其他", "其它")),
)


def _agreed(_: Facts, value: Value) -> Objection | None:
    """Nobody is declared who does not want to be."""
    if value is True:
        return None
    return Objection(
        say("请先问过他家，他们同意了再按“他家同意”。现在问不了，可以先暂停，填过的都存着；急的话，发“救急”。")
    )


_BY_OTHERS = at(SHANXI, "二（二）1、2")

APPLICANT_ROLE = Question(
    key="applicant_role",
    kind=ChoiceKind(ROLE),
    label=say("谁来申报"),
    prompt=say("您是给自己家填，还是替别人家填？"),
    why=say(
        "老人、不会用手机的人，村里、社区的人可以替他们申报，所以先问是谁在填。（依据：{source}）", source=_BY_OTHERS
    ),
    help=say("给自己住的这一家填，选“给自己家”。替亲戚、邻居、分开住的爹妈填，选“替别人家填”。"),
)

_WHY = say("要知道是谁在替他家填，有不清楚的地方，工作人员好先问您。")

SECTION = Section(
    "proxy",
    say("替谁填"),
    (
        Question(
            "proxy.name", NAME, say("代办人姓名"), say("先说说您自己：您叫什么名字？"), _WHY,
            say("写您自己的全名，不是申报人的。"), example=say("李四"), applies=by_proxy,
            required=say("请写上您自己的名字，替别人填要有这个才能交。不想写，可以让他家本人来填，或者到镇里的窗口办。"),
            sensitive=True,
        ),
        Question(
            "proxy.relation", ChoiceKind(RELATION), say("代办人和申报人的关系"), say("您是他家的什么人？"), _WHY,
            say("选一个最接近的。谁都可以替人填，和他家不沾亲也行。"), applies=by_proxy,
        ),
        Question(
            "proxy.phone", PHONE, say("代办人电话"), say("工作人员打哪个电话能找到您？"), _WHY,
            say("写您自己的电话，手机、座机都行。他家的电话后面再问。"), example=say("13800138000"), applies=by_proxy, sensitive=True,
        ),
        Question(
            "proxy.consent", YesNoKind(say("他家同意"), say("还没问过")), say("申报人家同意"),
            say(
                "他家知道您在替他们填，也愿意把家里的人、身体和钱告诉镇里吗？镇里以后可能会再问他们本人。"
            ),
            say("家里的情况是他们自己的，要他们点头才能交。（依据：{source}）", source=PRIVACY_CONSENT),
            say("当面或者打电话问一声就行。家里有几口大人的，最好都问到。他家以后不愿意了，随时可以撤回。"),
            applies=by_proxy, checks=(_agreed,),
            required=say("请先问过他家，他们同意了才能往下填。现在问不了，可以先发“暂停”。"),
        ),
    ),
)  # fmt: skip
