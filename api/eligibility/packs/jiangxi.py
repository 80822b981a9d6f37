"""The Jiangxi pack: the provincial opinion of 2024 on tiered aid, issued 2024-04-18."""

from datetime import date
from decimal import Decimal

from api.eligibility.packs import national, national_terms
from api.eligibility.packs.base import Pack
from api.eligibility.packs.jiangxi_aid import aids
from api.eligibility.rules.other import other_monitored
from api.eligibility.rules.rigid import rigid_by_share_or_net
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
        "tekun_aid": "四（五）15",
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

PACK = Pack(
    terms=TERMS,
    rules={
        **national.PACK.rules,
        "rigid_expenditure": rigid_by_share_or_net,
        "other_hardship": other_monitored,
    },
    aids=aids(TERMS),
)
