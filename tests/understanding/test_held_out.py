"""The half of the utterances kept for the end: nothing is taken wrongly, and what is missed is known by name.

The misses are listed, not repaired: a repair made for this half would make it worthless as a measure. A miss that
is understood after all must be taken off the list, and a new one fails.
"""

from tests.understanding.scoring import Verdict, table, verdict

HELD_OUT = table("held_out")
KNOWN_MISSES: dict[tuple[str, str], Verdict] = {
    ("year", "每半年五千"): "needlessly asked",
    ("year", "一千二百五十块五"): "needlessly asked",
    ("year", "3万出点头"): "needlessly asked",
    ("loss", "不赚不亏"): "needlessly asked",
    ("age", "刚满十八"): "needlessly asked",
    ("age", "八十有三"): "needlessly asked",
    ("people", "四五个人"): "needlessly asked",
    ("people", "三四口"): "needlessly asked",
    ("month", "去年六七月"): "needlessly asked",
    ("relation", "孩子的爸爸"): "wrongly offered",
    ("hardship", "生病加残疾"): "needlessly asked",
    ("together", "大儿子、大儿媳、两个孙子"): "needlessly asked",
}


def test_only_the_known_utterances_are_missed() -> None:
    missed = {(line.kind, line.text): found for line in HELD_OUT if (found := verdict(line)) != "right"}
    assert missed == KNOWN_MISSES


def test_nothing_is_taken_that_was_not_meant() -> None:
    assert [line for line in HELD_OUT if verdict(line) == "wrongly accepted"] == []
