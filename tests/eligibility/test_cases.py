"""Every case of the table comes out as the officer expects, by the article the case names."""

from typing import Any

import pytest

from api.eligibility.packs import REGIONS
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
    for aid, departments in expected.get("aids", {}).items():
        told = {each for one in answer["aids"] if one["aid"] == aid for each in one["departments"]}
        assert told == set(departments), aid
    assert not set(expected.get("not_aids", [])) & {one["aid"] for one in answer["aids"]}
    for part in expected.get("aid_words", []):
        assert part in "".join(one["text"] for one in answer["aids"]), part
    for part in expected.get("not_aid_words", []):
        assert part not in "".join(one["text"] for one in answer["aids"]), part
    if "people" in expected:
        assert [[one["member"], one["measure"], one["outcome"]] for one in answer["people"]] == expected["people"]


@pytest.mark.parametrize(("payload", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_article_of_the_case_is_cited(payload: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = screened(payload)
    judged = [reason for one in (*answer["verdicts"], *answer["people"]) for reason in one["reasons"]]
    citations = [item["citation"] for item in (*judged, *answer["flags"], *answer["aids"])]
    document = expected.get("document")
    assert expected["article"] in {one["article"] for one in citations if document in (None, one["document"])}


def test_the_table_is_large_enough_to_lean_on() -> None:
    assert len(CASES) >= 120
    assert {payload["region"] for _, payload, _ in CASES} == set(REGIONS)
    assert len({title for title, _, _ in CASES}) == len(CASES)
