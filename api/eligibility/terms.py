"""What one document fixes, as data: the figures and lists a pack sets itself, and the article of each rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from api.eligibility.reasons import Category, Citation

READINGS = "shenbao-readings"
"""The document named where a reading of our own decides; its articles are the numbered readings."""

NATIONAL_MARGIN_MULTIPLIER = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Terms:
    """The data of a rule pack. A subject without an article of its own is cited from `base` (national).

    `margin_multiplier` and `rigid_*` are plain numbers; `margin_multiplier_most`: the document lets an area
    take another up to this. `rigid_items` are the kinds of spending counted; `rigid_items_fixed`: an area may add
    kinds but not take any away. `rigid_limits`: whose asset limits the rigid category uses.
    `pension_left_out_until`: the last day the document itself leaves the basic pension out of income.
    `minor_under`: surely a minor for tekun below this age (years); from there to 17 a person decides.
    `single_hosts`: the categories a member may be taken out of for single-person dibao; `single_may`: it is
    put as 可, so that a person decides. `grade_three`: does mental or intellectual grade 3 count as severe,
    or does the area say? `illness_recognised_only`: only an illness recognised locally counts as serious.
    `alone_measure`: there is a one-person household; `support_waivable`: what siblings or people of 60 and
    over pay for such a person may be left out.
    `computes_other_hardship`: the document states conditions for other hardship.
    """

    region: str
    since: date
    document: str
    articles: Mapping[str, str]
    base: "Terms | None" = None
    margin_multiplier: Decimal = NATIONAL_MARGIN_MULTIPLIER
    margin_multiplier_most: Decimal | None = None
    rigid_ratio: Decimal | None = None
    rigid_net_multiplier: Decimal | None = None
    rigid_items: tuple[str, ...] = ("medical", "education")
    rigid_items_fixed: bool = False
    rigid_limits: Category = "rigid_expenditure"
    pension_left_out_until: date | None = None
    minor_under: int = 18
    single_hosts: tuple[Category, ...] = ("dibao_margin",)
    single_may: bool = True
    grade_three: Literal["severe", "not_severe", "area_says"] = "area_says"
    illness_recognised_only: bool = False
    alone_measure: bool = True
    support_waivable: bool = False
    computes_other_hardship: bool = False

    @property
    def version(self) -> str:
        """Which rules these are, to pin an assessment to: region and the day they begin."""
        return f"{self.region}@{self.since.isoformat()}"

    def cite(self, subject: str) -> Citation:
        """The article that decides `subject` here, or in the national document where this one is silent."""
        article = self.articles.get(subject)
        if article is not None:
            return Citation(self.document, article)
        if self.base is None:
            raise KeyError(subject)
        return self.base.cite(subject)


def reading(number: int) -> Citation:
    """One of our own readings where the texts leave room."""
    return Citation(READINGS, str(number))
