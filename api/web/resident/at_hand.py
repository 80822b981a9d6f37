"""The buttons beside a question, under “更多”, and where nothing is asked: commands by name."""

from conversations.messages import Message, say

# Beside the question, always; the others lie under “更多”.
AT_HAND: dict[str, Message] = {
    "back": say("上一步"),
    "why": say("为什么问"),
    "unsure": say("不清楚"),
    "pause": say("暂停"),
}
# In need nobody is held up: passing over is as near as going back.
IN_NEED_AT_HAND: dict[str, Message] = {
    "back": say("上一步"),
    "skip": say("跳过"),
    "why": say("为什么问"),
    "human": say("找人帮忙"),
}
UNDER_MORE: dict[str, Message] = {
    "skip": say("跳过这一题"),
    "help": say("怎么填"),
    "review": say("检查填过的"),
    "status": say("办到哪一步了"),
    "papers": say("补材料"),
    "change": say("家里有变化"),
    "human": say("找人帮忙"),
    "urgent": say("救急"),
    "policy": say("问政策"),
    "another": say("给另一家填"),
    "restart": say("重新开始"),
    "withdraw": say("撤回"),
    "erase": say("删除我的信息"),
}
WHEN_NOTHING_IS_ASKED: dict[str, Message] = {
    "status": say("办到哪一步了"),
    "papers": say("补材料"),
    "change": say("家里有变化"),
    "review": say("看填过的、要改"),
    "links": say("家里人的授权链接"),
    "unauthorize": say("撤回授权"),
    "human": say("找人帮忙"),
    "another": say("给另一家填"),
}
ONCE_CLOSED = {
    "status": say("看结果"),
    "change": say("家里有变化，再申报"),
    "human": say("找人帮忙"),
}
