"""A colleague's own family: found by ID number, never by name alone, and somebody else's by itself."""

import pytest

from api.bootstrap import House
from api.errors import Forbidden, NotFound
from api.services.review.actions import Action
from api.services.review.passing_on import pass_on
from api.services.review.views import Filters
from api.services.review.within import Related
from api.services.staffing.staff import StaffMember
from storage.rows import DeclarationRow
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.review.desks import declared

WIFE = str(FAMILY_OF_FOUR["members.1.id_number"])
TOWNSHIP = "993601001"


async def officer(house: House, username: str, role: str = "township", area: str = TOWNSHIP) -> StaffMember:
    """A colleague."""
    return await house.staff.add(username, "示例同事", role, area, "long enough")


async def knows(house: House, staff: StaffMember, id_number: str | None) -> None:
    """The administrator enters their own ID number."""
    await house.database.run(lambda unit: unit.staff.set_id_number(staff.id, id_number))


async def row_of(house: House, receipt: str) -> DeclarationRow:
    """The declaration as it stands."""
    row = await house.database.read(lambda unit: unit.declarations.by_receipt(receipt))
    assert row is not None
    return row


async def test_an_officer_of_the_household_is_kept_out_and_a_colleague_has_it(house: House) -> None:
    husband, other = await officer(house, "husband"), await officer(house, "other")
    await knows(house, husband, WIFE.lower())
    receipt = (await declared(house)).receipt
    assert (await row_of(house, receipt)).assigned_to == other.id
    for opened in (house.review.open, house.review.show):
        with pytest.raises(Related):
            await opened(husband, receipt)
    with pytest.raises(Forbidden):
        await house.review.act(husband, receipt, Action("1", "accept"))
    assert (await house.queueing.page(husband, Filters(words=WIFE))).total == 0
    assert (await house.queueing.page(husband, Filters(status="submitted"))).total == 0
    assert (await house.queueing.page(other, Filters(status="submitted"))).total == 1
    view = await house.review.open(other, receipt)
    assert "colleague_related" in view.item.flags and "to_county" not in view.item.flags
    assert "passed_on" in [event.action for event in view.timeline]
    assert (await house.review.act(other, receipt, Action("1", "accept"))).status == "accepted"


async def test_with_nobody_left_in_the_township_it_is_the_countys(sqlite_house: House) -> None:
    house = sqlite_house
    husband, county = await officer(house, "husband"), await officer(house, "county", "county", "993601")
    auditor = await officer(house, "auditor", "auditor", "993601")
    receipt = (await declared(house)).receipt
    await house.review.open(husband, receipt)
    await knows(house, husband, WIFE)
    await house.database.run(lambda unit: pass_on(unit, receipt))
    row = await row_of(house, receipt)
    assert row.assigned_to == county.id and "to_county" in row.flags
    with pytest.raises(Related, match="receipt"):
        await house.review.open(husband, receipt)
    (seen,) = await house.administration.recusing.kept(auditor)
    assert (seen.receipt, seen.username, seen.source, seen.handled_by) == (receipt, "husband", "people", "county")
    await knows(house, county, WIFE)
    await house.database.run(lambda unit: pass_on(unit, receipt))
    row = await row_of(house, receipt)
    assert row.assigned_to is None and "nobody_unrelated" in row.flags


async def test_taking_the_relative_out_of_the_form_does_not_bring_the_case_back(sqlite_house: House) -> None:
    house = sqlite_house
    husband = await officer(house, "husband")
    await knows(house, husband, WIFE)
    receipt = (await declared(house)).receipt
    row = await row_of(house, receipt)
    await house.database.run(lambda unit: unit.declarations.replace_people(row.id, []))
    with pytest.raises(Related):
        await house.review.open(husband, receipt)
    await knows(house, husband, None)
    assert (await house.review.open(husband, receipt)).item.receipt == receipt


async def test_a_name_alone_only_asks_a_person_to_look(sqlite_house: House) -> None:
    house = sqlite_house
    namesake, county = await officer(house, "namesake"), await officer(house, "county", "county", "993601")
    family = {
        **FAMILY_OF_FOUR, "relative_in_office": "yes", "relative_in_office.name": "示例同事",
        "relative_in_office.post": "经办员", "relative_in_office.relation": "表哥",
    }  # fmt: skip
    receipt = (await declared(house, family)).receipt
    await house.review.open(namesake, receipt)
    (named,) = await house.administration.recusing.named(county)
    assert named.receipt == receipt and ("namesake", "示例同事") in named.candidates
    with pytest.raises(Forbidden):
        await house.administration.recusing.keep_from(namesake, receipt, "county")
    await house.administration.recusing.keep_from(county, receipt, "namesake")
    with pytest.raises(Related):
        await house.review.open(namesake, receipt)
    assert await house.administration.recusing.named(county) == ()
    stranger = await officer(house, "stranger", area="993701001")
    with pytest.raises(NotFound):
        await house.administration.recusing.keep_from(stranger, receipt, "stranger")


async def test_an_officer_can_step_back_from_a_case_themselves(sqlite_house: House) -> None:
    house = sqlite_house
    cousin, other = await officer(house, "cousin"), await officer(house, "other")
    receipt = (await declared(house)).receipt
    await house.administration.recusing.keep_from(cousin, receipt, "cousin")
    assert (await row_of(house, receipt)).assigned_to == other.id
    with pytest.raises(Related):
        await house.review.show(cousin, receipt)
