"""Households that declare in tests, and how they answer: one script for web JSON, browser and Telegram."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, TypeAlias

from api.services.transcript.shown import QuestionJson

Answer: TypeAlias = "str | bool | list[str]"
Household: TypeAlias = Mapping[str, Answer]
InputKind: TypeAlias = Literal["text", "choice", "command", "signature"]
InputValue: TypeAlias = "str | bool | list[str] | dict[str, str]"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birthday: date, order: int, county: str = "993601") -> str:
    """A made-up resident ID number (GB 11643) of a county that does not exist; `order` odd for men, 1–999."""
    body = f"{county}{birthday:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


APPLICANT = "周示例"
FAMILY_OF_FOUR: Household = {
    "consent": True,
    "consent_sensitive": True,
    "applicant_role": "self",
    "area_code": "993601001",
    "settlement": "rural",
    "residence_detail": "东山村三组",
    "members.0.name": APPLICANT,
    "members.0.id_number": id_number(date(1963, 3, 5), 11),
    "members.0.health": "healthy",
    "members.0.occupation": "farming",
    "members.0.income": "每月600",
    "members.1.relation": "spouse",
    "members.1.name": "李样本",
    "members.1.id_number": id_number(date(1965, 7, 12), 22),
    "members.1.health": "chronic_illness",
    "members.1.illness.name": "高血压",
    "members.1.occupation": "farming",
    "members.1.income": "0",
    "members.2.relation": "son",
    "members.2.name": "周小样",
    "members.2.id_number": id_number(date(1992, 1, 20), 33),
    "members.2.marital_status": "divorced",
    "members.2.health": "disabled",
    "members.2.disability.kind": "intellectual",
    "members.2.disability.grade": "2",
    "members.2.illness.name": "没有",
    "members.2.occupation": "unable_to_work",
    "members.2.income": "0",
    "members.3.relation": "grandchild",
    "members.3.name": "周小小",
    "members.3.id_number": id_number(date(2015, 9, 1), 44),
    "members.3.health": "healthy",
    "members.3.student_stage": "primary",
    "income.wages": "每月1200",
    "income.business_net": "7200",
    "income.property_net": "一年三千六",
    "income.transfer_net": "0",
    "income.other": "没有",
    "income.not_counted.basic_pension": "每月203",
    "income.not_counted.disability_subsidy": "960",
    "expenditure.living": "15000",
    "expenditure.social_insurance": "1600",
    "expenditure.medical": "2100",
    "expenditure.disability": "0",
    "expenditure.education": "1800",
    "expenditure.disaster": "0",
    "expenditure.other": "0",
    "assets.deposits": "9000",
    "assets.securities": "0",
    "assets.funds": "0",
    "assets.insurance": "0",
    "assets.receivables": "0",
    "assets.houses.0.origin": "self_built",
    "assets.houses.0.address": "东山村三组",
    "assets.houses.0.area_m2": "90",
    "assets.houses.0.acquired": "2009年10月",
    "assets.other": "0",
    "hardship_causes": ["disability", "illness"],
    "applies_for_aid": True,
    "relative_in_office": False,
    "phone": "13800138000",
    "pledge": APPLICANT,
    "authorization": APPLICANT,
}


def answer_for(question: QuestionJson, household: Household) -> tuple[InputKind, InputValue]:
    """What this household answers, as kind and value of the web contract.

    `….more` follows from the items the household has; what is understood is confirmed; what it has no answer
    for is skipped. `LookupError` where that cannot be skipped: then the household is incomplete.
    """
    key, kind = question["key"], question["kind"]
    if kind == "review":
        return "choice", question["choices"][0]["value"]
    if kind == "confirm":
        return "choice", True
    if key.endswith(".more"):
        return "choice", any(known.startswith(key.removesuffix("more")) for known in household)
    if key.rpartition(".")[2].startswith("next"):
        return "choice", False
    if kind == "several" and key not in household:
        return "choice", ticked(key, [choice["value"] for choice in question["choices"]], household)
    answer = household.get(key)
    if answer is None:
        if "skip" not in question["allowed"]:
            raise LookupError(f"this household has no answer to {key}, and it cannot be skipped")
        return "command", {"name": "skip"}
    if kind == "signature":
        return "signature", str(answer)
    if kind in {"choice", "several", "yes_no", "area"}:
        return "choice", answer
    return "text", str(answer)


NOTHING = ("0", "没有", "none", "together", "healthy")


def ticked(key: str, offered: Iterable[object], household: Mapping[str, object]) -> list[str]:
    """What this household ticks on the list `key`: the questions it has something to say to, the people it is about."""
    values = [str(value) for value in offered if value != "none"]
    return [value for value in values if _has(value, household)] or ["none"]


def _has(key: str, household: Mapping[str, object]) -> bool:
    items = (f"{key}.0.", f"{key}.") if key[-1].isdigit() else (f"{key}.0.",)
    return any(known.startswith(items) for known in household) or _something(household.get(key))


def _something(answer: object) -> bool:
    return answer not in (None, False, *NOTHING)
