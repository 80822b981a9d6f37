"""What can be asked for once a declaration is filed: where it stands, more papers, a change, one's data."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from conversations.agenda import Slot
from conversations.beginning import begin_again
from conversations.calling import suggest
from conversations.carrying_over import with_papers
from conversations.comeback import unfinished
from conversations.effects import AskErasure, FindEmergencies, FindStatus, ForgetDraft, OfferExport
from conversations.emergency_papers import begin_papers
from conversations.form.references import ReviewKind, SignatureKind
from conversations.inputs import Body, Choice, Command, CommandName, Location, Text, Unreadable
from conversations.menus import menu_options
from conversations.messages import say
from conversations.state import ConfirmCommand, Correction, Edit, Menu, Reviewing
from conversations.stepping import Stepping
from conversations.understanding.afterwards import wanted_after
from conversations.understanding.normal import compact

MEMBERS = "members"
MORE_PEOPLE = "members.more"
MORE_PAPERS = "documents.more"
MOST_PEOPLE = 20
SECTIONS = ("people", "income", "expenditure", "assets", "contact", "review")
REASONS = ("no_aid", "worried", "mistaken", "unsaid")
# Who somebody is does not change; what was mistyped is corrected from the review.
IDENTITY = ("name", "id_number", "relation", "age", "sex")
LONGEST_REASON = 300
Obey = Callable[[Stepping, Command], None]


def status(step: Stepping) -> None:
    """Where it stands; of a draft, how far it is filled in."""
    told = step.state.emergencies > 0
    if told:
        step.effects.append(FindEmergencies())
    if step.state.receipt is not None:
        step.effects.append(FindStatus(step.state.receipt, _waiting(step)))
    elif unfinished(step.state) or not told:
        # Of a declaration nobody began there is nothing to tell who asks after an emergency.
        how_far(step)


def how_far(step: Stepping) -> None:
    """How far the draft is filled in."""
    settled = sum(map(step.agenda.settled, step.agenda.slots))
    total = len(step.agenda.slots)
    step.say(say("还没有交上去。共 {total} 题，已经填了 {done} 题。", total=total, done=settled))


def _waiting(step: Stepping) -> int:
    """How many answers the township still waits for."""
    frame = step.state.correction
    if frame is None or not frame.asked_by_staff:
        return 0
    given = [step.answers.given.get(path) for path, _ in frame.items if step.agenda.at(path) is not None]
    return sum(1 for one in given if one is None or one.act <= frame.since)


def papers(step: Stepping, _: Command) -> None:
    """Add papers: the questions about papers alone."""
    if step.state.owed is None or step.state.correction is not None:
        _more_papers(step)
    elif step.state.phase == "filed":
        step.push(Menu("papers", ("owed", "declared")))
    else:
        begin_papers(step)


def _more_papers(step: Stepping) -> None:
    more = step.agenda.at(MORE_PAPERS)
    if step.state.phase == "closed":
        _offer_again(step)
    elif more is None:
        step.say(say("材料已经很多了，这里放不下了。请打电话问镇里怎么交。"))
    elif step.state.phase == "filed":
        step.say(say("好，一份一份来。照片不清楚也没关系，能看清字就行。"))
        _ask_anew(step, (more,))
    elif step.agenda.settled(more):
        step.push(Edit(more.path))
    else:
        step.say(say("好。材料在后面专门问，到时候拍照发来就行。先回答这一题："))


def report_change(step: Stepping, command: Command) -> None:
    """Something at home has changed: which part? `key` may name it."""
    if step.state.phase == "closed":
        _offer_again(step)
    elif command.key in SECTIONS:
        _changed(step, command.key or "")
    else:
        step.push(Menu("change", SECTIONS))


def export(step: Stepping, _: Command) -> None:
    """All that is kept, to take along."""
    step.effects.append(OfferExport())


def erase(step: Stepping, _: Command) -> None:
    """Delete: a draft at once, after a yes; what was filed is asked of the township."""
    if step.state.phase == "draft":
        step.push(ConfirmCommand("erase"))
    else:
        step.push(Menu("erase", REASONS))


def erase_draft(step: Stepping) -> None:
    """The yes to deleting a draft. What was filed before from here is asked of the township."""
    earlier = step.state.draft > 1 or step.state.emergencies > 0
    begin_again(step)
    step.effects.append(ForgetDraft())
    if earlier:
        step.effects.append(AskErasure(None, ""))
    step.change(paused=True)
    step.say(say("没交的这一份已经全部删除，照片也删了。想再申报，发“继续”。"))


def heard_after(step: Stepping, body: Body) -> None:
    """Something said when nothing is asked: what it may be, the likeliest first; never silence."""
    if isinstance(body, Unreadable):
        step.say(body.what)
        likely: tuple[CommandName, ...] = ("papers",)
    elif isinstance(body, Location):
        likely = ("change",)
    elif isinstance(body, Text):
        likely = wanted_after(body.text)
        suggest(step, body)
    else:
        status(step)
        return
    if likely[:1] == ("status",):
        status(step)
        likely = likely[1:]
    usual = ("change", "papers", "human", "status") if step.state.phase == "filed" else ("kept", "human", "status")
    offers = tuple(dict.fromkeys((*(_possible(step, one) for one in likely), *usual, "nothing")))
    step.push(Menu("after", offers))


def _possible(step: Stepping, name: str) -> str:
    """What is closed takes no change; a new declaration does."""
    return "kept" if step.state.phase == "closed" and name in ("change", "papers") else name


def choose(step: Stepping, menu: Menu, body: Body, obey: Obey) -> None:
    """The answer to a choice beside the form."""
    value = _meant(step, menu, body)
    if value is not None:
        step.pop()
        _chosen(step, menu, value, obey)
    elif menu.name == "erase" and isinstance(body, Text) and body.text.strip():
        step.pop()
        _ask_erasure(step, body.text.strip()[:LONGEST_REASON])
    elif isinstance(body, Unreadable | Location) or (menu.name == "after" and isinstance(body, Text)):
        step.pop()
        if step.state.frames or step.state.phase == "draft":
            step.say(body.what if isinstance(body, Unreadable) else say("好，先接着这一题。"))
        else:
            heard_after(step, body)
    else:
        step.say(say("请按下面的一个按钮。都不是，就按“上一步”。"))


def _meant(step: Stepping, menu: Menu, body: Body) -> str | None:
    if isinstance(body, Choice):
        return body.value if isinstance(body.value, str) and body.value in menu.offers else None
    if not isinstance(body, Text):
        return None
    typed = compact(body.text)
    for option in menu_options(menu, step.agenda):
        words = (str(option.value), option.label.text, *(str(value) for _, value in option.label.params))
        if typed in (compact(word) for word in words if word):
            return str(option.value)
    return None


def _chosen(step: Stepping, menu: Menu, value: str, obey: Obey) -> None:
    match menu.name, value:
        case _, "nothing":
            step.say(say("好。有事随时说，想查进度，发“进度”。"))
        case "erase", _:
            _ask_erasure(step, menu_options(Menu("erase", (value,)), step.agenda)[0].label.text)
        case _, "kept":
            _again_with_what_was_said(step)
        case "after" | "again", ("status" | "change" | "papers" | "human" | "urgent" | "restart") as name:
            obey(step, Command(name))
        case "papers", "owed":
            begin_papers(step)
        case "papers", _:
            _more_papers(step)
        case "people", "joined":
            _begin(step, (step.agenda.at(MORE_PEOPLE),))
        case "people", _:
            step.push(Menu("gone" if value == "left" else "person", _people(step, leaving=value == "left")))
        case "gone", _:
            step.push(ConfirmCommand("remove", f"{MEMBERS}.{value}"))
        case "person", _:
            prefix = f"{MEMBERS}.{value}."
            own = (one for one in step.agenda.slots if one.path.startswith(prefix))
            _begin(step, (one for one in own if one.question.key not in IDENTITY))
        case _:
            _changed(step, value)


def _people(step: Stepping, *, leaving: bool) -> tuple[str, ...]:
    """The people of the household; the applicant cannot leave it."""
    return step.answers.items.get(MEMBERS, ())[1 if leaving else 0 :][:MOST_PEOPLE]


def _changed(step: Stepping, part: str) -> None:
    """Ask a part anew."""
    if part == "people":
        alone = len(step.answers.items.get(MEMBERS, ())) < 2
        step.push(Menu("people", ("joined", "changed") if alone else ("joined", "left", "changed")))
    elif part == "review":
        step.push(Reviewing())
    else:
        _begin(step, (one for one in step.agenda.slots if _belongs(one, part)))


def _belongs(slot: Slot, part: str) -> bool:
    if isinstance(slot.question.kind, ReviewKind | SignatureKind):
        return False
    if part == "contact":
        key = slot.question.key
        return slot.group is None and (key == "phone" or key.startswith(("residence_", "hukou_")))
    # Of houses and vehicles only whether there are more; what is gone is taken away in the review.
    return slot.section.key == part and (slot.group is None or slot.role == "more")


def _begin(step: Stepping, slots: Iterable[Slot | None]) -> None:
    wanted = tuple(slot for slot in slots if slot is not None)
    if not wanted:
        step.push(Reviewing())
    elif step.state.phase == "filed":
        step.say(say("好，问您几条。没变的，按“还是”就行。改完再签一次名，才交给镇里。"))
        _ask_anew(step, wanted)
    elif len(wanted) == 1:
        step.push(Edit(wanted[0].path))
    else:
        step.push(Reviewing(tuple(slot.path for slot in wanted)))


def _ask_anew(step: Stepping, slots: tuple[Slot, ...]) -> None:
    """Ask these again, in a correction of their own or after what is being corrected already."""
    items = tuple((slot.path, "") for slot in slots)
    frame = step.state.correction
    if frame is None:
        step.push(Correction(step.state.receipt or "", items, step.state.acts, asked_by_staff=False))
        return
    standing = dict(frame.items)
    longer = replace(frame, items=(*frame.items, *(one for one in items if one[0] not in standing)))
    step.change(frames=tuple(longer if one is frame else one for one in step.state.frames))


def _offer_again(step: Stepping) -> None:
    step.push(Menu("again", ("kept", "restart", "human", "nothing")))


def _again_with_what_was_said(step: Stepping) -> None:
    """A new draft that begins with the answers of the last one; it must be signed anew."""
    step.change(draft=step.state.draft + 1, phase="draft", receipt=None, frames=(), paused=False)
    step.state = with_papers(step.state)
    step.forget()
    for slot in step.agenda.slots:
        if isinstance(slot.question.kind, SignatureKind):
            step.record("skip", slot.path)
    step.say(say("好，上次填的都在。先看哪里变了，都改完再签名交上去。"))
    step.push(Menu("change", SECTIONS))


def _ask_erasure(step: Stepping, reason: str) -> None:
    step.effects.append(AskErasure(step.state.receipt, reason))
