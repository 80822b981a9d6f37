"""Why the household is in hardship, whether it applies for aid, the circumstances the rules ask about, its phone."""

from conversations.answers import Value
from conversations.form.declaration import options, situations
from conversations.form.declaration.hardship import HARDSHIP
from conversations.form.declaration.persons import MEMBERS
from conversations.form.declaration.remembered import aid_told, causes_told, helped_told, phone_told
from conversations.form.facts import Facts
from conversations.form.kinds import ChoiceKind, SeveralKind, YesNoKind
from conversations.form.model import Offer, Question, Section
from conversations.form.parsing import COUNTY, NAME, NOTE, PHONE, PLACE
from conversations.form.sources import FORM, FORM_NOTE_1, JIANGXI, NATIONAL, SHANXI, at, both
from conversations.form.ticks import ThingsKind, Tick
from conversations.messages import say, verbatim
from conversations.understanding.counties import county_named
from conversations.understanding.lacking import no_phone

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
    "有近亲办低保或当村干部的，要另外登记，换别人来审，不影响您申报。（依据：{source}）",
    source=both(at(JIANGXI, "五（十一）"), FORM),
)
_HUKOU_WHY = say("登记表上有户籍地这一栏（{source}）。户口在别处也能在这里申报，写清楚好核对。", source=FORM)
_OTHER_WHY = say(
    "在江西，收入不高、又有这种情况的家庭，会列进来继续关注；别的地方由当地定。（依据：{source}）",
    source=at(JIANGXI, "二（一）6"),
)

CAUSES = Question(
    "hardship_causes", SeveralKind(HARDSHIP), say("家庭困难原因"),
    say("家里主要是因为什么困难？可以选好几个，先选最主要的。"),
    say("知道难在哪，才好找对应的帮助。登记表上有这一栏（{source}）。", source=FORM),
    say("一个一个按，先按最主要的，选完再按“选好了”。不知道算哪一样，选“其他原因”。"),
    sensitive=True, offers=causes_told,
)  # fmt: skip

_OFFICIAL = Question(
    OFFICIAL, YesNoKind(_YES, _NO), say("近亲属中有无经办人员或村干部"),
    say("{applicant}家的近亲里，有没有人办低保，或者当村干部？"), _OFFICIAL_WHY,
    say("夫妻、父母、子女、兄弟姐妹、爷爷奶奶、外公外婆、孙辈算近亲。叔伯、表亲不算。在别的村、别的镇当的也说。"),
)  # fmt: skip

_CURRENT_AID = Question(
    "current_aid", SeveralKind(situations.CURRENT_AID), say("正在享受的救助"),
    say("家里现在正领着哪些救助？"),
    say("看看该有的有没有落实，还缺什么，也免得重复。（依据：{source}）", source=at(NATIONAL, "三（一）、（三）")),
    say("现在还在领的，有几样按几样。申请了还没批、已经停了的不算。退休金、基础养老金不是救助。没有就按“都没有”。"),
    offers=aid_told,
)  # fmt: skip

_MONITORED = Question(
    "monitored_status", ChoiceKind(situations.MONITORED), say("防止返贫监测对象"),
    say("村里有没有说过，{applicant}家是防止返贫的监测户？是哪一种？"),
    say("监测户由农业农村部门来认，这里只记下来，方便两边对上。（依据：{source}）", source=at(JIANGXI, "二（一）4")),
    say("门上的牌子、帮扶手册上会写。以前的贫困户、脱贫户不一定是监测户。不知道哪一种，按“是，但不知道哪一种”。"),
)  # fmt: skip

_REFUSED = Question(
    "refused_within_a_year", YesNoKind(_YES, _NO), say("一年内申请救助没批"),
    say("最近一年里，有没有申请过低保、特困这些救助，没批下来？"), _OTHER_WHY,
    say("交了申请、说没通过的算。只是问过、没交，或者还在办的，不算。记不清按“不清楚”。"),
)  # fmt: skip

_LEFT = Question(
    "left_aid_within_two_years", YesNoKind(_YES, _NO), say("两年内退出救助"),
    say("最近两年里，有没有原来领着低保、特困这些救助，后来停了？"), _OTHER_WHY,
    say("家里条件好些了、不再领的，算。因为别的事停的，拿不准就按“不清楚”，工作人员会看。"),
)  # fmt: skip

_FELL = Question(
    "income_fell_sharply", YesNoKind(_YES, _NO), say("收入突然大减"),
    say("家里的收入，最近是不是一下子少了很多？"),
    say("收入突然少了很多、日子过不下去的家庭，有的地方也能得到帮助。（依据：{source}）", source=at(SHANXI, "二（一）4")),
    say("比如主要挣钱的人病了、过世了、丢了工作，或者地里绝收。每年都有的淡季不算。"),
)  # fmt: skip

_WORKER = Question(
    "worker_in_hardship", YesNoKind(_YES, _NO), say("困难职工家庭"),
    say("家里有没有人被工会认定为困难职工？"), _OTHER_WHY, say("工会建了困难职工档案的算。"),
)  # fmt: skip

_HUKOU = Question(
    HUKOU, COUNTY, say("户籍地"), say("{applicant}家的户口在哪个县？写省和县。"), _HUKOU_WHY,
    say("照户口本上写省和县就行。户口不在这里也一样能申报。一家人户口不在一处的，写申报人的。"),
    say("河南省固始县"), offers=_counties_of_birth,
)  # fmt: skip

_HUKOU_DETAIL = Question(
    "hukou_detail", PLACE, say("户籍详细地址"), say("户口本上的地址，具体写的是哪里？"), _HUKOU_WHY,
    say("写到村或者街道就行。记不清按“跳过”。"), say("陈集镇大李村"), applies=_hukou_elsewhere, sensitive=True,
)  # fmt: skip


_LIST = Question(
    key="circumstances",
    kind=ThingsKind(
        (
            Tick(
                _CURRENT_AID,
                say("正领着低保、特困或别的救助"),
                ("低保", "特困", "五保", "救助", "吃低保", "低保户", "五保户"),
            ),
            Tick(_REFUSED, say("一年内申请过救助，没批"), ("没批", "没批下来", "没通过")),
            Tick(_LEFT, say("两年内退出过低保、特困"), ("退出", "停了低保", "低保停了", "低保取消了")),
            Tick(_FELL, say("收入最近一下少了很多"), ("收入少了", "收入突然少了", "收入减少")),
            Tick(_MONITORED, say("村里说是防止返贫监测户"), ("监测户", "监测对象", "防返贫")),
            Tick(_WORKER, say("工会认定的困难职工"), ("困难职工",)),
            Tick(_OFFICIAL, say("有近亲是村干部或办低保的"), ("村干部", "干部", "亲戚是村干部")),
            Tick(
                _HUKOU,
                say("户口不在现在住的县"),
                ("户口在外地", "外地户口", "户口不在这里", "户口不在本地"),
                home_county,
            ),
        )
    ),
    label=say("家里的特别情况"),
    prompt=say("家里有没有下面这些情况？有的都按一下。"),
    why=say("这几样各有各的规定，多数家庭一样都没有，所以放在一起问。"),
    help=say("没按的就当没有，以后能改。拿不准的先按上，后面问到可以按“不清楚”。一样都没有，就按“都没有”。"),
    offers=helped_told,
)

APPLIES = Question(
    "applies_for_aid",
    YesNoKind(say("是，要申请救助"), say("先不申请，只登记")),
    say("是否申请救助"),
    say("除了登记，要不要同时申请救助？"),
    say(
        "只登记，镇里记下来，以后有合适的帮助会告诉。要申请，就要核查收入和财产，另外签一份授权。（依据：{source}）",
        source=both(FORM_NOTE_1, at(SHANXI, "四")),
    ),
    say("想要低保、医疗救助这些帮助，选“要申请”；低保、特困另外有表，镇里会告诉怎么填。先登记着，选“只登记”。"),
    required=say("请选一个：要申请救助，还是先只登记。以后还能改。"),
)  # fmt: skip

REACHED = Question(
    "phone", PHONE, say("联系电话"), say("工作人员打哪个电话能找到您？"),
    say("材料不清楚、有结果了，要能联系上。登记表上有这一栏（{source}）。", source=FORM),
    say("手机、座机都行，家里人、邻居的也行，写常接的那个。没有电话就按“跳过”，照样能交。"),
    say("138 0013 8000"), sensitive=True, lacking=no_phone, offers=phone_told,
    prompt_to_proxy=say("打哪个电话能找到{applicant}？没有电话就按“跳过”。"),
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
            say("写全名。只写近亲的，不用写别的干部。"), say("李四"), applies=_has_official, sensitive=True,
        ),
        Question(
            f"{OFFICIAL}.post", NOTE, say("该亲属职务"), say("那位亲戚当什么干部，在哪里办事？"), _OFFICIAL_WHY,
            say("写村名和职务，或者哪个单位。说个大概就行。"), say("东山村主任"), applies=_has_official,
        ),
        Question(
            f"{OFFICIAL}.relation", ChoiceKind(options.RELATION), say("与该亲属关系"),
            say("那位亲戚是{applicant}的什么人？"), _OFFICIAL_WHY,
            say("按那位亲戚来选：他是哥哥，就选“兄弟姐妹”。家里别人的亲戚，选最接近的。"), applies=_has_official,
        ),
        _HUKOU,
        _HUKOU_DETAIL,
        APPLIES,
        REACHED,
    ),
)  # fmt: skip
