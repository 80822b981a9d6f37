"""The lock file beside a SQLite database: one process writes, a second one is told so."""

import fcntl
import os
from pathlib import Path

from storage.errors import DatabaseBusy


class LockFile:
    """Held from construction to `release`, and let go by the system when the process ends in any way."""

    def __init__(self, database: Path) -> None:
        """Raises DatabaseBusy if another holds it, in this process or another."""
        path = database.with_name(f"{database.name}.lock")
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(self._handle, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(self._handle)
            raise DatabaseBusy(
                f"{database} is already written to by process {holder}. Stop that process first, or set "
                "SHENBAO_DATABASE_URL to a PostgreSQL address, where many processes may work at once."
            ) from error
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, f"{os.getpid()}\n".encode("ascii"), 0)

    def release(self) -> None:
        """Let go. The file stays: removing it would let two processes lock two files of one name."""
        os.close(self._handle)
