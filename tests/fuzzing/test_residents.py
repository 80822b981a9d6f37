"""A few of the random residents on every run; `python -m tests.fuzzing` plays hundreds."""

from pathlib import Path

import pytest

from tests.fuzzing.running import on_telegram, on_the_web, town


@pytest.mark.parametrize("seed", range(4))
async def test_a_random_family_is_filed_on_the_web_as_it_is(tmp_path: Path, seed: int) -> None:
    async with town(tmp_path) as (made, web):
        assert await on_the_web(made, web, seed) > 30


@pytest.mark.parametrize("seed", range(4, 7))
async def test_a_random_family_is_filed_on_telegram_as_it_is(tmp_path: Path, seed: int) -> None:
    async with town(tmp_path) as (made, _):
        assert await on_telegram(made, seed) > 30
