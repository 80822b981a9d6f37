"""Who wants to hear of what was committed, in this process."""

import logging
import threading
from collections.abc import Callable, Iterable

from storage.unit import Notice

_log = logging.getLogger(__name__)
Listener = Callable[[str], None]


class Listeners:
    """Callbacks by channel, called from a storage thread: they must hand over at once and not block.

    A notice is a hint, not the truth: it may be lost with a connection, so whoever waits also looks now and then.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[int, tuple[str | None, Listener]] = {}
        self._next = 0

    def add(self, callback: Listener, channel: str | None) -> Callable[[], None]:
        """Call it with the payload of every notice on `channel` (None: on all); returns how to stop that."""
        with self._lock:
            number = self._next
            self._next += 1
            self._listeners[number] = (channel, callback)

        def stop() -> None:
            with self._lock:
                self._listeners.pop(number, None)

        return stop

    def tell(self, notices: Iterable[Notice]) -> None:
        """Call everybody concerned; one that raises is logged, and the others still hear."""
        for notice in notices:
            with self._lock:
                concerned = [call for channel, call in self._listeners.values() if channel in (None, notice.channel)]
            for call in concerned:
                try:
                    call(notice.payload)
                except Exception:  # noqa: BLE001 - it is logged, and must not stop the writer
                    _log.exception("a listener on %s failed", notice.channel)
