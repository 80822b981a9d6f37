"""What the categories of low-income population are called, wherever a person reads of them."""

from conversations.messages import say

CATEGORIES = {
    "tekun": say("特困人员"),
    "dibao": say("最低生活保障对象"),
    "dibao_margin": say("低保边缘家庭"),
    "rigid_expenditure": say("刚性支出困难家庭"),
    "other_hardship": say("其他困难家庭"),
    "none": say("低收入人口"),
}
