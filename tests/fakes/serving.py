"""A real server on the loopback for tests, in a thread of its own, around a real house."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.app import create_app
from api.bootstrap import House, build
from api.serving import Server
from tests.fakes.houses import quick, settings_for


@dataclass(frozen=True)
class Served:
    """A running server: its address, the house behind it, and the demo staff with their passwords."""

    url: str
    house: House
    staff: dict[str, str]

    def as_staff(self, username: str) -> httpx.Client:
        """A client that is logged in as this member of staff."""
        login = {"username": username, "password": self.staff[username]}
        token = httpx.post(f"{self.url}/api/v1/staff/sessions", json=login).raise_for_status().json()["token"]
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {token}"})


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the demo from a new folder until the context ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    settings = settings_for(folder, port=port)
    house = quick(build(settings))
    server = Server(create_app(settings, house), "127.0.0.1", port)

    def run() -> None:
        # Here, not in the caller: a browser driver may have a loop of its own running there.
        asyncio.run(house.staff.make_demo_staff())
        server.run(sockets=[listening])

    thread = threading.Thread(target=run, name="served")
    thread.start()
    try:
        # The socket listens already, so this waits until the server answers.
        httpx.get(f"{settings.public_url}/readyz", timeout=30).raise_for_status()
        yield Served(settings.public_url, house, dict(house.staff.demo_credentials()))
    finally:
        server.stop()
        thread.join(30)
        listening.close()
        house.close()
        assert not thread.is_alive(), "the server did not stop"


def serve_on(folder: Path, database_url: str, port: int, listening: socket.socket) -> None:
    """Serve what lies in a folder and its database from a socket that listens already, until the process is ended."""
    settings = settings_for(folder, database_url, port=port)
    house = build(settings)
    try:
        Server(create_app(settings, house), "127.0.0.1", port).run(sockets=[listening])
    finally:
        house.close()
