"""How the open question is put: prompt, example, buttons, what else may be done here, how far we are."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from conversations.agenda import Agenda, Slot
from conversations.answers import Value
from conversations.form.kinds import MoneyKind, NumberKind, TextKind
from conversations.menus import menu_options, menu_prompt
from conversations.messages import Message, Param, say, verbatim
from conversations.opening import AtCommand, AtMenu, AtSlot, Opening
from conversations.replies import Asked, Option, Progress
from conversations.review import item_of, review_of
from conversations.state import Confirm, ConfirmCommand, State

ALWAYS = ("help", "why", "review", "pause", "status", "human", "urgent", "exit")


def ask(opening: Opening, state: State, agenda: Agenda) -> Asked:
    """The question as it is put to the resident."""
    if isinstance(opening, AtCommand):
        return _ask_command(opening, state, agenda)
    if isinstance(opening, AtMenu):
        return _ask_menu(opening, state, agenda)
    slot = opening.slot
    if opening.confirm is not None:
        return _ask_confirm(opening, opening.confirm, state, agenda)
    question = slot.question
    return Asked(
        key=opening.key,
        kind=question.kind.name,
        prompt=_looking_at(state) if opening.looking else prompt_of(slot),
        example=question.example,
        options=_seen(state) if opening.looking else options_of(opening, agenda),
        allowed=tuple(_allowed(slot, state, agenda)),
        progress=_progress(slot, state, agenda),
        asked=state.asked,
        sensitive=question.sensitive,
        review=review_of(agenda, opening.only) if question.kind.name == "review" else (),
        note=say("工作人员说：{word}", word=opening.word) if opening.word else None,
        hint=question.kind.hint,
    )


def _looking_at(state: State) -> Message:
    if state.phase == "draft":
        return say("到现在填了这些。哪条不对，就按那条的“改”。")
    return say("您交上去的是这些。哪条不对，就按那条的“改”，改完再签一次名。")


def _seen(state: State) -> tuple[Option, ...]:
    return (Option("continue", say("看完了，接着填") if state.phase == "draft" else say("看完了")),)


def options_of(opening: Opening, agenda: Agenda) -> tuple[Option, ...]:
    """The buttons of the open question, in the order in which taps count them."""
    if isinstance(opening, AtCommand):
        return (Option(True, say("是的")), Option(False, say("不，回去")))
    if isinstance(opening, AtMenu):
        return menu_options(opening.menu, agenda)
    if opening.confirm is not None:
        return (Option(True, say("对")), Option(False, say("不对")))
    slot = opening.slot
    if opening.looking:
        return (Option("continue", say("看完了，接着填")),)
    options = slot.question.kind.options(slot.facts)
    if slot.role == "more" and not _has_items(slot):
        return (Option(True, say("有")), Option(False, say("没有")))
    if slot.question.kind.name == "several":
        ticked = _standing(slot, agenda) if opening.ticked is None else opening.ticked
        options = tuple(Option(one.value, one.label, one.value in ticked) for one in options)
    keep = kept(slot, agenda)
    if keep is not None:
        options = (*(one for one in options if one.value != keep[0]), Option(keep[0], keep[2]))
    return options


def _has_items(slot: Slot) -> bool:
    return slot.group is not None and bool(slot.facts.answers.items.get(slot.group.key))


def kept(slot: Slot, agenda: Agenda) -> tuple[str, Value, Message] | None:
    """The earlier answer to a question that is typed, as a button: its text, its value, its label."""
    if not isinstance(slot.question.kind, TextKind | MoneyKind | NumberKind):
        return None
    value = agenda.answers.value(slot.path)
    if value is None:
        value = agenda.answers.withdrawn.get(slot.path)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    return str(value), value, say("还是：{before}", before=slot.question.kind.show(value, slot.facts))


def _standing(slot: Slot, agenda: Agenda) -> tuple[str, ...]:
    value = agenda.answers.value(slot.path)
    return value if isinstance(value, tuple) else ()


def prompt_of(slot: Slot) -> Message:
    """The prompt with the person or the number of the item filled in."""
    group = slot.group
    if group is None or (slot.role == "more" and _has_items(slot)):
        return slot.question.prompt.filled(words_of(slot))
    if slot.role == "more":
        return group.more_first
    return slot.question.prompt.filled(words_of(slot))


def words_of(slot: Slot) -> dict[str, Param]:
    """What prompts, labels and help texts of this slot may name: `{who}`, `{number}`, texts of the world."""
    words: dict[str, Param] = {name: verbatim(text.words) for name, text in slot.facts.world.texts.items()}
    if slot.group is not None and slot.role == "question":
        words["number"] = slot.number
        words["who"] = who(slot)
    return words


def who(slot: Slot) -> Message:
    """The person meant: 您 for the applicant, the name where it is known, else the place in the list."""
    if slot.group is not None and slot.group.first and slot.facts.is_first(slot.group.key):
        return say("您")
    return item_of(slot)


def progress_of(slot: Slot, agenda: Agenda) -> Progress:
    """Questions settled and questions that apply, in the form and in the section of the slot."""
    section = slot.section.key
    here = [one for one in agenda.slots if one.section.key == section]
    return Progress(
        done=sum(map(agenda.settled, agenda.slots)),
        total=len(agenda.slots),
        section=slot.section.title,
        section_done=sum(map(agenda.settled, here)),
        section_total=len(here),
    )


def _progress(slot: Slot, state: State, agenda: Agenda) -> Progress:
    """What is asked again is counted by itself: the rest of the form was answered long ago."""
    progress, frame = progress_of(slot, agenda), state.correction
    paths = [path for path, _ in frame.items if agenda.at(path) is not None] if frame is not None else []
    if frame is None or slot.path not in paths:
        return progress
    given = [agenda.answers.given.get(path) for path in paths]
    done = sum(1 for one in given if one is not None and one.act > frame.since)
    return replace(progress, section=say("补充、更正"), section_done=done, section_total=len(paths))


def _allowed(slot: Slot, state: State, agenda: Agenda) -> Iterator[str]:
    if state.frames or any(act for act, _ in agenda.answers.acts):
        yield "back"
    if slot.required is None:
        yield "skip"
        yield "unsure"
    yield from ALWAYS
    if state.phase == "draft":
        yield "edit"
        yield "restart"
    yield "withdraw"


def _ask_confirm(opening: AtSlot, confirm: Confirm, state: State, agenda: Agenda) -> Asked:
    slot, reading = opening.slot, confirm.readings[0]
    return Asked(
        key=opening.key,
        kind="confirm",
        prompt=say("{label}：{understood}，对吗？", label=label_of(slot), understood=reading.restated),
        example=None,
        options=options_of(opening, agenda),
        allowed=("back", *ALWAYS),
        progress=progress_of(slot, agenda),
        asked=state.asked,
        sensitive=slot.question.sensitive,
    )


def label_of(slot: Slot) -> Message:
    """The short name of a question: 张三的身份证号."""
    if slot.group is None or slot.role == "more":
        return slot.question.label
    return say("{who}的{label}", who=who(slot), label=slot.question.label)


def _ask_command(opening: AtCommand, state: State, agenda: Agenda) -> Asked:
    empty = Progress(0, len(agenda.slots), say("确认"), 0, 1)
    return Asked(
        key=opening.key,
        kind="confirm",
        prompt=_command_prompt(opening.command, state, agenda),
        example=None,
        options=options_of(opening, agenda),
        allowed=("back", *ALWAYS),
        progress=empty,
        asked=state.asked,
    )


def _ask_menu(opening: AtMenu, state: State, agenda: Agenda) -> Asked:
    return Asked(
        key=opening.key,
        kind="choice",
        prompt=menu_prompt(opening.menu),
        example=None,
        options=options_of(opening, agenda),
        allowed=("back", *ALWAYS),
        # No part of the form: there is nothing to count.
        progress=Progress(0, len(agenda.slots), say("选一项"), 0, 0),
        asked=state.asked,
    )


def _command_prompt(command: ConfirmCommand, state: State, agenda: Agenda) -> Message:
    if command.name == "remove":
        first = next((one for one in agenda.slots if one.path.startswith(f"{command.key}.")), None)
        named = who(first) if first is not None else say("这一项")
        return say("要把“{item}”从申报里去掉吗？", item=named)
    if command.name == "erase":
        return say("要删除填过的全部内容吗？删了就找不回来了，照片也一起删。")
    if command.name == "restart":
        return say("要从头再填一份吗？现在填的这份会清空。")
    if state.phase == "draft":
        return say("要撤回吗？已经填的都会清空，什么都不会交上去。")
    return say("要撤回已经交上去的申报吗？撤回后镇里不再办理这一份，您随时可以重新申报。")
