"""Rows of the aid matrix that several documents share; each pack puts its own article and departments on them."""

from collections.abc import Callable

from api.eligibility.aid import (
    AidRow,
    disaster_named,
    in_town,
    in_village,
    monitored_able_to_work,
    somebody_can_work,
    somebody_learns,
    somebody_needs_care,
)
from api.eligibility.case import Case
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reasons import Category
from api.eligibility.terms import Terms

FOUR: frozenset[Category] = frozenset({"tekun", "dibao", "dibao_margin", "rigid_expenditure"})
_WORKERS: frozenset[Category] = frozenset({"dibao", "dibao_margin", "rigid_expenditure"})
_BASIC: frozenset[Category] = frozenset({"tekun", "dibao"})
_ANYONE: frozenset[Category] = frozenset()


def basic(terms: Terms, text: Phrase) -> AidRow:
    """Basic living: dibao and tekun, and members who may get dibao as one person."""
    return AidRow("basic_living", ("民政",), text, terms.cite("basic"), _BASIC, for_single=True)


def medical(terms: Terms) -> AidRow:
    """Insurance premium and large bills; insurance pays first."""
    text = phrase(
        "看病花钱多，可以申请医疗救助；参加居民医保的费用，也可以问问能不能补贴。要在定点医院看，医保先报销。"
    )
    return AidRow("medical", ("医保", "卫健"), text, terms.cite("medical"))


def education(terms: Terms, text: Phrase) -> AidRow:
    """Kindergarten to university, for the four categories and other poor families."""
    return AidRow("education", ("教育",), text, terms.cite("education"), when=somebody_learns)


def town_housing(terms: Terms) -> AidRow:
    """Public rental housing or a rent subsidy."""
    text = phrase("住房困难，可以申请公租房，或者租房补贴。要符合当地住房保障条件。")
    return AidRow("housing", ("住建",), text, terms.cite("housing"), FOUR, when=in_town)


def village_housing(terms: Terms, text: Phrase, *, for_monitored: bool = False) -> AidRow:
    """Repair of dangerous houses."""
    return AidRow("housing", ("住建",), text, terms.cite("housing"), FOUR, when=in_village, for_monitored=for_monitored)


def employment(terms: Terms, departments: tuple[str, ...], text: Phrase) -> AidRow:
    """For those able to work."""
    return AidRow("employment", departments, text, terms.cite("employment"), _WORKERS, when=somebody_can_work)


def disaster(terms: Terms, text: Phrase) -> AidRow:
    """After a natural disaster."""
    return AidRow("disaster", ("应急",), text, terms.cite("disaster"), FOUR, when=disaster_named)


def emergency(terms: Terms) -> AidRow:
    """Anyone, wherever it happens."""
    text = phrase(
        "如果突然遇到急难、吃住看病一时没有办法，不论户口在哪里，都可以在事情发生的地方申请临时救助，"
        "可以先给一小笔，再补说明。"
    )
    return AidRow("emergency", ("民政",), text, terms.cite("emergency"), _ANYONE)


def stranded(terms: Terms) -> AidRow:
    """People away from home without means: food and shelter, or the way home."""
    text = phrase("在外面没有吃住、没有钱回家的时候，可以找救助站，先解决吃住，也可以帮着回家。")
    return AidRow("emergency", ("民政",), text, terms.cite("stranded"), _ANYONE)


def services(terms: Terms) -> AidRow:
    """Visits and care bought by the government."""
    text = phrase("家里有老人、孩子或残疾人不能照顾自己，可以问问有没有上门探访、照料这样的服务。")
    return AidRow("services", ("民政",), text, terms.cite("services"), when=somebody_needs_care)


def other(terms: Terms, departments: tuple[str, ...], text: Phrase) -> AidRow:
    """Reductions by local policy."""
    return AidRow("other", departments, text, terms.cite("other"), FOUR)


def charity(terms: Terms) -> AidRow:
    """Need matched with offer."""
    text = phrase("政府的帮助之外还有难处，可以请村（社区）帮忙问问慈善组织。")
    return AidRow("charity", ("民政",), text, terms.cite("charity"))


def development(terms: Terms, text: Phrase) -> AidRow:
    """For monitored households with somebody able to work."""
    return AidRow("development", ("农业农村",), text, terms.cite("development"), _ANYONE, when=monitored_able_to_work)


def for_insurance(terms: Terms, text: Phrase, who: frozenset[Category], when: Callable[[Case], bool]) -> AidRow:
    """Help with pension premiums."""
    return AidRow("insurance", ("人社",), text, terms.cite("insurance"), who, when=when)
