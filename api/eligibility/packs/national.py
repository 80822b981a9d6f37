"""The national pack: 国办发〔2023〕39号, issued 2023-10-19."""

from api.eligibility.packs.base import Pack
from api.eligibility.packs.national_aid import aids
from api.eligibility.packs.national_terms import TERMS
from api.eligibility.rules.dibao import dibao, dibao_margin
from api.eligibility.rules.other import other_without_conditions
from api.eligibility.rules.rigid import rigid_by_share
from api.eligibility.rules.tekun import tekun

PACK = Pack(
    terms=TERMS,
    rules={
        "tekun": tekun,
        "dibao": dibao,
        "dibao_margin": dibao_margin,
        "rigid_expenditure": rigid_by_share,
        "other_hardship": other_without_conditions,
    },
    aids=aids(TERMS),
)
