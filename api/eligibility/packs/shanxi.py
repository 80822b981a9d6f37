"""The Shanxi pack: the ministry's guide of 2021 as the province passed it on (2021-05-20).

Two packs, because the national opinion came later: `EARLY` stands on the guide alone; `PACK` holds from the
day of the national opinion on, which fills in what the guide leaves out.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from api.eligibility.packs import national, national_terms
from api.eligibility.packs.base import Pack
from api.eligibility.packs.shanxi_aid import aids
from api.eligibility.rules.rigid import rigid_by_share_or_fall, rigid_by_the_place
from api.eligibility.terms import Terms

_GUIDE = {
    "dibao": "四（一）1",
    "tekun": "四（一）3",
    "dibao_margin": "二（一）3",
    "monitored": "二（一）3",
    "income_fall": "二（一）4",
    "other_hardship": "二（一）5",
    "basic": "四（一）1",
    "tekun_aid": "四（一）3",
    "single_person": "四（一）2",
    "medical": "四（二）1",
    "education": "四（二）2",
    "housing": "四（二）3",
    "employment": "四（二）4",
    "disaster": "四（二）5",
    "other": "四（二）6",
    "emergency": "四（三）",
    "services": "四（四）",
    "charity": "四（五）",
    # The form asks whether a near relative handles dibao or is a village official.
    "relative_in_office": "附表",
}

TERMS = Terms(
    region="shanxi",
    since=national_terms.TERMS.since,
    document="shanxi-guide-2021",
    base=national_terms.TERMS,
    articles=_GUIDE,
    margin_multiplier_most=Decimal(2),
    single_may=False,
    illness_recognised_only=True,
)

_EARLY_TERMS = replace(
    TERMS,
    since=date(2021, 5, 20),
    base=None,
    rigid_items=("medical", "disaster"),
    # Before the national opinion the guide stands for what it only names: the form asks for the rest.
    articles={**_GUIDE, "rigid_expenditure": "二（一）4", "employment_cost": "附表"},
    alone_measure=False,
)

PACK = Pack(
    terms=TERMS,
    rules={**national.PACK.rules, "rigid_expenditure": rigid_by_share_or_fall},
    aids=aids(TERMS),
)

EARLY = Pack(terms=_EARLY_TERMS, rules={**PACK.rules, "rigid_expenditure": rigid_by_the_place}, aids=aids(_EARLY_TERMS))
