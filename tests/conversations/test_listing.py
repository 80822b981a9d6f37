"""The page that lists every question is the one the form would write today."""

from pathlib import Path

from conversations.form.declaration import DECLARATION
from conversations.form.listing import page
from conversations.form.model import Group, Question

DOCS = Path(__file__).parents[2] / "docs"


def test_the_list_of_questions_is_fresh() -> None:
    written = (DOCS / "questions.md").read_text("utf-8")
    assert written == page(DECLARATION), "run: python -m conversations.form.listing > docs/questions.md"


def test_every_question_says_why_it_is_asked_and_helps() -> None:
    questions: list[Question] = []
    for section in DECLARATION.sections:
        for entry in section.entries:
            if isinstance(entry, Group):
                questions += (*entry.every, entry.more)
            elif isinstance(entry, Question):
                questions.append(entry)
    assert len(questions) > 100
    assert [one.key for one in questions if not one.why.text or not one.help.text] == []
