"""The lists of values of the declaration, each with its label and the other words people use for it."""

from conversations.form.kinds import OptionWords
from conversations.messages import say
from conversations.understanding.relations import RELATION_WORDS

SETTLEMENT = (
    OptionWords("rural", say("农村"), ("村里", "乡下", "村", "在村里", "乡里", "连队")),
    OptionWords("urban", say("城镇"), ("城里", "城市", "镇上", "街道", "县城", "城里头", "小区")),
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
    OptionWords("male", say("男"), ("男的", "男人", "男孩", "男娃")),
    OptionWords("female", say("女"), ("女的", "女人", "女孩", "女娃")),
)

MARITAL_STATUS = (
    OptionWords("married", say("已婚"), ("结婚了", "有老伴", "结了", "成家了", "结过婚", "有老婆", "有老公", "再婚")),
    OptionWords("unmarried", say("未婚"), ("没结婚", "单身", "没有结婚", "还没结婚", "没成家", "光棍", "没对象")),
    OptionWords(
        "widowed",
        say("丧偶"),
        ("老伴走了", "老伴不在了", "老伴过世了", "守寡", "丈夫去世", "老婆去世", "老公去世", "妻子去世", "寡妇"),
    ),
    OptionWords("divorced", say("离婚"), ("离了", "离异", "离婚了")),
    OptionWords("unstated", say("不想说"), ("不说", "不方便说")),
)

HEALTH = (
    OptionWords("healthy", say("健康"), ("好", "没病", "身体好", "好的", "挺好", "还好", "没毛病", "硬朗")),
    OptionWords("frail", say("体弱"), ("身体弱", "身体不好", "体弱多病", "没力气", "虚弱")),
    OptionWords(
        "chronic_illness",
        say("慢性病"),
        (
            "有慢性病",
            "高血压",
            "糖尿病",
            "三高",
            "高血脂",
            "心脏病",
            "冠心病",
            "关节炎",
            "风湿",
            "类风湿",
            "哮喘",
            "气管炎",
            "老慢支",
            "胃病",
            "腰椎病",
            "颈椎病",
            "痛风",
            "长期吃药",
            "天天吃药",
            "老毛病",
        ),
    ),
    OptionWords(
        "serious_illness",
        say("大病"),
        ("重病", "得了大病", "癌症", "癌", "肿瘤", "尿毒症", "白血病", "透析", "做透析", "化疗", "绝症"),
    ),
    OptionWords(
        "disabled",
        say("残疾"),
        (
            "有残疾",
            "残疾人",
            "残疾了",
            "有残疾证",
            "偏瘫",
            "半身不遂",
            "聋哑",
            "失明",
            "看不见",
            "听不见",
            "截肢",
            "断了腿",
            "智障",
        ),
    ),
    OptionWords(
        "unable_to_self_care",
        say("生活不能自理"),
        ("不能自理", "瘫痪", "瘫了", "卧床", "卧床不起", "瘫在床上", "下不了床", "植物人", "要人照顾", "要人伺候"),
    ),
)

OCCUPATION = (
    OptionWords(
        "farming",
        say("种地"),
        (
            "务农",
            "种田",
            "农民",
            "在家种地",
            "种菜",
            "种果树",
            "养猪",
            "养鸡",
            "养鱼",
            "放羊",
            "放牛",
            "养殖",
            "打鱼",
            "做农活",
        ),
    ),
    OptionWords(
        "employed",
        say("上班"),
        (
            "有工作",
            "工人",
            "在厂里",
            "进厂",
            "职工",
            "环卫",
            "环卫工",
            "扫大街",
            "看大门",
            "保安",
            "公益岗",
            "服务员",
            "老师",
        ),
    ),
    OptionWords(
        "flexible_work",
        say("打零工"),
        (
            "零工",
            "打工",
            "临时工",
            "小工",
            "散工",
            "灵活就业",
            "送外卖",
            "跑外卖",
            "送快递",
            "跑滴滴",
            "开滴滴",
            "跑摩的",
            "代驾",
            "保姆",
            "做保姆",
            "家政",
            "做家政",
            "钟点工",
            "工地",
            "在工地",
            "泥瓦工",
            "外出打工",
            "在外打工",
        ),
    ),
    OptionWords(
        "self_employed",
        say("做小生意"),
        ("个体户", "个体", "摆摊", "摆地摊", "开店", "开小店", "小卖部", "做生意", "做买卖", "小买卖"),
    ),
    OptionWords(
        "unemployed",
        say("没有工作"),
        (
            "没工作",
            "无业",
            "在家",
            "待业",
            "失业",
            "没活干",
            "没事做",
            "在家带孩子",
            "带孩子",
            "带孙子",
            "做家务",
            "家庭主妇",
        ),
    ),
    OptionWords("registered_unemployed", say("登记失业"), ("领失业金", "办了失业登记", "登记了失业", "办了失业证")),
    OptionWords(
        "unable_to_work",
        say("干不了活"),
        (
            "没有劳动能力",
            "不能劳动",
            "丧失劳动能力",
            "干不动",
            "干不动了",
            "不能干活",
            "没法干活",
            "做不了事",
            "老了干不动",
        ),
    ),
    OptionWords("retired", say("退休"), ("退休了", "领退休金", "有退休金", "退了休", "退休工人", "退休教师")),
    OptionWords("student", say("上学"), ("学生", "读书", "在读", "念书", "上大学", "上高中")),
    OptionWords(
        "preschool", say("还没上学"), ("学龄前", "太小", "婴儿", "宝宝", "上幼儿园", "幼儿园", "还小", "没到上学年纪")
    ),
    OptionWords("conscript", say("当兵"), ("服兵役", "义务兵", "参军")),
    OptionWords("imprisoned", say("服刑或强制戒毒"), ("坐牢", "服刑", "在监狱", "劳改", "戒毒", "强制戒毒", "判刑了")),
)

DISABILITY_KIND = (
    OptionWords("physical", say("肢体"), ("腿", "手", "脚", "胳膊", "肢体残疾", "偏瘫", "截肢", "小儿麻痹", "腿脚")),
    OptionWords("visual", say("视力"), ("眼睛", "看不见", "视力残疾", "失明", "盲人")),
    OptionWords("hearing", say("听力"), ("耳朵", "听不见", "聋", "听力残疾", "耳聋")),
    OptionWords("speech", say("言语"), ("说话", "哑", "言语残疾", "不会说话", "说不了话")),
    OptionWords("intellectual", say("智力"), ("智力残疾", "智障", "弱智", "唐氏")),
    OptionWords("mental", say("精神"), ("精神残疾", "精神病", "精神分裂", "自闭症")),
    OptionWords("multiple", say("多重"), ("好几样", "多重残疾", "两样都有")),
)
NO_CERTIFICATE = OptionWords("none", say("没有残疾证"), ("没有", "没办", "没办过", "没有证", "没证", "没办证"))

DISABILITY_GRADE = (
    OptionWords("1", say("一级"), ("1级", "壹级")),
    OptionWords("2", say("二级"), ("2级", "贰级")),
    OptionWords("3", say("三级"), ("3级", "叁级")),
    OptionWords("4", say("四级"), ("4级", "肆级")),
)

STUDENT_STAGE = (
    OptionWords("kindergarten", say("幼儿园"), ("上幼儿园", "托儿所", "小班", "中班", "大班", "学前班")),
    OptionWords("primary", say("小学"), ("小学生", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级")),
    OptionWords("junior", say("初中"), ("中学", "初一", "初二", "初三", "初中生")),
    OptionWords("senior", say("高中"), ("高一", "高二", "高三", "高中生")),
    OptionWords("vocational", say("中专、技校、职高"), ("中专", "技校", "职高", "职校", "卫校", "中职")),
    OptionWords(
        "undergraduate",
        say("大专、本科"),
        ("大学", "大专", "本科", "上大学", "大一", "大二", "大三", "大四", "大学生", "高职"),
    ),
    OptionWords("postgraduate", say("研究生"), ("硕士", "博士", "读研", "研一", "研二", "研三")),
    OptionWords(
        "none",
        say("没在上学"),
        ("没上学", "不上学", "没读书", "不读了", "还没上", "没有", "辍学", "退学了", "毕业了", "没在读"),
    ),
)
LEARNING_STAGES = ("primary", "junior", "senior", "vocational", "undergraduate", "postgraduate")

LIVING = (
    OptionWords("together", say("平时住在家"), ("在家", "住在一起", "一起住", "住家里")),
    OptionWords(
        "away_dependent",
        say("在外上学或治病，靠家里供"),
        ("在外上学", "在外读书", "在外治病", "住校", "住院", "在外地上学", "在外地读书", "上大学", "在学校"),
    ),
    OptionWords(
        "away", say("在外打工或单住"), ("在外打工", "打工", "在外地", "在外地打工", "单住", "单过", "当兵", "租房住")
    ),
    OptionWords("imprisoned", say("服刑或强制戒毒"), ("坐牢", "服刑", "在监狱", "戒毒", "劳改", "强制戒毒")),
    OptionWords("missing", say("失踪、找不到人"), ("失踪", "失联", "找不到", "找不到人", "联系不上")),
    OptionWords("clergy_away", say("出家在外三年以上"), ("出家", "当和尚", "当尼姑", "在寺庙", "在庙里")),
)
