"""What people call the questions and sections of the declaration when they want one changed."""

from collections.abc import Mapping
from types import MappingProxyType

# By section: everything in it is meant.
SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "members": ("家里的人", "家里人", "家庭成员", "成员", "家人"),
        "income": ("收入", "家里的收入", "全家收入", "家庭收入", "进账", "挣的钱"),
        "expenditure": ("支出", "花费", "花销", "开销", "花的钱"),
        "assets": ("财产", "家产", "资产"),
        "supporters": ("赡养人", "扶养人", "不住一起的家人"),
        "documents": ("材料", "照片", "证件照片"),
    }
)

# By repeated group: every item of it is meant.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "assets.houses": ("房子", "住房", "房产", "家里的房子"),
        "assets.vehicles": ("车", "车子", "汽车", "摩托车", "船"),
        "assets.businesses": ("店", "店铺", "生意", "小店"),
    }
)

# By question, its key within the form or within the item of a group; beside the label itself.
QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "area_code": ("乡镇", "街道"),
        "residence_detail": ("住址", "住的地方", "地址", "家庭住址"),
        "settlement": ("城镇", "农村", "城里", "村里"),
        "name": ("名字", "姓名", "叫什么"),
        "relation": ("关系",),
        "id_number": ("身份证", "身份证号", "身份证号码", "证件号", "年龄", "岁数", "多大", "性别", "生日"),
        "age": ("年龄", "岁数", "多大"),
        "living": ("住哪", "住在哪", "住处"),
        "income": ("收入", "工资", "挣的钱", "挣多少"),
        "marital_status": ("婚姻", "结婚", "婚姻状况"),
        "health": ("健康", "身体", "病", "病情", "身体情况"),
        "illness.name": ("病名", "什么病", "病"),
        "illness.recognised": ("大病认定", "认定", "慢特病"),
        "disability.kind": ("残疾类别", "残疾类型"),
        "disability.grade": ("残疾等级", "残疾级别", "残疾证"),
        "occupation": ("工作", "职业", "做什么"),
        "student_stage": ("上学", "年级", "读书"),
        "income.wages": ("工资", "打工钱", "打工的钱", "工钱"),
        "income.business_net": ("种地的钱", "生意", "经营收入", "种地收入"),
        "income.property_net": ("房租", "利息", "分红", "租金"),
        "income.transfer_net": ("退休金", "赡养费", "转移收入"),
        "income.other": ("其他收入",),
        "income.not_counted.basic_pension": ("养老金", "基础养老金"),
        "income.not_counted.disability_subsidy": ("残疾补贴", "残疾人补贴"),
        "expenditure.living": ("生活费", "日常花费", "日常支出"),
        "expenditure.social_insurance": ("保险费", "社保", "医保费"),
        "expenditure.employment_cost": ("路费", "就业成本"),
        "expenditure.medical": ("医药费", "药费", "看病的钱", "看病钱", "医疗费"),
        "expenditure.disability": ("康复费", "残疾花费"),
        "expenditure.education": ("学费", "上学的钱", "教育支出"),
        "expenditure.disaster": ("受灾的钱", "因灾支出"),
        "expenditure.other": ("其他支出", "其他花费"),
        "assets.deposits": ("存款", "现金", "银行的钱"),
        "assets.securities": ("股票", "债券"),
        "assets.funds": ("基金", "理财"),
        "assets.insurance": ("商业保险",),
        "assets.receivables": ("欠款", "借出去的钱", "别人欠的钱"),
        "hukou_area": ("户口", "户籍", "户口地址", "户籍地"),
        "income.kinds": ("收入来源", "钱从哪来"),
        "circumstances": ("特别情况",),
        "current_aid": ("低保", "救助", "正在领的救助"),
        "monitored_status": ("监测户", "监测对象"),
        "area_m2": ("面积", "房子面积"),
        "hardship_causes": ("困难原因", "原因"),
        "applies_for_aid": ("申请救助", "要不要申请", "申请"),
        "relative_in_office": ("亲戚", "村干部"),
        "phone": ("电话", "手机", "手机号", "电话号码", "联系方式"),
        "annual_support": ("给的钱",),
    }
)
