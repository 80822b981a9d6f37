"""The national matrix of help: 国办发〔2023〕39号 四, in our own words."""

from api.eligibility.packs import aid_rows
from api.eligibility.packs.national_terms import TERMS
from api.eligibility.phrases import phrase

AIDS = (
    aid_rows.basic(
        TERMS, phrase("可以申请低保金，或者特困人员供养；低保和特困另有专门的申请表，乡镇会告诉您要带什么。")
    ),
    aid_rows.medical(TERMS),
    aid_rows.education(
        TERMS, phrase("家里有孩子上幼儿园或上学，可以问问助学金、生活补助、勤工助学、助学贷款和减免费用。")
    ),
    aid_rows.town_housing(TERMS),
    aid_rows.village_housing(TERMS, phrase("住的房子不安全，可以申请农村危房改造。要符合当地住房保障条件。")),
    aid_rows.employment(
        TERMS, ("人社",), phrase("家里有人能干活，可以问问培训补贴、社保补贴、贷款贴息，还有就近的工作机会。")
    ),
    aid_rows.disaster(TERMS, phrase("遇到自然灾害，可以申请受灾人员救助。")),
    aid_rows.emergency(TERMS),
    aid_rows.services(TERMS),
    aid_rows.other(
        TERMS,
        ("民政", "残联"),
        phrase("可以问问当地有没有取暖补贴、殡葬费用减免，残疾人还可以问问生活补贴、康复和家里的无障碍改造。"),
    ),
    aid_rows.charity(TERMS),
    aid_rows.development(TERMS, phrase("在防止返贫监测里的家庭，还可以问问农业农村部门的帮扶。")),
)
