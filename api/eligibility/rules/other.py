"""Other hardship (其他困难人员): recognised by the county; only Jiangxi states conditions (reading 5)."""

from api.eligibility.case import Case
from api.eligibility.phrases import phrase
from api.eligibility.reasons import Judged, Reason
from api.eligibility.rules.common import plain, together
from api.eligibility.rules.rigid import below_disposable
from api.eligibility.truth import Truth, any_of, truth

CATEGORY = "other_hardship"


def other_without_conditions(case: Case) -> Judged:
    """No condition is written down, so none can hold; the county may still recognise the household.

    国办发〔2023〕39号 二 (so Shandong and XPCC) · Shanxi 二（一）5, reading 5.
    """
    words = phrase("县里仍可以按实际困难认定为其他困难人员；文件没有写出条件，这里不能替县里判断。")
    return together((plain(f"{CATEGORY}.recognition", Truth.NO, words, case.terms.cite(CATEGORY)),))


def other_monitored(case: Case) -> Judged:
    """Income below disposable income, and refused within a year, or left aid within two, or a worker in hardship.

    Jiangxi 二（一）6, second sentence. Yuan per head and year, strictly below.
    """
    income = below_disposable(case, f"{CATEGORY}.income", CATEGORY)
    return together((income, _circumstance(case, income.truth)))


def _circumstance(case: Case, poor: Truth) -> Reason:
    """One of the three circumstances is enough. A refusal of this very application would be one: that is said
    where income (`poor`) does not rule it out.
    """
    household = case.household
    answers = (
        ("refused_within_a_year", household.refused_within_a_year),
        ("left_aid_within_two_years", household.left_aid_within_two_years),
        ("worker_in_hardship", household.worker_in_hardship),
    )
    amount = any_of(Truth.UNKNOWN if answer is None else truth(answer) for _, answer in answers)
    missing = tuple(f"household.{name}" for name, answer in answers if answer is None)
    opens = phrase("如果这次申请没有通过，一年内可以作为其他困难人员纳入监测；现在三种情形都没有。")
    none = phrase("不是一年内申请没有通过，也不是两年内退出救助或者困难职工，三种情形都没有。")
    may_open = phrase(
        "三种情形现在都没有。如果这次申请没有通过、收入又低于当地居民人均可支配收入，一年内可以纳入监测。"
    )
    words = {
        Truth.YES: phrase("一年内申请没有通过，或两年内因家境好转退出救助，或是困难职工，有一条符合。"),
        Truth.NO: {Truth.YES: opens, Truth.NO: none}.get(poor, may_open),
    }.get(amount, phrase("是否一年内申请没通过、两年内退出过救助、是困难职工，还没有回答。"))
    return plain(f"{CATEGORY}.circumstance", amount, words, case.terms.cite(CATEGORY), missing)
