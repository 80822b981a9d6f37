"""Papers after the money: asked for one by one, on top of whatever goes on, and given to the desk photo by photo.

It lies on top as the emergency itself did (`State.aside`), over a form of its own; whatever is no photo and no
word about the open photo ends it, and nothing that was sent is lost by that.
"""

from dataclasses import replace

from conversations.answers import Entry, Json
from conversations.dangers import in_need
from conversations.effects import AddToEmergency, OfferHandover
from conversations.form.emergency import EMERGENCY
from conversations.form.emergency.kinds import MOST_PHOTOS
from conversations.form.emergency.papers import PAPER_KEYS, PAPERS, UNASKED
from conversations.form.model import Form
from conversations.inputs import Command, CommandName, File, Input, Photos, StatusPushed, Text
from conversations.messages import Message, say
from conversations.opening import AtSlot, opening
from conversations.state import State
from conversations.stepping import Stepping
from conversations.understanding.commands import understand_command
from conversations.understanding.reaching import wants_no_call
from conversations.understanding.recalls import is_taken_back, is_worse

_BEGUN = "papers.begun"
"""Not a question: marks the aside whose questions are the papers."""
_ITS_OWN: tuple[CommandName, ...] = ("back", "help", "why", "skip", "unsure", "edit", "start", "resume")

_OVER = ("settled", "declined")


def owe(step: Stepping, receipt: str, status: str) -> None:
    """What a push says about papers: once an emergency is paid they may be handed in, until it is settled.

    No declaration has these statuses.
    """
    if status == "paid":
        step.change(owed=receipt)
    elif status == "settled" and step.state.owed == receipt:
        step.change(owed=None)


def for_the_emergency(step: Stepping) -> bool:
    """Whether a photo that nobody asked for is meant for the emergency: nothing else is being filled in."""
    state = step.state
    filling = state.phase == "draft" and state.acts > 0 and not state.paused
    return state.owed is not None and not filling and state.correction is None


def begin_papers(step: Stepping, sent: tuple[str, ...] = ()) -> None:
    """Ask for the papers; `sent`: photos that came already."""
    receipt, heard = step.state.owed, step.heard
    log = [Entry(0, "answer", _BEGUN, True, heard.at, heard.channel, "form")]
    if sent:
        log.append(Entry(0, "answer", UNASKED, sent[:MOST_PHOTOS], heard.at, heard.channel, heard.by))
        step.say(say("照片收到了，放在救急 {receipt} 里。", receipt=receipt or ""))
        step.effects.append(AddToEmergency(receipt or "", {UNASKED: list(sent[:MOST_PHOTOS])}, papers=True))
    else:
        step.say(say("好，一样一样来，一共三样。没有的按“跳过”。"))
    aside = State(PAPERS.version, step.state.locale, receipt=receipt, log=tuple(log), asked=max(1, step.state.asked))
    step.change(aside=aside, paused=False)


def form_of(aside: State) -> Form:
    """The form of what lies on top: the emergency, or the papers of one."""
    return PAPERS if any(entry.path == _BEGUN for entry in aside.log) else EMERGENCY


def turns_to_papers(state: State, aside: State, heard: Input) -> bool:
    """Whether what is left to ask of an emergency gives way to its papers: the money came, and “补材料” is said."""
    body = understand_command(heard.body.text) if isinstance(heard.body, Text) else heard.body
    paid = aside.receipt is not None and aside.receipt == state.owed and form_of(aside) is EMERGENCY
    return paid and isinstance(body, Command) and body.name == "papers"


def is_over(aside: State, heard: Input) -> bool:
    """Whether nothing more is wanted for what lies on top: its emergency was just settled, or declined."""
    body = heard.body
    return isinstance(body, StatusPushed) and body.receipt == aside.receipt and body.status in _OVER


def ends_papers(aside: State, heard: Input) -> bool:
    """Whether this is for what lies beneath: a command that is not about a photo, or another emergency."""
    if form_of(aside) is EMERGENCY:
        return False
    body = understand_command(heard.body.text) or heard.body if isinstance(heard.body, Text) else heard.body
    if isinstance(body, Text) and (in_need(body.text) or _of_the_emergency(body.text)):
        return True
    if isinstance(body, Command) and body.name == "back":
        return not any(entry.act for entry in aside.log)
    return isinstance(body, Command) and body.name not in _ITS_OWN


def _of_the_emergency(words: str) -> bool:
    """Whether this says that it is over, or worse, or that nobody shall telephone."""
    return is_taken_back(words, bare=False) or is_worse(words) or wants_no_call(words)


def beneath_papers(heard: Input) -> Input:
    """What ended the papers, as what lies beneath may hear it: another emergency is no answer to its question."""
    if isinstance(heard.body, Text) and understand_command(heard.body.text) is None and in_need(heard.body.text):
        return replace(heard, body=Command("urgent", heard.body.text))
    return heard


def hand_in_papers(step: Stepping, body: File | Photos) -> None:
    """Photos for the paper that is asked for."""
    if step.heard.channel == "telegram" and "telegram_answers_by_link" in step.world.features:
        step.effects.append(OfferHandover(step.heard.at, "sensitive"))
        return
    now = opening(step.state, step.agenda)
    path = now.slot.path if isinstance(now, AtSlot) else UNASKED
    sent = (body.paper,) if isinstance(body, File) else body.papers
    before = step.answers.value(path)
    kept = before if isinstance(before, tuple) else ()
    step.record("answer", path, tuple(dict.fromkeys((*kept, *sent)))[:MOST_PHOTOS])
    step.settle(path)
    step.say(say("照片收到了。"))


def add_papers(step: Stepping) -> None:
    """Give the desk what was handed in, as soon as it was."""
    if step.wrote and step.state.receipt is not None:
        step.effects.append(AddToEmergency(step.state.receipt, _handed_in(step), papers=True))


def thanks() -> Message:
    """When nothing is left to ask for."""
    return say("好，材料都记下了，镇里看过会告诉您。还有要补的，再发“补材料”。")


def _handed_in(step: Stepping) -> dict[str, Json]:
    given = {key: step.answers.value(key) for key in PAPER_KEYS}
    return {key: list(photos) for key, photos in given.items() if isinstance(photos, tuple)}
