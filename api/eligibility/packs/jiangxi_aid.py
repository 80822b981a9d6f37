"""The Jiangxi matrix of help: 四 of the provincial opinion of 2024, in our own words."""

from api.eligibility.aid import AidRow, somebody_can_work, worker_in_hardship
from api.eligibility.packs import aid_rows as rows
from api.eligibility.phrases import phrase
from api.eligibility.reasons import Category
from api.eligibility.terms import Terms

_LEGAL: frozenset[Category] = frozenset({"dibao_margin", "rigid_expenditure"})
_TEKUN = phrase("可以申请特困人员供养和照料护理补贴。特困另有专门的申请表，乡镇会告诉您要带什么。")
# 四（六）16: the premium by class of person; "in full" is not said here.
_MEDICAL = phrase(
    "看病花钱多，可以申请医疗救助，要在定点医院看；参加居民医保的费用，按人员类别资助，可以问问您家能资助多少。"
)
_SCHOOL = phrase(
    "家里有孩子上幼儿园或上学，可以问问助学金、生活补助、勤工助学、助学贷款和减免费用；还不上助学贷款的，可以问问还款救助。"
)
_REPAIR = phrase(
    "住的房子不安全，可以申请农村危房改造，要符合当地住房保障条件。已经领了因灾倒房重建补助的，这一项不再重复给。"
)
_WORK = phrase("家里有人能干活，可以问问培训补贴、社保补贴、贷款贴息、公益岗位，还有就近的工作机会。")
_ANYWHERE = phrase(
    "如果突然遇到急难、吃住看病一时没有办法，不论户口在哪里、住在哪里，都可以在遇到难处的地方申请临时救助，可以先给一小笔。"
)


def aids(terms: Terms) -> tuple[AidRow, ...]:
    """The rows in showing order."""
    return (
        *rows.basic(terms, _TEKUN),
        *rows.medical(terms, _MEDICAL),
        rows.education(terms, _SCHOOL),
        rows.town_housing(terms),
        rows.village_housing(terms, _REPAIR, for_monitored=True),
        rows.employment(terms, ("人社", "农业农村", "发改"), _WORK),
        rows.disaster(terms, rows.SIX_KINDS),
        _insurance(terms),
        rows.emergency(terms, _ANYWHERE),
        rows.stranded(terms),
        rows.services(terms),
        *_others(terms),
        rows.charity(terms, rows.MATCHED),
        rows.development(terms),
    )


def _others(terms: Terms) -> tuple[AidRow, ...]:
    """四（八）26: reductions, disability allowances, legal aid without another check, the union for workers."""
    reductions = rows.reductions(
        terms,
        ("民政", "发改"),
        phrase("水电气和丧葬费减免（民政）"),
        phrase("可以问问用水、用气、用电优惠和殡葬费用减免。"),
    )
    legal = AidRow(
        "other", ("司法",), phrase("法律援助（司法）"),
        phrase("需要打官司、找律师的，可以申请法律援助，不用再核查经济状况。"), terms.cite("other"), _LEGAL,
    )  # fmt: skip
    workers = AidRow(
        "other", ("工会",), phrase("困难职工帮扶（工会）"),
        phrase("家里有困难职工，可以问问工会的帮扶，想学手艺的也可以问问技能培训。"), terms.cite("other"),
        when=worker_in_hardship,
    )  # fmt: skip
    return reductions, rows.disability(terms, rows.DISABILITY_TEXT, rows.MARGIN), legal, workers


def _insurance(terms: Terms) -> AidRow:
    """四（六）21: the residents' pension premium on a base of 100 yuan; a premium loan near retirement."""
    text = phrase(
        "可以问问由县里代缴居民养老保险费（以 100 元为基数）；离退休 8 年以内、自己交职工养老保险交不起的，可以问问助保贷款。"
    )
    name = phrase("养老保险缴费补助（人社）")
    return AidRow("insurance", ("人社",), name, text, terms.cite("insurance"), rows.FOUR, when=somebody_can_work)
