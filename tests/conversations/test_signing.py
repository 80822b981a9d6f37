"""Signing by one's name, whatever characters it has."""

import pytest

from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR


@pytest.mark.parametrize("name", ["许和平", "李有福", "阿不都热依木"])
def test_a_name_that_was_said_back_signs_as_well_as_any(name: str) -> None:
    household = {**FAMILY_OF_FOUR, "members.0.name": name, "pledge": name, "authorization": name}
    talk = Talk().answer_all(household)
    assert talk.state.phase == "filed"
    assert {one.name for one in talk.filed[0].signatures} == {name}
