"""Rigid expenditure (刚性支出困难): income below the place's disposable income, necessary spending too heavy."""

from typing import Final

from api.eligibility.case import Case, net_per_head, share
from api.eligibility.phrases import phrase
from api.eligibility.reasons import Category, Judged, Reason
from api.eligibility.rules.assets import asset_reasons
from api.eligibility.rules.common import (
    PER_MONTH,
    PER_YEAR,
    SHARE,
    SHARE_PLACES,
    Test,
    Words,
    numeric,
    plain,
    together,
)  # fmt: skip
from api.eligibility.sums import above, below, line
from api.eligibility.truth import Truth, all_of, any_of

CATEGORY: Final[Category] = "rigid_expenditure"


def rigid_by_share(case: Case) -> Judged:
    """Income below disposable income, assets comply, necessary spending ÷ income above the local ratio.

    国办发〔2023〕39号 二, and so Shandong and XPCC, whose documents give no conditions. Yuan per head and
    year, strictly below; a share, strictly above.
    """
    return together((_income(case), _share(case), *_assets(case)))


def rigid_by_share_or_net(case: Case) -> Judged:
    """The same, but the share (above 60 %) or what is left after that spending (below 1.5 × the standard).

    Jiangxi 二（一）5: either is enough; assets by the limits of the margin category.
    """
    either = (_share(case), _net(case))
    needed = (_income(case), *_assets(case))
    amount = all_of((any_of(reason.truth for reason in either), *(reason.truth for reason in needed)))
    return together((needed[0], *either, *needed[1:]), amount)


def rigid_by_share_or_fall(case: Case) -> Judged:
    """As nationally by the share of necessary spending; or income fell sharply, which a person has to look at.

    Shanxi 二（一）4 (the detail left to the place: the conditions are those of 国办发〔2023〕39号 二), reading 10.
    """
    share, fell = _share(case), _fell_sharply(case)
    needed = (_income(case), *_assets(case))
    amount = all_of((_either(share.truth, fell.truth), *(reason.truth for reason in needed)))
    return together((needed[0], share, fell, *needed[1:]), amount)


def rigid_by_the_place(case: Case) -> Judged:
    """Necessary spending ÷ income above the place's ratio, or a sharp fall of income; assets comply.

    Shanxi 二（一）4 before the national opinion: how it is judged is the place's own matter.
    """
    share, fell, assets = _share(case), _fell_sharply(case), _assets(case)
    amount = all_of((_either(share.truth, fell.truth), *(reason.truth for reason in assets)))
    return together((share, fell, *assets), amount)


def _either(share: Truth, fell: Truth) -> Truth:
    """A sharp fall is looked at by a person whatever the share would be, unless the share alone is enough."""
    return fell if fell is Truth.DISCRETION and share is not Truth.YES else any_of((share, fell))


def _fell_sharply(case: Case) -> Reason:
    """Shanxi 二（一）4, 收入大幅缩减: no line is given, so a fall that is told is for a person to weigh."""
    fell = case.household.income_fell_sharply
    amount = {None: Truth.UNKNOWN, True: Truth.DISCRETION, False: Truth.NO}[fell]
    words = {
        Truth.DISCRETION: phrase("收入一下子少了很多，这一条由工作人员看具体情况。"),
        Truth.NO: phrase("收入没有一下子少很多。"),
    }.get(amount, phrase("收入是不是一下子少了很多，还没有回答。"))
    missing = ("household.income_fell_sharply",)
    return plain(f"{CATEGORY}.income_fall", amount, words, case.terms.cite("income_fall"), missing)


def below_disposable(case: Case, rule: str, subject: str) -> Reason:
    """Income per head below last year's disposable income per head of the place, yuan a year, strictly.

    国办发〔2023〕39号 二 · Jiangxi 二（一）5 and 6.
    """
    words = Words(
        phrase("平均每人一年 {figure} 元，低于当地上年居民人均可支配收入 {threshold} 元。"),
        phrase("平均每人一年 {figure} 元，要低于当地上年居民人均可支配收入 {threshold} 元，现在高出 {gap} 元。"),
        phrase("收入或当地居民人均可支配收入还缺信息，暂时不能比。"),
        phrase("平均每人一年 {figure} 元，要低于当地上年居民人均可支配收入 {threshold} 元，现在刚好不低于。"),
    )
    measure = case.income_per_head(subject, months=1)
    limit = case.disposable()
    test = Test(rule, measure, limit, "<", PER_YEAR, case.terms.cite(subject), words)
    return numeric(test, below(measure, limit))


def _income(case: Case) -> Reason:
    return below_disposable(case, f"{CATEGORY}.income", CATEGORY)


def _assets(case: Case) -> tuple[Reason, ...]:
    return asset_reasons(case, CATEGORY, case.terms.rigid_limits, case.terms.cite(CATEGORY))


def _share(case: Case) -> Reason:
    """Necessary spending ÷ household income before deductions, strictly above the ratio.

    Spending with no income at all has no share: a person decides.
    """
    rule, citation = f"{CATEGORY}.share", case.terms.cite(CATEGORY)
    income, spending = case.income, case.spending
    if not income.missing and income.known <= 0 and (spending.known > 0 or not spending.missing):
        if spending.known == 0:
            return plain(rule, Truth.NO, phrase("这一年没有看病、上学这类必需支出。"), citation)
        words = phrase("这一年有必需支出，但没有收入，算不出比例，要由工作人员看具体情况。")
        return plain(rule, Truth.DISCRETION, words, citation)
    words_of = Words(
        phrase("必需支出占家庭总收入的 {figure}%，超过 {threshold}%。"),
        phrase("必需支出占家庭总收入的 {figure}%，要超过 {threshold}%，还差 {gap} 个百分点。"),
        phrase("必需支出、收入或本地的比例还缺信息，暂时不能判断。"),
        phrase("必需支出占家庭总收入的 {figure}%，要超过 {threshold}%，现在刚好没有超过。"),
    )
    measure, limit = share(case), line(case.settled.rigid_ratio, "rigid_ratio")
    test = Test(rule, measure, limit, ">", SHARE, citation, words_of, SHARE_PLACES)
    return numeric(test, above(measure, limit))


def _net(case: Case) -> Reason:
    """(income − necessary spending) per head and month, yuan, strictly below 1.5 × the standard."""
    words = Words(
        phrase("扣掉必需支出后平均每人每月 {figure} 元，低于 {threshold} 元。"),
        phrase("扣掉必需支出后平均每人每月 {figure} 元，要低于 {threshold} 元，现在高出 {gap} 元。"),
        phrase("支出、收入或当地低保标准还缺信息，扣掉必需支出后的收入暂时算不出。"),
        phrase("扣掉必需支出后平均每人每月 {figure} 元，要低于 {threshold} 元，现在刚好不低于。"),
    )
    measure = net_per_head(case, case.countable(CATEGORY))
    limit = case.standard(case.settled.rigid_net_multiplier or 1)
    test = Test(f"{CATEGORY}.net", measure, limit, "<", PER_MONTH, case.terms.cite(CATEGORY), words)
    return numeric(test, below(measure, limit))
