"""Who sits at which desk, and families that have declared to it."""

from api.bootstrap import House
from api.services.staffing.staff import StaffMember
from tests.fakes.households import FAMILY_OF_FOUR, Household
from tests.fakes.houses import Resident

TOWNSHIP = StaffMember(1, "township", "示例经办员", "township", "993601001")
VILLAGE = StaffMember(2, "village", "示例协理员", "village", "993601001")
COUNTY = StaffMember(3, "county", "示例县级人员", "county", "993601")
AUDITOR = StaffMember(4, "auditor", "示例审计员", "auditor", "993601")
ADMIN = StaffMember(5, "admin", "示例管理员", "admin", "993601")
NEIGHBOUR = StaffMember(6, "township2", "示例经办员二", "township", "993601002")
STRANGER = StaffMember(7, "township3", "示例经办员三", "township", "993701001")


def with_gaps(household: Household = FAMILY_OF_FOUR) -> Household:
    """The same family that leaves out a number, is not sure, and guesses."""
    left_out = ("members.1.id_number", "expenditure.living")
    kept = {key: answer for key, answer in household.items() if key not in left_out}
    return {**kept, "income.wages": "大概每月两千多"}


async def declared(house: House, household: Household = FAMILY_OF_FOUR) -> Resident:
    """A resident who has this household on file."""
    resident = await Resident.arrive(house)
    await resident.declare(household)
    return resident
