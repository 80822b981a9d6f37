"""The XPCC pack: a division's plan, over the national rules.

The plan bears no date; it carries out 兵民政发〔2024〕11号, so it is used from the first day of 2024 on. It
gives no numbers, and names 兵民政发〔2023〕19号, which is not among the documents here, for dibao, tekun,
monitored and rigid expenditure: the conditions of the last are those of the national opinion.
"""

from datetime import date

from api.eligibility.packs import national, national_terms
from api.eligibility.packs.base import Pack
from api.eligibility.packs.xpcc_aid import aids
from api.eligibility.terms import Terms

TERMS = Terms(
    region="xpcc",
    since=date(2024, 1, 1),
    document="xpcc-division-plan",
    base=national_terms.TERMS,
    articles={
        "dibao": "一",
        "tekun": "一",
        "monitored": "一",
        "basic": "三（一）",
        "tekun_aid": "三（一）",
        "single_person": "三（一）",
        "one_person_household": "三（一）",
        "medical": "三（二）",
        "education": "三（二）",
        "housing": "三（二）",
        "employment": "三（二）",
        "disaster": "三（二）",
        "emergency": "三（三）",
        "services": "三（四）",
        "other": "三（五）",
        "charity": "三（六）",
        "development": "三（七）",
        "relative_in_office": "四（三）",
    },
    grade_three="not_severe",
    illness_recognised_only=True,
    support_waivable=True,
)

PACK = Pack(
    terms=TERMS,
    rules=national.PACK.rules,
    aids=aids(TERMS),
)
