"""The lists of values of the declaration, each with its label and the other words people use for it."""

from conversations.form.kinds import OptionWords
from conversations.messages import say
from conversations.understanding.relations import RELATION_WORDS

SETTLEMENT = (
    OptionWords("rural", say("农村"), ("村里", "乡下", "农村户")),
    OptionWords("urban", say("城镇"), ("城里", "城市", "镇上", "街道")),
)

_RELATION_LABELS = {
    "spouse": say("丈夫或妻子"),
    "son": say("儿子"),
    "daughter": say("女儿"),
    "father": say("父亲"),
    "mother": say("母亲"),
    "grandchild": say("孙辈"),
    "parent_in_law": say("公婆或岳父母"),
    "grandparent": say("祖父母"),
    "sibling": say("兄弟姐妹"),
    "other": say("其他人"),
}
# A child of whom it was not said whether a son or a daughter: the ID number will tell.
RELATION_SHORT = {**_RELATION_LABELS, "child": say("孩子"), "other": say("另一位家人")}
RELATION = tuple(OptionWords(value, label, RELATION_WORDS.get(value, ())) for value, label in _RELATION_LABELS.items())

SEX = (
    OptionWords("male", say("男"), ("男的", "男人", "男孩")),
    OptionWords("female", say("女"), ("女的", "女人", "女孩")),
)

MARITAL_STATUS = (
    OptionWords("married", say("已婚"), ("结婚了", "有老伴", "结了")),
    OptionWords("unmarried", say("未婚"), ("没结婚", "单身", "没有结婚", "还没结婚")),
    OptionWords("widowed", say("丧偶"), ("老伴走了", "老伴不在了", "守寡")),
    OptionWords("divorced", say("离婚"), ("离了", "离异")),
    OptionWords("unstated", say("不想说")),
)

HEALTH = (
    OptionWords("healthy", say("健康"), ("好", "没病", "身体好", "好的")),
    OptionWords("frail", say("体弱"), ("身体弱", "身体不好")),
    OptionWords("chronic_illness", say("慢性病"), ("有慢性病", "高血压", "糖尿病", "长期吃药")),
    OptionWords("serious_illness", say("大病"), ("重病", "得了大病", "癌症", "尿毒症")),
    OptionWords("disabled", say("残疾"), ("有残疾", "残疾人")),
    OptionWords("unable_to_self_care", say("生活不能自理"), ("不能自理", "瘫痪", "卧床")),
)

OCCUPATION = (
    OptionWords("farming", say("种地"), ("务农", "种田", "农民", "在家种地")),
    OptionWords("employed", say("上班"), ("有工作", "工人", "在厂里", "职工")),
    OptionWords("flexible_work", say("打零工"), ("零工", "打工", "临时工", "灵活就业", "送外卖")),
    OptionWords("self_employed", say("做小生意"), ("个体户", "摆摊", "开店")),
    OptionWords("unemployed", say("没有工作"), ("没工作", "无业", "在家", "待业")),
    OptionWords("registered_unemployed", say("登记失业"), ("失业", "领失业金", "办了失业登记")),
    OptionWords("unable_to_work", say("干不了活"), ("没有劳动能力", "不能劳动", "丧失劳动能力")),
    OptionWords("retired", say("退休"), ("退休了", "领退休金")),
    OptionWords("student", say("上学"), ("学生", "读书", "在读")),
    OptionWords("preschool", say("还没上学"), ("学龄前", "太小", "婴儿", "宝宝")),
    OptionWords("conscript", say("当兵"), ("服兵役", "义务兵", "参军")),
    OptionWords("imprisoned", say("服刑或强制戒毒"), ("坐牢", "服刑", "在监狱")),
)

DISABILITY_KIND = (
    OptionWords("physical", say("肢体"), ("腿", "手", "肢体残疾")),
    OptionWords("visual", say("视力"), ("眼睛", "看不见")),
    OptionWords("hearing", say("听力"), ("耳朵", "听不见", "聋")),
    OptionWords("speech", say("言语"), ("说话", "哑")),
    OptionWords("intellectual", say("智力"), ("智力残疾", "智障")),
    OptionWords("mental", say("精神"), ("精神残疾", "精神病")),
    OptionWords("multiple", say("多重"), ("好几样",)),
)
NO_CERTIFICATE = OptionWords("none", say("没有残疾证"), ("没有", "没办", "没办过"))

DISABILITY_GRADE = (
    OptionWords("1", say("一级"), ("1级",)),
    OptionWords("2", say("二级"), ("2级",)),
    OptionWords("3", say("三级"), ("3级",)),
    OptionWords("4", say("四级"), ("4级",)),
)

STUDENT_STAGE = (
    OptionWords("kindergarten", say("幼儿园")),
    OptionWords("primary", say("小学")),
    OptionWords("junior", say("初中")),
    OptionWords("senior", say("高中")),
    OptionWords("vocational", say("中专、技校、职高"), ("中专", "技校", "职高", "职校")),
    OptionWords("undergraduate", say("大专、本科"), ("大学", "大专", "本科")),
    OptionWords("postgraduate", say("研究生"), ("硕士", "博士")),
    OptionWords("none", say("没在上学"), ("没上学", "不上学", "没读书", "不读了", "还没上", "没有")),
)
LEARNING_STAGES = ("primary", "junior", "senior", "vocational", "undergraduate", "postgraduate")

LIVING = (
    OptionWords("together", say("平时住在家"), ("在家", "住在一起", "一起住")),
    OptionWords("away_dependent", say("在外上学或治病，靠家里供"), ("在外上学", "在外读书", "在外治病", "住校")),
    OptionWords("away", say("在外打工或单住"), ("在外打工", "在外地", "单住")),
    OptionWords("imprisoned", say("服刑或强制戒毒"), ("坐牢", "服刑", "在监狱", "戒毒")),
    OptionWords("missing", say("失踪、找不到人"), ("失踪", "失联", "找不到")),
    OptionWords("clergy_away", say("出家在外三年以上"), ("出家",)),
)

HARDSHIP = (
    OptionWords("illness", say("生病"), ("病", "得病", "看病")),
    OptionWords("disability", say("残疾")),
    OptionWords("schooling", say("孩子上学"), ("上学", "学费", "读书", "念书", "上大学")),
    OptionWords("disaster", say("受灾"), ("水灾", "旱灾", "地震", "火灾")),
    OptionWords("accident", say("意外事故"), ("车祸", "事故", "工伤")),
    OptionWords("lack_of_labour", say("没人能干活"), ("缺劳力", "没有劳动力")),
    OptionWords("job_loss", say("丢了工作"), ("失业", "下岗")),
    OptionWords("old_age", say("年老"), ("老了", "年纪大")),
    OptionWords("single_parent", say("一个人带孩子"), ("单亲",)),
    OptionWords("other", say("其他原因"), ("其他",)),
)

HOUSE_KIND = (
    OptionWords("self_built", say("自建房"), ("自己盖的", "老房子", "农村房子")),
    OptionWords("commodity", say("商品房"), ("买的楼房", "楼房")),
    OptionWords("reformed_housing", say("房改房"), ("单位房",)),
    OptionWords("affordable", say("经济适用房")),
    OptionWords("public_rental", say("公租房"), ("廉租房",)),
    OptionWords("resettlement", say("安置房"), ("拆迁房", "搬迁房")),
    OptionWords("shop", say("门面、商铺"), ("门面", "商铺", "店面")),
    OptionWords("other", say("其他房子"), ("其他",)),
)

HOUSE_ORIGIN = (
    OptionWords("self_built", say("自己盖的"), ("自建", "自己建的")),
    OptionWords("bought", say("买的"), ("购买",)),
    OptionWords("inherited", say("老人留下的"), ("继承", "祖上传的")),
    OptionWords("gift", say("别人送的"), ("赠与",)),
    OptionWords("resettled", say("安置的"), ("拆迁安置", "搬迁安置")),
    OptionWords("rented", say("租的"), ("租房", "租来的")),
    OptionWords("borrowed", say("借住的"), ("借的", "借住")),
)

VEHICLE_KIND = (
    OptionWords("car", say("小汽车、面包车"), ("小汽车", "轿车", "汽车", "面包车")),
    OptionWords("truck", say("货车"), ("卡车",)),
    OptionWords("motorcycle", say("摩托车"), ("摩托", "三轮摩托")),
    OptionWords("farm_machine", say("拖拉机等农机"), ("拖拉机", "农用车", "收割机")),
    OptionWords("boat", say("机动船"), ("船",)),
    OptionWords("disability_vehicle", say("残疾人专用车"), ("残疾车", "残疾人车")),
)

DOCUMENT_KIND = (
    OptionWords("id_card", say("身份证")),
    OptionWords("household_register", say("户口本")),
    OptionWords("disability_certificate", say("残疾证")),
    OptionWords("diagnosis", say("诊断书、病历"), ("诊断书", "病历")),
    OptionWords("medical_bill", say("医药费单子"), ("医药费", "发票", "住院单")),
    OptionWords("income_proof", say("收入证明"), ("工资条",)),
    OptionWords("school_proof", say("上学证明"), ("学生证",)),
    OptionWords("other", say("其他材料"), ("其他",)),
)

ABLE = (
    OptionWords("yes", say("有能力"), ("有", "能")),
    OptionWords("no", say("没有能力"), ("没有", "没能力", "顾不上")),
    OptionWords("unknown", say("说不准"), ("不知道", "不清楚")),
)

SUPPORTER_STATUS = (
    OptionWords("none", say("都不是"), ("没有", "都没有")),
    OptionWords("dibao", say("在吃低保"), ("低保",)),
    OptionWords("tekun", say("特困人员"), ("特困", "五保")),
    OptionWords("low_income", say("也是低收入家庭"), ("低收入",)),
    OptionWords("severely_disabled", say("重度残疾"), ("残疾",)),
    OptionWords("imprisoned", say("在服刑或强制戒毒"), ("坐牢", "服刑")),
    OptionWords("missing", say("找不到人"), ("失踪", "失联")),
)

MONITORED = (
    OptionWords("none", say("没有"), ("不是",)),
    OptionWords("unstable_exited", say("脱贫不稳定户"), ("脱贫不稳定", "脱贫户")),
    OptionWords("marginal", say("边缘易致贫户"), ("边缘易致贫", "边缘户")),
    OptionWords("sudden_hardship", say("突发严重困难户"), ("突发困难", "突发严重困难")),
    OptionWords("unknown", say("是，但不知道哪一种"), ("不知道", "不清楚哪种")),
)

CURRENT_AID = (
    OptionWords("dibao", say("低保"), ("低保金",)),
    OptionWords("tekun", say("特困供养"), ("特困", "五保")),
    OptionWords("dibao_margin", say("低保边缘家庭"), ("低保边缘",)),
    OptionWords("rigid_expenditure", say("刚性支出困难家庭"), ("支出型",)),
    OptionWords("temporary_aid", say("临时救助"), ("临时救助金",)),
    OptionWords("disability_allowances", say("残疾人两项补贴"), ("残疾补贴", "护理补贴")),
    OptionWords("other", say("别的救助"), ("其他",)),
    OptionWords("none", say("都没有"), ("没有",)),
)

GAP_MET_BY = (
    OptionWords("savings", say("用以前攒的钱"), ("存款", "积蓄", "以前的钱")),
    OptionWords("borrowed", say("借的"), ("借钱", "贷款")),
    OptionWords("relatives", say("亲戚朋友帮的"), ("亲戚", "朋友", "子女给")),
    OptionWords("unpaid", say("还欠着没付"), ("欠着", "赊账", "欠医院")),
    OptionWords("donations", say("捐款、筹款"), ("水滴筹", "捐的")),
    OptionWords("other", say("别的办法"), ("其他",)),
)
