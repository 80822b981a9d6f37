"""Hears the notices of every process on PostgreSQL and passes them on to the listeners of this one."""

import logging
import threading
import uuid

import psycopg
from psycopg import sql
from sqlalchemy import URL

from storage.listeners import Listeners
from storage.unit import PG_CHANNEL, Notice

_log = logging.getLogger(__name__)
_LOOK_UP_SECONDS = 5.0
_PAUSE_SECONDS = 1.0
_START_SECONDS = 10.0


class PostgresListener:
    """A thread with a connection of its own, started when somebody first wants to hear."""

    def __init__(self, address: URL, listeners: Listeners) -> None:
        self._conninfo = address.set(drivername="postgresql").render_as_string(hide_password=False)
        self._listeners = listeners
        self._farewell = f"shenbao_{uuid.uuid4().hex}"
        self._ready = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to hear; returns when the server has us on its list, or after ten seconds without it."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="storage-listener", daemon=True)
            self._thread.start()
        if not self._ready.wait(_START_SECONDS):
            _log.warning("the database does not answer; notices will come once it does")

    def stop(self) -> None:
        """Stop hearing, at once if the server can be reached, else within seconds."""
        if self._thread is None:
            return
        self._stopping.set()
        try:
            with psycopg.connect(self._conninfo, autocommit=True) as connection:
                connection.execute("SELECT pg_notify(%s, '')", (self._farewell,))
        except psycopg.OperationalError as error:
            _log.debug("no farewell reached the listener: %s", type(error).__name__)
        self._thread.join()
        self._thread = None

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                self._hear()
            except psycopg.OperationalError as error:
                _log.warning("the listener lost its connection: %s", type(error).__name__)
                self._stopping.wait(_PAUSE_SECONDS)

    def _hear(self) -> None:
        with psycopg.connect(self._conninfo, autocommit=True) as connection:
            for channel in (PG_CHANNEL, self._farewell):
                connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            self._ready.set()
            while not self._stopping.is_set():
                for heard in connection.notifies(timeout=_LOOK_UP_SECONDS, stop_after=1):
                    if heard.channel == PG_CHANNEL:
                        channel, _, payload = heard.payload.partition(" ")
                        self._listeners.tell([Notice(channel, payload)])
