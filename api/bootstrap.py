"""The one place where things are put together: settings in, a house with every use case out."""

import os
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from api.desks import Desks
from api.eligibility.phrases import Phrase
from api.services.administration.anchor import Anchor
from api.services.administration.townships import AREAS, kept_areas, told_area
from api.services.administration.wording import TEXTS, kept_texts, told
from api.services.bell import BELL, Bell
from api.services.checking.judging import Judging
from api.services.conversing.carrying import Carrying
from api.services.conversing.revising import Revising
from api.services.conversing.turns import Turns
from api.services.crash import crash_at
from api.services.declaring.asking import Asking
from api.services.declaring.filing import Filing, start_of
from api.services.declaring.inviting import Inviting
from api.services.declaring.standing import Standing
from api.services.emergency.areas import EmergencyAreas
from api.services.emergency.filing import EmergencyFiling
from api.services.emergency.standing import EmergencyStanding
from api.services.explanations.answering import Explanations
from api.services.explanations.telling import Telling
from api.services.links.handing import Handing
from api.services.local_figures.book import FigureBook
from api.services.local_figures.samples import keep_samples, samples_wanted
from api.services.ocr.reader import ProcessReader, Reader, is_installed
from api.services.ocr.reading import PaperReading
from api.services.outbox import Outbox
from api.services.own_data.erasing import Erasing, erase
from api.services.own_data.export import Exporting
from api.services.own_data.keeping import Keeping
from api.services.paper_work import PaperWork
from api.services.papers.sealing import Papers
from api.services.phrasing import as_message
from api.services.printing.press import Press
from api.services.reminders import Reminders
from api.services.review.area_rules import rules_of
from api.services.review.deadlines import Deadlines
from api.services.review.desk import Review
from api.services.review.running import Running
from api.services.staffing.staff import StaffDesk
from api.services.territory.areas import Areas
from api.services.texts import Texts
from api.services.ways_in.comeback import Comeback
from api.services.ways_in.locking import Locking
from api.services.ways_in.sessions import Sessions
from api.services.worlds import Worlds
from api.settings import Settings
from conversations.form.declaration import DECLARATION
from locales.catalogues import Catalogues
from locales.rendering import Renderer
from storage.alone import at_start, beside
from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.repositories.audit import AUDITED
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class House(Desks):
    """Everything put together, the work of the staff by `Desks`. `close` lets go of the database; whoever made the house calls it."""

    settings: Settings
    clock: Callable[[], datetime]
    database: Database
    catalogues: Catalogues
    figures: FigureBook
    explanations: Explanations
    worlds: Worlds
    turns: Turns
    sessions: Sessions
    comeback: Comeback
    revising: Revising
    reminders: Reminders
    papers: Papers
    paper_work: PaperWork
    reading: PaperReading | None
    inviting: Inviting
    outbox: Outbox
    keeping: Keeping
    erasing: Erasing
    exporting: Exporting
    bell: Bell
    review: Review
    staff: StaffDesk
    on_point: Callable[[str], None]
    press: Press = field(default_factory=Press)

    @property
    def locking(self) -> Locking:
        """The numbers that hide web sessions."""
        return self.sessions.locking

    def close(self) -> None:
        """Finish what was handed over and let go of files and connections."""
        self.database.close()


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def build(settings: Settings, clock: Callable[[], datetime] = now, reader: Reader | None = None) -> House:
    """Open the database (migrated first) and put the use cases on it. Papers are read by `reader`, if there is one.
    Raises `SettingsError` (no key file outside the demo), `DatabaseBusy` (another process writes to this SQLite).
    """
    keyring, on_point = keyring_of(settings), crash_at(settings.crash_at, settings.data_dir)
    catalogues, figures, bell = Catalogues(), FigureBook(Areas.sampled().areas()), Bell()
    read, database = reader or _reader(settings), _database(settings, keyring, clock, on_point, bell)
    explanations, handing, papers = Explanations.load(), _handing(settings, clock), Papers(database, keyring)
    deadlines, renderer, holder = Deadlines(own_rules=rules_of(figures)), _renderers(catalogues, clock), _holder()
    texts = _texts(settings, keyring, clock, database, figures)
    worlds = Worlds(settings, figures, texts, catalogues.locales(), clock, reads=read is not None)
    inviting = Inviting(database, papers, lambda: worlds("web").texts, settings.public_url, clock)
    carrying = _carrying(figures, deadlines, worlds, renderer("zh_CN"), explanations, (handing, inviting), clock)
    turns = Turns(database, DECLARATION, carrying, worlds, renderer, clock, holder, on_point)
    return House(
        settings=settings,
        clock=clock,
        database=database,
        catalogues=catalogues,
        figures=figures,
        explanations=explanations,
        worlds=worlds,
        turns=turns,
        sessions=Sessions(database, turns, handing, clock),
        comeback=Comeback(database, turns, handing, clock),
        revising=Revising(database),
        reminders=Reminders(database, turns, clock),
        papers=papers,
        paper_work=(work := PaperWork(database, keyring, papers, turns, clock)),
        reading=PaperReading(work, papers, read, bell, clock, on_point) if read is not None else None,
        inviting=inviting,
        keeping=Keeping(database, clock),
        exporting=Exporting(database),
        erasing=Erasing(database, turns.push, worlds.area, clock),
        outbox=Outbox(database, bell, clock, holder),
        bell=bell,
        review=Review(database, turns, figures, clock, renderer, erase, deadlines=deadlines),
        staff=StaffDesk(database, keyring, clock),
        on_point=on_point,
    )


def _renderers(catalogues: Catalogues, clock: Callable[[], datetime]) -> Callable[[str], Renderer]:
    """What puts messages into a language, as of the day on which it is asked."""
    return lambda locale: Renderer(locale, catalogues, clock().date())


def _holder() -> str:
    """Names this process in leases: a restarted one is another holder."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


def _carrying(
    figures: FigureBook,
    deadlines: Deadlines,
    worlds: Worlds,
    chinese: Renderer,
    explanations: Explanations,
    links: tuple[Handing, Inviting],
    clock: Callable[[], datetime],
) -> Carrying:
    """The effects of a conversation."""
    filing, asking = _filing(figures, deadlines, chinese), Asking(worlds.area, Running(deadlines))
    telling = Telling(explanations, figures.region_of)
    areas = EmergencyAreas(figures, clock)
    emergency, emergencies = EmergencyFiling(areas, clock), EmergencyStanding(areas, clock)
    return Carrying(filing, asking, Standing(worlds.area, clock), telling, *links, emergency, emergencies)


def _handing(settings: Settings, clock: Callable[[], datetime]) -> Handing:
    """Links and codes. On PostgreSQL the bot may work in another process, with the token that this one has not."""
    served = settings.telegram_token is not None or not settings.on_sqlite
    return Handing(settings.public_url, clock, bot_served=served)


def _filing(figures: FigureBook, deadlines: Deadlines, chinese: Renderer) -> Filing:
    """Filing with the check of the areas served. What is kept of a check is written in Chinese."""

    def written(phrase: Phrase) -> str:
        return chinese.render(as_message(phrase))

    def judging(unit: Unit) -> Judging:
        counting = deadlines.seen_in(unit)
        return Judging(figures.within(unit), written, lambda day: counting.end("accept", start_of(day)).date())

    return Filing(judging, figures.area, Running(deadlines))


def _texts(
    settings: Settings, keyring: Keyring, clock: Callable[[], datetime], database: Database, areas: Areas
) -> Texts:
    """The texts that are shipped and those put in force since, and townships as they are described now; both kept up
    with what other processes do.
    """
    texts = Texts.load()
    kept, described = beside(settings.database_url, keyring, clock, lambda unit: (kept_texts(unit), kept_areas(unit)))
    texts.keep(kept)
    database.listen(lambda payload: texts.keep((told(payload),)), TEXTS)
    for one in described:
        areas.describe(*one)
    database.listen(lambda payload: areas.describe(*told_area(payload)), AREAS)
    return texts


def _reader(settings: Settings) -> Reader | None:
    """The extra `[ocr]`, where it is installed and not switched off."""
    return ProcessReader() if settings.ocr and is_installed() else None


def _database(
    settings: Settings, keyring: Keyring, clock: Callable[[], datetime], on_point: Callable[[str], None], bell: Bell
) -> Database:
    """The database, brought to the current schema; what other processes write rings the bell."""
    prepare(settings, keyring, clock)
    url = settings.database_url
    database = open_database(url, keyring, clock=clock, slow_ms=settings.slow_storage_ms, on_point=on_point)
    database.listen(bell.ring, BELL)
    anchor = Anchor(settings.data_dir, clock)
    anchor.tidy()
    database.listen(anchor.keep, AUDITED)
    return database


def prepare(settings: Settings, keyring: Keyring, clock: Callable[[], datetime]) -> None:
    """Before it is opened for all: the tables of today, and for the demo its made-up figures, once."""
    url = settings.database_url
    migrate(url)
    if settings.demo and beside(url, keyring, clock, samples_wanted):
        at_start(url, keyring, clock, keep_samples)


def keyring_of(settings: Settings) -> Keyring:
    """The master key, in a data folder that is there; the demo makes its own key at the first start."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.key_file
    if settings.demo and not path.exists():
        return Keyring.create(path)
    return Keyring.load(path)
