"""Filing put together: the check of the areas served, with what is kept of it written in Chinese."""

from datetime import date

from api.eligibility.phrases import Phrase
from api.services.filing import Filing, start_of
from api.services.judging import Judging
from api.services.local_figures.book import FigureBook
from api.services.phrasing import as_message
from api.services.review.deadlines import Deadlines
from locales.rendering import Renderer
from storage.unit import Unit


def filing_with(figures: FigureBook, deadlines: Deadlines, chinese: Renderer) -> Filing:
    """Filing with the check of the areas served. What is kept of a check is written in Chinese."""

    def written(phrase: Phrase) -> str:
        return chinese.render(as_message(phrase))

    def taken_up_by(day: date) -> date:
        return deadlines.end("accept", start_of(day)).date()

    def judging(unit: Unit) -> Judging:
        return Judging(figures.within(unit), written, taken_up_by)

    return Filing(judging, figures.area, deadlines.end)
