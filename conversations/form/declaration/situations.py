"""The lists of values for how those obliged stand, what help there is already, and how a gap was met."""

from conversations.form.kinds import OptionWords
from conversations.messages import say

ABLE = (
    OptionWords("yes", say("有能力"), ("有", "能", "能照顾", "有能力照顾")),
    OptionWords("no", say("没有能力"), ("没有", "没能力", "顾不上", "顾不了", "自己都难", "照顾不了", "不能")),
    OptionWords("unknown", say("说不准"), ("不知道", "不清楚", "不好说", "说不清")),
)

SUPPORTER_STATUS = (
    OptionWords("none", say("都不是"), ("没有", "都没有", "不是")),
    OptionWords("dibao", say("在吃低保"), ("低保", "低保户", "吃低保")),
    OptionWords("tekun", say("特困人员"), ("特困", "五保", "五保户", "特困供养")),
    OptionWords("low_income", say("也是低收入家庭"), ("低收入", "低保边缘", "也困难")),
    OptionWords("severely_disabled", say("重度残疾"), ("残疾", "重残", "一级残疾", "二级残疾")),
    OptionWords("imprisoned", say("在服刑或强制戒毒"), ("坐牢", "服刑", "戒毒", "劳改", "在监狱")),
    OptionWords("missing", say("找不到人"), ("失踪", "失联", "找不着", "联系不上")),
)

MONITORED = (
    OptionWords("none", say("没有"), ("不是", "没说过", "没有说过")),
    OptionWords("unstable_exited", say("脱贫不稳定户"), ("脱贫不稳定",)),
    OptionWords("marginal", say("边缘易致贫户"), ("边缘易致贫", "边缘户")),
    OptionWords("sudden_hardship", say("突发严重困难户"), ("突发困难", "突发严重困难")),
    OptionWords("unknown", say("是，但不知道哪一种"), ("不知道", "不清楚哪种")),
)

CURRENT_AID = (
    OptionWords("dibao", say("低保"), ("低保金", "吃低保", "低保户")),
    OptionWords("tekun", say("特困供养"), ("特困", "特困户", "五保", "五保户", "五保金")),
    OptionWords("dibao_margin", say("低保边缘家庭"), ("低保边缘", "低保边缘户")),
    OptionWords("rigid_expenditure", say("刚性支出困难家庭"), ("支出型", "支出型困难", "刚性支出")),
    OptionWords("temporary_aid", say("临时救助"), ("临时救助金", "临时补助")),
    OptionWords(
        "disability_allowances", say("残疾人两项补贴"), ("残疾补贴", "护理补贴", "残疾人补贴", "两项补贴", "重残补贴")
    ),
    OptionWords("other", say("别的救助"), ("其他", "医疗救助", "大病救助", "教育救助", "住房救助", "孤儿补助")),
    OptionWords("none", say("都没有"), ("没有",)),
)

GAP_MET_BY = (
    OptionWords("savings", say("用以前攒的钱"), ("存款", "积蓄", "以前的钱", "老本", "吃老本")),
    OptionWords("borrowed", say("借的"), ("借钱", "贷款", "借来的", "借亲戚的", "信用卡")),
    OptionWords("relatives", say("亲戚朋友帮的"), ("亲戚", "朋友", "子女给", "儿女给的", "亲戚帮的")),
    OptionWords("unpaid", say("还欠着没付"), ("欠着", "赊账", "欠医院", "欠医院的", "没付")),
    OptionWords("donations", say("捐款、筹款"), ("水滴筹", "轻松筹", "捐的", "好心人捐的", "捐款", "筹款")),
    OptionWords("other", say("别的办法"), ("其他",)),
)
