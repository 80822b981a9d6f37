"""Reads the resident's page as it is sent: which question is open, and what a form of it carries along."""

import re
from html import unescape

from api.services.transcript.shown import ChoiceJson, ProgressJson, QuestionJson

_KEY = re.compile(r'<div id="chat" data-turn="(\d+)" data-key="([^"]*)"')
_CHOICE = re.compile(r'name="choice"[^>]* value="([^"]*)"')
_COMMAND = re.compile(r'name="command" value="([^"]*)"')


def turn_in(page: str) -> int:
    """The number of the turn the page shows."""
    found = _KEY.search(page)
    assert found, "this is not the page of a conversation"
    return int(found[1])


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found, f"no hidden field {name}"
    return unescape(found[1])


def question_in(page: str) -> QuestionJson | None:
    """The open question, as far as answering it needs; None when nothing is asked."""
    found = _KEY.search(page)
    assert found, "this is not the page of a conversation"
    if not found[2]:
        return None
    choices: list[ChoiceJson] = [{"value": unescape(one), "label": ""} for one in _CHOICE.findall(page)]
    return QuestionJson(
        key=unescape(found[2]),
        kind=hidden(page, "kind"),
        prompt="",
        example=None,
        choices=choices,
        allowed=_COMMAND.findall(page),
        progress=ProgressJson(done=0, total=0, section="", section_done=0, section_total=0),
        asked=0,
        sensitive=False,
        hint="",
        note=None,
        review=[],
    )
