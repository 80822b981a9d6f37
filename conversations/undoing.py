"""`back`: the last act of this form is taken back and its question is open again, with the answer as a button."""

from conversations.messages import say
from conversations.opening import AtSlot, opening
from conversations.state import Confirm, ConfirmCommand, Correction, Edit, Reviewing, Ticking
from conversations.stepping import Stepping


def go_back(step: Stepping) -> None:
    """Close what lies on top, else undo the last act."""
    top = step.state.top
    if isinstance(top, Edit | Confirm | ConfirmCommand | Ticking | Reviewing):
        step.pop()
        return
    floor = top.since if isinstance(top, Correction) else 0
    last = next(((act, path) for act, path in reversed(step.answers.acts) if act > floor), None)
    if last is None or (step.state.phase != "draft" and not isinstance(top, Correction)):
        step.say(say("前面没有了，这是第一题。"))
        return
    act, path = last
    reopened = _question_of(step, path)
    step.record("undo", path, act)
    slot = step.agenda.at(reopened)
    now = opening(step.state, step.agenda)
    if slot is not None and not (isinstance(now, AtSlot) and now.slot.path == reopened):
        step.push(Edit(reopened))


def _question_of(step: Stepping, path: str) -> str:
    """The question an act answered: adding an item was the answer to "one more?"."""
    group, _, last = path.rpartition(".")
    found = step.form.group(group)
    if found is not None and last != "more":
        return f"{group}.more"
    return path
