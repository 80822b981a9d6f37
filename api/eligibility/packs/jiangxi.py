"""The Jiangxi pack: the provincial opinion of 2024 on tiered aid, issued 2024-04-18."""

from datetime import date
from decimal import Decimal

from api.eligibility.aid import somebody_can_work
from api.eligibility.packs import aid_rows, national_terms
from api.eligibility.packs.base import Pack
from api.eligibility.phrases import phrase
from api.eligibility.rules.dibao import dibao, dibao_margin
from api.eligibility.rules.other import other_monitored
from api.eligibility.rules.rigid import rigid_by_share_or_net
from api.eligibility.rules.tekun import tekun
from api.eligibility.terms import Terms

TERMS = Terms(
    region="jiangxi",
    since=date(2024, 4, 18),
    document="jiangxi-opinion-2024",
    base=national_terms.TERMS,
    articles={
        "dibao": "二（一）1",
        "tekun": "二（一）2",
        "dibao_margin": "二（一）3",
        "monitored": "二（一）4",
        "rigid_expenditure": "二（一）5",
        "other_hardship": "二（一）6",
        "basic": "四（五）15",
        "single_person": "四（五）15",
        "one_person_household": "四（五）15",
        "medical": "四（六）16",
        "education": "四（六）17",
        "housing": "四（六）18",
        "employment": "四（六）19",
        "disaster": "四（六）20",
        "insurance": "四（六）21",
        "basic_pension": "四（六）21",
        "emergency": "四（七）22",
        "stranded": "四（七）23",
        "charity": "四（八）24",
        "services": "四（八）25",
        "other": "四（八）26",
        "relative_in_office": "五（十一）",
    },
    rigid_ratio=Decimal("0.6"),
    rigid_net_multiplier=Decimal("1.5"),
    rigid_items=("medical", "education", "disability"),
    rigid_items_fixed=True,
    rigid_limits="dibao_margin",
    pension_left_out_until=date(2025, 12, 31),
    minor_under=16,
    single_hosts=("dibao_margin", "rigid_expenditure"),
    computes_other_hardship=True,
)

_AIDS = (
    aid_rows.basic(
        TERMS,
        phrase("可以申请低保金，或者特困人员供养和照料护理补贴；低保和特困另有专门的申请表，乡镇会告诉您要带什么。"),
    ),
    aid_rows.medical(TERMS),
    aid_rows.education(
        TERMS,
        phrase(
            "家里有孩子上幼儿园或上学，可以问问助学金、生活补助、勤工助学、助学贷款和减免费用；"
            "还不上助学贷款的，可以问问还款救助。"
        ),
    ),
    aid_rows.town_housing(TERMS),
    aid_rows.village_housing(
        TERMS,
        phrase("住的房子不安全，可以申请农村危房改造。已经领了因灾倒房重建补助的，这一项不再重复给。"),
        for_monitored=True,
    ),
    aid_rows.employment(
        TERMS,
        ("人社", "农业农村", "发改"),
        phrase("家里有人能干活，可以问问培训补贴、社保补贴、贷款贴息、公益岗位，还有就近的工作机会。"),
    ),
    aid_rows.disaster(
        TERMS,
        phrase("遇到自然灾害，可以申请应急、过渡期、旱灾、冬春生活困难救助，遇难人员家庭抚慰，以及倒损住房重建。"),
    ),
    aid_rows.for_insurance(
        TERMS,
        phrase("可以问问由县里代缴居民养老保险费（按 100 元一档）；离退休 8 年以内交不起的，可以问问助保贷款。"),
        aid_rows.FOUR,
        somebody_can_work,
    ),
    aid_rows.emergency(TERMS),
    aid_rows.stranded(TERMS),
    aid_rows.services(TERMS),
    aid_rows.other(
        TERMS,
        ("民政", "发改", "残联", "司法"),
        phrase(
            "可以问问用水、用气、用电优惠和殡葬费用减免；低保边缘和刚性支出困难家庭申请法律援助，不用再核查经济状况；"
            "残疾人还可以问问生活补贴、康复和家里的无障碍改造。"
        ),
    ),
    aid_rows.charity(TERMS),
    aid_rows.development(TERMS, phrase("在防止返贫监测里的家庭，还可以问问农业农村部门的帮扶。")),
)

PACK = Pack(
    terms=TERMS,
    rules={
        "tekun": tekun,
        "dibao": dibao,
        "dibao_margin": dibao_margin,
        "rigid_expenditure": rigid_by_share_or_net,
        "other_hardship": other_monitored,
    },
    aids=_AIDS,
)
