"""“One more?” answered by saying who: one relation tapped, or several people in one line. Also at “who is it?”."""

from conversations.agenda import Slot
from conversations.form.kinds import ChoiceKind
from conversations.form.model import Group, Question
from conversations.inputs import Body, Choice, Text
from conversations.messages import Message, say, verbatim
from conversations.replies import Option
from conversations.state import Edit
from conversations.stepping import Stepping
from conversations.understanding.people import Relative, understand_people

OTHER = "other"
_NEW = "new"


def who_else(slot: Slot) -> tuple[Option, ...]:
    """The relations to tap at "one more?"; nothing for groups that are not named by one."""
    naming = _naming(slot)
    if naming is None or slot.group is None:
        return ()
    options = naming.kind.options(slot.facts.at(slot.group.key, _NEW))
    return tuple(option for option in options if option.value != OTHER)


def gathered(step: Stepping, slot: Slot, body: Body) -> bool:
    """Whether `body` said who else there is; they are then in the household, each with the relation."""
    group = slot.group
    if group is None:
        return False
    if _names(slot, group):
        return isinstance(body, Text) and _instead(step, slot, group, understand_people(body.text))
    if _naming(slot) is None:
        return False
    if isinstance(body, Choice) and any(option.value == body.value for option in who_else(slot)):
        _add(step, group, Relative(str(body.value), ""))
        return True
    if not isinstance(body, Text):
        return False
    people = understand_people(body.text)
    if people == ():
        step.record("answer", slot.path, False)
        return True
    if people is None or _too_many(slot, group, len(people)):
        return False
    for one in people:
        _add(step, group, one)
    _say_who(step, group, people)
    return True


def _names(slot: Slot, group: Group) -> bool:
    """Whether this asks who somebody is that "one more?" was answered with a yes for."""
    return slot.role != "more" and slot.question.key == group.named_by


def _instead(step: Stepping, slot: Slot, group: Group, people: tuple[Relative, ...] | None) -> bool:
    """At "who is it?": nobody after all, or several at once. A single one is an answer like any other."""
    editing = any(isinstance(frame, Edit) for frame in step.state.frames)
    if people is None or len(people) == 1 or editing or _too_many(slot, group, len(people) - 1):
        return False
    item = slot.path.rpartition(".")[0]
    if not people:
        step.record("remove", item)
        step.record("answer", f"{group.key}.more", False)
        step.say(say("好，没有别的人了。"))
        return True
    _call(step, group, item, people[0])
    for one in people[1:]:
        _add(step, group, one)
    _say_who(step, group, people)
    return True


def _too_many(slot: Slot, group: Group, more: int) -> bool:
    return len(slot.facts.answers.items.get(group.key, ())) + more > group.most


def _say_who(step: Stepping, group: Group, people: tuple[Relative, ...]) -> None:
    said = tuple(_said(one) for one in people)
    if len(people) > 1:
        # Who lists several has listed them all; whoever was forgotten is added in the review, or by saying so.
        step.record("answer", f"{group.key}.more", False)
        step.say(say("记下了：{all}，一共 {count} 个人。漏了谁，最后检查的时候可以再加。", all=said, count=len(people)))
    else:
        step.say(say("记下了：{all}。", all=said))


def _naming(slot: Slot) -> Question | None:
    group = slot.group
    if slot.role != "more" or group is None or not group.named_by:
        return None
    named = next((one for one in group.questions if one.key == group.named_by), None)
    return named if named is not None and isinstance(named.kind, ChoiceKind) else None


def _add(step: Stepping, group: Group, one: Relative) -> None:
    step.add_item(group.key, group.prefix)
    _call(step, group, f"{group.key}.{step.answers.items[group.key][-1]}", one)


def _call(step: Stepping, group: Group, path: str, one: Relative) -> None:
    step.record("answer", f"{path}.{group.named_by}", one.relation)
    if one.name is not None:
        step.record("answer", f"{path}.name", one.name)


def _said(one: Relative) -> Message:
    if one.name is None:
        return verbatim(one.called)
    return say("{called}{name}", called=one.called, name=one.name)
