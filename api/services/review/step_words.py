"""What the resident is told at the steps between acceptance and decision, and after it: `words` has the rest.

The same holds: it may be read on a shared phone. No illness, no amounts; a department whose name tells one is counted,
not named.
"""

from dataclasses import replace

from api.services.category_names import CATEGORIES
from api.services.review.words import OWN_FORM, Told, by, letter
from conversations.messages import Message, say

_NOTHING = Message("")
# Their names say what somebody has.
_TELLING = ("医保", "卫健", "残联")


def query_requested(told: Told) -> Message:
    """Other departments are asked, as the family has authorized."""
    return letter(
        told,
        say(
            "{place}按您签的授权，请有关部门核对家里的收入和财产（编号 {receipt}）。",
            place=told.place, receipt=told.receipt,
        ),
        say("核对出来要是和您填的不一样，会先来问您，不会就这样定下来。不想让核对了，随时可以撤回授权。"),
        by(told, say("大约{due}前有回音。", due=told.due or "")),
    )  # fmt: skip


def query_matched(told: Told) -> Message:
    """The departments' answer agrees with what was declared."""
    return letter(
        told,
        say("有关部门的核对有回音了，没有和您填的不一样的地方（编号 {receipt}）。", receipt=told.receipt),
        say("您不用做什么，{place}接着往下办。", place=told.place),
    )


def query_differs(told: Told) -> Message:
    """The departments' answer differs: the resident is heard first."""
    return letter(
        told,
        say(
            "有 {count} 处想先听您说：有关部门的核对和您填的不一样（编号 {receipt}）。记错了、情况变了都是常有的事。",
            count=told.count, receipt=told.receipt,
        ),
        say("就在这里一条一条看：要改的改，原来填得对就再答一次原来的。最后可以写一句为什么。"),
        by(told, say("{due}以前没收到您的回答，工作人员会打电话联系您。", due=told.due or "")),
    )  # fmt: skip


def visited(told: Told) -> Message:
    """Staff were at the family's home."""
    return letter(
        told,
        say("{day}工作人员到您家看过了，看到的都记下了（编号 {receipt}）。", day=told.day or "", receipt=told.receipt),
        say("接下来{place}接着办，有结果会告诉您。要是有没说到的，发“找人”。", place=told.place),
    )


def opinion_given(told: Told) -> Message:
    """The township has said what it thinks; that is not the decision."""
    first = say("这还不是最后的结果：接下来要公示，再由县里审核。", place=told.place)
    if told.result == "disagree":
        return letter(
            replace(told, result="refused"),
            first,
            say("{place}的初步意见：目前不太符合（编号 {receipt}）。", place=told.place, receipt=told.receipt),
            after=say("您有不同的想法，现在就可以打电话说，也可以补材料。"),
        )
    return letter(
        replace(told, result=""),
        say("{place}看过了您的申报，初步意见是同意（编号 {receipt}）。", place=told.place, receipt=told.receipt),
        first,
    )


def published(told: Told) -> Message:
    """The notice is up; when it ends, and what is not on it."""
    return letter(
        told,
        say("您的申报从{day}起公示（编号 {receipt}）。", day=told.day or "", receipt=told.receipt),
        say("公示上没有身份证号，也不写身体情况。"),
        by(told, say("到{due}结束。没有人提出不同意见，就由县里审核。", due=told.due or "")),
    )


def notice_ended(told: Told) -> Message:
    """Seven days have passed."""
    return letter(
        told,
        say("公示的日子到了（编号 {receipt}）。", receipt=told.receipt),
        by(told, say("接下来是审核，最晚{due}给您结果。", due=told.due or "")),
    )


def referred(told: Told) -> Message:
    """Other departments are asked to help; those whose name says too much are only counted."""
    named = tuple(one for one in told.departments if one not in _TELLING)
    others = len(told.departments) - len(named)
    who: Message
    if not told.departments:
        # Before they are chosen: the letter as it will begin.
        who = say("有关部门")
    elif not named:
        who = say("{count} 个部门", count=others)
    elif others:
        who = say("{names}等 {count} 个部门", names="、".join(named), count=len(told.departments))
    else:
        who = say("{names}部门", names="、".join(named))
    return letter(
        told,
        say("{place}把您家的情况转给了{who}，请他们看看能帮上什么（编号 {receipt}）。",
            place=told.place, who=who, receipt=told.receipt),
        say("他们可能会联系您。有人打电话要钱、要密码的，不是我们，请挂掉。"),
    )  # fmt: skip


def referral_answered(told: Told) -> Message:
    """A department has answered."""
    return letter(
        replace(told, result=""),
        say("转出去的事有回音了，{place}记下了（编号 {receipt}）。", place=told.place, receipt=told.receipt),
    )


def escalated(told: Told) -> Message:
    """A complex case is decided by the county's departments together."""
    return letter(
        told,
        say("您家的情况要几个部门一起商量，{place}报到了县里，由县里接着办（编号 {receipt}）。",
            place=told.place, receipt=told.receipt),
        say("您不用另外跑。商量出结果会告诉您。"),
        by(told, say("最晚{due}给您答复。", due=told.due or "")),
    )  # fmt: skip


def transferred(told: Told) -> Message:
    """Another township has it now; nothing is lost."""
    return letter(
        told,
        say("您的申报转到{place}接着办，编号还是 {receipt}。", place=told.place, receipt=told.receipt),
        say("填过的都在，不用重新填，日子也照原来的算。"),
        by(told, say("最晚{due}有下一步的消息。", due=told.due or "")),
    )


def letter_given(told: Told) -> Message:
    """The written decision was handed over: from that day the time to appeal runs."""
    return letter(
        replace(told, result=""),
        say("书面决定{day}已经送到（编号 {receipt}）。", day=told.day or "", receipt=told.receipt),
        say("不同意的话，从这一天起 60 天内可以申请行政复议，或者 6 个月内到法院起诉；怎么写，{place}的窗口可以帮您。",
            place=told.place),
    )  # fmt: skip


def own_form_decided(told: Told) -> Message:
    """What was decided on the form of dibao or tekun."""
    named = CATEGORIES[told.category] if told.category in OWN_FORM else say("另填的那张表")
    if told.result == "refused":
        return letter(
            told,
            say("您还可以这样办：家里情况有变化，随时可以再申报；遇到急事难事，随时来找{place}。", place=told.place),
            say("另填的申请表有结果了（编号 {receipt}）：目前还不能认定为{category}。", receipt=told.receipt,
                category=named),
            after=say("您要是不同意，收到书面决定后 60 天内可以申请行政复议，或者 6 个月内到法院起诉。"),
        )  # fmt: skip
    return letter(
        told,
        say("另填的申请表有结果了（编号 {receipt}）：认定为{category}，从{day}算起。", receipt=told.receipt,
            category=named, day=told.day or ""),
        say("按月发的钱，一般从批准的下个月开始。"),
    )  # fmt: skip


def reviewed(told: Told) -> Message:
    """Once a year every household is gone through (山西指南 二（三）)."""
    changed = say("家里有变化的地方，{place}会再和您说。", place=told.place)
    same = say("没有要改的，照现在的来。")
    return letter(
        replace(told, result=""),
        say("一年一次的走访看过了（编号 {receipt}）。", receipt=told.receipt),
        changed if told.result == "changed" else same,
        say("情况有变化，随时告诉我们，不用等到明年。"),
    )


def closed(told: Told) -> Message:
    """Aid ends; whether somebody still looks in."""
    return letter(
        replace(told, result="refused"),
        say("以后遇到难处，随时可以再申报；急事随时来找{place}。", place=told.place),
        say("您家这一份的救助到此为止（编号 {receipt}）。", receipt=told.receipt),
        say("工作人员以后还会来看看，有能帮上的会告诉您。") if told.monitored else _NOTHING,
        after=say("您要是不同意，收到书面决定后 60 天内可以申请行政复议，或者 6 个月内到法院起诉。"),
    )


def reopened(told: Told) -> Message:
    """It is looked at again."""
    return letter(
        replace(told, result=""),
        say("您的申报重新打开了，{place}再看一遍（编号 {receipt}）。", place=told.place, receipt=told.receipt),
        by(told, say("最晚{due}给您答复。", due=told.due or "")),
    )


def late(told: Told) -> Message:
    """A day that was promised has passed."""
    return letter(
        replace(told, note="", result=""),
        say("您的申报比说好的日子晚了，还在办（编号 {receipt}）。不是您这边的原因，{place}会抓紧。",
            place=told.place, receipt=told.receipt),
        say("您不用重新填。着急的话，打电话问一声就行。"),
    )  # fmt: skip


def answer_late(told: Told) -> Message:
    """A request about one's data has not been answered in time."""
    return letter(
        replace(told, note="", result=""),
        say(
            "您要求删除信息的事还没有答复，比说好的日子晚了（编号 {receipt}）。不是您这边的原因。", receipt=told.receipt
        ),
        say("着急的话，打电话问一声就行；也可以打 12345。"),
    )
