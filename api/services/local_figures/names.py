"""The figures there are: name in the contract, words, unit and kind, in the order staff read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from api.eligibility.household import NOT_COUNTED_KINDS, SPENDING_KINDS
from api.eligibility.reasons import CATEGORIES as KNOWN_CATEGORIES
from api.services.category_names import CATEGORIES
from conversations.messages import Message, say, verbatim

MONITORING = "monitoring."
Kind = Literal["amount", "whole", "yes_no", "day", "several"]


@dataclass(frozen=True, slots=True)
class FigureName:
    """A figure: its dotted name, what staff call it, its unit (of `UNITS`) and how its value is written."""

    name: str
    label: Message
    unit: str
    kind: Kind
    choices: tuple[str, ...] = ()


UNITS: Mapping[str, Message] = {
    "yuan_per_head_month": say("元，每人每月"),
    "yuan_per_head_year": say("元，每人每年"),
    "yuan_per_head": say("元，每人"),
    "yuan": say("元"),
    "times": say("倍"),
    "share": say("比例，0.6 就是 60%"),
    "homes": say("处"),
    "hours": say("小时"),
    "working_days": say("个工作日"),
    "days": say("天"),
    "yes_no": say("是或者否"),
    "date": say("日期"),
    "list": say("可以选几项"),
}
SETTLEMENT_WORDS: Mapping[str, Message] = {
    "urban": say("城镇"),
    "rural": say("农村"),
    "both": say("城镇和农村"),
}
CHOICES: Mapping[str, Message] = {
    "basic_pension": say("城乡居民基础养老金"),
    "disability_subsidy": say("残疾人补贴"),
    "care_allowance": say("护理补贴"),
    "old_age_allowance": say("高龄津贴"),
    "scholarship": say("奖学金、助学金"),
    "preferential_treatment": say("优抚金"),
    "family_planning": say("计划生育奖励扶助"),
    "social_aid": say("社会救助金"),
    "living": say("基本生活"),
    "social_insurance": say("社会保险"),
    "employment_cost": say("就业成本"),
    "medical": say("医疗"),
    "disability": say("残疾康复"),
    "education": say("教育"),
    "disaster": say("灾害损失"),
    "other": say("其他"),
    **{category: CATEGORIES[category] for category in KNOWN_CATEGORIES if category in CATEGORIES},
}
NAMES: tuple[FigureName, ...] = (
    FigureName("dibao_monthly", say("低保标准"), "yuan_per_head_month", "amount"),
    FigureName("disposable_income_annual", say("上年度人均可支配收入"), "yuan_per_head_year", "amount"),
    FigureName("margin_multiplier", say("低保边缘的收入倍数"), "times", "amount"),
    FigureName("rigid_ratio", say("刚性支出占收入的比例"), "share", "amount"),
    FigureName("rigid_net_multiplier", say("扣除刚性支出后的收入倍数"), "times", "amount"),
    FigureName("financial_assets_per_head.tekun", say("金融资产上限：特困"), "yuan_per_head", "amount"),
    FigureName("financial_assets_per_head.dibao", say("金融资产上限：低保"), "yuan_per_head", "amount"),
    FigureName("financial_assets_per_head.dibao_margin", say("金融资产上限：低保边缘"), "yuan_per_head", "amount"),
    FigureName(
        "financial_assets_per_head.rigid_expenditure", say("金融资产上限：刚性支出困难"), "yuan_per_head", "amount"
    ),
    FigureName("houses_max", say("最多几处住房"), "homes", "whole"),
    FigureName("vehicles_allowed", say("可以有机动车"), "yes_no", "yes_no"),
    FigureName("business_capital_max", say("经营实体注册资金上限"), "yuan", "amount"),
    FigureName("employment_cost_rate", say("就业成本扣减比例"), "share", "amount"),
    FigureName("employment_cost_applies_to", say("哪几类扣减就业成本"), "list", "several", KNOWN_CATEGORIES),
    FigureName("not_counted_income", say("不计入的收入"), "list", "several", NOT_COUNTED_KINDS),
    FigureName("basic_pension_not_counted_until", say("基础养老金不计入到哪天"), "date", "day"),
    FigureName("rigid_spending", say("算作刚性支出的"), "list", "several", SPENDING_KINDS),
    FigureName("mental_intellectual_grade3", say("三级智力、精神残疾算重残"), "yes_no", "yes_no"),
    FigureName("township_grant_limit", say("乡镇小额救助上限"), "yuan", "amount"),
    FigureName("first_help_hours", say("急难先行救助时限"), "hours", "whole"),
    FigureName("papers_due_days", say("急难补齐材料时限"), "working_days", "whole"),
    FigureName("review_days", say("审核时限"), "working_days", "whole"),
    FigureName("notice_days", say("公示天数"), "days", "whole"),
    FigureName("township_decides", say("委托乡镇决定"), "yes_no", "yes_no"),
    # Lines from which monitoring looks: no rule of the check reads them.
    FigureName(f"{MONITORING}medical_own_paid", say("监测：一年自付医疗费到多少"), "yuan", "amount"),
    FigureName(f"{MONITORING}spending_rise_share", say("监测：必需支出多了几成"), "share", "amount"),
    FigureName(f"{MONITORING}spending_rise_amount", say("监测：必需支出多了多少"), "yuan", "amount"),
    FigureName(f"{MONITORING}income_fall_share", say("监测：收入少了几成"), "share", "amount"),
    FigureName(f"{MONITORING}income_fall_amount", say("监测：收入少了多少"), "yuan", "amount"),
    FigureName(f"{MONITORING}disaster_loss", say("监测：灾害损失到多少"), "yuan", "amount"),
    FigureName(f"{MONITORING}savings_fall_share", say("监测：存款等少了几成"), "share", "amount"),
    FigureName(f"{MONITORING}savings_fall_amount", say("监测：存款等少了多少"), "yuan", "amount"),
    FigureName(f"{MONITORING}income_rise_share", say("监测：收入多了几成"), "share", "amount"),
    FigureName(f"{MONITORING}income_rise_amount", say("监测：收入多了多少"), "yuan", "amount"),
)
BY_NAME: Mapping[str, FigureName] = {one.name: one for one in NAMES}


def choice_words(choice: str) -> Message:
    """A value of a list in words."""
    return CHOICES.get(choice, verbatim(choice))
