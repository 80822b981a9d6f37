"""Accounts of staff: whom an administrator lets in, a second factor, and never locking oneself out."""

from datetime import timedelta

import pyotp
import pytest

from api.bootstrap import House
from api.errors import BadInput, Conflict, Forbidden, NotFound, Unauthorized
from api.services.administration.accounts import Account, Wanted
from api.services.administration.verifying import verify
from api.services.staffing.staff import CodeWanted, StaffMember
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR
from tests.services.review.desks import COUNTY, STRANGER, declared

PASSWORD = "long enough"
OFFICER = Wanted("wangli", "王示例", "township", "993601001")


@pytest.fixture
async def admin(sqlite_house: House) -> StaffMember:
    """The administrator of the county."""
    return await sqlite_house.staff.add("boss", "示例管理员", "admin", "993601", PASSWORD)


async def added(house: House, admin: StaffMember, wanted: Wanted = OFFICER) -> tuple[Account, str]:
    """A new account."""
    return await house.administration.accounts.add(admin, wanted)


async def test_a_new_colleague_comes_in_with_the_password_told_once(sqlite_house: House, admin: StaffMember) -> None:
    account, password = await added(sqlite_house, admin)
    session = await sqlite_house.staff.login("wangli", password)
    assert session.staff.area_code == "993601001" and not account.knows_id
    with pytest.raises(Conflict):
        await added(sqlite_house, admin)
    assert [one.username for one in await sqlite_house.administration.accounts.listed(admin)] == ["boss", "wangli"]


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("username", Wanted("王", "王示例", "township", "993601001")),
        ("username", Wanted("System", "王示例", "township", "993601001")),
        ("name", Wanted("wang", " ", "township", "993601001")),
        ("role", Wanted("wang", "王示例", "king", "993601001")),
        ("area_code", Wanted("wang", "王示例", "township", "993601")),
        ("area_code", Wanted("wang", "王示例", "county", "993601001")),
        ("area_code", Wanted("wang", "王示例", "township", "993701001")),
        ("area_code", Wanted("wang", "王示例", "township", "993601009")),
        ("id_number", Wanted("wang", "王示例", "township", "993601001", "110101199003070000")),
    ],
)
async def test_what_cannot_be_is_refused_by_its_key(
    sqlite_house: House, admin: StaffMember, key: str, wanted: Wanted
) -> None:
    with pytest.raises(BadInput) as refused:
        await added(sqlite_house, admin, wanted)
    assert key in [fault.key for fault in refused.value.faults]


async def test_an_administrator_stays_within_the_county_and_cannot_shut_out_themselves(
    sqlite_house: House, admin: StaffMember
) -> None:
    accounts = sqlite_house.administration.accounts
    theirs, _ = await added(sqlite_house, admin)
    elsewhere = await sqlite_house.staff.add("far", "示例", "admin", "993701", PASSWORD)
    with pytest.raises(NotFound):
        await accounts.get(elsewhere, theirs.id)
    with pytest.raises(NotFound):
        await accounts.reset_password(admin, elsewhere.id)
    for refused in (
        accounts.set_active(admin, admin.id, False),
        accounts.change(admin, admin.id, Wanted(role="county", area_code="993601")),
        accounts.switch_off_second_factor(admin, admin.id),
    ):
        with pytest.raises(Forbidden):
            await refused
    for nobody in (COUNTY, STRANGER):
        with pytest.raises(Forbidden):
            await accounts.listed(nobody)


async def test_whoever_is_shut_out_or_gets_a_new_password_is_out_at_once(
    sqlite_house: House, admin: StaffMember
) -> None:
    house, accounts = sqlite_house, sqlite_house.administration.accounts
    account, password = await added(house, admin)
    session = await house.staff.login("wangli", password)
    _, renewed = await accounts.reset_password(admin, account.id)
    with pytest.raises(Unauthorized):
        await house.staff.who(session.token)
    with pytest.raises(Unauthorized):
        await house.staff.login("wangli", password)
    session = await house.staff.login("wangli", renewed)
    await accounts.set_active(admin, account.id, False)
    with pytest.raises(Unauthorized):
        await house.staff.who(session.token)
    await accounts.set_active(admin, account.id, True)
    await accounts.change(admin, account.id, Wanted(role="county", area_code="993601"))
    assert (await house.staff.login("wangli", renewed)).staff.role == "county"


async def test_changing_ones_password_ends_the_other_sessions(sqlite_house: House, admin: StaffMember) -> None:
    house, own = sqlite_house, sqlite_house.administration.own_account
    here, elsewhere = [await house.staff.login("boss", PASSWORD) for _ in range(2)]
    with pytest.raises(Unauthorized):
        await own.change_password(admin, here.token, "wrong", "another one")
    with pytest.raises(BadInput):
        await own.change_password(admin, here.token, PASSWORD, "short")
    await own.change_password(admin, here.token, PASSWORD, "another one")
    assert (await house.staff.who(here.token)).username == "boss"
    with pytest.raises(Unauthorized):
        await house.staff.who(elsewhere.token)
    await house.staff.login("boss", "another one")


async def test_a_session_left_alone_for_two_hours_is_over(
    sqlite_house: House, admin: StaffMember, clock: Clock
) -> None:
    session = await sqlite_house.staff.login("boss", PASSWORD)
    for _ in range(3):
        clock.advance(hours=1, minutes=50)
        assert await sqlite_house.staff.who(session.token) == admin
    clock.advance(hours=2, seconds=1)
    with pytest.raises(Unauthorized):
        await sqlite_house.staff.who(session.token)


async def switched_on(house: House, staff: StaffMember, clock: Clock) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    """A phone that shows codes."""
    offered = await house.administration.own_account.offer(staff, PASSWORD)
    assert offered.picture.startswith("<svg") and len(offered.secret) == 32
    phone = pyotp.TOTP(offered.secret)
    with pytest.raises(BadInput):
        await house.administration.own_account.confirm(staff, "000000" if phone.at(clock()) != "000000" else "111111")
    codes = await house.administration.own_account.confirm(staff, phone.at(clock()))
    clock.advance(minutes=1)
    return phone, codes


async def test_with_a_second_factor_the_password_alone_is_not_enough(
    sqlite_house: House, admin: StaffMember, clock: Clock
) -> None:
    house = sqlite_house
    phone, _ = await switched_on(house, admin, clock)
    with pytest.raises(CodeWanted):
        await house.staff.login("boss", PASSWORD)
    with pytest.raises(Unauthorized) as wrong:
        await house.staff.login("boss", "wrong password", phone.at(clock()))
    assert not isinstance(wrong.value, CodeWanted), "a right code does not tell that the password was wrong"
    code = phone.at(clock())
    assert (await house.staff.login("boss", PASSWORD, f" {code[:3]} {code[3:]} ")).staff == admin
    with pytest.raises(CodeWanted):
        await house.staff.login("boss", PASSWORD, code)
    clock.advance(minutes=5)
    with pytest.raises(CodeWanted):
        await house.staff.login("boss", PASSWORD, code)
    late = phone.at(clock() - timedelta(seconds=30))
    assert (await house.staff.login("boss", PASSWORD, late)).staff == admin


async def test_without_the_phone_a_recovery_code_lets_in_once(
    sqlite_house: House, admin: StaffMember, clock: Clock
) -> None:
    house, own = sqlite_house, sqlite_house.administration.own_account
    _, codes = await switched_on(house, admin, clock)
    assert len(set(codes)) == 10
    assert (await house.staff.login("boss", PASSWORD, codes[3].lower())).staff == admin
    with pytest.raises(CodeWanted):
        await house.staff.login("boss", PASSWORD, codes[3])
    assert (await own.standing(admin)).codes_left == 9
    await own.stop(admin, PASSWORD)
    assert (await house.staff.login("boss", PASSWORD)).staff == admin


async def test_another_administrator_helps_when_phone_and_codes_are_lost(
    sqlite_house: House, admin: StaffMember, clock: Clock
) -> None:
    house = sqlite_house
    other = await house.staff.add("second", "示例", "admin", "993601", PASSWORD)
    await switched_on(house, other, clock)
    await house.administration.accounts.switch_off_second_factor(admin, other.id)
    assert (await house.staff.login("second", PASSWORD)).staff == other


async def test_an_own_id_number_keeps_from_what_is_on_file_and_is_never_kept_itself(
    sqlite_house: House, admin: StaffMember
) -> None:
    house, wife = sqlite_house, str(FAMILY_OF_FOUR["members.1.id_number"])
    receipt = (await declared(house)).receipt
    account, _ = await added(house, admin, Wanted("wangli", "王示例", "township", "993601001", wife))
    account = await house.administration.accounts.get(admin, account.id)
    assert account.knows_id and account.kept_from == 1
    row = await house.database.read(lambda unit: unit.declarations.by_receipt(receipt))
    assert row is not None and "to_county" not in row.flags and "nobody_unrelated" in row.flags
    second, _ = await added(house, admin, Wanted("lihua", "李示例", "township", "993601001"))
    await house.administration.accounts.set_id_number(admin, account.id, wife)
    row = await house.database.read(lambda unit: unit.declarations.by_receipt(receipt))
    assert row is not None and row.assigned_to == second.id
    await house.administration.accounts.set_active(admin, second.id, False)
    row = await house.database.read(lambda unit: unit.declarations.by_receipt(receipt))
    assert row is not None and row.assigned_to is None
    assert wife.encode() not in (house.settings.data_dir / "shenbao.db").read_bytes()


async def test_every_change_is_in_the_audit(sqlite_house: House, admin: StaffMember, clock: Clock) -> None:
    house, accounts = sqlite_house, sqlite_house.administration.accounts
    account, _ = await added(house, admin)
    await accounts.change(admin, account.id, Wanted(role="village", area_code="993601002"))
    await accounts.reset_password(admin, account.id)
    await accounts.set_active(admin, account.id, False)
    await switched_on(house, admin, clock)
    rows = await house.administration.auditing.latest(admin, "settings")
    assert [(row.actor, row.action, row.subject) for row in reversed(rows)] == [
        ("system", "account_added", "boss"), ("boss", "account_added", "wangli"), ("boss", "account_changed", "wangli"),
        ("boss", "password_reset", "wangli"), ("boss", "account_closed", "wangli"), ("boss", "totp_on", "boss"),
    ]  # fmt: skip
    assert (await house.database.read(verify)).whole
