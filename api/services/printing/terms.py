"""The words of the official form for the values of ours: what a county reads on paper.

The chat asks in plain words (种地); the form has its own (务农). Paper is in Chinese whatever language the
conversation had, so these are data of the form and not sentences to translate. Source: 低收入人口信息采集表
and the option lists of `domain/form.md`.
"""

from collections.abc import Mapping

Terms = Mapping[str, str]

RELATION: Terms = {
    "self": "申报人", "spouse": "配偶", "son": "子", "daughter": "女", "grandchild": "孙子女",
    "father": "父", "mother": "母", "parent_in_law": "公婆/岳父母", "grandparent": "祖父母",
    "sibling": "兄弟姐妹", "other": "其他",
}  # fmt: skip
SEX: Terms = {"male": "男", "female": "女"}
MARITAL: Terms = {
    "unmarried": "未婚", "married": "已婚", "widowed": "丧偶", "divorced": "离婚", "unstated": "未说明",
}  # fmt: skip
HEALTH: Terms = {
    "healthy": "健康", "frail": "体弱", "chronic_illness": "慢性病", "serious_illness": "重病",
    "disabled": "残疾", "unable_to_self_care": "生活不能自理",
}  # fmt: skip
OCCUPATION: Terms = {
    "employed": "在职", "flexible_work": "灵活就业", "farming": "务农", "self_employed": "个体经营",
    "registered_unemployed": "登记失业", "unemployed": "无业", "student": "在校学生", "preschool": "学龄前",
    "retired": "离退休", "unable_to_work": "无劳动能力", "imprisoned": "服刑", "conscript": "服义务兵役",
}  # fmt: skip
CAUSES: Terms = {
    "illness": "因病", "disability": "因残", "schooling": "因学", "disaster": "因灾", "accident": "意外事故",
    "lack_of_labour": "缺劳动力", "job_loss": "失业", "old_age": "年老", "single_parent": "单亲", "other": "其他",
}  # fmt: skip
SETTLEMENT: Terms = {"urban": "城镇", "rural": "农村"}
DISABILITY: Terms = {
    "visual": "视力", "hearing": "听力", "speech": "言语", "physical": "肢体", "intellectual": "智力",
    "mental": "精神", "multiple": "多重", "none": "无证",
}  # fmt: skip
GRADE: Terms = {"1": "一级", "2": "二级", "3": "三级", "4": "四级"}
STAGE: Terms = {
    "kindergarten": "幼儿园", "primary": "小学", "junior": "初中", "senior": "高中", "vocational": "中职",
    "undergraduate": "大专/本科", "postgraduate": "研究生", "none": "不在学",
}  # fmt: skip
LIVING: Terms = {
    "together": "共同居住", "away_dependent": "在外就学就医", "away": "在外居住", "imprisoned": "服刑或强制戒毒",
    "clergy_away": "宗教教职在外三年以上", "missing": "失踪",
}  # fmt: skip
ABLE: Terms = {"yes": "有能力", "no": "无能力", "unknown": "不清楚"}
SUPPORTER: Terms = {
    "none": "无", "tekun": "特困", "dibao": "低保", "low_income": "低收入", "severely_disabled": "重度残疾",
    "imprisoned": "服刑", "missing": "失踪",
}  # fmt: skip
HOUSE: Terms = {
    "commodity": "商品房", "reformed_housing": "房改房", "affordable": "经济适用房", "public_rental": "公租房",
    "self_built": "自建房", "resettlement": "安置房", "shop": "商铺", "other": "其他",
}  # fmt: skip
HOUSE_FROM: Terms = {
    "bought": "购买", "self_built": "自建", "inherited": "继承", "gift": "赠与", "resettled": "安置",
    "rented": "租住", "borrowed": "借住",
}  # fmt: skip
VEHICLE: Terms = {
    "car": "小汽车", "truck": "货车", "motorcycle": "摩托车", "farm_machine": "农机", "boat": "船",
    "disability_vehicle": "残疾人车",
}  # fmt: skip
ORIGIN: Terms = {
    "web": "网上自主申报", "telegram": "网上自主申报（Telegram）", "window": "窗口受理", "hotline": "热线来电",
    "visit": "入户走访",
}  # fmt: skip
CHANNEL: Terms = {
    "web": "网上", "telegram": "Telegram", "window": "窗口", "hotline": "热线", "visit": "入户", "staff": "窗口",
}  # fmt: skip
ROLE: Terms = {
    "village": "村（社区）协理员", "township": "乡镇（街道）经办人员", "county": "县级经办人员",
    "auditor": "审计人员", "admin": "管理员", "resident": "申报人", "system": "系统",
}  # fmt: skip
CATEGORY: Terms = {
    "tekun": "特困人员", "dibao": "最低生活保障对象", "dibao_margin": "低保边缘家庭",
    "rigid_expenditure": "刚性支出困难家庭", "other_hardship": "其他困难家庭", "none": "低收入人口",
}  # fmt: skip
RESULT: Terms = {
    "approved": "认定", "refused": "不予认定", "registered": "登记备案、继续监测", "agree": "同意", "disagree": "不同意",
}  # fmt: skip
OUTCOME: Terms = {
    "likely": "可能符合", "unlikely": "暂不符合", "undetermined": "资料不足，暂不能判断", "person_decides": "需人工判断",
}  # fmt: skip
DOUBT: Terms = {"skipped": "未填", "unsure": "不清楚", "approximate": "约"}
PAPER: Terms = {
    "id_card": "身份证", "household_register": "户口簿", "disability_certificate": "残疾证", "diagnosis": "诊断证明",
    "medical_bill": "医疗票据", "income_proof": "收入证明", "school_proof": "就学证明", "other": "其他",
}  # fmt: skip
YES_NO: Mapping[bool, str] = {True: "是", False: "否"}
STATUS: Terms = {
    "submitted": "已提交", "accepted": "已受理", "asked_back": "等居民补充", "answered": "已补充",
    "opinion_given": "已有镇里意见", "published": "公示中", "decided": "已办结", "withdrawn": "已撤回",
    "closed": "已停止救助", "erased": "信息已删除",
}  # fmt: skip
