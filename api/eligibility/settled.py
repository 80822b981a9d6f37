"""The figures that hold for one check: the pack's own rules over the area's figures, conflicts flagged."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from api.eligibility.figures import AreaFigures
from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reasons import Citation, Flag
from api.eligibility.terms import NATIONAL_MARGIN_MULTIPLIER, Terms, reading

_EMPLOYMENT_DEFAULT = ("dibao_margin",)


@dataclass(frozen=True, slots=True)
class Settled:
    """What the comparisons use. `rigid_ratio` None: unset. `rigid_net_multiplier` None: no such test here.

    `left_out`: the kinds of income the area leaves out, None while its list is unset; `pension_left_out`:
    whether the basic pension is, None where neither the document nor the area says.
    """

    margin_multiplier: Fraction
    rigid_ratio: Decimal | None
    rigid_net_multiplier: Fraction | None
    rigid_items: tuple[str, ...]
    left_out: frozenset[str] | None
    pension_left_out: bool | None
    pension_rule_expired: bool
    employment_rate: Decimal
    employment_categories: tuple[str, ...]
    flags: tuple[Flag, ...]

    def leaves_out(self, kind: str) -> bool | None:
        """Is this kind of income left out? None: the area has not said."""
        if kind == "basic_pension":
            return self.pension_left_out
        return None if self.left_out is None else kind in self.left_out


def settle(figures: AreaFigures, terms: Terms, on: date) -> Settled:
    """The figures that hold on this day. A pack's own rule wins while it is in force, and that is flagged."""
    items, item_flags = _rigid_items(figures, terms)
    pension_ruled = terms.pension_left_out_until is not None and on <= terms.pension_left_out_until
    until = figures.basic_pension_not_counted_until
    applies_to = figures.employment_cost_applies_to
    left_out = None if figures.not_counted_income is None else frozenset(figures.not_counted_income)
    return Settled(
        margin_multiplier=Fraction(_margin_multiplier(figures, terms)),
        rigid_ratio=figures.rigid_ratio if terms.rigid_ratio is None else terms.rigid_ratio,
        rigid_net_multiplier=None if terms.rigid_net_multiplier is None else Fraction(terms.rigid_net_multiplier),
        rigid_items=items,
        left_out=left_out,
        pension_left_out=True if pension_ruled else _pension_by_area(left_out, until, on),
        pension_rule_expired=terms.pension_left_out_until is not None and not pension_ruled,
        employment_rate=figures.employment_cost_rate or Decimal(0),
        employment_categories=_EMPLOYMENT_DEFAULT if applies_to is None else applies_to,
        flags=(*_overruled(figures, terms, pension_ruled, on), *_multiplier(figures, terms), *item_flags),
    )


def _pension_by_area(left_out: frozenset[str] | None, until: date | None, on: date) -> bool | None:
    """An end date the area set decides; else its list of kinds left out."""
    if until is not None:
        return on <= until
    return None if left_out is None else "basic_pension" in left_out


def _rigid_items(figures: AreaFigures, terms: Terms) -> tuple[tuple[str, ...], tuple[Flag, ...]]:
    """Reading 4: which spending is necessary spending; the document's own items where the area has no list."""
    if figures.rigid_spending is None:
        text = phrase("本地没有设定哪些算必需支出，按文件列的项目计算。")
        return terms.rigid_items, (Flag("rigid_spending_default", text, reading(4)),)
    if not terms.rigid_items_fixed:
        return figures.rigid_spending, ()
    items = tuple(dict.fromkeys((*terms.rigid_items, *figures.rigid_spending)))
    if set(terms.rigid_items) <= set(figures.rigid_spending):
        return items, ()
    text = phrase("本地的必需支出项目比文件少，文件列的项目仍然算进去。")
    return items, (Flag("area_figure_overruled", text, terms.cite("rigid_expenditure")),)


def _margin_multiplier(figures: AreaFigures, terms: Terms) -> Decimal:
    """The document's multiple, or the area's as far as the document lets it go beyond."""
    given, most = figures.margin_multiplier, terms.margin_multiplier_most
    if given is None or most is None:
        return terms.margin_multiplier
    return min(max(given, terms.margin_multiplier), most)


def _multiplier(figures: AreaFigures, terms: Terms) -> tuple[Flag, ...]:
    """A multiple above the later national one, in a region whose document lets an area take it."""
    given = _margin_multiplier(figures, terms)
    if terms.base is None or given <= NATIONAL_MARGIN_MULTIPLIER:
        return ()
    text = phrase(
        "本地边缘家庭用低保标准的 {given} 倍，和国家后来定的 {ruled} 倍不一致，这里按本地的算。",
        given=str(given),
        ruled=str(NATIONAL_MARGIN_MULTIPLIER),
    )
    return (Flag("margin_multiplier_conflict", text, terms.base.cite("dibao_margin")),)


def _overruled(figures: AreaFigures, terms: Terms, pension_ruled: bool, on: date) -> tuple[Flag, ...]:
    limits = figures.financial_assets_per_head
    rules: tuple[tuple[Phrase, Decimal | None, Decimal | None, str], ...] = (
        (
            phrase("边缘家庭的倍数"),
            _margin_multiplier(figures, terms),
            figures.margin_multiplier,
            "dibao_margin",
        ),
        (phrase("刚性支出占收入的比例"), terms.rigid_ratio, figures.rigid_ratio, "rigid_expenditure"),
        (
            phrase("扣减支出后收入的倍数"),
            terms.rigid_net_multiplier,
            figures.rigid_net_multiplier,
            "rigid_expenditure",
        ),
        (
            phrase("刚性支出困难家庭的存款等上限"),
            limits.of(terms.rigid_limits) if terms.rigid_limits != "rigid_expenditure" else None,
            limits.rigid_expenditure,
            "rigid_expenditure",
        ),
    )
    flags = tuple(
        _overruled_flag(name, ruled, given, terms.cite(subject))
        for name, ruled, given, subject in rules
        if ruled is not None and given is not None and ruled != given
    )
    return (*flags, *_grade_three_overruled(figures, terms), *_pension_overruled(figures, terms, pension_ruled, on))


def _grade_three_overruled(figures: AreaFigures, terms: Terms) -> tuple[Flag, ...]:
    """Shandong 四（四）一 counts grade 3 mental or intellectual as severe, XPCC 三（一） grades 1 and 2 only."""
    given, ruled = figures.mental_intellectual_grade3, {"severe": True, "not_severe": False}.get(terms.grade_three)
    if given is None or ruled is None or given == ruled:
        return ()
    text = (
        phrase("本地设定精神、智力三级残疾不算重度，文件把它算作重度，这里按文件算。")
        if ruled
        else phrase("本地设定精神、智力三级残疾也算重度，文件只写了一级、二级，这里按文件算。")
    )
    return (Flag("area_figure_overruled", text, terms.cite("single_person")),)


def _overruled_flag(name: Phrase, ruled: Decimal, given: Decimal, citation: Citation) -> Flag:
    text = phrase(
        "本地设定的“{name}”是 {given}，文件规定的是 {ruled}，这里按文件算。",
        name=name,
        given=str(given),
        ruled=str(ruled),
    )
    return Flag("area_figure_overruled", text, citation)


def _pension_overruled(figures: AreaFigures, terms: Terms, pension_ruled: bool, on: date) -> tuple[Flag, ...]:
    left_out = None if figures.not_counted_income is None else frozenset(figures.not_counted_income)
    area_says = _pension_by_area(left_out, figures.basic_pension_not_counted_until, on)
    if not pension_ruled or area_says is not False:
        return ()
    text = phrase("本地把城乡居民基础养老金算作收入，文件在这段时间规定不算，这里按文件算。")
    return (Flag("area_figure_overruled", text, terms.cite("basic_pension")),)
