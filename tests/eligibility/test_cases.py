"""Every case of the table comes out as the officer expects, by the article the case names."""

from typing import Any

import pytest

from tests.eligibility.table import cases, screened

CASES = list(cases())


@pytest.mark.parametrize(("payload", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_household_is_judged_as_the_document_says(payload: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = screened(payload)
    verdicts = {verdict["category"]: verdict for verdict in answer["verdicts"]}
    reasons = {reason["rule"]: reason for verdict in answer["verdicts"] for reason in verdict["reasons"]}
    flags = [flag["flag"] for flag in answer["flags"]]

    for key in ("category", "outcome", "pack"):
        assert answer[key] == expected.get(key, answer[key]), (key, answer["missing"])
    for category, outcome in expected.get("verdicts", {}).items():
        assert verdicts[category]["outcome"] == outcome, category
    for name in expected.get("missing", []):
        assert name in answer["missing"]
    if expected.get("missing") == []:
        assert answer["missing"] == []
    for rule, parts in expected.get("reasons", {}).items():
        assert reasons[rule].items() >= parts.items(), reasons[rule]
    assert set(expected.get("flags", [])) <= set(flags)
    assert not set(expected.get("not_flags", [])) & set(flags)
    for name, figure in expected.get("derived", {}).items():
        assert answer["derived"][name] == figure, name
    if "members" in expected:
        assert verdicts["tekun"]["members"] == expected["members"]
    if "people" in expected:
        assert [[one["member"], one["measure"], one["outcome"]] for one in answer["people"]] == expected["people"]


@pytest.mark.parametrize(("payload", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_article_of_the_case_is_cited(payload: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = screened(payload)
    cited = {
        item["citation"]["article"]
        for verdict in answer["verdicts"]
        for item in (*verdict["reasons"], *answer["flags"], *answer["aids"])
    } | {reason["citation"]["article"] for person in answer["people"] for reason in person["reasons"]}
    assert expected["article"] in cited or payload["on"] < "2024-04-18"


def test_the_table_is_large_enough_to_lean_on() -> None:
    assert len(CASES) >= 50
    assert len({title for title, _, _ in CASES}) == len(CASES)
