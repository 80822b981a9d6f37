"""Opening the database: its keys, the tables of today, and the figures beside or before a running server."""

from collections.abc import Callable
from datetime import UTC, datetime

from api.services.areas import Areas
from api.services.bell import BELL, Bell
from api.services.figures import Figures
from api.services.local_figures.book import FigureBook
from api.services.local_figures.files import Row
from api.services.local_figures.importing import Taken, take_in
from api.services.local_figures.samples import keep_samples, samples_wanted
from api.settings import Settings
from storage.alone import at_start, beside
from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.migrate import migrate, migrations_current
from storage.unit import Unit


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def opened(
    settings: Settings, keyring: Keyring, clock: Callable[[], datetime], on_point: Callable[[str], None], bell: Bell
) -> Database:
    """The database, brought to the current schema; what other processes write rings the bell."""
    _prepare(settings, keyring, clock)
    url = settings.database_url
    database = open_database(url, keyring, clock=clock, slow_ms=settings.slow_storage_ms, on_point=on_point)
    database.listen(bell.ring, BELL)
    return database


def _prepare(settings: Settings, keyring: Keyring, clock: Callable[[], datetime]) -> None:
    """Before it is opened for all: the tables of today, and for the demo its made-up figures, once."""
    url = settings.database_url
    migrate(url)
    if settings.demo and beside(url, keyring, clock, samples_wanted):
        at_start(url, keyring, clock, keep_samples)


def keys_of(settings: Settings) -> Keyring:
    """The master key, in a data folder that is there; the demo makes its own key at the first start."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.key_file
    if settings.demo and not path.exists():
        return Keyring.create(path)
    return Keyring.load(path)


def figures_at_rest(settings: Settings, area_code: str | None) -> Figures:
    """The figures of an area as a command reads them, beside a running server; the samples without a database."""
    url = settings.database_url
    if area_code is None or not settings.key_file.exists() or not migrations_current(url):
        return Figures.load()
    book = FigureBook(Areas.sampled().areas())
    return beside(url, Keyring.load(settings.key_file), now, lambda unit: book.known(unit, area_code))


def take_figures(settings: Settings, rows: tuple[Row, ...], *, keep_good: bool, dry_run: bool) -> tuple[Taken, ...]:
    """Take rows of a file in. Raises `DatabaseBusy` when a server writes to this SQLite; a dry run only reads."""
    keyring, areas = keys_of(settings), Areas.sampled()
    _prepare(settings, keyring, now)

    def work(unit: Unit) -> tuple[Taken, ...]:
        return take_in(unit, areas, rows, keep_good=keep_good, dry_run=dry_run)

    return (beside if dry_run else at_start)(settings.database_url, keyring, now, work)
