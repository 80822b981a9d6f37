"""What officers on duty are told, in their chat and on the console. In the chat nothing that says who or where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from api.services.emergency.calling import AGAIN, ESCALATED, HANDED, TOLD, UNSEEN, kind_of
from api.services.emergency.duty.desk import Roster
from api.services.emergency.words import WHATS
from conversations.messages import Message, say, verbatim

_MOST_NAMES = 5
_MOST_LISTED = 5
_UNNAMED = say("急事")
_FIRST: Mapping[str, Message] = {
    TOLD: say("有一件急事"),
    AGAIN: say("同一件急事又报了一次"),
    HANDED: say("转来一件急事"),
    ESCALATED: say("镇里报上来一件急事"),
    UNSEEN: say("急事还没有人看，请看一下"),
}


@dataclass(frozen=True, slots=True)
class Called:
    """What a call says: no name, no address, no phone. `what` is "" where nobody may read along; `dying`: whoever tells
    it spoke of dying.
    """

    receipt: str
    occasion: str
    what: str
    place: str
    told_at: datetime
    due: datetime | None
    dying: bool = False


def called(one: Called) -> Message:
    """The call itself."""
    first = _FIRST[kind_of(one.occasion)]
    if one.what in WHATS and one.what:
        first = say("{first}：{what}", first=first, what=WHATS[one.what])
    if one.dying:
        first = say("人命关天，请现在就看。{first}", first=first)
    told = say(
        "▲ {first}\n{place}，编号 {receipt}\n{at}报的。",
        first=first,
        place=one.place,
        receipt=one.receipt,
        at=one.told_at,
    )
    return say("{told}{due}以前要先帮上。", told=told, due=one.due) if one.due is not None else told


def open_at(message: Message, link: str) -> Message:
    """The same, with where it is opened."""
    return say("{message}\n请打开：{link}", message=message, link=link)


def roster_words(roster: Roster) -> Message:
    """Whom an emergency told now would call, for the page of the emergencies."""
    if not roster.bot:
        return say("这里还没有接 Telegram 机器人：急事只在工作台上响，请一直开着一个页面。")
    if not roster.linked and roster.refused:
        return say("▲ 请再连一次手机：现在一部也收不到，急事只在工作台上响。")
    if not roster.linked:
        return say("▲ 请至少一个人连上手机：现在没有人连，急事只在工作台上响。")
    if roster.is_county:
        return _countys(roster)
    if roster.here and set(roster.here) <= set(roster.silent):
        return say("▲ 值班的{names}，问过手机，还没有回：急事同时发给别的人。", names=_some(roster.here))
    if roster.here:
        return say("现在值班：{names}。急事发到手机上。", names=_some(roster.here))
    if roster.county:
        return say("▲ 这里现在没有人值班：急事发给县里值班的{names}。", names=_some(roster.county))
    return say("▲ 这里和县里现在都没有人值班：急事发给连了手机的 {count} 人。", count=roster.linked)


def _countys(roster: Roster) -> Message:
    names = _some(roster.county)
    county = say("县里现在值班：{names}。", names=names) if roster.county else say("▲ 县里现在没有人值班。")
    if not roster.empty:
        return county
    empty = _some(roster.empty)
    if roster.county:
        return say("{county}没有人值班的乡镇：{places}，那里的急事发给县里值班的。", county=county, places=empty)
    return say("{county}没有人值班的乡镇：{places}，那里的急事发给所有连了手机的人。", county=county, places=empty)


def _some(names: Sequence[str]) -> Message:
    """The names, or of many the first few and how many there are."""
    if len(names) <= _MOST_NAMES:
        return verbatim("、".join(names))
    return say("{names}等 {count} 个", names="、".join(names[:_MOST_NAMES]), count=len(names))


def trial() -> Message:
    """The test call."""
    return say("● 试一试：这不是急事。听见响、看到了，请按“收到了”，工作台上就知道您的手机能响。")


def still(since: datetime) -> Message:
    """Asked of who has been on duty for long."""
    return say(
        "● 您从{since}起一直在值班。现在还在值班吗？请按一个。没按的话，有急事会发给您，也同时发给别人。", since=since
    )


def waiting(unseen: Sequence[Called], seen: int) -> Message:
    """All that waits, in one message."""
    if not unseen:
        return say("▲ 现在有 {count} 件急事看过了，还没有决定，请看一下。", count=seen)
    told = say("▲ 现在有 {count} 件急事还没有人看：", count=len(unseen))
    for one in sorted(unseen, key=lambda one: not one.dying)[:_MOST_LISTED]:
        what = WHATS[one.what] if one.what and one.what in WHATS else _UNNAMED
        what = say("人命关天，请现在就看。{first}", first=what) if one.dying else what
        told = say(
            "{told}\n· {what}，{place}，编号 {receipt}，{at}报的", told=told, what=what, place=one.place,
            receipt=one.receipt, at=one.told_at,
        )  # fmt: skip
    if len(unseen) > _MOST_LISTED:
        told = say("{told}\n· 还有 {count} 件", told=told, count=len(unseen) - _MOST_LISTED)
    return say("{told}\n另外 {count} 件看过了，还没有决定。", told=told, count=seen) if seen else told


def heard(place: str, *, on_duty: bool) -> Message:
    """They answered."""
    if on_duty:
        return say("好，收到。您在值班，{place}有急事就这样发到这里。下班发：不值班", place=place)
    return say("好，收到：这部手机能响。您现在不值班，要值班发：我值班")


TRYING = say("好，马上发一条试试。")
HEARD = say("收到了")
STILL_ON = say("还在值班")
OFF_NOW = say("不值班了")
I_LOOK = say("我来看")
OPEN = say("打开工作台")
NO_LONGER = say("请打开工作台看：这个按钮现在用不了。")
NOT_YOURS = say("请让同事来看这一件：和您有亲属关系。")
LINK_OVER = say("请到工作台“我的账号”再要一个新的链接：这个用过了，或者过了 30 分钟。")
UNLINKED = say("解除了，急事不再发到这里。要再连，请到工作台“我的账号”。")


def noted(receipt: str, *, family_told: bool) -> Message:
    """Theirs was the first look. `family_told`: that somebody looks was news to the family too."""
    if family_told:
        return say("记下了：编号 {receipt} 您在看，报的人也知道有人看了。", receipt=receipt)
    return say("记下了：编号 {receipt} 您在看。", receipt=receipt)


def seen_before(receipt: str, name: str) -> Message:
    """A colleague looked before."""
    return say("编号 {receipt}：{name}已经在看了。", receipt=receipt, name=name)


def yours_already(receipt: str) -> Message:
    """They looked before, or nobody knows any more who did."""
    return say("编号 {receipt} 已经看过了。", receipt=receipt)


def linked(place: str) -> Message:
    """Told in a chat that was just linked."""
    return say(
        "连上了。您值班的时候，{place}有急事就发到这里，不带姓名和住址。现在算您在值班。"
        "请把这个聊天的提醒开着，别设静音。\n"
        "下班发：不值班\n再值班发：我值班\n试试能不能响，发：试值班\n不想再收发：解除值班\n"
        "您自己家的申报还是在这里照常填，两样不会混。",
        place=place,
    )


def on_duty(place: str) -> Message:
    """They said they are on duty."""
    return say("好，现在您在值班。{place}有急事就发到这里。下班发：不值班", place=place)


def off_duty() -> Message:
    """They said they are not."""
    return say("好，现在您不值班。只有这里和县里都没有人值班时，急事才会发给您。完全不收，发：解除值班")
