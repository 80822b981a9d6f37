"""What `shenbao audit` and `shenbao keys` do."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from api.bootstrap import now
from api.commands import tell
from api.services.administration.anchor import FILE, Anchored, read_anchors, read_head, written
from api.services.administration.verifying import verify
from api.settings import Settings, SettingsError, load_settings
from storage.alone import at_start, beside
from storage.crypto import Keyring
from storage.errors import DatabaseBusy, KeyFileBroken
from storage.migrate import migrations_current
from storage.reseal import reseal
from storage.unit import Unit

_AT_ONCE = 500
CHANGED = 1


def audit(called: argparse.Namespace) -> int:
    """`verify`: 0 when the chain is whole, 1 when it was touched, each place named. `head`: how far it goes."""
    settings = load_settings()
    keyring = _keyring(settings)
    if called.audit == "head":
        print(written(beside(settings.database_url, keyring, now, lambda unit: unit.audit.head())))
        return 0
    verdict = beside(settings.database_url, keyring, now, lambda unit: verify(unit, _anchors(called, settings, now())))
    for fault in verdict.faults:
        print(fault, file=sys.stderr)
    if not verdict.whole:
        return CHANGED
    tell(f"whole: {verdict.rows} rows, {verdict.anchors} anchors; the head is {written(verdict.head)}")
    return 0


def rotate_keys(_: argparse.Namespace) -> int:
    """A new sealing key, and everything sealed anew with it. Every `serve` and `bot` must be stopped."""
    settings = load_settings()
    old = _keyring(settings)
    try:
        # On SQLite this refuses while a server runs, before the key file is touched.
        at_start(settings.database_url, old, now, _nothing)
        renewed = Keyring.rotate(settings.key_file)
        done = 0
        while some := at_start(settings.database_url, renewed, now, lambda unit: reseal(unit, _AT_ONCE)):
            done += some
        at_start(settings.database_url, renewed, now, _noted)
    except (DatabaseBusy, KeyFileBroken) as error:
        raise SettingsError(str(error)) from error
    tell(f"a new key seals from now on; {done} values were sealed anew. The old keys stay in the file, for backups")
    return 0


def _nothing(_: Unit) -> None:
    """Only to see whether the database can be written to."""


def _noted(unit: Unit) -> None:
    unit.audit.note("system", "keys_rotated")


def _keyring(settings: Settings) -> Keyring:
    if not migrations_current(settings.database_url):
        raise SettingsError("there is no database at the current schema: run `shenbao migrate`, or name the right one")
    try:
        return Keyring.load(settings.key_file)
    except KeyFileBroken as error:
        raise SettingsError(str(error)) from error


def _anchors(called: argparse.Namespace, settings: Settings, at: datetime) -> tuple[Anchored, ...]:
    """Those of the anchor file, and a head copied by hand."""
    path = Path(called.anchor) if called.anchor else settings.data_dir / FILE
    try:
        kept = read_anchors(path)
        return (*kept, Anchored(read_head(called.head), at)) if called.head else kept
    except (ValueError, OSError) as error:
        raise SettingsError(f"{path if not called.head else 'the head'} cannot be read: {error}") from error
