"""The Shandong matrix of help: 四（四） of the interpretation of the draft opinion, in our own words."""

from api.eligibility.aid import AidRow, asks_for_aid, in_village, old_or_severely_disabled
from api.eligibility.packs import aid_rows as rows
from api.eligibility.phrases import phrase
from api.eligibility.reasons import Category
from api.eligibility.terms import Terms

_UNDER_REVIEW: frozenset[Category] = frozenset({"tekun", "dibao"})


def aids(terms: Terms) -> tuple[AidRow, ...]:
    """The rows in showing order."""
    return (
        *rows.basic(terms, rows.TEKUN),
        _medical(terms),
        rows.education(
            terms,
            phrase(
                "家里有孩子上幼儿园或上学，可以问问助学金、生活补助、助学贷款、学费保教费减免，还有学校自己的资助。"
            ),
        ),
        rows.town_housing(terms),
        rows.village_housing(terms, rows.REPAIR),
        rows.alterations(terms, old_or_severely_disabled),
        _employment(terms),
        _village_posts(terms),
        rows.disaster(terms, phrase("遇到自然灾害，可以申请受灾人员救助。")),
        rows.emergency(terms),
        _advance(terms),
        rows.services(terms),
        rows.reductions(terms, ("民政",), rows.HEATING, rows.HEATING_TEXT),
        rows.disability(terms, rows.DISABILITY_TEXT, rows.MARGIN),
        rows.charity(terms, rows.MATCHED),
        rows.development(terms),
    )


def _medical(terms: Terms) -> AidRow:
    """四（四）二: large bills too are for low-income people who qualify; insurance pays first."""
    text = phrase(
        "看病花钱多，可以申请医疗救助，要在定点医院看，医保先报销；参加居民医保的费用，特困人员可以申请全额资助，"
        "其他人也可以问问能不能资助一部分。"
    )
    return AidRow(
        "medical", ("医保", "卫健"), phrase("医疗救助（医保）"), text, terms.cite("medical"), for_monitored=True
    )


def _employment(terms: Terms) -> AidRow:
    text = phrase("家里有人能干活，可以问问培训补贴、社保补贴、贷款贴息，还有就近的工作机会。")
    return rows.employment(terms, ("人社",), text)


def _village_posts(terms: Terms) -> AidRow:
    """四（四）四: public-welfare posts in villages."""
    base = _employment(terms)
    text = phrase("在农村、家里有人能干活，可以问问乡村公益性岗位。")
    return AidRow(
        base.aid, base.departments, base.name, text, base.citation, base.who,
        when=lambda case: in_village(case) and base.when(case),
    )  # fmt: skip


def _advance(terms: Terms) -> AidRow:
    """四（四）六: an advance of temporary aid while an application for dibao or tekun is under review."""
    text = phrase("低保、特困还在审核、日子又过不下去的时候，可以先申请一笔临时救助。")
    name = phrase("急难时的临时救助（民政）")
    return AidRow("emergency", ("民政",), name, text, terms.cite("emergency"), _UNDER_REVIEW, when=asks_for_aid)
