"""An area's own days of the procedure: local figures, dated and approved like all of them."""

from collections.abc import Callable
from datetime import date

from api.services.local_figures.book import FigureBook
from api.services.review.deadlines import AreaDays
from storage.unit import Unit


def days_of(book: FigureBook) -> Callable[[Unit, str, date], AreaDays]:
    """How to come to an area's days of review (working days) and of the notice (days) that hold on a day."""

    def own(unit: Unit, area_code: str, on: date) -> AreaDays:
        figures = book.within(unit).for_area(area_code, None, on).figures
        return figures.review_days, figures.notice_days

    return own
