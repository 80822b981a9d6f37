"""“One more?” answered by saying who: one relation tapped, or several people in one line."""

from conversations.agenda import Slot
from conversations.form.kinds import ChoiceKind
from conversations.form.model import Group, Question
from conversations.inputs import Body, Choice, Text
from conversations.messages import Message, say, verbatim
from conversations.replies import Option
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
    if group is None or _naming(slot) is None:
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
    if people is None or len(slot.facts.answers.items.get(group.key, ())) + len(people) > group.most:
        return False
    for one in people:
        _add(step, group, one)
    said = tuple(_said(one) for one in people)
    if len(people) > 1:
        # Who lists several has listed them all; whoever was forgotten is added in the review, or by saying so.
        step.record("answer", f"{group.key}.more", False)
        step.say(say("记下了：{all}，一共 {count} 个人。漏了谁，最后检查的时候可以再加。", all=said, count=len(people)))
    else:
        step.say(say("记下了：{all}。", all=said))
    return True


def _naming(slot: Slot) -> Question | None:
    group = slot.group
    if slot.role != "more" or group is None or not group.named_by:
        return None
    named = next((one for one in group.questions if one.key == group.named_by), None)
    return named if named is not None and isinstance(named.kind, ChoiceKind) else None


def _add(step: Stepping, group: Group, one: Relative) -> None:
    step.add_item(group.key, group.prefix)
    path = f"{group.key}.{step.answers.items[group.key][-1]}"
    step.record("answer", f"{path}.{group.named_by}", one.relation)
    if one.name is not None:
        step.record("answer", f"{path}.name", one.name)


def _said(one: Relative) -> Message:
    if one.name is None:
        return verbatim(one.called)
    return say("{called}{name}", called=one.called, name=one.name)
