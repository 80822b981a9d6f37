"""Dibao (低保) and its margin (低保边缘): income per head below the line, assets within the limits."""

from api.eligibility.case import Case
from api.eligibility.phrases import phrase
from api.eligibility.reasons import Judged
from api.eligibility.rules.assets import asset_reasons
from api.eligibility.rules.common import PER_MONTH, Test, Words, numeric, together
from api.eligibility.sums import below


def dibao(case: Case) -> Judged:
    """Income per head and month below the local standard, and assets comply.

    国办发〔2023〕39号 二 (by local rules) · Shandong 四（四）一 · XPCC 一 (by a measure it names) · Shanxi 四（一）1 ·
    Jiangxi 二（一）1. Yuan per head and month, strictly below.
    """
    citation = case.terms.cite("dibao")
    words = Words(
        phrase("平均每人每月 {figure} 元，低于当地低保标准 {threshold} 元。"),
        phrase("平均每人每月 {figure} 元，当地低保标准是低于 {threshold} 元，高出 {gap} 元。"),
        phrase("收入或当地低保标准还缺信息，暂时不能和标准比。"),
        phrase("平均每人每月 {figure} 元，当地低保标准是低于 {threshold} 元，刚好不低于。"),
    )
    measure, limit = case.income_per_head("dibao"), case.standard()
    income = numeric(Test("dibao.income", measure, limit, "<", PER_MONTH, citation, words), below(measure, limit))
    return together((income, *asset_reasons(case, "dibao", "dibao", citation)))


def dibao_margin(case: Case) -> Judged:
    """Income per head and month below a multiple of the standard, and assets comply.

    国办发〔2023〕39号 二 (1.5 times; necessary employment cost may be deducted; so Shandong and XPCC) ·
    Shanxi 二（一）3 (1.5, a place may take 2) · Jiangxi 二（一）3.
    Yuan per head and month, strictly below.
    """
    citation = case.terms.cite("dibao_margin")
    multiple = case.settled.margin_multiplier
    times = str(float(multiple))
    words = Words(
        phrase(
            "平均每人每月 {figure} 元，低于边缘家庭的线 {threshold} 元（低保标准的 {multiple} 倍）。",
            multiple=times,
        ),
        phrase(
            "平均每人每月 {figure} 元，边缘家庭的线是低于 {threshold} 元（低保标准的 {multiple} 倍），高出 {gap} 元。",
            multiple=times,
        ),
        phrase("收入或当地低保标准还缺信息，暂时不能和边缘家庭的线比。"),
        phrase(
            "平均每人每月 {figure} 元，边缘家庭的线是低于 {threshold} 元（低保标准的 {multiple} 倍），刚好不低于。",
            multiple=times,
        ),
    )
    measure, limit = case.income_per_head("dibao_margin"), case.standard(multiple)
    income = numeric(
        Test("dibao_margin.income", measure, limit, "<", PER_MONTH, citation, words), below(measure, limit)
    )
    return together((income, *asset_reasons(case, "dibao_margin", "dibao_margin", citation)))
