"""How townships are called and reached: what residents are told to ring, kept right by the county."""

import json
from dataclasses import dataclass

from api.errors import BadInput, Fault, NotFound
from api.services.review.actions import printable
from api.services.staffing.permissions import may, require
from api.services.staffing.staff import StaffMember
from api.services.territory.areas import Areas, SampleArea
from conversations.messages import say
from storage.database import Database
from storage.unit import Unit

AREAS = "areas"
"""The channel on which every process hears how a township is reached now."""
MOST_NAME, MOST_ADDRESS = 30, 120


def kept_areas(unit: Unit) -> list[tuple[str, str, str, str]]:
    """Code, name, telephone and address of each township that was described."""
    return [(one.code, one.name, one.phone, one.address) for one in unit.area_details.all()]


def told_area(payload: str) -> tuple[str, str, str, str]:
    """A township as another process told it."""
    code, name, phone, address = json.loads(payload)
    return code, name, phone, address


@dataclass(frozen=True, slots=True)
class Townships:
    """Each method takes who asks, for the townships of their own area."""

    database: Database
    areas: Areas

    def listed(self, staff: StaffMember) -> tuple[SampleArea, ...]:
        """One's townships. Raises Forbidden."""
        if not may(staff, "audit"):
            require(staff, "areas")
        return tuple(one for one in self.areas.areas() if staff.scope.covers(one.code))

    async def describe(self, staff: StaffMember, code: str, name: str, phone: str, address: str) -> None:
        """How it is called and reached, from the next message on. Raises Forbidden, NotFound, BadInput."""
        require(staff, "areas")
        before = next((one for one in self.listed(staff) if one.code == code), None)
        if before is None:
            raise NotFound("area", say("请再看一下地区：您负责的范围里没有这一处。"))
        told = (code, printable(name).strip(), printable(phone).strip(), printable(address).strip())
        _check(*told[1:])
        changed = [
            key
            for key, old, new in zip(("name", "phone", "address"), (before.name, before.phone, before.address), told[1:],
                                     strict=True)
            if old != new
        ]  # fmt: skip
        if not changed:
            return

        def work(unit: Unit) -> None:
            unit.area_details.describe(*told, staff.username)
            unit.audit.note(staff.username, "area_changed", code, code, {"changed": changed})
            unit.notify(AREAS, json.dumps(told, ensure_ascii=False))

        await self.database.run(work)
        self.areas.describe(*told)


def _check(name: str, phone: str, address: str) -> None:
    faults: list[Fault] = []
    if not 2 <= len(name) <= MOST_NAME:
        faults.append(Fault("name", say("请写乡镇的名称，{most} 个字以内。", most=MOST_NAME)))
    digits = sum(sign.isdigit() for sign in phone)
    if not (7 <= digits <= 20 and all(sign in "0123456789-+ ()" for sign in phone)):
        faults.append(Fault("phone", say("请写居民能打通的电话，比如 0791-88880000。")))
    if len(address) > MOST_ADDRESS:
        faults.append(Fault("address", say("请把地址写短一点，{most} 个字以内。", most=MOST_ADDRESS)))
    if faults:
        raise BadInput.of(tuple(faults))
