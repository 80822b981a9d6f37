"""The beginning: what is asked and why, the consent, and which township and standard are meant."""

from conversations.answers import Value
from conversations.form.declaration.options import SETTLEMENT
from conversations.form.declaration.proxy import APPLICANT_ROLE
from conversations.form.declaration.remembered import TOLD_LIST, place_told
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, YesNoKind
from conversations.form.model import Objection, Question, Section
from conversations.form.references import AreaKind
from conversations.form.sources import PRIVACY_SENSITIVE, PRIVACY_TELL, SHANXI, at
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
    why=say("问家里的情况以前，要先说清楚用来做什么，您点头了才问。（依据：{source}）", source=PRIVACY_TELL),
    help=say("愿意就按“同意，开始填”。以后想撤回，随时发“撤回”。不愿意也没关系，可以去乡镇或街道的窗口办。"),
    checks=(_agreed,),
    required=say("请选一个：您同意了，我才往下问。不想在这里填，可以去乡镇或街道的窗口办。"),
)

CONSENT_SENSITIVE = Question(
    key="consent_sensitive",
    kind=YesNoKind(say("同意"), say("不同意")),
    label=say("敏感信息单独同意"),
    prompt=say("后面会问身份证号、病和残疾、家里的钱。这些要特别保护，只给办这件事的工作人员看。您同意填吗？"),
    why=say("身份证号、身体、存款要特别小心，所以单独再问您一次。（依据：{source}）", source=PRIVACY_SENSITIVE),
    help=say("愿意就按“同意”。填的时候，哪一题不想答，就按“跳过”。"),
    checks=(_agreed,),
    required=say("请选一个：您同意了，我才问身份证号和家里的情况。后面哪一题不想答，都能跳过。"),
)

AREA = Question(
    key="area_code",
    kind=AreaKind(),
    label=say("受理乡镇"),
    prompt=say("您现在住在哪个乡镇或街道？"),
    prompt_to_proxy=say("{applicant}现在住在哪个乡镇或街道？"),
    why=say("由住的地方的乡镇或街道来办，各地的标准也不一样。（依据：{source}）", source=at(SHANXI, "二（二）2")),
    help=say("选现在住的地方。户口在别处也选这里，后面会问户口。不知道选哪个，发“找人”，我给您电话。"),
    required=say("请选一个，才知道交给哪里办。不知道选哪个，发“找人”，我给您电话。"),
)

SETTLEMENT_QUESTION = Question(
    key="settlement",
    kind=ChoiceKind(SETTLEMENT),
    label=say("城镇或农村"),
    prompt=say("您住的地方算农村还是城镇？"),
    prompt_to_proxy=say("{applicant}住的地方算农村还是城镇？"),
    why=say("有的地方，农村和城镇的低保标准不一样。要按住的地方来对照。"),
    help=say("归村委会管的，选“农村”。归居委会、社区管的，选“城镇”。拿不准就按“不清楚”，工作人员会看。"),
)

RESIDENCE = Question(
    key="residence_detail",
    kind=LocationKind(),
    label=say("居住地"),
    prompt=say("您家具体在哪里？写村名、组，或者路名、门牌号。"),
    prompt_to_proxy=say("{applicant}家具体在哪里？写村名、组，或者路名、门牌号。"),
    why=say("工作人员可能要上门看看，知道地方才找得到。"),
    help=say("写到能找到门就行，租的、借住的也写现在住的。手机上也可以直接发位置。不想现在说，就按“跳过”。"),
    example=say("东山村三组"),
    sensitive=True,
    offers=place_told,
)

BEGINNING = Section("beginning", say("开始"), (CONSENT, CONSENT_SENSITIVE, APPLICANT_ROLE))

HOME = Section("home", say("住的地方"), (TOLD_LIST, AREA, SETTLEMENT_QUESTION, RESIDENCE))
