"""The assessment as the JSON of the screening contract: decimals as text, half to even, for showing only."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from api.eligibility.phrases import Phrase
from api.eligibility.reasons import AidHint, Assessment, Citation, Flag, PersonMeasure, Reason, Verdict
from api.eligibility.sums import fixed

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Render: TypeAlias = Callable[[Phrase], str]

_MONEY = 2
_SHARE = 4


def to_json(assessment: Assessment, render: Render) -> dict[str, Json]:
    """Every key of the contract; `render` puts a phrase into the reader's language."""
    return {
        "category": assessment.category,
        "outcome": assessment.outcome,
        "verdicts": [_verdict(verdict, render) for verdict in assessment.verdicts],
        "people": [_person(person, render) for person in assessment.people],
        "flags": [_flag(flag, render) for flag in assessment.flags],
        "aids": [_aid(aid, render) for aid in assessment.aids],
        "derived": _derived(assessment),
        "missing": list(assessment.missing),
        "pack": assessment.pack,
        "figures": assessment.figures,
    }


def _verdict(verdict: Verdict, render: Render) -> dict[str, Json]:
    written: dict[str, Json] = {
        "category": verdict.category,
        "outcome": verdict.outcome,
        "missing": list(verdict.missing),
        "reasons": [_reason(reason, render) for reason in verdict.reasons],
    }
    if verdict.members is not None:
        written["members"] = list(verdict.members)
    return written


def _reason(reason: Reason, render: Render) -> dict[str, Json]:
    return {
        "rule": reason.rule,
        "holds": reason.holds,
        "figure": _fixed(reason.figure, reason.places),
        "threshold": _fixed(reason.threshold, reason.places),
        "comparison": reason.comparison,
        "unit": reason.unit,
        "arithmetic": reason.arithmetic,
        "citation": _citation(reason.citation),
        "text": render(reason.phrase),
    }


def _person(person: PersonMeasure, render: Render) -> dict[str, Json]:
    return {
        "member": person.member,
        "measure": person.measure,
        "outcome": person.outcome,
        "reasons": [_reason(reason, render) for reason in person.reasons],
    }


def _flag(flag: Flag, render: Render) -> dict[str, Json]:
    return {"flag": flag.flag, "text": render(flag.phrase), "citation": _citation(flag.citation)}


def _aid(aid: AidHint, render: Render) -> dict[str, Json]:
    return {
        "aid": aid.aid,
        "departments": list(aid.departments),
        "text": render(aid.phrase),
        "citation": _citation(aid.citation),
    }


def _citation(citation: Citation) -> dict[str, Json]:
    return {"document": citation.document, "article": citation.article}


def _derived(assessment: Assessment) -> dict[str, Json]:
    derived = assessment.derived
    return {
        "people_counted": derived.people_counted,
        "countable_income_annual": _fixed(derived.countable_income_annual, _MONEY),
        "per_head_monthly": _fixed(derived.per_head_monthly, _MONEY),
        "rigid_spending": _fixed(derived.rigid_spending, _MONEY),
        "rigid_share": _fixed(derived.rigid_share, _SHARE),
        "net_per_head_monthly": _fixed(derived.net_per_head_monthly, _MONEY),
        "financial_assets_per_head": _fixed(derived.financial_assets_per_head, _MONEY),
    }


def _fixed(value: Fraction | None, places: int) -> str | None:
    return None if value is None else fixed(value, places)
