"""What an area has settled about the procedure: local figures, dated and approved like all of them."""

from collections.abc import Callable
from datetime import date

from api.services.local_figures.book import FigureBook
from api.services.review.deadlines import AreaRules
from storage.unit import Unit


def rules_of(book: FigureBook) -> Callable[[Unit, str, date], AreaRules]:
    """How to come to what an area has settled on a day."""

    def own(unit: Unit, area_code: str, on: date) -> AreaRules:
        figures = book.within(unit).for_area(area_code, None, on).figures
        return AreaRules(figures.review_days, figures.notice_days, figures.township_decides)

    return own
