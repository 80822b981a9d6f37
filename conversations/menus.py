"""The choices beside the form: how each is put, what its buttons say."""

from collections.abc import Mapping

from conversations.agenda import Agenda
from conversations.messages import Message, say
from conversations.naming import item_of
from conversations.replies import Option
from conversations.state import Menu

PROMPTS: Mapping[str, Message] = {
    "after": say("您是想办哪一件？按一下就行。"),
    "change": say("哪里有变化？一次选一样，报完还能再报。"),
    "people": say("家里的人怎么变了？"),
    "person": say("是谁的情况变了？"),
    "gone": say("是谁不在家里了？"),
    "papers": say("给哪一件补材料？"),
    "again": say("这一份已经结束，不能直接改了。可以用上次填的再申报一份，只改变了的地方。"),
    "erase": say(
        "为什么想删？按一下，或者打一句话。镇里会答复您。"
        "正在办的，先办完或者撤回才能删；依法要存档的，要到期才能删，会告诉您是哪些、存多久。"
    ),
}
LABELS: Mapping[str, Message] = {
    "status": say("看办到哪一步了"),
    "change": say("家里有变化，要告诉镇里"),
    "papers": say("补材料"),
    "owed": say("救急那一件"),
    "declared": say("低收入申报那一份"),
    "human": say("找工作人员"),
    "urgent": say("急用钱，要救急"),
    "restart": say("从头再申报一份"),
    "kept": say("用上次填的再申报一份"),
    "nothing": say("没别的事"),
    "people": say("家里的人"),
    "income": say("收入"),
    "expenditure": say("花费"),
    "assets": say("财产"),
    "contact": say("住址、电话"),
    "review": say("别的，从清单里找"),
    "joined": say("多了一个人"),
    "left": say("少了一个人"),
    "changed": say("有人的情况变了"),
    "no_aid": say("不想申报了"),
    "worried": say("不放心信息被别人看到"),
    "mistaken": say("填错了，或者不该填"),
    "unsaid": say("不想说"),
}


def menu_prompt(menu: Menu) -> Message:
    """How the choice is put."""
    return PROMPTS[menu.name]


def menu_options(menu: Menu, agenda: Agenda) -> tuple[Option, ...]:
    """Its buttons, in the order in which taps count them; people by name."""
    return tuple(Option(value, LABELS[value] if value in LABELS else _who(value, agenda)) for value in menu.offers)


def _who(item: str, agenda: Agenda) -> Message:
    """The person with this item id, by name where it is known."""
    slot = next((one for one in agenda.slots if one.facts.item == item), None)
    return item_of(slot) if slot is not None else say("另一位家人")
