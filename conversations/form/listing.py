"""Every question of a form as a page in Markdown: its key, what is asked, when and why.

Generated, never written by hand: `python -m conversations.form.listing > docs/questions.md`; a test compares.
"""

import sys
from collections.abc import Iterator

from conversations.form.declaration import DECLARATION
from conversations.form.model import Condition, Details, Form, Group, Question, Section, always
from conversations.form.ticks import PeopleKind, ThingsKind, TickKind
from conversations.messages import Message

_HEAD = """# Every question of the {name} form

Version {version}. Generated from the form by `python -m conversations.form.listing`; do not edit.

`N` counts the items of a repeated group from 0. A *tick list* spares the questions in it: what is not ticked is
answered "none" under its own key, what is ticked is asked (or is a yes); who passes over the list is asked each.
Whoever skips a question is never stopped by it, unless it is marked *required*.
"""
_COLUMNS = "| key | kind | asked | when | why |\n|---|---|---|---|---|"


def page(form: Form) -> str:
    """The whole page."""
    lists = dict(_listed(form))
    parts = [_HEAD.format(name=form.name, version=form.version)]
    for section in form.sections:
        parts.append(
            f"## {section.title.text} `{section.key}`\n\n{_COLUMNS}\n" + "\n".join(_rows(section, lists)) + "\n"
        )
    return "\n".join(parts)


def plain(message: Message) -> str:
    """The Chinese sentence with what is known of its places filled in: {who} stays, a source is named."""
    words = message.text
    for name, value in message.params:
        words = words.replace("{" + name + "}", plain(value) if isinstance(value, Message) else str(value))
    return words


def _listed(form: Form) -> Iterator[tuple[str, str]]:
    """Key of a question or a group → key of the tick list that may spare it."""
    for section in form.sections:
        for entry in section.entries:
            if not isinstance(entry, Question):
                continue
            if isinstance(entry.kind, ThingsKind):
                yield from ((tick.entry.key, entry.key) for tick in entry.kind.ticks)
            elif isinstance(entry.kind, PeopleKind):
                yield f"{entry.kind.group}.N.{entry.kind.key}", entry.key


def _rows(section: Section, lists: dict[str, str]) -> Iterator[str]:
    for entry in section.entries:
        if isinstance(entry, Question):
            yield _row(entry.key, entry, entry.applies, lists)
        elif isinstance(entry, Details):
            for question in entry.group.details:
                yield _row(f"{entry.group.key}.N.{question.key}", question, question.applies, lists)
        else:
            yield from _group(entry, lists)


def _group(group: Group, lists: dict[str, str]) -> Iterator[str]:
    for question in group.questions:
        yield _row(f"{group.key}.N.{question.key}", question, question.applies, lists)
    spared = f" ticked in `{lists[group.key]}`" if group.key in lists else ""
    yield _line(f"{group.key}.N.more", group.more, group.more_first, (_when(group.applies) + spared).strip())


def _row(key: str, question: Question, applies: Condition, lists: dict[str, str]) -> str:
    spared = f"ticked in `{lists[key]}`" if key in lists else ""
    when = "; ".join(part for part in (_when(applies), spared) if part)
    return _line(key, question, question.prompt, when)


def _line(key: str, question: Question, prompt: Message, when: str) -> str:
    kind = "tick list" if isinstance(question.kind, TickKind) else question.kind.name
    required = ", *required*" if question.required is not None else ""
    cells = (f"`{key}`", kind + required, plain(prompt), when or "always", plain(question.why))
    return "| " + " | ".join(cell.replace("\n", " ").replace("|", "\\|") for cell in cells) + " |"


def _when(condition: Condition) -> str:
    """What the condition says of itself, in its docstring."""
    if condition is always:
        return ""
    said = (condition.__doc__ or "").strip().splitlines()
    if not said:
        raise ValueError(f"{condition.__qualname__} does not say when it holds")
    return said[0].rstrip(".")


if __name__ == "__main__":
    sys.stdout.write(page(DECLARATION))
