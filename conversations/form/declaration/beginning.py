"""The beginning: what is asked and why, the consent, and which township and standard are meant."""

from conversations.answers import Value
from conversations.form.declaration.options import SETTLEMENT
from conversations.form.declaration.proxy import APPLICANT_ROLE
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, YesNoKind
from conversations.form.model import Objection, Question, Section
from conversations.form.references import AreaKind
from conversations.form.things import LocationKind
from conversations.messages import say


def _agreed(_: Facts, value: Value) -> Objection | None:
    """Without consent nothing more is asked; the other ways stay open."""
    if value is True:
        return None
    return Objection(
        say(
            "没关系，您不同意，我就不往下问，什么也不会交上去。您也可以带身份证去乡镇或街道的窗口办，或者请村里的人来帮您填。想好了再按“同意”。"
        )
    )


CONSENT = Question(
    key="consent",
    kind=YesNoKind(say("同意，开始填"), say("不同意")),
    label=say("信息使用同意"),
    prompt=say("开始前，先请您看一下：\n{notice}\n您同意吗？"),
    why=say(
        "法律规定，问您的个人情况以前，要先说清楚用来做什么，并且您点头才能问。《个人信息保护法》第十四条、第十七条。"
    ),
    help=say("同意，就按“同意，开始填”。以后任何时候都能撤回，撤回了就不再使用您的信息。"),
    checks=(_agreed,),
    required=say("这一步不能跳过：您同意了，我才能往下问。"),
)

CONSENT_SENSITIVE = Question(
    key="consent_sensitive",
    kind=YesNoKind(say("同意"), say("不同意")),
    label=say("敏感信息单独同意"),
    prompt=say(
        "后面会问到身份证号、病情和残疾、家里的钱。这些是要特别保护的信息，只给办这件事的工作人员看。您同意填这些吗？"
    ),
    why=say("身份证号、健康、存款属于敏感信息，法律要求单独问您一次。《个人信息保护法》第二十九条。"),
    help=say("同意，就按“同意”。填的时候，不想答的题可以跳过。"),
    checks=(_agreed,),
    required=say("这一步不能跳过：您同意了，我才能问身份证号和家里的情况。"),
)

AREA = Question(
    key="area_code",
    kind=AreaKind(),
    label=say("受理乡镇"),
    prompt=say("您现在住在哪个乡镇或街道？"),
    prompt_to_proxy=say("申报人现在住在哪个乡镇或街道？"),
    why=say("申报由您住的乡镇或街道受理，各地的标准也不一样。户口不在这里也能申报。"),
    help=say("选现在住的地方，不用看户口在哪。不知道选哪个，发“找人”。"),
    required=say("这一题不能跳过：要知道您住哪，才知道交给谁办。不知道选哪个，发“找人”，我给您电话。"),
)

SETTLEMENT_QUESTION = Question(
    key="settlement",
    kind=ChoiceKind(SETTLEMENT),
    label=say("城镇或农村"),
    prompt=say("您住的地方算农村还是城镇？"),
    prompt_to_proxy=say("申报人住的地方算农村还是城镇？"),
    why=say("农村和城镇的低保标准不一样，要按您住的地方来算。"),
    help=say("住村里，选“农村”。住城里、镇上的居委会、社区，选“城镇”。拿不准可以按“不清楚”，工作人员会帮您看。"),
)

RESIDENCE = Question(
    key="residence_detail",
    kind=LocationKind(),
    label=say("居住地"),
    prompt=say("您家具体在哪里？写村名、组，或者路名、门牌号。"),
    prompt_to_proxy=say("申报人家具体在哪里？写村名、组，或者路名、门牌号。"),
    why=say("工作人员可能要上门看看，知道地方才找得到您。"),
    help=say("写到能找到门就行。在手机上也可以直接发位置。不想现在说，可以跳过。"),
    example=say("东山村三组"),
    sensitive=True,
)

BEGINNING = Section(
    "beginning", say("开始"), (CONSENT, CONSENT_SENSITIVE, APPLICANT_ROLE, AREA, SETTLEMENT_QUESTION, RESIDENCE)
)
