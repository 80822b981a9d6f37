"""The causes of hardship, with the words by which people tell them."""

from conversations.form.kinds import OptionWords
from conversations.messages import say
from conversations.understanding.normal import words

HARDSHIP = (
    OptionWords(
        "illness",
        say("生病"),
        words(
            "病 得病 看病 得了病 大病 治病 住院 家里有病人 医药费 药费 癌 癌症 肿瘤 尿毒症 透析 白血病 中风 手术 开刀"
        ),
    ),
    OptionWords("disability", say("残疾"), words("有残疾人 残疾人 有人残疾 瘫痪 看不见 听不见 智障")),
    OptionWords("schooling", say("孩子上学"), words("上学 学费 读书 念书 上大学 供孩子读书 供学生")),
    OptionWords(
        "disaster",
        say("受灾"),
        words("水灾 旱灾 地震 火灾 遭灾 发大水 房子倒了 房子塌了 塌了 绝收 淹了 烧了 台风 泥石流"),
    ),
    OptionWords("accident", say("意外事故"), words("车祸 事故 工伤 意外 摔伤 摔断 出了事 撞了 被撞")),
    OptionWords(
        "lack_of_labour",
        say("没人能干活"),
        words("缺劳力 没有劳动力 缺劳动力 没劳力 没人干活 没人挣钱 没有人挣钱 干不了活 顶梁柱没了"),
    ),
    OptionWords(
        "job_loss",
        say("丢了工作"),
        words("失业 下岗 没工作 没活干 没活做 厂子倒了 找不到活 找不到工作 被辞退 被裁 工资发不出"),
    ),
    OptionWords("old_age", say("年老"), words("老了 年纪大 年纪大了 老人 干不动 干不动了 岁数大 上了年纪")),
    OptionWords(
        "single_parent",
        say("一个人带孩子"),
        words("单亲 一个人带娃 离婚带孩子 单亲妈妈 单亲爸爸 独自带孩子 自己带孩子"),
    ),
    OptionWords("other", say("其他原因"), ("其他",)),
)
