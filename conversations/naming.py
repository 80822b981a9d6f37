"""How questions speak of the person, the house, the paper they are about."""

from conversations.agenda import Slot
from conversations.form.proxies import applicant_as_spoken_to, by_proxy
from conversations.messages import Message, Param, say, verbatim


def has_items(slot: Slot) -> bool:
    """Whether the group of this slot has any item yet."""
    return slot.group is not None and bool(slot.facts.answers.items.get(slot.group.key))


def prompt_of(slot: Slot) -> Message:
    """The prompt with the person or the number of the item filled in."""
    if slot.group is not None and slot.role == "more" and not has_items(slot):
        return slot.group.more_first.filled(words_of(slot))
    question = slot.question
    told = question.prompt_to_proxy if by_proxy(slot.facts) and question.prompt_to_proxy else question.prompt
    return told.filled(words_of(slot))


def words_of(slot: Slot) -> dict[str, Param]:
    """What prompts, labels and help texts may name: `{who}`, `{number}`, `{applicant}`, texts of the world."""
    words: dict[str, Param] = {name: verbatim(text.words) for name, text in slot.facts.world.texts.items()}
    if slot.group is not None and slot.role == "question":
        words["number"] = slot.number
        words["who"] = who(slot)
    words["applicant"] = applicant_as_spoken_to(slot.facts)
    return words


def who(slot: Slot) -> Message:
    """The person meant: 您 for the applicant, the name where it is known, else the relation or the place in the list."""
    if slot.group is not None and slot.group.first and slot.facts.is_first(slot.group.key):
        return applicant_as_spoken_to(slot.facts)
    return item_of(slot)


def label_of(slot: Slot) -> Message:
    """The short name of a question: 张三的身份证号."""
    if slot.group is None or slot.role == "more":
        return slot.question.label
    return say("{who}的{label}", who=who(slot), label=slot.question.label)


def item_of(slot: Slot) -> Message:
    """The item a slot belongs to: as the group calls it, else its place in the list."""
    called = slot.group.called(slot.facts) if slot.group is not None else None
    if called is not None:
        return called
    label = slot.group.item_label if slot.group is not None else say("第 {number} 项")
    return label.filled({"number": slot.number})
