"""What comes back: results of effects within the same turn, and what the township does with the declaration."""

from conversations.after import how_far
from conversations.agenda import Agenda, agenda_of
from conversations.answers import fold
from conversations.beginning import begin_again
from conversations.carrying_over import remember, way_to_declare
from conversations.comeback import remind, unfinished
from conversations.emergency_papers import owe
from conversations.form.declaration.explaining import EXPLANATION, WANTED
from conversations.inputs import (
    Answered,
    AskedBack,
    CorrectionFiled,
    EffectResult,
    EmergenciesFound,
    EmergencyFiled,
    Filed,
    Offered,
    Reminded,
    StatusFound,
    StatusPushed,
    Withdrawn,
)
from conversations.messages import Message, say
from conversations.replies import Reply
from conversations.state import Correction, Frame
from conversations.stepping import Stepping
from conversations.wondering import offer

Heard = EffectResult | StatusPushed | AskedBack | Withdrawn | Reminded


def hear(step: Stepping, body: Heard) -> None:
    """Take in a result or a push and tell the resident."""
    match body:
        case Filed(receipt, letter):
            step.change(phase="filed", receipt=receipt, frames=())
            step.replies.append(
                Reply(
                    say("交上去了。您的受理编号是 {receipt}，请记下来或截个图。", receipt=receipt),
                    "receipt",
                    receipt,
                )
            )
            _letter(step, letter)
        case CorrectionFiled(receipt, changed=False):
            step.change(frames=())
            step.say(say("和交上去的一样，没有要改的，镇里那一份不动。受理编号还是 {receipt}。", receipt=receipt))
        case CorrectionFiled(receipt, _, letter):
            # Where it stands after a change of one's own, the township has not said: no step is claimed.
            asked = step.state.correction is not None and step.state.correction.asked_by_staff
            step.change(frames=())
            done = say("改好了，已经交给镇里。受理编号还是 {receipt}。", receipt=receipt)
            step.replies.append(Reply(done, "receipt", receipt, "answered" if asked else "corrected"))
            _letter(step, letter)
        case StatusFound(receipt, status, message):
            step.replies.append(Reply(message, "status", receipt, status))
        case Answered() | Offered() | EmergencyFiled() | EmergenciesFound():
            _beside(step, body)
        case StatusPushed():
            _pushed(step, body)
        case AskedBack(receipt, items, message, explain):
            _asked_back(step, receipt, items, message, explain=explain)
        case Reminded():
            remind(step)
        case Withdrawn(receipt, message):
            step.change(phase="closed", frames=())
            step.replies.append(Reply(message, "status", receipt, "withdrawn"))


def _beside(step: Stepping, body: Answered | Offered | EmergencyFiled | EmergenciesFound) -> None:
    """What leaves the declaration as it is."""
    match body:
        case Answered(messages):
            for message in messages:
                step.say(message)
        case Offered(choices):
            offer(step, choices)
        case EmergenciesFound(found):
            for one in found:
                step.replies.append(Reply(one.message, "status", one.receipt, one.status))
            if not found and step.state.receipt is None and not unfinished(step.state):
                how_far(step)
        case EmergencyFiled(receipt, messages):
            step.change(receipt=receipt)
            done = say("报上去了。受理编号是 {receipt}。", receipt=receipt)
            step.replies.append(Reply(done, "receipt", receipt, "received"))
            for message in messages:
                step.say(message)


def _letter(step: Stepping, letter: tuple[Message, ...]) -> None:
    for message in letter:
        step.replies.append(Reply(message, "assessment"))


def _pushed(step: Stepping, pushed: StatusPushed) -> None:
    receipt, status, final = pushed.receipt, pushed.status, pushed.final
    ways = way_to_declare(step) if pushed.offers_to_declare else ()
    step.replies.append(Reply(pushed.message, "status", receipt, status, ways))
    owe(step, receipt, status)
    remember(step, pushed.known)
    if step.state.receipt == receipt and status == "erased":
        # What was answered goes here too; whoever comes back begins anew.
        begin_again(step)
        step.change(paused=True)
    elif step.state.receipt == receipt and final:
        step.change(phase="closed", frames=())
    elif step.state.receipt == receipt and status == "accepted" and step.state.phase == "closed":
        # Opened again by the township: what was filed can be corrected and asked about once more.
        step.change(phase="filed")


def _asked_back(
    step: Stepping, receipt: str, items: tuple[tuple[str, str], ...], message: Message, *, explain: bool
) -> None:
    step.replies.append(Reply(message, "status", receipt, "asked_back"))
    if step.state.receipt != receipt:
        return
    filed = _agenda_as_filed(step)
    slots = [(filed.by_key(key), word) for key, word in items]
    wanted = tuple((slot.path, word) for slot, word in slots if slot is not None)
    since = step.state.acts
    if explain:
        step.record("answer", WANTED, True)
        wanted = (*wanted, (EXPLANATION, ""))
    # Answers of a change the resident had begun are kept in the log; the frame itself makes way.
    kept: tuple[Frame, ...] = tuple(one for one in step.state.frames if not isinstance(one, Correction))
    step.change(frames=(*kept, Correction(receipt, wanted, since, asked_by_staff=True)), paused=False)


def _agenda_as_filed(step: Stepping) -> Agenda:
    """What staff see: without the changes begun since, for an index means another person once one was removed."""
    begun = next((frame for frame in step.state.frames if isinstance(frame, Correction)), None)
    if begun is None:
        return step.agenda
    return agenda_of(step.form, fold(entry for entry in step.state.log if entry.act <= begun.since), step.world)
