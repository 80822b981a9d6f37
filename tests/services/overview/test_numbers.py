"""Days of a step, small numbers, bars: worked out from counts."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from api.services.overview.charts import LABEL, VALUE, WIDTH, Given, drawn
from api.services.overview.numbers import FEWEST, bars, days_of

STEPS = st.dictionaries(st.integers(0, 400), st.integers(1, 50), min_size=1)


@given(STEPS)
def test_half_ended_within_the_median_and_nine_tenths_within_p90(counted: dict[int, int]) -> None:
    found, spread = days_of(counted), sorted(Counter(counted).elements())
    if len(spread) < FEWEST:
        assert (found.median, found.p90) == (None, None)
        return
    assert found.median is not None and found.p90 is not None
    for days, share in ((found.median, 0.5), (found.p90, 0.9)):
        assert sum(one <= days for one in spread) >= share * len(spread)
        assert sum(one < days for one in spread) < share * len(spread)


def test_one_and_two_are_not_told_apart_where_they_say_how_somebody_lives() -> None:
    told = bars({"a": 5, "b": 2, "c": 1, "d": 0}, hide=True)
    assert [(one.code, one.n) for one in told] == [("a", 5), ("b", None), ("c", None)]
    assert told[1].drawn == told[2].drawn
    assert [one.n for one in bars({"a": 5, "b": 2}, hide=False)] == [5, 2]


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=1, max_size=4), max_size=8))
def test_bars_stay_within_the_drawing_and_nothing_that_is_there_vanishes(rows: list[list[int]]) -> None:
    drawing = drawn([Given("x", tuple(one), "1") for one in rows])
    for given_, row in zip(rows, drawing.rows, strict=True):
        assert len(row.pieces) == sum(length > 0 for length in given_)
        for piece in row.pieces:
            assert piece.width >= 3 and piece.x >= LABEL
            # Each piece too short to be seen is made three units wide.
            assert piece.x + piece.width <= WIDTH - VALUE + 3 * 4 + 2
