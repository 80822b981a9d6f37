"""What is said back when something could mean two things."""

from decimal import Decimal

import pytest

from conversations.messages import say
from conversations.understanding.amounts import understand_amount
from conversations.understanding.choices import understand_several
from conversations.understanding.identity import understand_id_number
from conversations.understanding.outcome import Doubtful, Sure, Unclear
from conversations.understanding.relations import RELATION_WORDS
from tests.understanding.readers import CAUSES, TODAY


def test_a_small_bare_amount_may_be_a_year_or_a_month() -> None:
    assert understand_amount("2000", asks="year", ceiling=Decimal(10**8)) == Doubtful(
        Decimal(2000),
        say("一年一共 {amount} 元", amount=Decimal(2000)),
        otherwise=Doubtful(
            Decimal(24_000), say("每月 {month} 元，一年 {amount} 元", month=Decimal(2000), amount=Decimal(24_000))
        ),
    )


@pytest.mark.parametrize(("text", "sure"), [("11999.99", False), ("12000", True), ("0", True)])
def test_from_twelve_thousand_a_bare_amount_is_a_year(text: str, sure: bool) -> None:
    assert isinstance(understand_amount(text, asks="year", ceiling=Decimal(10**8)), Sure) is sure


def test_the_monthly_reading_is_not_offered_beyond_the_ceiling() -> None:
    read = understand_amount("2000", asks="year", ceiling=Decimal(20_000))
    assert isinstance(read, Doubtful) and read.otherwise is None
    assert isinstance(understand_amount("每月2000", asks="year", ceiling=Decimal(20_000)), Unclear)


def test_a_vague_amount_keeps_both_readings_vague() -> None:
    read = understand_amount("四五千", asks="year", ceiling=Decimal(10**8))
    assert isinstance(read, Doubtful) and read.approximate and read.otherwise is not None
    assert (read.value, read.otherwise.value, read.otherwise.approximate) == (Decimal(5000), Decimal(60_000), True)


def test_an_id_number_too_short_says_how_many_digits_came() -> None:
    read = understand_id_number("1101051949123100", TODAY)
    assert isinstance(read, Unclear) and dict(read.message.params) == {"count": 16}


def test_nothing_chosen_is_an_answer_only_where_it_may_be() -> None:
    assert understand_several("都没有", CAUSES, none_allowed=True) == Sure(())
    assert isinstance(understand_several("都没有", CAUSES), Unclear)


def test_no_word_for_a_relative_means_two_relations() -> None:
    every = [word for words in RELATION_WORDS.values() for word in words]
    assert len(every) == len(set(every))
