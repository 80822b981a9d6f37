"""A short number on a shared phone: tries are few, whoever tries; it goes with the person; a code always helps."""

import asyncio

import pytest

from api.bootstrap import House
from api.errors import BadInput, ServiceError, TooMany, Unauthorized
from api.services.secrets import token_hash
from api.services.ways_in.locking import AT_ONCE, MOST, Locked
from storage.unit import Unit
from tests.fakes.clocks import Clock

PIN = "4827"


async def hidden(house: House) -> tuple[str, str]:
    """A session whose number was set and that was left; its return code."""
    opened = await house.sessions.begin("zh_CN")
    await house.locking.put(opened.session, PIN, "４８ ２７")
    assert await house.locking.lock(opened.session)
    return opened.session, opened.return_code or ""


async def test_nothing_is_told_before_the_number_and_after_ten_minutes_of_nothing(house: House, clock: Clock) -> None:
    session, _ = await hidden(house)
    with pytest.raises(Locked):
        await house.sessions.conversation_of(session)
    await house.locking.unlock(session, " ４８２７ ")
    for _ in range(3):
        clock.advance(minutes=9)
        await house.sessions.conversation_of(session)
    clock.advance(minutes=11)
    with pytest.raises(Locked):
        await house.sessions.conversation_of(session)


async def test_many_guesses_at_once_are_no_more_than_one_after_the_other(house: House, clock: Clock) -> None:
    session, _ = await hidden(house)
    told = await asyncio.gather(
        *(house.locking.unlock(session, f"{guess:04}") for guess in range(30)), return_exceptions=True
    )
    assert sum(isinstance(one, Unauthorized) for one in told) == AT_ONCE
    assert sum(isinstance(one, TooMany) for one in told) == 30 - AT_ONCE
    # The right one waits too, or waiting would be no waiting.
    with pytest.raises(TooMany):
        await house.locking.unlock(session, PIN)
    clock.advance(minutes=15)
    await house.locking.unlock(session, PIN)
    # And a right one begins the count anew.
    for _ in range(AT_ONCE):
        with pytest.raises(Unauthorized):
            await house.locking.unlock(session, "0000")


async def test_after_ten_wrong_ones_only_the_return_code_opens(house: House, clock: Clock) -> None:
    session, code = await hidden(house)
    for _ in range(MOST):
        clock.advance(minutes=15)
        with pytest.raises(Unauthorized):
            await house.locking.unlock(session, "0000")
    clock.advance(days=3)
    with pytest.raises(TooMany) as shut:
        await house.locking.unlock(session, PIN)
    assert "返回码" in house.renderer("zh_CN").render(shut.value.message)
    again = await house.sessions.by_return_code(code)
    await house.locking.put(again.session, "9135", "9135")
    assert await house.sessions.conversation_of(again.session)


async def test_changing_and_taking_away_ask_for_the_old_one_or_the_return_code(house: House) -> None:
    opened = await house.sessions.begin("zh_CN")
    for pin, again in (("12", "12"), ("1234567", "1234567"), ("12a4", "12a4"), ("1234", "1235"), ("²³⁴⁵x", "²³⁴⁵x")):
        with pytest.raises(BadInput):
            await house.locking.put(opened.session, pin, again)
    await house.locking.put(opened.session, PIN, PIN)
    with pytest.raises(Unauthorized):
        await house.locking.put(opened.session, "5555", "5555", "1111")
    with pytest.raises(Unauthorized):
        await house.locking.remove(opened.session, "")
    stranger = await house.sessions.begin("zh_CN")
    with pytest.raises(ServiceError):
        await house.locking.remove(opened.session, stranger.return_code or "")
    await house.locking.put(opened.session, "5555", "5555", PIN)
    await house.locking.remove(opened.session, (opened.return_code or "").lower())
    assert not await house.locking.lock(opened.session)


async def test_locked_meanwhile_stays_locked(house: House, clock: Clock) -> None:
    session, _ = await hidden(house)
    now, hashed = clock(), token_hash(session)
    await house.database.run(lambda unit: unit.locks.touch(hashed, now, now))
    with pytest.raises(Locked):
        await house.sessions.conversation_of(session)


async def test_the_number_is_kept_sealed_and_goes_with_what_was_said(house: House) -> None:
    session, _ = await hidden(house)
    hashed = token_hash(session)

    def kept(unit: Unit) -> tuple[str, bytes]:
        row = unit.connection.exec_driver_sql("select conversation_id, pin from sessions where pin is not null").one()
        return row[0], bytes(row[1])

    conversation, sealed = await house.database.read(kept)
    assert b"argon2" not in sealed and PIN.encode() not in sealed
    await house.database.run(lambda unit: unit.erasing.all_said(conversation))
    standing = await house.database.read(lambda unit: unit.locks.of(hashed))
    assert standing is not None and not standing.pinned
