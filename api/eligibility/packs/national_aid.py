"""The national matrix of help: 国办发〔2023〕39号 四, in our own words."""

from api.eligibility.aid import AidRow
from api.eligibility.packs import aid_rows as rows
from api.eligibility.phrases import phrase
from api.eligibility.terms import Terms


def aids(terms: Terms) -> tuple[AidRow, ...]:
    """The rows in showing order, by the national articles."""
    return (
        *rows.basic(terms, rows.TEKUN),
        *rows.medical(terms),
        rows.education(terms, rows.SCHOOL),
        rows.town_housing(terms),
        rows.village_housing(terms, rows.REPAIR),
        rows.employment(
            terms, ("人社",), phrase("家里有人能干活，可以问问培训补贴、社保补贴、贷款贴息，还有就近的工作机会。")
        ),
        rows.disaster(terms, phrase("遇到自然灾害，可以申请受灾人员救助。")),
        rows.emergency(terms),
        rows.services(terms),
        rows.reductions(terms, ("民政",), rows.HEATING, rows.HEATING_TEXT),
        rows.disability(terms, rows.DISABILITY_TEXT, rows.MARGIN),
        rows.charity(terms, rows.MATCHED),
        rows.development(terms),
    )
