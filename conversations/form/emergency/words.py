"""The answers of the short form that can be tapped, and the words people use for them."""

from conversations.form.kinds import OptionWords
from conversations.messages import say
from conversations.understanding.normal import words

WHAT = (
    OptionWords("fire", say("着火"), words("火灾 失火 起火 着火了 烧了 烧光 爆炸 煤气")),
    OptionWords("accident", say("出了意外、车祸"), words("车祸 事故 工伤 意外 摔伤 摔断 撞了 被撞 触电 溺水 淹死")),
    OptionWords(
        "sudden_illness",
        say("突然得了重病"),
        words("急病 重病 大病 住院 抢救 昏迷 手术 重症 监护室 脑出血 心梗 中风 白血病 看病 病倒 病危 医院"),
    ),
    OptionWords(
        "flood_or_storm",
        say("水灾、台风、塌房"),
        words("水灾 洪水 台风 暴雨 泥石流 滑坡 地震 房子塌了 房子倒了 塌了 淹了 大雪 冰雹 龙卷风"),
    ),
    OptionWords("violence", say("家里有人打我"), words("打我 家暴 挨打 被打 家庭暴力 虐待 不让我出门 威胁")),
    OptionWords(
        "stranded",
        say("在外面没钱回不了家"),
        words("回不了家 没地方住 没地方去 流落 钱被偷 被偷了 没饭吃 身无分文 走丢"),
    ),
    OptionWords("other", say("别的急事"), ("其他", "别的")),
)
NEED = (
    OptionWords("food", say("吃的、穿的"), words("吃饭 吃的 没饭吃 没吃的 粮食 衣服 被子 奶粉 喝水")),
    OptionWords("shelter", say("住的地方"), words("住处 地方住 住的 没地方住 房子 过夜 安置")),
    OptionWords("medical_fee", say("看病的钱"), words("医药费 住院 住院费 手术费 看病 医院 押金 药费 抢救")),
    OptionWords("transport", say("路费、回家"), words("路费 车费 回家 车票 送医院")),
    OptionWords("other", say("别的"), ("其他", "别的")),
)
WHEN = (
    OptionWords("now", say("就在刚才"), words("刚才 刚刚 现在 刚发生 正在")),
    OptionWords("today", say("今天"), words("今天早上 今天上午 今天中午 今天下午 今早")),
    OptionWords("yesterday", say("昨天"), words("昨天 昨晚 昨天晚上 昨夜")),
    OptionWords("this_week", say("这几天"), words("前天 这两天 前几天 几天前")),
)
AFFECTED = (
    OptionWords("1", say("就我一个人"), words("我一个人 一个人 只有我 1个人 就我")),
    OptionWords("2", say("两个人"), words("两个 俩 2个人")),
    OptionWords("3", say("三个人"), words("三个 3个人 一家三口")),
    OptionWords("4", say("四个人或更多"), words("四个人 四个 全家 一家人 好几个人 很多人")),
)
