"""What can be asked of the conversation itself, at any time: one small function a command."""

from collections.abc import Callable, Mapping

from conversations import comeback, consenting, households
from conversations.after import erase, erase_draft, export, papers, report_change, status
from conversations.agenda import Slot
from conversations.beginning import begin_again
from conversations.calling import answered, begin_emergency, declined, urgent
from conversations.effects import CallHuman, ForgetDraft, Withdraw
from conversations.inputs import Body, Choice, Command, CommandName, Text
from conversations.messages import say
from conversations.naming import words_of
from conversations.opening import AtCommand, AtSlot, opening
from conversations.passing import pass_over
from conversations.state import ConfirmCommand, Correction, Edit, Reviewing
from conversations.stepping import Stepping
from conversations.taking_back import meant_the_emergency, withdraw
from conversations.understanding.outcome import Sure
from conversations.understanding.yes_no import understand_yes_no
from conversations.undoing import go_back
from conversations.wondering import begin_wondering, look_up

# What may be wanted while it is paused, and asks for no question.
STAYS_PAUSED = ("pause", "exit", "language", "urgent", "human", "elsewhere", "code", "quiet", "another")


def obey(step: Stepping, command: Command) -> None:
    """Carry out a command. Every one leaves the open question open, unless it is about that question."""
    # Who came for an emergency and asks where it stands begins nothing by it.
    of_emergency = command.name == "status" and step.state.called is not None
    if step.state.paused and command.name not in STAYS_PAUSED and not of_emergency:
        step.change(paused=False)
    COMMANDS[command.name](step, command)


def _open_slot(step: Stepping) -> Slot | None:
    now = opening(step.state, step.agenda)
    return now.slot if isinstance(now, AtSlot) else None


def _start(step: Stepping, _: Command) -> None:
    if step.state.phase == "draft":
        if step.state.asked:
            step.say(say("您好，我们接着来。前面填的都在。"))
    else:
        _status(step, Command("status"))


def _back(step: Stepping, _: Command) -> None:
    go_back(step)


def _pause(step: Stepping, _: Command) -> None:
    step.change(paused=True)
    step.say(say("好，先停在这里。填过的都存好了，过几天再来也行。想接着填，发“继续”就可以。"))
    comeback.paused(step)


def _resume(step: Stepping, _: Command) -> None:
    if opening(step.state, step.agenda) is None:
        _status(step, Command("status"))
    else:
        step.say(say("好，接着来。"))


def _review(step: Stepping, _: Command) -> None:
    if isinstance(step.state.top, Reviewing):
        return
    if step.state.phase == "closed":
        _status(step, Command("status"))
        return
    slot = _open_slot(step)
    if slot is None or slot.path != "review":
        step.push(Reviewing())


def _edit(step: Stepping, command: Command) -> None:
    if command.key is None:
        _review(step, command)
        return
    if _nothing_to_change(step):
        return
    slot = step.agenda.by_key(command.key)
    if slot is None or slot.path == "review":
        step.say(say("请在下面的清单里，按要改的那一条。刚才说的那条没找到。"))
        _review(step, command)
        return
    if isinstance(step.state.top, Reviewing):
        step.pop()
    if not _correct_what_was_filed(step, slot.path):
        step.push(Edit(slot.path))


def _nothing_to_change(step: Stepping) -> bool:
    if step.state.phase == "closed":
        step.say(say("情况有变化，可以重新申报，或者给镇里打电话。这一份已经办结，就不改了。"))
        return True
    return False


def _correct_what_was_filed(step: Stepping, *paths: str) -> bool:
    """Begin a correction when something filed is to change, or the township would never hear of it."""
    if step.state.phase != "filed" or step.state.correction is not None:
        return False
    items = tuple((path, "") for path in paths)
    step.push(Correction(step.state.receipt or "", items, step.state.acts, asked_by_staff=False))
    return True


def _remove(step: Stepping, command: Command) -> None:
    if _nothing_to_change(step):
        return
    found = _item(step, command.key or "")
    if found is None:
        step.say(say("请在清单里选要去掉的那一项。刚才说的那项没找到。"))
        _review(step, command)
        return
    group, item = found
    known = step.form.group(group)
    if known is not None and known.first and step.answers.items[group][0] == item:
        step.say(say("要换别人来申报，请按“重新开始”。申报人自己要留在里面。"))
        return
    step.push(ConfirmCommand("remove", f"{group}.{item}"))


def _item(step: Stepping, key: str) -> tuple[str, str] | None:
    """The group and item id for a boundary key such as "members.1"."""
    group, _, place = key.rpartition(".")
    items = step.answers.items.get(group, ())
    if place.isdecimal() and len(place) < 4 and int(place) < len(items):
        return group, items[int(place)]
    return None


def _help(step: Stepping, _: Command) -> None:
    slot = _open_slot(step)
    if slot is None:
        step.say(say("要查办到哪一步，发“进度”。要找人帮忙，发“找人”。要重新申报，发“重新开始”。"))
        return
    step.say(slot.question.help.filled(words_of(slot)))
    if slot.question.example is not None:
        step.say(say("比如：{example}", example=slot.question.example))
    step.say(say("要停下来，发“暂停”；要换一部手机或者换个地方接着填，发“换手机”。"))


def _why(step: Stepping, _: Command) -> None:
    slot = _open_slot(step)
    if slot is None:
        step.say(say("现在没有要您回答的问题。"))
    else:
        step.say(slot.question.why.filled(words_of(slot)))


def _pass_over(step: Stepping, command: Command) -> None:
    slot = _open_slot(step)
    if slot is None:
        step.say(say("现在没有要您回答的问题。"))
    else:
        pass_over(step, slot, "skip" if command.name == "skip" else "unsure")


def _status(step: Stepping, _: Command) -> None:
    status(step)


def _area_code(step: Stepping) -> str | None:
    value = step.answers.value("area_code")
    return value if isinstance(value, str) else None


def _policy(step: Stepping, command: Command) -> None:
    if command.key:
        look_up(step, command.key)
    else:
        begin_wondering(step)


def _language(step: Stepping, command: Command) -> None:
    wanted = command.key or ""
    if wanted in step.world.locales:
        step.change(locale=wanted)
        step.say(say("好，换好了。"))
    else:
        step.say(say("现在可以用的语言：{all}。", all="、".join(step.world.locales)))


def _human(step: Stepping, _: Command) -> None:
    step.effects.append(CallHuman(step.state.receipt, _area_code(step)))


def _restart(step: Stepping, _: Command) -> None:
    if step.state.phase == "filed":
        step.say(say("您已经交了一份，正在办理。要改内容，发“检查”；不想办了，发“撤回”。"))
    elif step.state.phase == "closed":
        begin_again(step, keeps_told=True)
    else:
        step.push(ConfirmCommand("restart"))


def _exit(step: Stepping, _: Command) -> None:
    step.change(paused=True)
    step.say(say("已退出。"))


COMMANDS: Mapping[CommandName, Callable[[Stepping, Command], None]] = {
    "start": _start, "back": _back, "pause": _pause, "resume": _resume, "review": _review, "edit": _edit,
    "remove": _remove, "help": _help, "why": _why, "skip": _pass_over, "unsure": _pass_over,
    "status": _status, "urgent": urgent, "policy": _policy, "language": _language, "human": _human,
    "withdraw": withdraw, "restart": _restart, "exit": _exit,
    "papers": papers, "change": report_change, "export": export, "erase": erase,
    "links": consenting.links, "unlink": consenting.unlink, "unauthorize": consenting.unauthorize,
    "another": households.another, "switch": households.switch,
    "elsewhere": comeback.elsewhere, "code": comeback.code, "quiet": comeback.quiet,
}  # fmt: skip


def _remove_now(step: Stepping, path: str) -> None:
    _correct_what_was_filed(step)
    step.record("remove", path)
    step.say(say("去掉了。要找回来，按“上一步”。"))
    if step.answers.value("pledge") is not None:
        # What was signed was another list of people.
        step.say(say("答案变了，请最后再签一次名。"))


def answer_command(step: Stepping, now: AtCommand, body: Body) -> None:
    """The answer to "are you sure?", as it was tapped or said."""
    yes: bool | None = None
    if isinstance(body, Choice) and isinstance(body.value, bool):
        yes = body.value
    elif isinstance(body, Text):
        understood = understand_yes_no(body.text)
        yes = understood.value if isinstance(understood, Sure) else None
    if yes is None and meant_the_emergency(step, now.command, body):
        return
    if yes is None and now.command.name == "urgent":
        yes = answered(step, now.command, body)
    if yes is None:
        step.say(say("请按“是的”或者“不，回去”。"))
        return
    # What was told instead of the yes goes with it.
    top = step.state.top
    confirmed(step, top if isinstance(top, ConfirmCommand) else now.command, yes=yes)


def confirmed(step: Stepping, frame: ConfirmCommand, *, yes: bool) -> None:
    """What follows from the answer to "are you sure?"."""
    step.pop()
    if not yes and frame.name == "urgent":
        declined(step, frame)
    elif not yes:
        step.say(say("好，没有动，接着来。"))
    elif frame.name == "remove" and frame.key is not None:
        _remove_now(step, frame.key)
    elif frame.name == "urgent":
        begin_emergency(step, frame)
    elif frame.name == "erase":
        erase_draft(step)
    elif frame.name == "unauthorize":
        consenting.confirmed(step)
    elif frame.name == "withdraw" and step.state.receipt is not None:
        step.effects.append(Withdraw(step.state.receipt))
    else:
        begin_again(step, keeps_told=frame.name == "restart")
        step.effects.append(ForgetDraft())
        step.change(paused=frame.name == "withdraw")
        step.say(
            say("已经清空了。") if frame.name == "restart" else say("已经撤回，填过的都清空了。想再申报，发“继续”。")
        )
