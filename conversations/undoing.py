"""`back`: the last act of this form is taken back and its question is open again, with the answer as a button."""

from conversations.messages import say
from conversations.opening import AtSlot, opening
from conversations.state import Confirm, ConfirmCommand, Correction, Edit, Frame, Menu, Reviewing, Ticking, Wondering
from conversations.stepping import Stepping


def go_back(step: Stepping) -> None:
    """Close what lies on top, else undo the last act."""
    top = step.state.top
    if isinstance(top, Edit | Confirm | ConfirmCommand | Ticking | Reviewing | Menu | Wondering):
        step.pop()
        return
    floor = top.since if isinstance(top, Correction) else 0
    last = next(((act, path) for act, path in reversed(step.answers.acts) if act > floor), None)
    if step.state.phase != "draft" and not isinstance(top, Correction):
        step.say(say("要改哪一条，发“检查”。申报已经交上去了，没有上一步。"))
        return
    if last is None:
        _at_the_beginning(step, top)
        return
    act, path = last
    if _was_removal(step, path):
        # Whoever was taken out is back with all answers; there is no question to open again.
        step.record("undo", path, act)
        step.say(say("找回来了。"))
        return
    reopened = _question_of(step, path)
    step.record("undo", path, act)
    slot = step.agenda.at(reopened)
    now = opening(step.state, step.agenda)
    if slot is not None and not (isinstance(now, AtSlot) and now.slot.path == reopened):
        step.push(Edit(reopened))


def _at_the_beginning(step: Stepping, top: Frame | None) -> None:
    if isinstance(top, Correction) and not top.asked_by_staff:
        step.pop()
        step.say(say("好，没有改，交上去的还是原来那一份。"))
    else:
        step.say(say("前面没有了，这是第一题。"))


def _was_removal(step: Stepping, path: str) -> bool:
    group, _, item = path.rpartition(".")
    return step.form.group(group) is not None and item != "more" and item not in step.answers.items.get(group, ())


def _question_of(step: Stepping, path: str) -> str:
    """The question an act answered: adding an item was the answer to "one more?"."""
    group, _, last = path.rpartition(".")
    found = step.form.group(group)
    if found is not None and last != "more":
        return f"{group}.more"
    return path
