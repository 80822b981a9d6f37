"""The Shanxi matrix of help: 四 of the guide of 2021, in our own words.

The guide's families of low income are all its kinds of 二（一）, those under monitoring among them.
"""

from api.eligibility.aid import LOW_INCOME, AidRow, somebody_at_school
from api.eligibility.packs import aid_rows as rows
from api.eligibility.phrases import phrase
from api.eligibility.terms import Terms


def aids(terms: Terms) -> tuple[AidRow, ...]:
    """The rows in showing order; what the guide leaves out stands on the national opinion where that holds."""
    return (
        *rows.basic(terms, rows.TEKUN),
        AidRow(
            "medical", ("医保", "卫健"), phrase("医疗救助（医保）"),
            phrase("门诊慢特病和住院，医保报销以后自己还要出的钱太多，可以申请适当补助。"),
            terms.cite("medical"), for_monitored=True,
        ),
        *_premium(terms),
        rows.education(
            terms, phrase("家里有人上学，可以问问奖学金、助学金、勤工助学、助学贷款和减免费用。"), somebody_at_school,
            for_monitored=True,
        ),
        rows.town_housing(terms, for_monitored=True),
        rows.village_housing(terms, rows.REPAIR, for_monitored=True),
        rows.employment(
            terms, ("人社",),
            phrase("家里有人能干活，可以问问培训补贴、社保补贴、贷款贴息、公益性岗位，还有就近的工作机会。"),
            LOW_INCOME, for_monitored=True,
        ),
        rows.disaster(terms, rows.SIX_KINDS, for_monitored=True),
        *rows.emergency_low_income(
            terms, phrase("如果突然遇到急难，可以在事情发生的地方申请临时救助，可以先救助、再补手续。")
        ),
        rows.services(terms),
        rows.reductions(terms, ("民政",), rows.HEATING, rows.HEATING_TEXT, LOW_INCOME, for_monitored=True),
        rows.disability(
            terms, phrase("家里有残疾人，可以问问当地有没有困难残疾人生活补贴和康复帮助。"), LOW_INCOME,
            for_monitored=True,
        ),
        rows.charity(terms, phrase("得了重病、政府的帮助之外还有难处，可以请村（社区）帮忙问问慈善组织。")),
        *(() if terms.base is None else (rows.development(terms),)),
    )  # fmt: skip


def _premium(terms: Terms) -> tuple[AidRow, ...]:
    """The guide is silent on the premium of the residents' insurance: 国办发〔2023〕39号 四（二）1."""
    if terms.base is None:
        return ()
    text = phrase("参加居民医保的费用，特困人员可以申请全额资助，其他人也可以问问能不能资助一部分。")
    name = phrase("医疗救助（医保）")
    return (AidRow("medical", ("医保",), name, text, terms.base.cite("medical"), for_monitored=True),)
