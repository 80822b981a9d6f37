"""Officers of the sample county, with accounts and, if wanted, a chat of their own."""

from api.bootstrap import House
from api.services.staff import StaffMember
from storage.unit import Unit

EAST, WEST, COUNTY = "993601001", "993601002", "993601"


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
