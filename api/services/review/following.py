"""What a filed version holds that was never asked: it followed from other answers, and staff see it beside them."""

from collections.abc import Iterator

from conversations.answers import Answers
from conversations.derived import of_item
from conversations.form.facts import Facts
from conversations.form.model import Form, Group, Question
from conversations.messages import Message
from conversations.world import World

# Told in a column of their own, beside the ID number they come from.
_FROM_THE_NUMBER = ("sex", "age")


def as_asked(form: Form, answers: Answers, world: World) -> Answers:
    """The filed answers without those that follow from the others, so that the form asks what it asked then."""
    given = dict(answers.given)
    for group in form.groups():
        for item in answers.items.get(group.key, ()):
            for question in group.every:
                path = f"{group.key}.{item}.{question.key}"
                if path not in given or given[path].op != "answer":
                    continue
                others = {key: one for key, one in given.items() if key != path}
                facts = Facts(Answers(others, answers.items), world, f"{group.key}.{item}.")
                if any(one == (question.key, given[path].value) for one in of_item(group.key, facts)):
                    given = others
    return Answers(given, answers.items)


def following(group: Group, facts: Facts, seen: Facts) -> Iterator[tuple[Question, Message]]:
    """What follows about the item that `facts` look at: the question it would answer, and the answer in words.

    `seen` are the same answers as they are shown, with names and numbers masked.
    """
    known = {question.key: question for question in group.every}
    for key, value in of_item(group.key, facts):
        if key in known and key not in _FROM_THE_NUMBER:
            yield known[key], known[key].kind.show(value, seen)
