"""The server and the browser of the journeys, shared by the journeys of a module."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.fakes.serving import Served, served
from tests.journeys.browsing import NO_CHROMIUM, browser, chromium


@pytest.fixture(scope="module")
def shenbao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo, served on the loopback."""
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


# For a module, not the run: while its driver is there, no other test of the process can have an event loop.
@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """Chromium; what needs it is skipped, with the reason, where there is none."""
    if chromium() is None:
        pytest.skip(NO_CHROMIUM)
    with browser() as launched:
        yield launched
