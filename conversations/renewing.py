"""A conversation begun with an older version of the form goes on with the present one, and keeps its answers."""

from dataclasses import replace

from conversations.beginning import with_first_items
from conversations.form.model import Form
from conversations.messages import say
from conversations.state import Confirm, Correction, Edit, Frame, Ticking
from conversations.stepping import Stepping


def renew(step: Stepping) -> None:
    """Bring an older state to the version of the form; a state of this version, or a newer one, is left alone.

    New questions open by themselves, because what is asked is derived. An answer to a question that is gone
    stays in the log, neither judged nor filed; one to a renamed question moves along.
    """
    state, form = step.state, step.form
    if state.form_version >= form.version:
        return
    for version in range(state.form_version + 1, form.version + 1):
        for old, new in form.renamed.get(version, {}).items():
            step.change(
                log=tuple(replace(entry, path=_moved(entry.path, old, new, form)) for entry in step.state.log),
                frames=tuple(_frame_moved(frame, old, new, form) for frame in step.state.frames),
            )
    step.state = with_first_items(step.state, form, step.heard.at, step.heard.channel)
    step.change(form_version=form.version)
    step.forget()
    if state.phase == "draft" and state.asked:
        step.say(say("申报表换了新的一版。前面填的都在，可能会多问几题。"))


def _moved(path: str, old: str, new: str, form: Form) -> str:
    """The path under its new name; in a group the item stays where it is: members.m2.name."""
    group = next((one.key for one in form.groups() if path.startswith(f"{one.key}.")), None)
    if group is None:
        return new if path == old else path
    item, _, key = path.removeprefix(f"{group}.").partition(".")
    return f"{group}.{item}.{new.removeprefix(f'{group}.')}" if f"{group}.{key}" == old else path


def _frame_moved(frame: Frame, old: str, new: str, form: Form) -> Frame:
    if isinstance(frame, Edit | Confirm | Ticking):
        return replace(frame, path=_moved(frame.path, old, new, form))
    if isinstance(frame, Correction):
        return replace(frame, items=tuple((_moved(path, old, new, form), word) for path, word in frame.items))
    return frame
