"""What somebody may want who writes when nothing is asked: 钱什么时候发, 我搬家了, 我又住院了."""

from collections.abc import Mapping

from conversations.inputs import CommandName
from conversations.understanding.normal import compact, words

# In this order: what is urgent comes before everything else, a question about money before a change.
_HINTS: Mapping[CommandName, tuple[str, ...]] = {
    "urgent": words("没饭吃 没吃的 没钱吃 没钱看病 没钱治 交不起 付不起 揭不开锅 没地方住 着火 救命 急用钱 等着用钱 车祸"),
    "status": words(
        "什么时候 几时 多久 哪天 多长时间 进度 结果 到账 发钱 钱发 发了没 发下来 批下来 批准 批没批 通过 审核"
        " 受理 办好 办完 办得 办到 到哪 怎么还 有消息 下来了吗"
    ),
    "papers": words("材料 照片 证明 诊断 病历 发票 单子 收据 残疾证 拍照 补交 出院小结 户口本 复印件"),
    "change": words(
        "住院 生病 得病 病了 手术 癌 瘫 摔 受伤 残疾 去世 过世 死了 走了 没了 生了 怀孕 出生 结婚 离婚 搬 换了 改了"
        " 失业 下岗 辞 没工作 没活 丢了工作 找到工作 上班 打工 退休 涨 降 多了 少了 变 买了 卖了 毕业 上学 考上"
        " 辍学 坐牢 出狱 当兵 新号码 停机 地震 水灾 淹 塌 受灾 填错 写错 漏"
    ),
    "human": words("电话 找谁 找人 问谁 问一下 咨询 投诉 不满 领导 负责人 联系 帮我 帮忙 打给"),
}  # fmt: skip


def wanted_after(text: str) -> tuple[CommandName, ...]:
    """What the words may be about, the likeliest first; nothing when they give no hint."""
    said = compact(text)
    return tuple(name for name, hints in _HINTS.items() if any(hint in said for hint in hints))


def about_own(text: str) -> bool:
    """Whether a question, asked after filing, is about the own declaration rather than about the policy."""
    return wanted_after(text)[:1] in (("urgent",), ("status",), ("human",))
