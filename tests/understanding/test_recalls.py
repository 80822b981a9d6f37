"""What is said after an emergency was told: that it was none, that it is over, that it goes on."""

import pytest

from conversations.understanding.recalls import is_taken_back, is_worse


@pytest.mark.parametrize(
    "words",
    [
        "孩子找到了，谢谢", "按错了不好意思", "解决了，谢谢你们", "钱借到了，不用了", "没有的事，发错人了", "我不报了", "不麻烦你们了",
        "不需要了，亲戚接走了", "火已经扑灭了，人没事", "别来了，已经处理好了", "不是真的，我试一下的", "我家孩子拿手机乱按的，对不起",
        "唔使嚟喇", "冇事喇，多谢",
    ],
)  # fmt: skip
def test_that_no_help_is_wanted_is_heard_clause_by_clause(words: str) -> None:
    assert is_taken_back(words, bare=False)


@pytest.mark.parametrize(
    "words",
    [
        "没事的话就不会找你们了", "人没找到", "火没灭", "不用来医院，来我家", "别不来啊", "不要不管我们", "没有人来", "不是搞错，是真的",
        "孩子还没找到", "解决不了", "借不到钱", "火灭了，房子没了", "孩子找到了，在抢救", "人没事，房子烧光了", "谢谢，快来", "麻烦快点来",
        "孩子玩火点着了", "人救出来了", "谢谢", "别打电话，谢谢", "搞错了地方，是隔壁村",
    ],
)  # fmt: skip
def test_what_goes_on_is_not_taken_back(words: str) -> None:
    assert not is_taken_back(words)


@pytest.mark.parametrize(
    "words",
    [
        "又烧起来了",
        "火更大了",
        "水又涨了",
        "娃又抽了",
        "医院又催了",
        "病情恶化",
        "快点来啊",
        "还没有人来",
        "又昏过去了",
    ],
)
def test_that_it_goes_on_is_heard(words: str) -> None:
    assert is_worse(words) and not is_taken_back(words)
