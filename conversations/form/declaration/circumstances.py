"""Why the household is in hardship, whether it applies for aid, the circumstances the rules ask about, its phone."""

from conversations.answers import Value
from conversations.form.declaration import options
from conversations.form.declaration.persons import MEMBERS
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, SeveralKind, YesNoKind
from conversations.form.model import Offer, Question, Section
from conversations.form.parsing import COUNTY, NAME, NOTE, PHONE, PLACE
from conversations.form.ticks import ThingsKind, Tick
from conversations.messages import say, verbatim
from conversations.understanding.counties import county_named

OFFICIAL = "relative_in_office"
HUKOU = "hukou_area"
_YES, _NO = say("有"), say("没有")
_DIGITS_OF_A_COUNTY = 6
_MOST_OFFERS = 3


def _has_official(facts: Facts) -> bool:
    """A close relative is in office."""
    return facts.value(OFFICIAL) is True


def home_county(facts: Facts) -> Value:
    """The county of the township where the household lives, six digits; None while that is not known."""
    area = facts.value("area_code")
    return area[:_DIGITS_OF_A_COUNTY] if isinstance(area, str) else None


def _hukou_elsewhere(facts: Facts) -> bool:
    """The hukou is in another county than the home."""
    hukou = facts.value(HUKOU)
    return isinstance(hukou, str) and hukou != home_county(facts)


def _counties_of_birth(facts: Facts) -> tuple[Offer, ...]:
    """Where the ID numbers of the household were first given: a likely place of the hukou."""
    known = (one.identity() for one in facts.each(MEMBERS))
    codes = dict.fromkeys(one.county_code for one in known if one is not None)
    named = ((code, county_named(code)) for code in codes)
    return tuple(Offer(code, verbatim(name)) for code, name in named if name is not None)[:_MOST_OFFERS]


_OFFICIAL_WHY = say(
    "家里有亲戚是办低保的干部或者村干部，按规定要单独登记，那位亲戚不能参加审核，对您办事没有影响。山西采集表。"
)
_HUKOU_WHY = say("户口和住的地方不在一起，也在住的地方申报；写清楚，镇里好跟那边核对。国办发〔2023〕39 号 四（三）。")
_OTHER_WHY = say("江西把这几种情况的家庭也算进其他困难家庭来关注。江西实施意见 二（一）6。")

CAUSES = Question(
    "hardship_causes", SeveralKind(options.HARDSHIP), say("家庭困难原因"),
    say("家里主要是因为什么困难？可以选好几个，先选最主要的。"),
    say("知道难在哪，才好找对应的帮助。登记表上有这一栏。"), say("一个一个按，选完再按“选好了”。第一个算最主要的原因。"),
    sensitive=True,
)  # fmt: skip

_OFFICIAL = Question(
    OFFICIAL, YesNoKind(_YES, _NO), say("近亲属中有无经办人员或村干部"),
    say("您家近亲属里，有没有人是办低保的工作人员，或者村干部？"), _OFFICIAL_WHY,
    say("近亲属是指夫妻、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女。"),
)  # fmt: skip

_CURRENT_AID = Question(
    "current_aid", SeveralKind(options.CURRENT_AID), say("正在享受的救助"),
    say("家里现在正领着哪些救助？"), say("已经有的救助不会重复给，但也不会因为申报就停掉。"),
    say("有几样按几样。没有就按“都没有”。"),
)  # fmt: skip

_MONITORED = Question(
    "monitored_status", ChoiceKind(options.MONITORED), say("防止返贫监测对象"),
    say("村里有没有说过，您家是防止返贫的监测户？是哪一种？"),
    say("监测户由农业农村部门认定，这里只是记下来，方便两边对上。江西实施意见 二（一）4。"),
    say("不知道哪一种，就按“是，但不知道哪一种”。村里没说过，按“没有”。"),
)  # fmt: skip

_REFUSED = Question(
    "refused_within_a_year", YesNoKind(_YES, _NO), say("一年内申请救助没批"),
    say("最近一年里，有没有申请过低保、特困这些救助，没批下来？"), _OTHER_WHY, say("申请过、没通过的算。"),
)  # fmt: skip

_LEFT = Question(
    "left_aid_within_two_years", YesNoKind(_YES, _NO), say("两年内退出救助"),
    say("最近两年里，有没有原来领着低保、特困这些救助，后来停了？"), _OTHER_WHY, say("主动不领的、被停掉的都算。"),
)  # fmt: skip

_FELL = Question(
    "income_fell_sharply", YesNoKind(_YES, _NO), say("收入突然大减"),
    say("家里的收入，最近是不是一下子少了很多？"),
    say("收入突然少了很多、又有大花费的家庭，可以按支出型困难来看。山西省工作指南 二（一）4。"),
    say("比如主要挣钱的人病了、走了、丢了工作。"),
)  # fmt: skip

_WORKER = Question(
    "worker_in_hardship", YesNoKind(_YES, _NO), say("困难职工家庭"),
    say("家里有没有人被工会认定为困难职工？"), _OTHER_WHY, say("工会建了困难职工档案的算。"),
)  # fmt: skip

_HUKOU = Question(
    HUKOU, COUNTY, say("户籍地"), say("您家的户口在哪个县？写省和县。"), _HUKOU_WHY,
    say("照户口本上的写。户口不在这里也一样能申报。"), say("河南省固始县"), offers=_counties_of_birth,
)  # fmt: skip

_HUKOU_DETAIL = Question(
    "hukou_detail", PLACE, say("户籍详细地址"), say("户口本上的地址，具体写的是哪里？"), _HUKOU_WHY,
    say("写到村或者街道就行。记不清按“跳过”。"), say("陈集镇大李村"), applies=_hukou_elsewhere, sensitive=True,
)  # fmt: skip


_LIST = Question(
    key="circumstances",
    kind=ThingsKind(
        (
            Tick(_CURRENT_AID, say("正领着低保、特困或别的救助"), ("低保", "特困", "救助")),
            Tick(_REFUSED, say("一年内申请过救助，没批"), ("没批", "没批下来")),
            Tick(_LEFT, say("两年内退出过低保、特困"), ("退出", "停了低保")),
            Tick(_FELL, say("收入最近一下少了很多"), ("收入少了",)),
            Tick(_MONITORED, say("村里说是防止返贫监测户"), ("监测户", "脱贫户")),
            Tick(_WORKER, say("工会认定的困难职工"), ("困难职工",)),
            Tick(_OFFICIAL, say("有近亲是村干部或办低保的"), ("村干部", "干部")),
            Tick(_HUKOU, say("户口不在现在住的县"), ("户口在外地", "外地户口"), home_county),
        )
    ),
    label=say("家里的特别情况"),
    prompt=say("家里有没有下面这些情况？有的都按一下。"),
    why=say("这几样各有各的规定，多数家庭一样都没有，所以放在一起问。"),
    help=say("没按的就当没有，以后能改。拿不准的先按上，后面会细问。一样都没有，就按“都没有”。"),
)

APPLIES = Question(
    "applies_for_aid",
    YesNoKind(say("是，要申请救助"), say("先不申请，只登记")),
    say("是否申请救助"),
    say("除了登记，您还要同时申请救助吗？"),
    say("只登记，镇里会记下来、常来看；要申请救助，镇里要核查家里的收入和财产，所以要您另外签一份授权。山西采集表 注 1。"),
    say("想要低保、医疗救助这些帮助，选“要申请”。先登记着、以后再说，选“只登记”。"),
    required=say("这一题要选一个：要不要同时申请救助。以后还能改。"),
)  # fmt: skip

REACHED = Question(
    "phone", PHONE, say("联系电话"), say("工作人员打哪个电话能找到您？"),
    say("材料不清楚、有结果了，要能联系上您。"), say("手机、座机都行，家里人的也行。"),
    say("138 0013 8000"), sensitive=True,
    prompt_to_proxy=say("哪个电话能找到申报人？没有电话就按“跳过”，工作人员会先打给您。"),
)  # fmt: skip

CIRCUMSTANCES = Section(
    "circumstances",
    say("困难情况和联系方式"),
    (
        CAUSES,
        _LIST,
        _CURRENT_AID,
        _REFUSED,
        _LEFT,
        _FELL,
        _MONITORED,
        _WORKER,
        _OFFICIAL,
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
        _HUKOU,
        _HUKOU_DETAIL,
        APPLIES,
        REACHED,
    ),
)  # fmt: skip
