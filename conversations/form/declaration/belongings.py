"""The lists of values for homes, vehicles and papers, each with its label and the other words people use for it."""

from conversations.form.kinds import OptionWords
from conversations.messages import say

HOUSE_KIND = (
    OptionWords(
        "self_built",
        say("自家的村里房子"),
        (
            "自建房",
            "自己盖的",
            "老房子",
            "农村房子",
            "土坯房",
            "窑洞",
            "瓦房",
            "砖房",
            "老宅",
            "老屋",
            "祖屋",
            "宅基地",
        ),
    ),
    OptionWords("commodity", say("商品房"), ("买的楼房", "楼房", "单元房", "买的房子")),
    OptionWords("reformed_housing", say("房改房"), ("单位房", "单位分的", "单位分的房")),
    OptionWords("affordable", say("经济适用房"), ("经适房", "适用房")),
    OptionWords("public_rental", say("公租房、廉租房"), ("公租房", "廉租房", "租公家的", "公家的房子")),
    OptionWords("resettlement", say("安置房"), ("拆迁房", "搬迁房", "移民房", "易地搬迁", "扶贫搬迁房", "回迁房")),
    OptionWords("shop", say("门面、商铺"), ("门面", "商铺", "店面")),
    OptionWords("other", say("其他房子"), ("其他", "租的", "租的房子", "借的", "借住的", "小产权房")),
)

HOUSE_ORIGIN = (
    OptionWords("self_built", say("自己盖的"), ("自建", "自己建的", "自己盖", "盖的")),
    OptionWords("bought", say("买的"), ("购买", "买来的", "贷款买的")),
    OptionWords(
        "inherited", say("老人留下的"), ("继承", "祖上传的", "祖上留下的", "老人传下来的", "爹妈留下的", "父母留的")
    ),
    OptionWords("gift", say("别人送的"), ("赠与", "送的", "捐的")),
    OptionWords("resettled", say("安置的"), ("拆迁安置", "搬迁安置", "拆迁补的", "政府安置", "扶贫搬迁")),
    OptionWords("rented", say("租的"), ("租房", "租来的", "租别人的", "租人家的")),
    OptionWords("borrowed", say("借住的"), ("借的", "借住", "借别人的", "住亲戚家", "住儿子家", "住女儿家", "寄住")),
)

VEHICLE_KIND = (
    OptionWords(
        "car", say("小汽车、面包车"), ("小汽车", "轿车", "汽车", "面包车", "小车", "越野车", "电动汽车", "网约车")
    ),
    OptionWords("truck", say("货车"), ("卡车", "大货车", "小货车", "皮卡")),
    OptionWords(
        "motorcycle",
        say("摩托车、三轮车"),
        ("摩托", "摩托车", "三轮车", "三轮", "三轮摩托", "电动三轮", "电动三轮车", "电三轮"),
    ),
    OptionWords(
        "farm_machine", say("拖拉机等农机"), ("拖拉机", "农用车", "农用三轮", "收割机", "农机", "旋耕机", "微耕机")
    ),
    OptionWords("boat", say("机动船"), ("船", "渔船", "机帆船")),
    OptionWords(
        "disability_vehicle", say("残疾人专用车"), ("残疾车", "残疾人车", "残疾人代步车", "残疾人三轮车", "残疾人三轮")
    ),
)

DOCUMENT_KIND = (
    OptionWords("id_card", say("身份证"), ("身份证照片", "身份证复印件")),
    OptionWords("household_register", say("户口本"), ("户口簿", "户口")),
    OptionWords("disability_certificate", say("残疾证"), ("残疾人证",)),
    OptionWords(
        "diagnosis", say("诊断书、病历"), ("诊断书", "病历", "诊断证明", "病历本", "出院小结", "检查单", "化验单")
    ),
    OptionWords(
        "medical_bill",
        say("医药费单子"),
        ("医药费", "发票", "住院单", "药费单", "住院清单", "收费单", "医院发票", "结算单"),
    ),
    OptionWords("income_proof", say("收入证明"), ("工资条", "工资单", "工资证明")),
    OptionWords("school_proof", say("上学证明"), ("学生证", "录取通知书", "学校证明", "在读证明")),
    OptionWords("other", say("其他材料"), ("其他",)),
)
