"""The XPCC matrix of help: 三 of the division's plan, in our own words. Villages are companies (连队)."""

from api.eligibility.aid import LOW_INCOME, AidRow
from api.eligibility.packs import aid_rows as rows
from api.eligibility.phrases import phrase
from api.eligibility.terms import Terms


def aids(terms: Terms) -> tuple[AidRow, ...]:
    """The rows in showing order."""
    return (
        *rows.basic(terms, rows.TEKUN),
        *rows.medical(terms),
        rows.education(terms, rows.SCHOOL),
        rows.town_housing(terms),
        rows.village_housing(terms, phrase("住房困难或房子不安全，可以申请公租房、租房补贴，也可以申请危房改造。")),
        rows.employment(
            terms, ("人社",), phrase("家里有人能干活，可以问问培训补贴、社保补贴、贷款贴息，还有就近的工作机会。")
        ),
        rows.disaster(terms, phrase("遇到自然灾害，可以申请受灾人员救助。")),
        *rows.emergency_low_income(
            terms,
            phrase(
                "如果突然遇到急难，不论户口在哪里，都可以在事情发生的地方申请临时救助：难处轻的可以先给一小笔、再补说明，"
                "难处重的可以先救助、再补手续。"
            ),
        ),
        rows.services(terms),
        rows.reductions(
            terms, ("民政",), rows.HEATING,
            phrase("可以问问冬季取暖、殡葬费用减免；家里有失能老人想住养老机构的，可以问问集中照护。"),
            LOW_INCOME, for_monitored=True,
        ),
        rows.disability(
            terms, phrase("家里有残疾人，可以问问残疾人补贴、托养照护、无障碍改造和辅助器具补助。"),
            LOW_INCOME, for_monitored=True,
        ),
        rows.charity(terms, rows.MATCHED),
        rows.development(
            terms, ("农业农村", "财政", "人社"),
            phrase("在防止返贫监测里、家里有人能干活的，可以问问岗前培训、公益性岗位、生产技能培训和小额贷款贴息。"),
        ),
    )  # fmt: skip
