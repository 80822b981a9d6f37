"""Emergencies in people's own words: told in any dialect they are heard; what is only near them is an answer.

The sentences are those the shapes were developed with; others, kept apart, were only ever measured.
"""

from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from conversations.dangers import danger_in, in_need
from conversations.understanding.distress import distress_in

TOLD = {
    "fire": (
        "俺家房子叫火烧了啥都没落下", "柴火垛着了火引到正屋了咋弄啊", "猪圈和灶房昨夜都烧没了牛也死了两头",
        "我帮村头李大爷问一下他家昨晚失火了人在我家", "家里漏煤气闻到好大味道", "My house burned down last night, we have nothing",
    ),
    "flood_or_storm": (
        "隔壁王奶奶家进水了她一个人爬不上楼", "山上塌下来一大块把我屋后墙打垮了不敢住", "下冰雹把我家五亩烟叶全打烂了",
        "台风把屋顶掀飞了下雨没地方睡", "泥石流冲了半个村我们跑出来了啥都没带", "大雪封山困在车里一天一夜了",
    ),
    "accident": (
        "老公工地上摔下来了老板跑了没人管", "煤气中毒了两个人都躺着叫不醒", "爷爷触电了送医院了要交押金五千",
        "小孩掉进河里了快来人", "被眼镜蛇咬了血清要好几千", "收割机把手绞了",
    ),
    "sudden_illness": (
        "老汉儿脑壳痛起痛起就倒了现在还在县医院抢救钱不够", "我妈中风了医院催缴费", "孩子住重症监护室十几天了亲戚都借遍了",
        "娘老子突然昏过去了嘴巴歪起说不出话", "孩子查出来白血病要马上住院押金五万拿不出来", "医院说再不交钱就停药",
    ),
    "violence": ("我老公喝醉了就打我和娃我不敢回家", "他把我们娘俩锁在屋里不给饭吃", "my husband hit me and the kids"),
    "stranded": (
        "钱包手机都在火车站被偷了回不了家", "我在广州打工身上一分钱都没了回不去江西", "流落街头三天了没吃没住",
        "被房东撵出来了抱着孩子在街上", "i lost my wallet at the railway station and can't get home",
    ),
    "other": (
        "断粮三天了", "屋里头断顿了", "家里揭不开锅了两个老的一天没吃东西", "刚生的毛毛没有奶粉吃老婆没有奶",
        "我爹走了连买棺材的钱都没有", "老板欠我们半年工钱不给现在饭都吃不上了", "急用钱救命",
    ),
}  # fmt: skip
ANSWERS = (
    "去年着火了", "家里没着火", "没有被打过", "断粮的事没有过", "我爸十年前脑溢血走了", "三年前老房子塌了后来盖了新的", "急诊科护士",
    "救护车司机", "高血压中风后遗症", "在火锅店打工", "我儿子在派出所工作", "住院费报销过了", "打了两份工", "洪水桥村", "着火点路18号",
    "家里有火灾保险", "烧锅炉的", "卖煤气罐的", "心脏不好常年吃药", "每月透析两次能报销", "离婚了他以前打我", "车祸赔了八万", "没钱",
    "钱不够用", "学费交不起", "什么都没有", "老房子漏雨", "欠银行三万块", "偏瘫五年了", "现在不缺吃的", "没什么急事",
    "没遇到过火灾", "他不打人", "小孙子断奶了",
)  # fmt: skip


@pytest.mark.parametrize(("words", "what"), [(words, what) for what, told in TOLD.items() for words in told])
def test_an_emergency_is_heard_and_known_for_what_it_is(words: str, what: str) -> None:
    told = distress_in(words)
    assert told is not None and told.what == what
    assert in_need(words)


@pytest.mark.parametrize(
    "words",
    [
        "屋里遭贼偷光了过年的钱都没了", "老娘跌了一跤起不来了", "我男人肝癌晚期医院要赶我们走", "今天又没钱打胰岛素了",
        "他喝了酒拿皮带抽我",
        "孙子发烧惊厥了", "大爷冻僵在路边了", "村里断水断电五天了", "鱼塘翻塘鱼全死了", "婆婆脑梗瘫了转院要一万", "电瓶车充电着起来了",
        "被人赶出工棚下着雪", "煤矿透水了我哥在下面", "姐姐让姐夫用开水泼了", "脚被钢筋扎穿了老板不给治", "奶奶心口疼得打滚",
        "打工被黑中介骗光了", "有人站在楼顶上", "our car crashed and my wife is bleeding",
    ],
)  # fmt: skip
def test_what_was_not_heard_at_first_is_heard(words: str) -> None:
    assert in_need(words)


@pytest.mark.parametrize("words", ANSWERS)
def test_what_is_past_or_denied_or_a_trade_is_no_emergency(words: str) -> None:
    assert distress_in(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "活着没意思了想一了百了", "欠了一屁股债真想从楼上跳下去", "我撑不下去了孩子就拜托政府了", "站在楼顶上",
        "等我走了以后，孩子就拜托你们了", "两个娃托付给政府了",
    ],
)  # fmt: skip
def test_who_speaks_of_dying_is_heard_whatever_else_is_said(words: str) -> None:
    assert danger_in(words) == "self_harm"


@pytest.mark.parametrize("words", ["孩子的事拜托您了", "白天孩子拜托邻居看着"])
def test_who_asks_for_a_kindness_speaks_of_nothing_else(words: str) -> None:
    assert danger_in(words) is None


def test_a_long_story_told_to_the_microphone_is_read_to_its_end() -> None:
    story = "你好我跟你说一下我们家的情况我是东山村的家里三口人" * 12 + "现在老公在抢救没钱交押金"
    assert distress_in(story) is not None


@pytest.mark.parametrize(
    "words", ["工伤怎么赔", "车祸对方不赔怎么办", "收入够但是看病上学把钱花光了能申请吗", "如果着火了怎么办"]
)
def test_a_question_of_policy_is_no_emergency(words: str) -> None:
    assert not in_need(words)


@pytest.mark.parametrize("words", ["骨折", "车祸", "火灾", "摔断了腿"])
def test_a_bare_misfortune_may_be_the_answer_to_what_is_wrong(words: str) -> None:
    told = distress_in(words)
    assert told is not None and not told.plea


class _Said(TypedDict):
    told: list[str]
    answers: list[str]


@pytest.fixture(scope="module")
def said() -> _Said:
    """Sentences as people type and dictate them."""
    read: _Said = yaml.safe_load((Path(__file__).parent / "emergencies.yaml").read_text(encoding="utf-8"))
    return read


def test_what_people_tell_is_heard(said: _Said) -> None:
    assert [words for words in said["told"] if not in_need(words)] == []


def test_what_people_answer_is_not_taken_for_a_cry_for_help(said: _Said) -> None:
    """None of them keeps a question from taking it as its answer."""
    heard = [(words, distress_in(words)) for words in said["answers"]]
    assert [words for words, told in heard if told is not None and told.plea] == []
