"""Figures without a whole house: read beside a running server, taken in from files by a command."""

from api.bootstrap import keyring_of, now, prepare
from api.services.local_figures.book import FigureBook
from api.services.local_figures.figures import Figures
from api.services.local_figures.files import Row
from api.services.local_figures.importing import Taken, take_in
from api.services.local_figures.samples import sample_figures
from api.services.territory.areas import Areas
from api.settings import Settings
from storage.alone import at_start, beside
from storage.crypto import Keyring
from storage.migrate import migrations_current
from storage.unit import Unit


def figures_at_rest(settings: Settings, area_code: str | None) -> Figures:
    """The figures of an area as a command reads them, beside a running server; the samples without a database."""
    url = settings.database_url
    if area_code is None or not settings.key_file.exists() or not migrations_current(url):
        return sample_figures()
    book = FigureBook(Areas.sampled().areas())
    return beside(url, Keyring.load(settings.key_file), now, lambda unit: book.known(unit, area_code))


def take_figures(settings: Settings, rows: tuple[Row, ...], *, keep_good: bool, dry_run: bool) -> tuple[Taken, ...]:
    """Take rows of a file in. Raises `DatabaseBusy` when a server writes to this SQLite; a dry run only reads."""
    keyring, areas = keyring_of(settings), Areas.sampled()
    prepare(settings, keyring, now)

    def work(unit: Unit) -> tuple[Taken, ...]:
        return take_in(unit, areas, rows, keep_good=keep_good, dry_run=dry_run)

    return (beside if dry_run else at_start)(settings.database_url, keyring, now, work)
