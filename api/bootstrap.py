"""The one place where things are put together: settings in, a house with every use case out."""

import os
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from api.eligibility.phrases import Phrase
from api.services.asking import Asking
from api.services.bell import Bell
from api.services.carrying import Carrying
from api.services.crash import crash_at
from api.services.erasing import Erasing
from api.services.explanations.answering import Explanations
from api.services.explanations.telling import Telling
from api.services.export import Exporting
from api.services.figures import Figures
from api.services.filing import Filing, start_of
from api.services.history import History
from api.services.judging import Judging
from api.services.keeping import Keeping
from api.services.outbox import Outbox
from api.services.papers import Papers
from api.services.phrasing import as_message
from api.services.review.deadlines import Deadlines
from api.services.review.desk import Review
from api.services.sessions import Sessions
from api.services.staff import StaffDesk
from api.services.standing import Standing
from api.services.texts import Texts
from api.services.turns import BELL, Turns
from api.services.worlds import Worlds
from api.settings import Settings
from conversations.form.declaration import DECLARATION
from locales.catalogues import Catalogues
from locales.rendering import Renderer
from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.migrate import migrate


@dataclass(frozen=True, slots=True)
class House:
    """Everything put together. `close` lets go of the database; whoever made the house calls it."""

    settings: Settings
    clock: Callable[[], datetime]
    database: Database
    catalogues: Catalogues
    figures: Figures
    explanations: Explanations
    worlds: Worlds
    turns: Turns
    history: History
    sessions: Sessions
    papers: Papers
    outbox: Outbox
    keeping: Keeping
    erasing: Erasing
    exporting: Exporting
    bell: Bell
    review: Review
    staff: StaffDesk
    on_point: Callable[[str], None]

    def renderer(self, locale: str) -> Renderer:
        """Puts messages into a language, as of today."""
        return Renderer(locale, self.catalogues, self.clock().date())

    def close(self) -> None:
        """Finish what was handed over and let go of files and connections."""
        self.database.close()


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def build(settings: Settings, clock: Callable[[], datetime] = now) -> House:
    """Open the database (migrated first) and put the use cases on it.

    Raises `SettingsError` (no key file outside the demo), `DatabaseBusy` (another process writes to this SQLite).
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    on_point = crash_at(settings.crash_at, settings.data_dir)
    keyring = _keyring(settings)
    database = _database(settings, keyring, clock, on_point)
    catalogues, figures, deadlines, bell = Catalogues(), Figures.load(), Deadlines(), Bell()
    database.listen(bell.ring, BELL)
    worlds = Worlds(settings, figures, Texts.load(), catalogues.locales(), clock)

    def renderer(locale: str) -> Renderer:
        return Renderer(locale, catalogues, clock().date())

    telling = Telling(explanations := Explanations.load(), figures.region_of)
    carrying = _carrying(settings, figures, deadlines, worlds, telling, renderer("zh_CN"), clock)
    turns = Turns(database, DECLARATION, carrying, worlds, renderer, clock, holder := _holder(), on_point)
    return House(
        settings=settings,
        clock=clock,
        database=database,
        catalogues=catalogues,
        figures=figures,
        explanations=explanations,
        worlds=worlds,
        turns=turns,
        history=History(database),
        sessions=Sessions(database, turns, clock),
        papers=Papers(database, keyring),
        keeping=Keeping(database, clock),
        exporting=Exporting(database),
        erasing=Erasing(database, turns.push, worlds.area, clock),
        outbox=Outbox(database, bell, clock, holder),
        bell=bell,
        review=Review(database, turns, figures, clock, renderer, deadlines=deadlines),
        staff=StaffDesk(database, keyring, clock),
        on_point=on_point,
    )


def _holder() -> str:
    """Names this process in leases: a restarted one is another holder."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


def _carrying(
    settings: Settings,
    figures: Figures,
    deadlines: Deadlines,
    worlds: Worlds,
    telling: Telling,
    chinese: Renderer,
    clock: Callable[[], datetime],
) -> Carrying:
    """What carries out the effects of a step."""
    asking, standing = Asking(worlds.area, deadlines.end), Standing(worlds.area, clock)
    return Carrying(_filing(figures, deadlines, chinese), asking, standing, telling, settings.public_url, clock)


def _filing(figures: Figures, deadlines: Deadlines, chinese: Renderer) -> Filing:
    """Filing with the check of the areas served. What is kept of a check is written in Chinese."""

    def written(phrase: Phrase) -> str:
        return chinese.render(as_message(phrase))

    def taken_up_by(day: date) -> date:
        return deadlines.end("accept", start_of(day)).date()

    return Filing(Judging(figures, written, taken_up_by), figures.area, deadlines.end)


def _database(
    settings: Settings, keyring: Keyring, clock: Callable[[], datetime], on_point: Callable[[str], None]
) -> Database:
    """The database, brought to the current schema."""
    url = settings.database_url
    migrate(url)
    return open_database(url, keyring, clock=clock, slow_ms=settings.slow_storage_ms, on_point=on_point)


def _keyring(settings: Settings) -> Keyring:
    """The master key; the demo makes its own at the first start."""
    path = settings.key_file
    if settings.demo and not path.exists():
        return Keyring.create(path)
    return Keyring.load(path)
