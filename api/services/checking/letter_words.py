"""Plain names for what the check refers to by key: documents, and what is missing."""

from collections.abc import Mapping

from api.eligibility.phrases import Phrase, phrase
from api.eligibility.reasons import Citation

_DOCUMENTS: Mapping[str, Phrase] = {
    "national-guobanfa-2023-39": phrase("国办发〔2023〕39 号"),
    "jiangxi-opinion-2024": phrase("江西省 2024 年实施意见"),
    "shandong-draft-interpretation": phrase("山东省实施意见（征求意见稿）政策解读"),
    "shanxi-guide-2021": phrase("山西省转发的 2021 年工作指南"),
    "xpcc-division-plan": phrase("兵团师市实施方案"),
    "minfa-2021-57": phrase("民发〔2021〕57 号"),
    "shenbao-readings": phrase("本系统的读法"),
}

_FIGURES: Mapping[str, Phrase] = {
    "dibao_monthly": phrase("低保标准"),
    "disposable_income_annual": phrase("上年居民人均可支配收入"),
    "rigid_ratio": phrase("必需支出占收入的比例"),
    "financial_assets_per_head": phrase("存款等财产的线"),
    "houses_max": phrase("房子的线"),
    "vehicles_allowed": phrase("车辆的规定"),
    "business_capital_max": phrase("生意注册资金的线"),
    "not_counted_income": phrase("哪些钱不算收入"),
    "mental_intellectual_grade3": phrase("三级精神、智力残疾怎么算"),
}

_OF_MEMBER: Mapping[str, Phrase] = {
    "age": phrase("年龄"),
    "relation": phrase("和申报人的关系"),
    "occupation": phrase("职业状况"),
    "disability": phrase("残疾情况"),
    "illness": phrase("病情"),
    "student_stage": phrase("上学情况"),
    "income": phrase("本人收入"),
}

_ANSWERS: Mapping[str, Phrase] = {
    "household.members": phrase("家里的人"),
    "household.supporters": phrase("不住在一起的父母、子女等能不能出钱照顾"),
    "household.income.wages": phrase("工资性收入"),
    "household.income.business_net": phrase("种地、做生意的净收入"),
    "household.income.property_net": phrase("房租、利息等财产收入"),
    "household.income.transfer_net": phrase("退休金、赡养费等转移收入"),
    "household.income.other": phrase("其他收入"),
    "household.income.not_counted": phrase("基础养老金、残疾补贴等"),
    "household.expenditure.medical": phrase("看病自己花的钱"),
    "household.expenditure.education": phrase("上学的花费"),
    "household.expenditure.disability": phrase("残疾康复的花费"),
    "household.assets.deposits": phrase("存款"),
    "household.assets.securities": phrase("股票、债券"),
    "household.assets.funds": phrase("基金、理财"),
    "household.assets.insurance": phrase("商业保险"),
    "household.assets.receivables": phrase("别人欠您家的钱"),
    "household.assets.houses": phrase("房子"),
    "household.assets.vehicles": phrase("车辆"),
    "household.assets.businesses": phrase("登记的生意"),
    "household.refused_within_a_year": phrase("一年内申请救助有没有没通过"),
    "household.left_aid_within_two_years": phrase("两年内有没有退出过救助"),
    "household.income_fell_sharply": phrase("收入是不是一下子少了很多"),
    "household.worker_in_hardship": phrase("是不是困难职工"),
}


def document_name(citation: Citation) -> Phrase:
    """The document as people call it; its id where it has no such name here."""
    return _DOCUMENTS.get(citation.document, Phrase("{name}", (("name", citation.document),)))


def missing_name(name: str) -> Phrase:
    """What is missing, in plain words. `name` as in `api.eligibility.reasons`."""
    place, *path = name.split(".")
    if place == "area":
        return _FIGURES.get(path[0], phrase("当地的标准"))
    if path[0] in {"members", "supporters"} and len(path) == 3:
        return _of_person(path[0], int(path[1]) + 1, path[2])
    # The longest known beginning: `household.assets.houses.0.origin` is about the houses.
    for length in range(len(path), 0, -1):
        known = _ANSWERS.get(".".join((place, *path[:length])))
        if known is not None:
            return known
    return phrase("登记表里还没填的地方")


def _of_person(group: str, number: int, key: str) -> Phrase:
    if group == "supporters":
        return phrase("第 {number} 位赡（抚、扶）养人的情况", number=number)
    what = _OF_MEMBER.get(key, phrase("情况"))
    return phrase("第 {number} 位成员的{what}", number=number, what=what)
