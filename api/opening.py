"""Opening the database: its keys, the tables of today, what is told after each commit."""

from collections.abc import Callable
from datetime import datetime

from api.services.administration.anchor import Anchor
from api.services.bell import BELL, Bell
from api.services.local_figures.samples import keep_samples, samples_wanted
from api.settings import Settings
from storage.alone import at_start, beside
from storage.crypto import Keyring
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.repositories.audit import AUDITED


def opened(
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
