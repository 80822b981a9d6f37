"""What staff do, each use case put together from the parts of a house when it is asked for."""

from collections.abc import Callable
from datetime import date, datetime

from api.eligibility.phrases import Phrase
from api.services.administration.rooms import Administration
from api.services.calendar.holidays import Holidays
from api.services.conversing.turns import Turns
from api.services.emergency.afterwards import Afterwards
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.desk import EmergencyDesk
from api.services.emergency.duty.together import Duty, duty
from api.services.emergency.funds import FundDesk
from api.services.emergency.in_chain import emergency_links
from api.services.emergency.photos import EmergencyPhotos
from api.services.emergency.record import EmergencyPrinting
from api.services.emergency.statement import Statements
from api.services.emergency.steps import Carried
from api.services.intake.desk import Intake
from api.services.intake.drafts import IntakeDrafts
from api.services.local_figures.book import FigureBook
from api.services.local_figures.desk import FigureDesk
from api.services.monitoring.together import Monitoring, monitoring
from api.services.outbox import Outbox
from api.services.overview.desk import OverviewDesk
from api.services.papers.sealing import Papers
from api.services.phrasing import as_message
from api.services.printing.desk import Printing
from api.services.printing.press import Press
from api.services.printing.rosters import Rosters
from api.services.rechecks.desk import RecheckDesk
from api.services.rechecks.reproducing import Reproducing
from api.services.rechecks.running import Recheck
from api.services.rechecks.telling import RecheckTelling
from api.services.review.chain import Chains
from api.services.review.desk import Review
from api.services.review.handling import Handling
from api.services.review.query_list import QueryList
from api.services.review.queueing import Queueing
from api.services.review.watching import Watching
from api.services.staffing.staff import StaffDesk
from api.services.transcript.history import History
from api.services.visiting import Visiting
from api.services.worlds import Worlds
from api.settings import Settings
from conversations.form.declaration import DECLARATION
from locales.catalogues import SOURCE_LANGUAGE, Catalogues
from locales.rendering import Renderer
from storage.database import Database


class Desks:
    """The parts a house brings, and the use cases of the staff made of them."""

    settings: Settings
    clock: Callable[[], datetime]
    database: Database
    catalogues: Catalogues
    figures: FigureBook
    worlds: Worlds
    turns: Turns
    outbox: Outbox
    review: Review
    staff: StaffDesk
    press: Press
    papers: Papers

    @property
    def rosters(self) -> Rosters:
        """Workbooks of many declarations."""
        return Rosters(self.database, lambda: self.worlds("web").areas, self.clock)

    @property
    def printing(self) -> Printing:
        """What is put on paper. In Chinese, and read in other years: every date on it has its year."""
        chinese = Renderer(SOURCE_LANGUAGE, self.catalogues, date.min)
        return Printing(
            self.database, lambda: self.worlds("web").areas, self.worlds.texts, chinese.render, self.clock, self.press
        )

    @property
    def chains(self) -> Chains:
        """All that happened to a household, over all its declarations."""
        return Chains(self.database, self.worlds.area, emergency_links)

    @property
    def intake(self) -> Intake:
        """Paper forms typed in by staff."""
        return Intake(self.database, DECLARATION, self.turns, self.review.acting, self.worlds, self.clock)

    @property
    def intake_drafts(self) -> IntakeDrafts:
        """Paper forms typed in part."""
        return IntakeDrafts(self.database)

    @property
    def handling(self) -> Handling:
        """Sharing the work: assignment, notes, one message to many."""
        return Handling(self.database, self.turns, self.worlds.area, self.clock)

    @property
    def emergencies(self) -> EmergencyDesk:
        """What staff do about emergencies."""
        areas = EmergencyAreas(self.figures, self.clock)
        papers_by = self.review.running.deadlines.working_days_after
        return EmergencyDesk(self.database, self.turns, areas, Carried(areas, papers_by, self.clock), self.clock)

    @property
    def duty(self) -> Duty:
        """Whose own chat is called when an emergency comes."""
        emergencies = EmergencyAreas(self.figures, self.clock), self.emergencies
        return duty(self.database, self.settings, self.figures, emergencies, self.clock, self.outbox.holder)

    @property
    def afterwards(self) -> Afterwards:
        """Papers that are due after the money."""
        return Afterwards(self.database, self.turns, EmergencyAreas(self.figures, self.clock), self.clock)

    @property
    def emergency_photos(self) -> EmergencyPhotos:
        """Photos of emergencies."""
        return EmergencyPhotos(self.database)

    @property
    def emergency_printing(self) -> EmergencyPrinting:
        """The sheet of an emergency that is signed."""
        chinese = Renderer(SOURCE_LANGUAGE, self.catalogues, date.min)
        return EmergencyPrinting(
            self.database, EmergencyAreas(self.figures, self.clock), chinese.render, self.clock, self.press
        )

    @property
    def funds(self) -> FundDesk:
        """The reserve funds."""
        return FundDesk(self.database, EmergencyAreas(self.figures, self.clock))

    @property
    def statements(self) -> Statements:
        """The reserve funds as workbooks."""
        return Statements(self.database, self.funds, self.figures.named, self.clock)

    @property
    def queueing(self) -> Queueing:
        """The queue of the staff."""
        return Queueing(self.database, self.review.assembling, self.clock)

    @property
    def figure_desk(self) -> FigureDesk:
        """What staff do with local figures."""
        return FigureDesk(self.database, self.figures, self.clock)

    @property
    def history(self) -> History:
        """What was said, for the resident's page."""
        return History(self.database)

    @property
    def holidays(self) -> Holidays:
        """Which days are worked, for staff to see and administrators to change."""
        return Holidays(self.database, self.clock)

    @property
    def visiting(self) -> Visiting:
        """Photos of visits."""
        return Visiting(self.database, self.papers, self.papers.keyring, self.clock)

    @property
    def query_list(self) -> QueryList:
        """Who has authorized a data query."""
        return QueryList(self.database, self.clock)

    @property
    def watching(self) -> Watching:
        """Deadlines that pass."""
        return Watching(self.database, self.turns, self.review.running, self.worlds.area, self.clock)

    @property
    def administration(self) -> Administration:
        """Running the place."""
        return Administration(
            self.database, self.staff, self.figures, self.worlds.texts, self.clock, self.settings.data_dir
        )

    @property
    def recheck(self) -> Recheck:
        """Judging again what was filed."""
        alone = self.settings.on_sqlite
        return Recheck(self.database, self.figures.as_known, self.clock, self.outbox, alone=alone)

    @property
    def recheck_desk(self) -> RecheckDesk:
        """What staff do with it."""
        return RecheckDesk(self.database, self.recheck, self.figures.as_known, self.figures, self.clock)

    @property
    def reproducing(self) -> Reproducing:
        """Making the check of a past day again."""

        def written() -> Callable[[Phrase], str]:
            renderer = self.renderer(SOURCE_LANGUAGE)
            return lambda phrase: renderer.render(as_message(phrase))

        return Reproducing(self.database, self.figures.as_known, written)

    @property
    def recheck_telling(self) -> RecheckTelling:
        """Telling what changed by it."""
        return RecheckTelling(
            self.database, self.turns, self.figures, self.clock, lambda: self.renderer(SOURCE_LANGUAGE)
        )

    @property
    def monitoring(self) -> Monitoring:
        """What changed at families since they filed, and what is done about it."""
        area_of, deadlines = self.worlds.area, self.review.running.deadlines
        return monitoring(self.database, self.turns, self.figures, area_of, self.clock, self.renderer, deadlines)

    @property
    def overview(self) -> OverviewDesk:
        """The numbers of a township or county."""
        areas = EmergencyAreas(self.figures, self.clock)
        return OverviewDesk(self.database, self.figures, self.clock, lambda unit, area: areas.limits(unit, area).hours)

    def renderer(self, locale: str) -> Renderer:
        """Puts messages into a language, as of today."""
        return Renderer(locale, self.catalogues, self.clock().date())
