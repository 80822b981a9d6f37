"""The cards themselves: short, plain, each with its source, and enough of them."""

import re

import pytest

from api.services.explanations.cards import REGIONS, Card, load_cards

CARDS = load_cards()
OFFICIALESE = "严禁 一律 后果自负 不得 必须 应当按照 予以 有关规定执行 特此 贵".split()
LONGEST_TEXT = 120
LONGEST_SENTENCE = 48

each = pytest.mark.parametrize("card", CARDS, ids=[card.id for card in CARDS])


def test_there_are_enough_cards_and_none_twice() -> None:
    assert len(CARDS) >= 75
    assert len({card.title for card in CARDS}) == len(CARDS)


@each
def test_a_card_is_short_plain_and_says_where_it_comes_from(card: Card) -> None:
    everything = [card.text, card.detail, *(one.text for one in card.holds)]
    assert 15 <= len(card.text) <= LONGEST_TEXT
    assert card.sources and all(one.outside or one.article for one in card.sources)
    assert not [word for word in OFFICIALESE for line in everything if word in line]
    assert len(card.asks) >= 3
    for line in everything:
        for sentence in re.split("[。！？；：]", line):
            assert len(sentence) <= LONGEST_SENTENCE, sentence


@each
def test_what_holds_in_a_region_names_the_region_first(card: Card) -> None:
    for one in card.holds:
        assert one.region in REGIONS and one.text.startswith(REGIONS[one.region])
        assert not one.source.outside and one.source.article


def test_numbers_of_days_and_appeals_are_said_to_be_from_outside_the_five_documents() -> None:
    by_id = {card.id: card for card in CARDS}
    for id in ("steps", "step_notice", "step_decision", "refused", "appeal"):
        assert any(one.outside for one in by_id[id].sources), id
