"""What 国办发〔2023〕39号 fixes, and its article for each subject. Every other region inherits from here."""

from datetime import date

from api.eligibility.terms import Terms

TERMS = Terms(
    region="national",
    since=date(2023, 10, 19),
    document="national-guobanfa-2023-39",
    articles={
        "tekun": "二",
        "dibao": "二",
        "monitored": "二",
        "dibao_margin": "二",
        "employment_cost": "二",
        "rigid_expenditure": "二",
        "other_hardship": "二",
        "single_person": "四（一）",
        "one_person_household": "四（一）",
        "relative_in_office": "五（三）",
        "basic": "四（一）",
        "tekun_aid": "四（一）",
        "medical": "四（二）1",
        "education": "四（二）2",
        "housing": "四（二）3",
        "employment": "四（二）4",
        "disaster": "四（二）5",
        "emergency": "四（三）",
        "services": "四（四）",
        "other": "四（五）",
        "charity": "四（六）",
        "development": "四",
    },
)
