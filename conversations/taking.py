"""Taking an answer: understand it, object or confirm where needed, write it down, say back what was understood."""

from decimal import Decimal

from conversations.agenda import Slot
from conversations.answers import Value
from conversations.asking import kept
from conversations.calling import suggest
from conversations.filing import file_now
from conversations.form.kinds import LONGEST_TEXT, MoneyKind
from conversations.form.references import ReviewKind, SignatureKind
from conversations.form.ticks import TickKind
from conversations.gathering import gathered
from conversations.inputs import Body, Choice, File, Location, Signature, Tap, Text, Unreadable
from conversations.messages import Message, say
from conversations.naming import label_of
from conversations.opening import AtSlot
from conversations.passing import pass_over
from conversations.signatures import sign
from conversations.state import Confirm, Edit, Reading
from conversations.stepping import Stepping
from conversations.ticking import settle_list, tick
from conversations.understanding.outcome import Doubtful, Sure, Unclear, Understood
from conversations.understanding.yes_no import understand_yes_no
from conversations.wondering import aside


def take(step: Stepping, opening: AtSlot, body: Body) -> None:
    """Take `body` as the answer to the open question."""
    slot = opening.slot
    if isinstance(body, Unreadable):
        step.say(body.what)
    elif isinstance(body, Text) and len(body.text) > LONGEST_TEXT:
        step.say(say("请用一两句话说，{limit} 个字以内。这段太长，还没有记。", limit=LONGEST_TEXT))
    elif aside(step, opening, body):
        return
    elif opening.looking:
        _leave_review(step, body)
    elif opening.confirm is not None:
        _confirm(step, slot, opening.confirm, body)
    elif isinstance(slot.question.kind, ReviewKind):
        _submit(step, slot, body)
    elif isinstance(slot.question.kind, SignatureKind):
        sign(step, slot, slot.question.kind, body)
    else:
        _answer(step, slot, body)


def take_tap(step: Stepping, opening: AtSlot, tap: Tap) -> None:
    """One tap on a `several` question: tick or untick, or done with all that is ticked."""
    chosen = tick(step, opening.slot, opening.ticked, tap.index)
    if chosen is not None:
        _answer(step, opening.slot, Choice(chosen))


def _answer(step: Stepping, slot: Slot, body: Body) -> None:
    keep = kept(slot, step.agenda)
    if keep is not None and isinstance(body, Choice) and body.value == keep[0]:
        _accept(step, slot, keep[1])
        return
    # What a list has ticked from the beginning is no answer by itself.
    one_of_many = slot.question.kind.name != "several"
    offers = {str(offer.value): offer.value for offer in slot.question.offers(slot.facts)} if one_of_many else {}
    if isinstance(body, Choice) and isinstance(body.value, str) and body.value in offers:
        _check(step, slot, offers[body.value])
        return
    if gathered(step, slot, body):
        step.settle(slot.path)
        return
    if isinstance(body, Text) and slot.question.lacking(body.text):
        pass_over(step, slot, "skip")
        return
    if isinstance(body, Signature | File | Location) and not _suits(slot, body):
        step.say(_wants(slot, body))
        return
    _settle(step, slot, slot.question.kind.understand(body, slot.facts))


def _suits(slot: Slot, body: Body) -> bool:
    kind = slot.question.kind.name
    return (isinstance(body, File) and kind == "file") or (isinstance(body, Location) and kind == "location")


def _wants(slot: Slot, body: Body) -> Message:
    """A photo where a number is asked: say so, say what would do."""
    if isinstance(body, File):
        return say(
            "照片收到了，但这一题要的是“{label}”，请打字或按按钮回答。照片后面会专门请您发。",
            label=label_of(slot),
        )
    if isinstance(body, Location):
        return say("请打字或按按钮回答“{label}”。位置收到了，这一题用不上。", label=label_of(slot))
    return say("请先回答“{label}”，签名在最后。", label=label_of(slot))


def _settle(step: Stepping, slot: Slot, understood: Understood[Value]) -> None:
    match understood:
        case Unclear(message):
            step.say(message)
            suggest(step, step.heard.body)
        case Sure(value):
            _check(step, slot, value)
        case Doubtful():
            _doubt(step, slot, readings_of(understood))


def readings_of(understood: Sure[Value] | Doubtful[Value]) -> tuple[Reading, ...]:
    """What was understood, the likeliest first; a sure value is its only reading and needs no words."""
    if isinstance(understood, Sure):
        return (Reading(understood.value, Message("")),)
    first = Reading(understood.value, understood.restated, understood.approximate)
    return (first, *readings_of(understood.otherwise)) if understood.otherwise is not None else (first,)


def _doubt(step: Stepping, slot: Slot, readings: tuple[Reading, ...]) -> None:
    if isinstance(step.state.top, Confirm):
        step.pop()
    step.push(Confirm(slot.path, readings))


def _check(step: Stepping, slot: Slot, value: Value, *, approximate: bool = False, asked: bool = False) -> None:
    for check in slot.question.checks:
        objection = check(slot.facts, value)
        if objection is None:
            continue
        if objection.firm:
            step.say(objection.message)
            return
        if not asked:
            _doubt(step, slot, (Reading(value, objection.message, approximate),))
            return
    _accept(step, slot, value, approximate=approximate)


def _confirm(step: Stepping, slot: Slot, confirm: Confirm, body: Body) -> None:
    reply = _yes_or_no(body)
    if reply is None:
        # Not a yes, not a no: taken as the answer said again.
        step.pop()
        _answer(step, slot, body)
        return
    reading, rest = confirm.readings[0], confirm.readings[1:]
    step.pop()
    if reply:
        _check(step, slot, reading.value, approximate=reading.approximate, asked=True)
    elif rest:
        step.push(Confirm(slot.path, rest))
    else:
        step.say(say("好，那请再说一遍。"))


def _yes_or_no(body: Body) -> bool | None:
    if isinstance(body, Choice) and isinstance(body.value, bool):
        return body.value
    if isinstance(body, Choice) and body.value in ("true", "false"):
        return body.value == "true"
    if isinstance(body, Text):
        understood = understand_yes_no(body.text)
        return understood.value if isinstance(understood, Sure) else None
    return None


def _accept(step: Stepping, slot: Slot, value: Value, *, approximate: bool = False) -> None:
    """Write the answer down and say back what is easily misheard."""
    editing = any(isinstance(frame, Edit) for frame in step.state.frames)
    before = {one.path for one in step.agenda.slots if step.agenda.settled(one)} if editing else set()
    if slot.role == "more" and slot.group is not None and value is True:
        step.add_item(slot.group.key, slot.group.prefix)
    elif isinstance(slot.question.kind, TickKind) and isinstance(value, tuple):
        settle_list(step, slot, slot.question.kind, value)
    else:
        step.record("answer", slot.path, value, approximate=approximate)
    step.settle(slot.path)
    said = _said_back(slot, value, step)
    if said is not None:
        step.say(said)
    if editing:
        _say_what_opens(step, slot, before)


def _say_what_opens(step: Stepping, slot: Slot, before: set[str]) -> None:
    """After a change: which other answers are asked (again) because of it."""
    opened = [
        label_of(one)
        for one in step.agenda.slots
        if not step.agenda.settled(one)
        and one.path != slot.path
        and one.question.key not in ("review", "pledge", "authorization", "more")
        and (one.path in before or one.section.key == slot.section.key)
    ]
    step.say(say("改好了。"))
    if opened:
        step.say(say("因为这个改动，接下来还要问：{all}。", all=tuple(opened[:6])))
    elif "pledge" in before and (pledge := step.agenda.at("pledge")) and not step.agenda.settled(pledge):
        step.say(say("答案变了，请最后再签一次名。"))


def _said_back(slot: Slot, value: Value, step: Stepping) -> Message | None:
    if isinstance(slot.question.kind, MoneyKind) and isinstance(value, Decimal) and value != 0:
        shown = slot.question.kind.show(value, slot.facts)
        return say("记下了，{label}：{shown}。", label=label_of(slot), shown=shown)
    if slot.question.key == "id_number":
        facts = step.agenda.at(slot.path)
        known = facts.facts.identity() if facts is not None else None
        if known is not None:
            sex = say("男") if known.sex == "male" else say("女")
            return say("记下了：{sex}，{age} 岁。", sex=sex, age=known.age)
    return None


def _leave_review(step: Stepping, body: Body) -> None:
    if isinstance(body, Choice) or (isinstance(body, Text) and body.text.strip()):
        step.pop()


def _submit(step: Stepping, slot: Slot, body: Body) -> None:
    understood = slot.question.kind.understand(body, slot.facts)
    if isinstance(understood, Unclear):
        step.say(understood.message)
        return
    file_now(step)
