"""How the open question is put: prompt, example, buttons, what else may be done here, how far we are."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from conversations import calling
from conversations.agenda import Agenda, Slot
from conversations.answers import Value
from conversations.bilingual import beside
from conversations.consenting import WHAT_FOLLOWS
from conversations.form.declaration.papers import GROUP as PAPERS
from conversations.form.declaration.papers import told_papers
from conversations.form.declaration.remembered import LIST as TOLD_LIST
from conversations.form.emergency import is_emergency
from conversations.form.kinds import MoneyKind, NumberKind, TextKind
from conversations.form.proxies import whose
from conversations.gathering import who_else
from conversations.menus import menu_options, menu_prompt
from conversations.messages import Message, say
from conversations.naming import has_items, label_of, prompt_of, who
from conversations.opening import AtCommand, AtMenu, AtOffer, AtSlot, Opening
from conversations.replies import Asked, Option, Progress
from conversations.review import review_of
from conversations.state import Confirm, ConfirmCommand, State
from conversations.ticking import likely, standing
from conversations.wondering import ask_offer, options_of_offer

IN_NEED = ("help", "why", "human", "urgent", "policy", "pause", "exit", "edit", "withdraw")
ALWAYS = ("help", "why", "review", "pause", "status", "human", "urgent", "policy", "exit", "another", "switch")


def ask(opening: Opening, state: State, agenda: Agenda) -> Asked:
    """The question as it is put to the resident; over a proxy's stands whose declaration it is."""
    asked = _ask(opening, state, agenda)
    owner = whose(agenda.slots[0].facts)
    if owner is None:
        return asked
    return replace(asked, note=owner if asked.note is None else say("{whose}\n{note}", whose=owner, note=asked.note))


def _ask(opening: Opening, state: State, agenda: Agenda) -> Asked:
    if isinstance(opening, AtCommand):
        return _ask_command(opening, state, agenda)
    if isinstance(opening, AtMenu):
        return _ask_menu(opening, state, agenda)
    if isinstance(opening, AtOffer):
        return ask_offer(opening, state, len(agenda.slots))
    slot = opening.slot
    if opening.confirm is not None:
        return _ask_confirm(opening, opening.confirm, state, agenda)
    question = slot.question
    return Asked(
        key=opening.key,
        kind=question.kind.name,
        prompt=_looking_at(state) if opening.looking else beside(prompt_of(slot), slot.facts.world, state.locale),
        example=question.example,
        options=_seen(state) if opening.looking else options_of(opening, agenda),
        allowed=tuple(_allowed(slot, state, agenda)),
        progress=_progress(slot, state, agenda),
        asked=state.asked,
        sensitive=question.sensitive,
        review=review_of(agenda, opening.only) if question.kind.name == "review" else (),
        note=say("工作人员说：{word}", word=opening.word) if opening.word else remembered_note(opening, agenda),
        hint=question.kind.hint,
    )


def remembered_note(opening: AtSlot, agenda: Agenda) -> Message | None:
    """What of this question was told in an emergency: why lines are ticked already, which photos are there."""
    slot = opening.slot
    if slot.role == "more" and slot.group is not None and slot.group.key == PAPERS:
        count = len(told_papers(agenda.answers))
        words = say("报急事时拍过的 {count} 份，已经放进来了，不用再拍。不要的，检查时按“去掉”。", count=count)
        return words if count else None
    ticked = opening.ticked is None and slot.question.key != TOLD_LIST and slot.question.kind.name == "several"
    if ticked and likely(slot, agenda):
        return say("报急事时知道的，先替您按上了。不对，就再按一下去掉。")
    return None


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
    if isinstance(opening, AtOffer):
        return options_of_offer(opening)
    if opening.confirm is not None:
        return (Option(True, say("对")), Option(False, say("不对")))
    slot = opening.slot
    if opening.looking:
        return (Option("continue", say("看完了，接着填")),)
    if slot.role == "more":
        return _one_more(slot)
    options = slot.question.kind.options(slot.facts)
    if slot.question.kind.name == "several":
        ticked = standing(slot, agenda) if opening.ticked is None else opening.ticked
        return tuple(Option(one.value, one.label, one.value in ticked) for one in options)
    likely = offered(slot, agenda)
    known = {one.value for one in likely}
    return (*(one for one in options if one.value not in known), *likely)


def _one_more(slot: Slot) -> tuple[Option, ...]:
    if has_items(slot):
        return (*who_else(slot), *slot.question.kind.options(slot.facts))
    return (*who_else(slot), Option(True, say("有")), Option(False, say("没有")))


def offered(slot: Slot, agenda: Agenda) -> tuple[Option, ...]:
    """Likely answers to a question that is typed: those the form offers, and the one that was there before."""
    keep = kept(slot, agenda)
    offers = {str(one.value): Option(str(one.value), one.label) for one in slot.question.offers(slot.facts)}
    if keep is not None:
        offers.pop(keep[0], None)
        offers[keep[0]] = Option(keep[0], keep[2])
    return tuple(offers.values())


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


def progress_of(slot: Slot, agenda: Agenda) -> Progress:
    """Questions settled and questions that apply, in the form and in the section of the slot.

    What a tick list further down may still answer in one go is not counted yet.
    """
    waiting = agenda.waiting()
    slots = [one for one in agenda.slots if one.path not in waiting]
    here = [one for one in slots if one.section.key == slot.section.key]
    return Progress(
        done=sum(map(agenda.settled, slots)),
        total=len(slots),
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
    if is_emergency(agenda.form):
        yield from IN_NEED
        return
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
    if command.name == "urgent":
        return calling.question(command)
    if command.name == "erase":
        return say("要删除填过的全部内容吗？删了就找不回来了，照片也一起删。")
    if command.name == "unauthorize":
        return WHAT_FOLLOWS
    if command.name == "restart":
        return say("要从头再填一份吗？现在填的这份会清空。")
    if state.phase == "draft":
        return say("要撤回吗？已经填的都会清空，什么都不会交上去。")
    return say("要撤回已经交上去的申报吗？撤回后镇里不再办理这一份，您随时可以重新申报。")
