"""A photo of an emergency that was on its way and could not be taken: nobody at the desk shall wait for it."""

from dataclasses import replace

from conversations.answers import Entry, fold
from conversations.effects import AddToEmergency
from conversations.form.emergency import PHOTO
from conversations.form.emergency.papers import PAPER_KEYS
from conversations.stepping import Stepping


def lose_photo(step: Stepping, paper: str) -> None:
    """Take it out of the short form that lies on top, and out of what the township holds."""
    aside, heard = step.state.aside, step.heard
    receipt = step.state.called.receipt if step.state.called is not None else step.state.owed
    if aside is not None:
        given = fold(aside.log)
        for path in (PHOTO, *PAPER_KEYS):
            photos = given.value(path)
            if isinstance(photos, tuple) and paper in photos:
                left = tuple(one for one in photos if one != paper) or None
                taken = Entry(0, "answer", path, left, heard.at, heard.channel, "form")
                step.change(aside=replace(aside, log=(*aside.log, taken)))
                receipt = aside.receipt
    if receipt is not None:
        step.effects.append(AddToEmergency(receipt, {}, lost=(paper,)))
