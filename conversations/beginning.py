"""The first state of a conversation, and a new draft in an old one."""

from dataclasses import replace
from datetime import datetime

from conversations.answers import Entry
from conversations.carrying_over import begun_with
from conversations.form.model import Form
from conversations.inputs import Channel
from conversations.state import State
from conversations.stepping import Stepping


def begin(form: Form, locale: str, at: datetime, channel: Channel) -> State:
    """A conversation in which nothing was said yet. Groups with a first item (the applicant) have it."""
    state = State(form_version=form.version, locale=locale)
    return with_first_items(state, form, at, channel)


def with_first_items(state: State, form: Form, at: datetime, channel: Channel) -> State:
    """The state with the first item of each group that has one from the beginning, where it is not there yet."""
    begun = {entry.path.rpartition(".")[0] for entry in state.log if entry.act == 0 and entry.op == "add"}
    for group in form.groups():
        if group.first and group.key not in begun:
            number = state.items + 1
            path = f"{group.key}.{group.prefix}{number}"
            # Act 0: there from the beginning, not to be undone.
            entry = Entry(0, "add", path, None, at, channel, "form")
            state = replace(state, items=number, log=(*state.log, entry))
    return state


def begin_again(step: Stepping, *, keeps_told: bool = False) -> None:
    """A new, empty draft. What was filed before stays with the township; the old draft is gone.

    `keeps_told`: what was told of emergencies is offered again.
    """
    old = step.state
    fresh = State(
        form_version=step.form.version,
        locale=old.locale,
        draft=old.draft + 1,
        items=old.items,
        acts=old.acts,
        asked=old.asked,
        # Emergencies are none of the draft: one told after it is a new one, and its papers are still owed.
        emergencies=old.emergencies,
        owed=old.owed,
    )
    step.state = with_first_items(fresh, step.form, step.heard.at, step.heard.channel)
    if keeps_told:
        step.state = begun_with(step.state, old)
    step.forget()
