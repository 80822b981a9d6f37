"""Papers in the conversation: taken where they are asked for, kept for later where they are not, never lost.

A paper is named by the id under which it is, or soon will be, stored. One that comes where another answer is
wanted stands in an item of its own in the section of papers, whose kind is asked when its turn comes.
"""

from conversations.agenda import Agenda, Slot
from conversations.effects import OfferHandover, ReadPaper
from conversations.emergency_papers import begin_papers, for_the_emergency
from conversations.form.declaration.papers import (
    GROUP,
    MOST_PAGES,
    MOST_PAPERS,
    NO_PAPER,
    TOLD,
    UNASKED,
    next_path,
    page_before,
    page_of,
    page_path,
    pages_of,
    told_papers,
)
from conversations.form.declaration.persons import MEMBERS
from conversations.form.references import ReviewKind
from conversations.form.things import FileKind
from conversations.inputs import File, PaperFailed, PaperRead, Photos
from conversations.lost_photos import lose_photo
from conversations.messages import Message, say
from conversations.naming import label_of
from conversations.opening import AtSlot, Opening, opening
from conversations.reading import Wants, offer, wanted_at
from conversations.state import Correction
from conversations.stepping import Stepping


def hand_in(step: Stepping, now: Opening | None, body: File | Photos) -> None:
    """Take one or several papers sent together, whatever question is open."""
    sent = (body.paper,) if isinstance(body, File) else body.papers
    known = {entry.value for entry in step.state.log if entry.op == "answer"}
    papers = tuple(dict.fromkeys(paper for paper in sent if paper not in known))
    if not papers:
        step.say(say("这张照片前面已经收到了。"))
    elif step.heard.channel == "telegram" and "telegram_answers_by_link" in step.world.features:
        step.effects.append(OfferHandover(step.heard.at, "sensitive"))
    elif for_the_emergency(step):
        begin_papers(step, papers)
    elif step.state.phase == "closed":
        step.say(say("这一份已经办结，照片没有再收。情况有变化，可以重新申报，或者给镇里打电话。"))
    else:
        _take(step, now, papers, coming=isinstance(body, Photos))


def _take(step: Stepping, now: Opening | None, papers: tuple[str, ...], *, coming: bool) -> None:
    if step.state.paused:
        step.change(paused=False)
    slot = now.slot if isinstance(now, AtSlot) and now.confirm is None and not now.looking else None
    item = _item_meant(step, slot) if slot is not None else None
    if slot is not None and isinstance(slot.question.kind, FileKind) and page_of(slot.path) is None:
        # A paper outside the section of papers: one photo, the rest is kept beside it.
        step.record("answer", slot.path, papers[0])
        step.settle(slot.path)
        step.say(_received(1, coming=coming))
        papers = papers[1:]
    elif slot is not None and item is not None:
        taken = _put_in(step, slot, item, papers)
        pages = len(pages_of(step.answers, item))
        step.say(_received(taken, coming=coming))
        if pages > 1:
            step.say(say("这一份现在共 {pages} 页。", pages=pages))
        papers = papers[taken:]
    if papers:
        _keep_for_later(step, slot, papers, coming=coming)


def _item_meant(step: Stepping, slot: Slot) -> str | None:
    """The paper to which a photo belongs that comes at this question; None where it is not about one."""
    if slot.group is None or slot.group.key != GROUP:
        return None
    if slot.role == "more":
        return _new_item(step)
    empty = not pages_of(step.answers, slot.facts.item)
    return slot.facts.item if empty or page_of(slot.path) or page_before(slot.path) else None


def _new_item(step: Stepping) -> str:
    step.add_item(GROUP, "d")
    return step.answers.items[GROUP][-1]


def _put_in(step: Stepping, slot: Slot, item: str, papers: tuple[str, ...]) -> int:
    """Put papers one page after another, from the page that is asked for; how many found room."""
    asked = page_of(slot.path)
    page = asked[1] if asked is not None else len(pages_of(step.answers, item)) + 1
    taken = papers[: MOST_PAGES + 1 - page]
    for place, paper in enumerate(taken, start=page):
        if place > 1:
            step.record("answer", next_path(item, place - 1), True)
        step.record("answer", page_path(item, place), paper)
    step.settle(slot.path)
    return len(taken)


def _keep_for_later(step: Stepping, slot: Slot | None, papers: tuple[str, ...], *, coming: bool) -> None:
    """An item of its own for what was not asked for; its kind is asked in the section of papers."""
    if len(step.answers.items.get(GROUP, ())) >= MOST_PAPERS:
        step.say(say("材料已经有 {most} 份，够了，这张没有再收。还有要紧的，到窗口交给工作人员。", most=MOST_PAPERS))
        return
    read = wanted_at(step, slot)
    if step.state.phase == "filed" and step.state.correction is None:
        # What is added to a filed declaration is filed anew, or the township would never hear of it.
        step.push(Correction(step.state.receipt or "", (), step.state.acts, asked_by_staff=False))
    item = _new_item(step)
    _begin(step, item, slot, read)
    for page, paper in enumerate(papers[:MOST_PAGES], start=1):
        if page > 1:
            step.record("answer", next_path(item, page - 1), True)
        step.record("answer", page_path(item, page), paper)
    _say_where_it_is(step, slot, len(papers[:MOST_PAGES]), reads=read is not None, coming=coming)
    if read is not None and slot is not None:
        step.effects.append(ReadPaper(papers[0], slot.path, read))
    if papers[MOST_PAGES:]:
        _keep_for_later(step, None, papers[MOST_PAGES:], coming=coming)


def _begin(step: Stepping, item: str, slot: Slot | None, read: Wants | None) -> None:
    """What is known of a paper that came unasked: sent to be read, it is clear what it is, and of whom."""
    if read is None or slot is None:
        step.record("answer", f"{GROUP}.{item}.{UNASKED}", True)
        return
    step.record("answer", f"{GROUP}.{item}.kind", read)
    if slot.group is not None and slot.group.key == MEMBERS:
        step.record("answer", f"{GROUP}.{item}.member", slot.facts.item)


def _say_where_it_is(step: Stepping, slot: Slot | None, count: int, *, reads: bool, coming: bool) -> None:
    step.say(_received(count, coming=coming and not reads))
    if reads:
        step.say(say("我看看上面的字，看好了请您核对。您也可以直接打字，不用等。"))
        return
    now = opening(step.state, step.agenda)
    asked_now = isinstance(now, AtSlot) and now.slot.group is not None and now.slot.group.key == GROUP
    if step.state.owed is not None:
        step.say(say("要是给救急 {receipt} 的，发“补材料”，再发一次照片。", receipt=step.state.owed))
    if not asked_now:
        step.say(say("先替您存着，到“材料照片”那一步，再问您要不要交、是什么。"))
        if slot is not None:
            step.say(say("这一题要的是“{label}”，请打字或按按钮回答。", label=label_of(slot)))
    if step.answers.value("pledge") is not None and not asked_now:
        step.say(say("答案变了，请最后再签一次名。"))


def _received(count: int, *, coming: bool) -> Message:
    if coming:
        return say("收到 {count} 张照片，正在看，您可以接着填。要是看不清，我会告诉您。", count=count)
    return say("收到了，{count} 份。", count=count)


def hear_of_paper(step: Stepping, body: PaperFailed | PaperRead) -> None:
    """What became of a paper outside the turn."""
    if isinstance(body, PaperFailed):
        _failed(step, body)
    else:
        offer(step, body)


def _failed(step: Stepping, failed: PaperFailed) -> None:
    lose_photo(step, failed.paper)
    path = next((path for path, given in step.answers.given.items() if given.value == failed.paper), None)
    page = page_of(path) if path is not None else None
    if path is None:
        step.say(failed.what)
        return
    if page is not None and len(pages_of(step.answers, page[0])) == 1 and _came_unasked(step, page[0]):
        step.record("remove", f"{GROUP}.{page[0]}")
    else:
        step.record("answer", path, None)
    if page is not None and page[1] > 1:
        step.say(say("第 {page} 页没看成。", page=page[1]))
    step.say(failed.what)


def _came_unasked(step: Stepping, item: str) -> bool:
    return any(step.answers.value(f"{GROUP}.{item}.{mark}") is True for mark in (UNASKED, TOLD))


def drop_what_is_no_paper(step: Stepping) -> None:
    """Take away the photos of which the resident said that they are not to be handed in."""
    for item in step.answers.items.get(GROUP, ()):
        if step.answers.value(f"{GROUP}.{item}.kind") == NO_PAPER:
            step.record("remove", f"{GROUP}.{item}")
            step.say(say("好，那张不交。"))


def papers_shown(now: AtSlot, agenda: Agenda) -> tuple[tuple[str, str], ...]:
    """The papers that belong beside the open question: of its item, of the last one, in the review all."""
    slots = [slot for slot in agenda.slots if isinstance(slot.question.kind, FileKind)]
    if not isinstance(now.slot.question.kind, ReviewKind):
        if now.slot.group is None or now.slot.group.key != GROUP:
            return ()
        items = agenda.answers.items.get(GROUP, ())
        shown = {now.slot.facts.item} if now.slot.facts.item else {*items[-1:], *told_papers(agenda.answers)}
        slots = [slot for slot in slots if slot.facts.item in shown and slot.group is not None]
    values = ((slot.key, agenda.answers.value(slot.path)) for slot in slots)
    return tuple((key, value) for key, value in values if isinstance(value, str))
