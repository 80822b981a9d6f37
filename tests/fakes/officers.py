"""Officers of the sample county, with accounts and, if wanted, a chat of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.bootstrap import House, build
from api.services.staffing.staff import StaffMember
from locales.rendering import Renderer, Sayable
from storage.crypto import Keyring
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.houses import settings_for

EAST, WEST, COUNTY = "993601001", "993601002", "993601"


@pytest.fixture
def duty_house(tmp_path: Path, database_url: str, keyring: Keyring, clock: Clock) -> Iterator[House]:
    """A house that a bot works for, on SQLite, then on PostgreSQL."""
    made = build(settings_for(tmp_path, database_url, telegram_token="1:never-called"), clock)
    yield made
    made.close()


def worded(house: House, message: Sayable | None) -> str:
    """What it reads like."""
    assert message is not None
    return Renderer("zh_CN", house.catalogues, house.clock().date()).render(message)


async def officer(
    house: House, username: str, area_code: str = EAST, role: str = "township", *, chat: int | None = None
) -> StaffMember:
    """A member of staff; with a `chat`, it is linked and they are on duty. Nobody logs in, so nothing is hashed."""

    def work(unit: Unit) -> StaffMember:
        row = unit.staff.add(username, f"示例{username}", role, area_code, "hash")
        if chat is not None:
            unit.duty_chats.link(row.id, str(chat), unit.clock())
        return StaffMember(row.id, row.username, row.name, row.role, row.area_code)

    return await house.database.run(work)


async def called(house: House) -> list[tuple[str, str]]:
    """Who was called and why, in the order in which it was written down."""

    def work(unit: Unit) -> list[tuple[str, str]]:
        names = {one.id: one.username for one in unit.staff.everyone()}
        found: list[tuple[str, str]] = []
        number = 1
        while (row := unit.emergencies.by_id(number)) is not None:
            found += [(names[push.staff_id], push.occasion.partition(":")[0]) for push in unit.duty_pushes.of(row.id)]
            number += 1
        return found

    return await house.database.read(work)
