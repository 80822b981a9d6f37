"""An officer of the family is kept out of its emergency: by a phone, a household, a name on paper, or their own word."""

import pytest

from api.bootstrap import House
from api.services.administration.accounts import Wanted
from api.services.emergency.kin import GRANTED_BY_KIN, NOBODY_HERE, SAME_NAME
from api.services.emergency.views import EmergencyView
from api.services.review.within import Related
from api.services.staffing.staff import StaffMember
from conversations.inputs import Choice, Text
from tests.fakes.households import FAMILY_OF_FOUR
from tests.fakes.houses import Resident
from tests.fakes.officers import COUNTY, officer
from tests.services.review.desks import declared
from tests.services.test_emergency import EAST, FIRE, act, receipt_of, tell, told, with_fund

PHONE = "13800138000"
SETTLED = {"reason": "着火", "signed_on": "2026-11-22"}
WIFE = str(FAMILY_OF_FOUR["members.1.id_number"])


async def offices(house: House) -> tuple[StaffMember, StaffMember, StaffMember]:
    """Two officers of the township, and one of its county."""
    county = await officer(house, "jia", COUNTY, "county")
    return await officer(house, "wang"), await officer(house, "li"), county


async def phone_of(house: House, who: StaffMember, phone: str | None = PHONE) -> None:
    """Their own phone is known."""
    await house.database.run(lambda unit: unit.staff.set_phone(who.id, phone))


async def kept_out(house: House, who: StaffMember, receipt: str) -> bool:
    """Whether they neither find it in the list, nor may open it, nor act on it; and are not counted for it."""
    listed = [one.receipt for one in await house.emergencies.queue(who, every=True)]
    try:
        await house.emergencies.open(who, receipt)
    except Related:
        with pytest.raises(Related):
            await act(house, who, receipt, "note", "n-out", note="x")
        assert receipt not in listed
        assert await house.emergencies.waiting(who) == 0
        return True
    assert receipt in listed
    return False


def marks(view: EmergencyView) -> tuple[str, ...]:
    """What is marked about it."""
    return view.item.flags


async def test_told_with_the_own_phone_of_an_officer(house: House) -> None:
    wang, li, county = await offices(house)
    await phone_of(house, wang)
    receipt = receipt_of(await told(house))
    assert await kept_out(house, wang, receipt)
    assert not await kept_out(house, li, receipt)
    assert NOBODY_HERE not in marks(await house.emergencies.open(county, receipt))


async def test_a_phone_given_later_or_taken_out_again_changes_nothing_for_the_family(house: House) -> None:
    wang, li, _ = await offices(house)
    resident = await told(house, FIRE[:-1])
    await phone_of(house, wang)
    assert not await kept_out(house, wang, receipt_of(resident))
    await resident.send(Text(PHONE))
    assert await kept_out(house, wang, receipt_of(resident))
    await phone_of(house, wang, None)
    assert await kept_out(house, wang, receipt_of(resident))
    # Entered after it was told, it counts at once.
    await phone_of(house, li)
    assert await kept_out(house, li, receipt_of(resident))


async def test_told_with_the_phone_of_a_household_they_are_kept_from(house: House) -> None:
    wang, li, _ = await offices(house)
    await declared(house, {**FAMILY_OF_FOUR, "phone": PHONE})
    await house.database.run(lambda unit: unit.staff.set_id_number(wang.id, WIFE))
    receipt = receipt_of(await told(house))
    assert await kept_out(house, wang, receipt)
    assert not await kept_out(house, li, receipt)


async def test_who_says_that_it_is_family_steps_aside_and_the_case_stays_with_colleagues(house: House) -> None:
    wang, li, county = await offices(house)
    resident = await told(house)
    receipt = receipt_of(resident)
    await house.emergencies.open(wang, receipt)
    done = await act(house, wang, receipt, "recuse", note="我堂哥家")
    assert done.actions == ()
    assert await act(house, wang, receipt, "recuse", note="我堂哥家") == done
    assert await kept_out(house, wang, receipt)
    # What the same family tells afterwards is kept from them too.
    await tell(resident, (Choice(True), Choice("accident"), Choice(EAST), Choice(("food",))))
    assert await kept_out(house, wang, receipt_of(resident))
    assert all(one.holder != "示例wang" for one in await house.emergencies.queue(li))
    await with_fund(house)
    assert (await act(house, li, receipt, "grant", amount=50_000)).status == "granted"
    written = await house.database.read(lambda unit: [one for one in unit.audit.all() if one.action.endswith("recuse")])
    assert [(one.actor, one.subject) for one in written] == [("wang", receipt)]
    assert NOBODY_HERE not in marks(await house.emergencies.open(county, receipt))
    await act(house, li, receipt, "recuse", "r2")
    assert NOBODY_HERE in marks(await house.emergencies.open(county, receipt))


async def test_where_the_only_officer_is_family_the_county_sees_so_at_once(house: House) -> None:
    wang, county = await officer(house, "wang"), await officer(house, "jia", COUNTY, "county")
    await phone_of(house, wang)
    receipt = receipt_of(await told(house))
    assert NOBODY_HERE in marks(await house.emergencies.open(county, receipt))
    await with_fund(house)
    assert (await act(house, county, receipt, "grant", amount=50_000)).status == "granted"


async def paid(house: House, grants: StaffMember, pays: StaffMember) -> Resident:
    """A family whose money was granted by one and paid by the other."""
    resident = await told(house)
    await with_fund(house)
    await act(house, grants, receipt_of(resident), "grant", amount=50_000)
    await act(house, pays, receipt_of(resident), "pay", amount=50_000, method="cash", reference="1")
    return resident


async def test_the_id_number_on_the_papers_tells_of_a_relative_who_granted(house: House) -> None:
    wang, li, county = await offices(house)
    receipt = receipt_of(await paid(house, wang, li))
    await house.database.run(lambda unit: unit.staff.set_id_number(wang.id, WIFE))
    view = await house.emergencies.open(county, receipt)
    assert view.granted_by == "wang"
    await act(house, county, receipt, "settle", person="李样本", id_number=WIFE, **SETTLED)
    view = await house.emergencies.open(county, receipt)
    assert GRANTED_BY_KIN in marks(view)
    assert [one.content for one in view.timeline if one.action == GRANTED_BY_KIN] == [{"who": "示例wang"}]
    assert await kept_out(house, wang, receipt)
    # It was looked up, and is nowhere.
    assert all(WIFE not in str(one.content) for one in view.timeline)


async def test_who_registers_a_relative_is_refused_and_a_colleague_does_it(house: House) -> None:
    wang, li, county = await offices(house)
    receipt = receipt_of(await paid(house, county, li))
    await house.database.run(lambda unit: unit.staff.set_id_number(wang.id, WIFE))
    with pytest.raises(Related):
        await act(house, wang, receipt, "settle", person="李样本", id_number=WIFE, **SETTLED)
    assert await kept_out(house, wang, receipt)
    assert (await act(house, li, receipt, "settle", person="李样本", **SETTLED)).status == "settled"


async def test_a_name_like_that_of_who_granted_is_marked_and_no_proof(house: House) -> None:
    wang, li, county = await offices(house)
    receipt = receipt_of(await paid(house, wang, li))
    await act(house, county, receipt, "settle", person="示例wang", **SETTLED)
    assert SAME_NAME in marks(await house.emergencies.open(county, receipt))
    assert not await kept_out(house, wang, receipt)


async def test_whoever_grants_states_that_it_is_none_of_their_family(house: House) -> None:
    wang, li, _ = await offices(house)
    receipt = receipt_of(await paid(house, wang, li))
    view = await house.emergencies.open(li, receipt)
    (grant,) = [one for one in view.timeline if one.action == "grant"]
    assert grant.content["not_related"] is True
    # Sent twice it is the same step.
    assert (await act(house, wang, receipt, "grant", amount=50_000)).status == "granted"


async def test_a_new_colleague_may_handle_what_nobody_of_the_township_could(house: House) -> None:
    wang, county = await officer(house, "wang"), await officer(house, "jia", COUNTY, "county")
    boss = await officer(house, "boss", COUNTY, "admin")
    await phone_of(house, wang)
    receipt = receipt_of(await told(house))
    assert NOBODY_HERE in marks(await house.emergencies.open(county, receipt))
    account, _ = await house.administration.accounts.add(boss, Wanted("lina", "李示例", "township", EAST))
    assert NOBODY_HERE not in marks(await house.emergencies.open(county, receipt))
    await house.administration.accounts.change(boss, account.id, Wanted(role="township", area_code="993601002"))
    assert NOBODY_HERE in marks(await house.emergencies.open(county, receipt))
    await house.administration.accounts.change(boss, account.id, Wanted(role="township", area_code=EAST))
    await house.administration.accounts.set_active(boss, account.id, False)
    assert NOBODY_HERE in marks(await house.emergencies.open(county, receipt))
