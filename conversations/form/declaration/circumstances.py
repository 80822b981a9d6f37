"""Why the household is in hardship, whether it applies for aid, a relative in office, how to reach it."""

from conversations.form.declaration import options
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, SeveralKind, YesNoKind
from conversations.form.model import Question, Section
from conversations.form.parsing import NAME, NOTE, PHONE
from conversations.messages import say

OFFICIAL = "relative_in_office"


def _has_official(facts: Facts) -> bool:
    return facts.value(OFFICIAL) is True


_OFFICIAL_WHY = say("家里有亲戚是办低保的干部或者村干部，按规定要单独登记，那位亲戚不能参加审核，对您办事没有影响。")

CIRCUMSTANCES = Section(
    "circumstances",
    say("困难情况和联系方式"),
    (
        Question(
            "hardship_causes", SeveralKind(options.HARDSHIP), say("家庭困难原因"),
            say("家里主要是因为什么困难？可以选好几个，先选最主要的。"),
            say("知道难在哪，才好找对应的帮助。"), say("一个一个按，选完再按“选好了”。第一个算最主要的原因。"),
            sensitive=True,
        ),
        Question(
            "applies_for_aid",
            YesNoKind(say("是，要申请救助"), say("先不申请，只登记")),
            say("是否申请救助"),
            say("除了登记，您还要同时申请救助吗？"),
            say("只登记，镇里会记下来、常来看；要申请救助，镇里要核查家里的收入和财产，所以要您另外签一份授权。"),
            say("想要低保、医疗救助这些帮助，选“要申请”。先登记着、以后再说，选“只登记”。"),
            required=say("这一题要选一个：要不要同时申请救助。以后还能改。"),
        ),
        Question(
            OFFICIAL, YesNoKind(say("有"), say("没有")), say("近亲属中有无经办人员或村干部"),
            say("您家近亲属里，有没有人是办低保的工作人员，或者村干部？"), _OFFICIAL_WHY,
            say("近亲属是指夫妻、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女。"),
        ),
        Question(
            f"{OFFICIAL}.name", NAME, say("该亲属姓名"), say("那位亲戚叫什么名字？"), _OFFICIAL_WHY,
            say("写全名。"), say("李四"), applies=_has_official, sensitive=True,
        ),
        Question(
            f"{OFFICIAL}.post", NOTE, say("该亲属职务"), say("那位亲戚是做什么的？"), _OFFICIAL_WHY,
            say("比如 村主任、镇民政办。"), say("村主任"), applies=_has_official,
        ),
        Question(
            f"{OFFICIAL}.relation", ChoiceKind(options.RELATION), say("与该亲属关系"),
            say("那位亲戚是您的什么人？"), _OFFICIAL_WHY, say("选一个最接近的。"), applies=_has_official,
        ),
        Question(
            "phone", PHONE, say("联系电话"), say("工作人员打哪个电话能找到您？"),
            say("材料不清楚、有结果了，要能联系上您。"), say("手机、座机都行，家里人的也行。"),
            say("138 0013 8000"), sensitive=True,
            prompt_to_proxy=say("哪个电话能找到申报人？没有电话就按“跳过”，工作人员会先打给您。"),
        ),
    ),
)  # fmt: skip
