"""Sums in capital numerals, as whoever signs a receipt reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.printing.capitals import capitals

DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1_000}


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"), (30_000, "叁佰元整"), (100_000, "壹仟元整"), (120_050, "壹仟贰佰元伍角整"), (100_500, "壹仟零伍元整"),
        (1_000_005, "壹万元零伍分"), (1_010_000, "壹万零壹佰元整"), (10_100_000, "壹拾万壹仟元整"), (5, "伍分"), (50, "伍角整"),
        (100_000_000_010, "壹拾亿元壹角整"), (1_000_100_000, "壹仟万壹仟元整"), (2_345_678, "贰万叁仟肆佰伍拾陆元柒角捌分"),
    ],
)  # fmt: skip
def test_a_sum_is_written_as_on_a_receipt(fen: int, words: str) -> None:
    assert capitals(fen) == words


@given(st.integers(0, 10**14 - 1))
def test_whatever_is_written_is_read_back_as_the_same_sum(fen: int) -> None:
    assert read(capitals(fen)) == fen


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_what_no_receipt_holds_is_refused(fen: int) -> None:
    with pytest.raises(ValueError):
        capitals(fen)


def read(words: str) -> int:
    """The fen of a sum in capital numerals."""
    whole, _, rest = words.rpartition("元") if "元" in words else ("", "", words)
    fen, digit, group, total = 0, 0, 0, 0
    for character in whole:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in PLACES:
            group, digit = group + digit * PLACES[character], 0
        else:
            total, group, digit = total + (group + digit) * (10**8 if character == "亿" else 10**4), 0, 0
    for character in rest:
        if character in DIGITS:
            digit_of_rest = DIGITS[character]
        elif character in "角分":
            fen += digit_of_rest * (10 if character == "角" else 1)
    return (total + group + digit) * 100 + fen
