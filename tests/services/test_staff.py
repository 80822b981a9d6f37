"""Logging in: right words only, guesses slowed down, sessions that end, the demo's staff the same every day."""

import asyncio

import pytest
from argon2 import PasswordHasher

from api.errors import Unauthorized
from api.services.staffing.staff import StaffDesk, TooManyTries
from storage.crypto import Keyring
from storage.database import Database
from storage.repositories.scope import Scope
from tests.fakes.clocks import Clock
from tests.fakes.houses import QUICK
from tests.services.review.desks import COUNTY, TOWNSHIP

PASSWORD = "long enough"


@pytest.fixture
async def desk(database: Database, keyring: Keyring, clock: Clock) -> StaffDesk:
    """A desk with one officer."""
    made = StaffDesk(database, keyring, clock, QUICK)
    await made.add("officer", "示例人员", "township", "993601001", PASSWORD)
    return made


async def test_a_session_is_who_logged_in_for_twelve_hours(desk: StaffDesk, clock: Clock) -> None:
    session = await desk.login("officer", PASSWORD)
    assert (await desk.who(session.token)).username == "officer"
    assert await desk.csrf_fits(session.token, session.csrf)
    assert not await desk.csrf_fits(session.token, "another")
    clock.advance(hours=12, seconds=1)
    with pytest.raises(Unauthorized):
        await desk.who(session.token)


async def test_nobody_comes_in_with_a_token_of_their_own(desk: StaffDesk) -> None:
    session = await desk.login("officer", PASSWORD)
    await desk.logout(session.token)
    for token in (session.token, "", "x" * 22, "\ud800"):
        with pytest.raises(Unauthorized):
            await desk.who(token)


async def test_a_wrong_password_and_an_unknown_name_are_told_alike(desk: StaffDesk) -> None:
    told = []
    for username, password in (("officer", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\x00\ud800", "\ud800")):
        with pytest.raises(Unauthorized) as refused:
            await desk.login(username, password)
        told.append((refused.value.key, refused.value.message))
    assert len(set(told)) == 1


async def test_after_five_failures_even_the_right_password_waits(desk: StaffDesk, clock: Clock) -> None:
    for _ in range(5):
        with pytest.raises(Unauthorized):
            await desk.login("officer", "wrong")
    with pytest.raises(TooManyTries):
        await desk.login("officer", PASSWORD)
    clock.advance(minutes=16)
    assert (await desk.login("officer", PASSWORD)).staff.username == "officer"


async def test_many_guesses_at_once_are_no_more_than_five(desk: StaffDesk) -> None:
    guesses = (desk.login("officer", f"guess {n}") for n in range(12))
    results = await asyncio.gather(*guesses, return_exceptions=True)
    assert all(isinstance(one, Unauthorized | TooManyTries) for one in results)
    assert sum(isinstance(one, Unauthorized) for one in results) <= 5


async def test_a_success_forgets_the_failures(desk: StaffDesk) -> None:
    for _ in range(3):
        for _ in range(3):
            with pytest.raises(Unauthorized):
                await desk.login("officer", "wrong")
        await desk.login("officer", PASSWORD)


@pytest.mark.parametrize(
    ("role", "area", "password"),
    [
        ("king", "993601001", PASSWORD),
        ("township", "993601", PASSWORD),
        ("county", "993601001", PASSWORD),
        ("county", "", PASSWORD),
        ("township", "99360100x", PASSWORD),
        ("township", "993601001", "short"),
        ("township", "993601001", " blank at its end "),
    ],
)
async def test_staff_that_cannot_be_are_not_added(desk: StaffDesk, role: str, area: str, password: str) -> None:
    with pytest.raises(ValueError):
        await desk.add("another", "示例", role, area, password)


async def test_a_name_is_taken_once(desk: StaffDesk) -> None:
    with pytest.raises(ValueError, match="taken"):
        await desk.add("officer", "示例", "township", "993601001", PASSWORD)


async def test_the_demo_staff_are_the_same_at_every_start(database: Database, keyring: Keyring, clock: Clock) -> None:
    first = StaffDesk(database, keyring, clock, QUICK)
    await asyncio.gather(first.make_demo_staff(), first.make_demo_staff())
    again = StaffDesk(database, keyring, clock, QUICK)
    await again.make_demo_staff()
    assert first.demo_credentials() == again.demo_credentials()
    places = {}
    for username, password in again.demo_credentials():
        assert len(password) == 12
        places[username] = (await again.login(username, password)).staff.area_code
    assert places == {
        "township": "993601001", "village": "993601001", "county": "993601", "auditor": "993601",
        "admin": "993601", "township2": "993601002", "township3": "993701001",
    }  # fmt: skip


def test_a_scope_is_ones_township_or_ones_county() -> None:
    assert TOWNSHIP.scope == Scope(prefix="993601001", kept_from=TOWNSHIP.id)
    assert COUNTY.scope.covers("993601002") and not COUNTY.scope.covers("993701001")


async def test_a_password_is_kept_as_the_library_advises(database: Database, keyring: Keyring, clock: Clock) -> None:
    kept = await StaffDesk(database, keyring, clock).hashed(PASSWORD)
    advised = PasswordHasher()
    assert kept.startswith("$argon2id$") and PASSWORD not in kept
    assert not advised.check_needs_rehash(kept) and advised.verify(kept, PASSWORD)
