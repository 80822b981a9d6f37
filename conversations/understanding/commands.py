"""Words that are for the conversation itself, never for the open question."""

import re
from collections.abc import Mapping

from conversations.inputs import COMMANDS, Command, CommandName
from conversations.understanding.command_patterns import PATTERNS
from conversations.understanding.normal import compact, normal, words

# Whole messages only: 不清楚 is a command, 病情不清楚 is an answer.
_WORDS: Mapping[CommandName, tuple[str, ...]] = {
    "start": words("开始 开始申报 开始填 你好 您好 你好您好 hello hi start 我要申报 申报 在吗 有人吗"),
    "back": words(
        "上一步 返回 退回 上一个 上一题 回上一步 返回上一步 回去 退一步 back 错了 填错了 写错了"
        " 刚才错了 刚才那个错了 刚才填错了 刚刚那个错了 刚刚填错了 上一个错了 上面那个错了"
    ),
    "pause": words(
        "暂停 等会儿 等会 等一会 等一会儿 等等 稍等 一会儿再说 先停一下 下次再填 明天再填 改天再填 以后再填 pause"
    ),
    "resume": words("继续 接着填 接着来 继续填 继续申报 resume continue"),
    "review": words("看一遍 检查 检查一遍 再看一遍 看看填的 看我填的 核对 核对一遍 看看前面填的 review"),
    "edit": words("修改 改一下 我要改 我要修改 改答案 edit"),
    "remove": words("删除 删掉 去掉这个 remove"),
    "help": words("帮助 怎么填 怎么写 不会填 不会写 怎么回答 举个例子 看不懂 没看懂 help"),
    "why": words("为什么 为什么问 为什么问这个 为啥 为啥问 为啥问这个 问这个干什么 问这个做什么 问这干嘛 why"),
    "skip": words("跳过 先跳过 跳过这个 下一个 下一题 以后再说 先不填 不想说 不想回答 skip"),
    "unsure": words(
        "不清楚 不知道 记不得了 记不得 不记得 不记得了 记不清 记不清了 不晓得 说不清 说不清楚 想不起来"
        " 想不起来了 不确定 忘了 忘记了 搞不清 搞不清楚 弄不清 不太清楚 不太清楚了 我不知道 我不清楚"
        " 我不记得 我忘了 拿不准 unsure"
    ),
    "status": words(
        "进度 办到哪了 办到哪里了 查进度 查一下进度 状态 办得怎么样了 到哪一步了 有结果了吗 结果出来了吗"
        " 查结果 批了吗 查状态 办到哪一步了 到哪一步 到哪了 什么时候有结果 多久有结果 我的申报 status"
    ),
    "urgent": words("救急 急难 紧急 临时救助 急难救助 紧急求助 救命 我要求助 出大事了 urgent"),
    "policy": words("政策 问政策 政策问题 查政策 想问政策 问个政策 policy"),
    "language": words("语言 换语言 切换语言 换一种语言 language"),
    "papers": words("补材料 补交材料 我要补材料 补充材料 交材料 加材料 补照片 补证明 papers"),
    "change": words(
        "家里有变化 家里变了 家里情况变了 家里情况有变化 我家有变化 我家情况变了 情况有变化 情况变了 有变化"
        " 报告变化 报变化 我要报变化 change"
    ),
    "export": words(
        "导出我的信息 导出信息 导出 下载我的信息 下载信息 我的信息 看我的信息 查看我的信息 把我的信息给我 export"
    ),
    "erase": words(
        "删除我的信息 删除信息 删掉我的信息 清除我的信息 删除个人信息 删除我的资料 删掉我的资料 删除全部 注销 erase"
    ),
    "human": words("人工 找人 转人工 找工作人员 人工服务 找个人 找真人 我要找人 打电话 human"),
    "withdraw": words("撤回 撤销申报 撤销 撤回申报 取消申报 不申报了 我不申报了 withdraw"),
    "links": words("授权链接 确认链接 签字链接 签名链接 家人授权 重新授权 再授权 links"),
    "unlink": words("作废链接 链接作废 收回链接 unlink"),
    "unauthorize": words("撤回授权 撤销授权 取消授权 不授权了 我不授权了 收回授权 unauthorize"),
    "restart": words("重新开始 从头来 重来 从头开始 重新填 重新申报 从头再来 restart"),
    "elsewhere": words(
        "换手机 换个手机 换一部手机 换部手机 换手机填 换到网页 换到网页填 换到网页上填 在网页上填 换到电脑 换到电脑上填 换电脑 换电脑填"
        " 换到telegram 换到电报 换个地方填 elsewhere"
    ),
    "code": words("返回码 我的返回码 换返回码 换个返回码 新返回码 给我返回码 code"),
    "another": words(
        "给另一家填 给另外一家填 替另一家填 帮另一家填 给别家填 替别家填 帮别家填 再填一家 再给一家填 填另一家 填下一家 下一家 another"
    ),
    "switch": words("换一家 换家 换一户 换另一家 换别家 换到另一家 看看别家 有哪几家 我填过的几家 switch"),
    "quiet": words("别再提醒 别提醒 别提醒我 别再提醒我 不要提醒 不要再提醒 不要提醒我 不用提醒 不用再提醒 别催 quiet"),
    "exit": words("退出 离开 结束 关闭 退出聊天 再见 拜拜 exit quit bye"),
}
_NAMED: Mapping[str, CommandName] = {word: name for name, typed in _WORDS.items() for word in typed}
_SLASH = re.compile(r"/([a-z]{2,16})(?:@\w{1,64})?(?: ([A-Za-z0-9_.\-]{1,128}))?", re.ASCII)
_SOFT = re.compile("[啊呀哦呢吧啦嘛了]+$")
_POLITE = re.compile("^请?(?:帮我)?")
_MARKS = re.compile("[?？!！。,.“”\"'「」]+")


def understand_command(text: str) -> Command | None:
    """The command the whole of `text` is, typed as a word or as /name with an optional key; else None.

    Keys keep their case (/edit members.0.name, /language zh_CN).
    """
    line = normal(text)
    if line.startswith("/"):
        return _slashed(line)
    typed = _MARKS.sub("", compact(text))
    for form in (typed, _SOFT.sub("", typed), _POLITE.sub("", typed)):
        if form in _NAMED:
            return Command(_NAMED[form])
    softened = _SOFT.sub("", typed)
    found = (name for name, pattern in PATTERNS if pattern.fullmatch(typed) or pattern.fullmatch(softened))
    said = next(found, None)
    return None if said is None else Command(said)


def _slashed(line: str) -> Command | None:
    head, space, key = line.partition(" ")
    found = _SLASH.fullmatch(head.lower() + space + key)
    if found is None:
        return None
    name = next((name for name in COMMANDS if name == found[1]), None)
    return None if name is None else Command(name, key or None)
