"""The Shandong pack: the published interpretation of the draft provincial opinion, over the national rules.

The interpretation bears no date. It carries out the national opinion, and is used from that one's day on.
Its points under 四（四） are numbered as printed: 三是 stands twice, for schooling and for housing.
"""

from api.eligibility.packs import national, national_terms
from api.eligibility.packs.base import Pack
from api.eligibility.packs.shandong_aid import aids
from api.eligibility.terms import Terms

TERMS = Terms(
    region="shandong",
    since=national_terms.TERMS.since,
    document="shandong-draft-interpretation",
    base=national_terms.TERMS,
    articles={
        "dibao": "四（四）一",
        "tekun": "四（四）一",
        "monitored": "四（二）一",
        "basic": "四（四）一",
        "tekun_aid": "四（四）一",
        "single_person": "四（四）一",
        "one_person_household": "四（四）一",
        "medical": "四（四）二",
        "education": "四（四）三",
        "housing": "四（四）三",
        "employment": "四（四）四",
        "disaster": "四（四）五",
        "emergency": "四（四）六",
        "services": "四（四）七",
        "charity": "四（四）八",
        "other": "四（四）九",
        "relative_in_office": "四（五）三",
    },
    grade_three="severe",
)

PACK = Pack(
    terms=TERMS,
    rules=national.PACK.rules,
    aids=aids(TERMS),
)
