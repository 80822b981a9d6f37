"""Rows of the aid matrix that several documents share; each pack puts its own article and departments on them."""

from collections.abc import Callable

from api.eligibility.aid import (
    LOW_INCOME,
    AidRow,
    disaster_named,
    in_town,
    in_village,
    monitored_able_to_work,
    somebody_can_work,
    somebody_disabled,
    somebody_learns,
    somebody_needs_care,
)
from api.eligibility.case import Case
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reasons import Category
from api.eligibility.terms import Terms

FOUR: frozenset[Category] = frozenset({"tekun", "dibao", "dibao_margin", "rigid_expenditure"})
WORKERS: frozenset[Category] = frozenset({"dibao", "dibao_margin", "rigid_expenditure"})
_OTHER: frozenset[Category] = frozenset({"other_hardship"})
_NOBODY: frozenset[Category] = frozenset()


def basic(terms: Terms, tekun_text: Phrase) -> tuple[AidRow, ...]:
    """Basic living: dibao, tekun, and the two measures for single members, each by its own article."""
    where, name = ("民政",), phrase("基本生活救助（民政）")
    dibao = phrase("可以申请低保金。低保另有专门的申请表，乡镇会告诉您要带什么。")
    single = phrase("家里重度残疾或得重病的人，可以申请单独纳入低保。")
    alone = phrase("家里成年、没有工作的重度残疾人，可以申请参照单人户纳入低保。")
    rows = (
        AidRow("basic_living", where, name, tekun_text, terms.cite("tekun_aid"), frozenset({"tekun"})),
        AidRow("basic_living", where, name, dibao, terms.cite("basic"), frozenset({"dibao"})),
        AidRow(
            "basic_living", where, name, single, terms.cite("single_person"), _NOBODY, for_measure="single_person_dibao"
        ),
    )
    if not terms.alone_measure:
        return rows
    last = AidRow(
        "basic_living", where, name, alone, terms.cite("one_person_household"), _NOBODY,
        for_measure="one_person_household",
    )  # fmt: skip
    return (*rows, last)


TEKUN = phrase("可以申请特困人员供养。特困另有专门的申请表，乡镇会告诉您要带什么。")


MEDICAL = phrase(
    "看病花钱多，可以申请医疗救助，要在定点医院看；参加居民医保的费用，特困人员可以申请全额资助，"
    "其他人也可以问问能不能资助一部分。"
)


def medical(terms: Terms, both: Phrase = MEDICAL) -> tuple[AidRow, ...]:
    """Large bills for the four categories; the insurance premium for all low-income people."""
    name = phrase("医疗救助（医保）")
    premium = phrase("参加居民医保的费用，可以问问能不能资助一部分。")
    return (
        AidRow("medical", ("医保", "卫健"), name, both, terms.cite("medical"), FOUR),
        AidRow("medical", ("医保",), name, premium, terms.cite("medical"), _OTHER, for_monitored=True, not_for=FOUR),
    )


def education(
    terms: Terms, text: Phrase, when: Callable[[Case], bool] = somebody_learns, *, for_monitored: bool = False
) -> AidRow:
    """Kindergarten to university, for the four categories and other poor families."""
    name = phrase("教育救助（学校、教育）")
    return AidRow("education", ("教育",), name, text, terms.cite("education"), when=when, for_monitored=for_monitored)


SCHOOL = phrase("家里有孩子上幼儿园或上学，可以问问助学金、生活补助、勤工助学、助学贷款和减免费用。")


def town_housing(terms: Terms, *, for_monitored: bool = False) -> AidRow:
    """Public rental housing or a rent subsidy."""
    text = phrase("住房困难，可以申请公租房，或者租房补贴。要符合当地住房保障条件。")
    return _housing(terms, text, in_town, for_monitored=for_monitored)


def village_housing(terms: Terms, text: Phrase, *, for_monitored: bool = False) -> AidRow:
    """Repair of dangerous houses."""
    return _housing(terms, text, in_village, for_monitored=for_monitored)


REPAIR = phrase("住的房子不安全，可以申请农村危房改造。要符合当地住房保障条件。")


def alterations(terms: Terms, when: Callable[[Case], bool]) -> AidRow:
    """Alterations at home for old and disabled people."""
    return _housing(terms, phrase("家里有老人或重度残疾人，可以问问适老化改造、无障碍改造。"), when)


def _housing(terms: Terms, text: Phrase, when: Callable[[Case], bool], *, for_monitored: bool = False) -> AidRow:
    name = phrase("住房救助（住建）")
    return AidRow("housing", ("住建",), name, text, terms.cite("housing"), FOUR, when=when, for_monitored=for_monitored)


def employment(
    terms: Terms, departments: tuple[str, ...], text: Phrase, who: frozenset[Category] = WORKERS,
    *, for_monitored: bool = False,
) -> AidRow:  # fmt: skip
    """For those able to work."""
    name = phrase("就业救助（人社）")
    return AidRow(
        "employment", departments, name, text, terms.cite("employment"), who, when=somebody_can_work,
        for_monitored=for_monitored,
    )  # fmt: skip


def disaster(terms: Terms, text: Phrase, *, for_monitored: bool = False) -> AidRow:
    """After a natural disaster."""
    name = phrase("受灾人员救助（应急）")
    return AidRow(
        "disaster", ("应急",), name, text, terms.cite("disaster"), FOUR, when=disaster_named,
        for_monitored=for_monitored,
    )  # fmt: skip


SIX_KINDS = phrase("遇到自然灾害，可以申请应急、过渡期、旱灾、冬春生活困难救助，遇难人员家庭抚慰，以及倒损住房重建。")


ANYWHERE = phrase(
    "如果突然遇到急难、吃住看病一时没有办法，不论户口在哪里，都可以在事情发生的地方申请临时救助，"
    "可以先给一小笔，再补说明。"
)


def emergency(terms: Terms, text: Phrase = ANYWHERE) -> AidRow:
    """Anyone, wherever it happens."""
    name = phrase("急难时的临时救助（民政）")
    return AidRow("emergency", ("民政",), name, text, terms.cite("emergency"), for_anyone=True)


def emergency_low_income(terms: Terms, text: Phrase) -> tuple[AidRow, ...]:
    """Worded for low-income people; for anybody else the national opinion's, where it holds."""
    name = phrase("急难时的临时救助（民政）")
    own = AidRow("emergency", ("民政",), name, text, terms.cite("emergency"), for_monitored=True)
    if terms.base is None:
        return (own,)
    national = emergency(terms.base)
    anyone = AidRow(
        national.aid, national.departments, name, national.phrase, national.citation, for_anyone=True,
        not_for=LOW_INCOME,
    )  # fmt: skip
    return (own, anyone)


def stranded(terms: Terms) -> AidRow:
    """People away from home without means: food and shelter, or the way home."""
    text = phrase("在外面没有吃住、没有钱回家的时候，可以找救助站，先解决吃住，也可以帮着回家。")
    name = phrase("急难时的临时救助（民政）")
    return AidRow("emergency", ("民政",), name, text, terms.cite("stranded"), for_anyone=True)


def services(terms: Terms) -> AidRow:
    """Visits and care bought by the government."""
    text = phrase("家里有老人、孩子或残疾人不能照顾自己，可以问问有没有上门探访、照料这样的服务。")
    name = phrase("上门探访和照料（民政）")
    return AidRow(
        "services", ("民政",), name, text, terms.cite("services"), when=somebody_needs_care, for_monitored=True
    )


def reductions(
    terms: Terms, departments: tuple[str, ...], name: Phrase, text: Phrase, who: frozenset[Category] = FOUR,
    *, for_monitored: bool = False,
) -> AidRow:  # fmt: skip
    """Reductions by local policy: heating, funeral costs, utilities."""
    return AidRow("other", departments, name, text, terms.cite("other"), who, for_monitored=for_monitored)


HEATING = phrase("取暖和丧葬费减免（民政）")
HEATING_TEXT = phrase("可以问问当地有没有取暖补贴、殡葬费用减免。")


def disability(terms: Terms, text: Phrase, who: frozenset[Category], *, for_monitored: bool = False) -> AidRow:
    """Allowance, rehabilitation and alterations for disabled people, which a place may extend."""
    name = phrase("残疾人补贴和康复（残联）")
    return AidRow(
        "other", ("民政", "残联"), name, text, terms.cite("other"), who, when=somebody_disabled,
        for_monitored=for_monitored,
    )  # fmt: skip


MARGIN: frozenset[Category] = frozenset({"dibao_margin"})
DISABILITY_TEXT = phrase("家里有残疾人，可以问问当地有没有困难残疾人生活补贴、残疾儿童康复、家里的无障碍改造。")


def charity(terms: Terms, text: Phrase) -> AidRow:
    """Help by charities."""
    name = phrase("慈善帮扶（民政）")
    return AidRow("charity", ("民政",), name, text, terms.cite("charity"), for_monitored=True)


MATCHED = phrase("政府的帮助之外还有难处，可以请村（社区）帮忙问问慈善组织，看有没有对得上的帮扶。")


def development(terms: Terms, departments: tuple[str, ...] = ("农业农村",), text: Phrase | None = None) -> AidRow:
    """For monitored households with somebody able to work."""
    plain = phrase("在防止返贫监测里的家庭，还可以问问农业农村部门的帮扶。")
    name = phrase("防止返贫帮扶（农业农村）")
    return AidRow(
        "development", departments, name, text or plain, terms.cite("development"), _NOBODY,
        when=monitored_able_to_work, for_monitored=True,
    )  # fmt: skip
