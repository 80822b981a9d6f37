"""Work on its way from an event loop to a thread, and its result on the way back."""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from functools import partial
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from storage.errors import DatabaseClosed
from storage.unit import Unit

T = TypeVar("T")


class Settlement:
    """How one task ended; `settle` says so to whoever awaits it, and must run in its loop."""

    __slots__ = ("loop", "settle")

    def __init__(self, loop: asyncio.AbstractEventLoop, settle: Callable[[], None]) -> None:
        self.loop = loop
        self.settle = settle


class Task(ABC):
    """A piece of work without its result type, so that tasks of all kinds wait in one line."""

    __slots__ = ()

    @abstractmethod
    def attempt(self, unit: Unit) -> Settlement:
        """Do the work; what it raises comes out here. May be called again after a rollback."""

    @abstractmethod
    def failed(self, error: Exception) -> Settlement:
        """The settlement that raises `error` where the work is awaited."""

    @property
    @abstractmethod
    def given_up(self) -> bool:
        """Nobody awaits it any more."""


class _Awaited(Task, Generic[T]):
    __slots__ = ("_future", "_loop", "_work")

    def __init__(self, work: Callable[[Unit], T], future: asyncio.Future[T]) -> None:
        self._work = work
        self._future = future
        self._loop = future.get_loop()

    def attempt(self, unit: Unit) -> Settlement:
        unit.begin()
        result = self._work(unit)
        unit.finish()
        return Settlement(self._loop, partial(self._set, result))

    def failed(self, error: Exception) -> Settlement:
        return Settlement(self._loop, partial(self._raise, error))

    @property
    def given_up(self) -> bool:
        return self._future.cancelled()

    def _set(self, value: T) -> None:
        if not self._future.done():
            self._future.set_result(value)

    def _raise(self, error: Exception) -> None:
        if not self._future.done():
            self._future.set_exception(error)


class Line:
    """Where tasks wait for the threads that do them."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Task | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False

    async def done(self, work: Callable[[Unit], T]) -> T:
        """Put the work in line and await it. Raises what it raises, and DatabaseClosed after `close`.

        Cancelled before its turn, it is not done; later, it is done or not done as a whole.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        task = _Awaited(work, future)
        with self._closing:
            if self._closed:
                raise DatabaseClosed("the database was closed")
            self._waiting.put(task)
        return await future

    def close(self, threads: int) -> None:
        """Take nothing more; each of `threads` takes stops when what is in line is done."""
        with self._closing:
            if not self._closed:
                self._closed = True
                for _ in range(threads):
                    self._waiting.put(None)

    def take(self) -> Task | None:
        """The next task, waiting for one; None: closed."""
        while (task := self._waiting.get()) is not None:
            if not task.given_up:
                return task
        return None

    def take_all(self, at_most: int) -> tuple[list[Task], bool]:
        """Everything in line, waiting for the first; the flag says that nothing will follow."""
        first = self.take()
        if first is None:
            return [], True
        tasks = [first]
        while len(tasks) < at_most:
            try:
                task = self._waiting.get_nowait()
            except Empty:
                return tasks, False
            if task is None:
                return tasks, True
            if not task.given_up:
                tasks.append(task)
        return tasks, False


def deliver(settlements: Iterable[Settlement]) -> None:
    """Tell those who wait, each loop woken once however many of its tasks are settled."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Settlement]] = {}
    for settlement in settlements:
        by_loop.setdefault(settlement.loop, []).append(settlement)
    for loop, ended in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle_all, ended)
        except RuntimeError:
            # The loop is closed: nobody is left to be told, and the other loops must still hear.
            if not loop.is_closed():
                raise


def _settle_all(settlements: Iterable[Settlement]) -> None:
    for settlement in settlements:
        settlement.settle()
