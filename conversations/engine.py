"""`step(state, input, world) → state, replies, effects`: the conversation itself, pure and total.

A step first hears results and pushes, then drops what is stale, then obeys commands, then takes answers. At
its end the open question is derived anew from the frames and the answers; nothing else decides it.
"""

from dataclasses import dataclass, replace

from conversations.after import choose, heard_after
from conversations.asking import ask, options_of
from conversations.calling import answered, place_shared
from conversations.carrying_over import apart, resumed
from conversations.comeback import reopen
from conversations.commanding import answer_command, obey
from conversations.effects import Effect, OfferHandover
from conversations.emergency import (
    file_when_ready,
    for_emergency,
    goodbye,
    hand_in_photos,
    is_stale,
    leaves,
    not_now,
    waits,
)
from conversations.emergency_papers import (
    add_papers,
    beneath_papers,
    ends_papers,
    form_of,
    hand_in_papers,
    is_over,
    thanks,
    turns_to_papers,
)
from conversations.form.emergency import EMERGENCY, PLACE, is_emergency
from conversations.form.emergency.papers import PAPERS
from conversations.form.model import Form
from conversations.hearing import Heard, hear
from conversations.households import astray
from conversations.inputs import (
    Body,
    Choice,
    Command,
    File,
    Input,
    Location,
    PaperFailed,
    PaperRead,
    Photos,
    Revised,
    Tap,
    Text,
)  # fmt: skip
from conversations.messages import say
from conversations.opening import AtCommand, AtMenu, AtOffer, AtSlot, Opening, opening
from conversations.papers import drop_what_is_no_paper, hand_in, hear_of_paper, papers_shown
from conversations.renewing import renew
from conversations.replies import Asked, FormName, Reply
from conversations.staleness import WHEREVER, late_word
from conversations.state import State
from conversations.stepping import Stepping
from conversations.taking import take, take_tap
from conversations.taking_back import declaration_stands, leave
from conversations.telling_more import about_what_was_said, away_first, share_place
from conversations.understanding.commands import understand_command
from conversations.wondering import about_what_is_filed, cries_for_help, first_words, look_up, wants_aside, wonder
from conversations.world import World


@dataclass(frozen=True, slots=True)
class Step:
    """What a step came to. `asked` is the open question, None when there is none."""

    state: State
    replies: tuple[Reply, ...]
    asked: Asked | None
    effects: tuple[Effect, ...]
    form: FormName | None


def step(state: State, heard: Input, world: World, form: Form) -> Step:
    """Carry the conversation one input further. Never raises for anything a person can send."""
    if state.aside is not None and (is_stale(state.aside, heard) or turns_to_papers(state, state.aside, heard)):
        state = resumed(state, state.aside, world)
    if state.aside is not None and ends_papers(state.aside, heard):
        state, heard = resumed(state, state.aside, world), beneath_papers(heard)
    if state.aside is not None and for_emergency(heard):
        return _on_top(state, _within(state.aside, heard, world), heard, world, form)
    done = _step(state, heard, world, form)
    aside = done.state.aside
    if aside is None:
        return done
    if is_over(aside, heard):
        beneath = _done(Stepping(resumed(done.state, aside, world), heard, world, form))
        return replace(beneath, replies=done.replies, effects=done.effects)
    return _on_top(done.state, _asked_again(done, aside, heard, world), heard, world, form)


def _within(aside: State, heard: Input, world: World) -> Step:
    """A step of the short form that lies on top."""
    body = understand_command(heard.body.text) or heard.body if isinstance(heard.body, Text) else heard.body
    form = form_of(aside)
    going = Stepping(aside, heard, world, form)
    if leaves(going, body):
        leave(going)
        return _done(going)
    if isinstance(body, Command) and form is EMERGENCY and waits(going, body):
        going.say(not_now())
        return _done(going)
    return _step(aside, heard, world, form)


def _asked_again(done: Step, aside: State, heard: Input, world: World) -> Step:
    """The question of the short form, after something was said beneath it."""
    aside = replace(aside, locale=done.state.locale)
    again = _done(Stepping(aside, heard, world, form_of(aside)))
    return replace(again, replies=done.replies, effects=done.effects)


def _on_top(beneath: State, inner: Step, heard: Input, world: World, form: Form) -> Step:
    """The whole after a step of the short form: it is still open, or done and the question beneath comes back."""
    if inner.state.phase != "closed" and (inner.asked is not None or inner.effects or inner.state.paused):
        state = replace(beneath, aside=inner.state, locale=inner.state.locale, paused=False)
        return replace(inner, state=state, form="emergency")
    going = Stepping(resumed(beneath, inner.state, world), heard, world, form)
    if inner.state.phase != "closed":
        going.say(goodbye() if form_of(inner.state) is EMERGENCY else thanks())
    declaration_stands(going, inner.state)
    apart(going, inner.state)
    back = _done(going)
    return replace(back, replies=(*inner.replies, *back.replies), effects=(*inner.effects, *back.effects))


def _step(state: State, heard: Input, world: World, form: Form) -> Step:
    going = Stepping(state, heard, world, form)
    renew(going)
    going.tidy()
    body = heard.body
    if isinstance(body, Heard):
        hear(going, body)
    elif isinstance(body, PaperFailed | PaperRead):
        hear_of_paper(going, body)
    else:
        _listen(going, body)
    drop_what_is_no_paper(going)
    going.tidy()
    if form is EMERGENCY:
        away_first(going)
        file_when_ready(going)
    elif form is PAPERS:
        add_papers(going)
    return _done(going)


def _listen(step: Stepping, body: Body) -> None:
    if isinstance(body, Text):
        body = understand_command(body.text) or body
    first = step.state.asked == 0
    if step.state.paused and isinstance(body, Tap) and not step.heard.astray and body.asked == step.state.asked:
        # The button of the question at which it was paused: whoever taps it goes on, and means it.
        step.change(paused=False)
    now = opening(step.state, step.agenda)
    if (
        first
        and not astray(step.heard)
        and not (isinstance(body, Command) and body.name in WHEREVER and body.name != "start")
    ):
        _welcome(step)
        first_words(step, body)
    elif (late := late_word(step, now, body)) is not None:
        step.say(late)
    elif isinstance(body, Revised | Command | File | Photos):
        _anywhere(step, now, body)
    elif isinstance(body, Text) and about_what_was_said(step, body.text):
        return
    elif isinstance(body, Text) and body.text.lstrip().startswith(("/", "／")):
        step.say(say("要看能做什么，发“帮助”。刚才的“{words}”没看懂。", words=body.text.strip()[:20]))
    elif now is None:
        _nothing_open(step, body)
    elif now.identity != step.state.asking:
        # The form, the areas or the day changed since it was asked: this would answer another question.
        step.say(say("题目有一点变化，刚才这一句还没有记。请看下面这一题。"))
    else:
        _reply(step, now, body)


def _anywhere(step: Stepping, now: Opening | None, body: Revised | Command | File | Photos) -> None:
    """What is taken whatever question is open."""
    if isinstance(body, Revised):
        _revise(step, body)
    elif isinstance(body, Command):
        obey(step, body)
    elif step.form is EMERGENCY:
        hand_in_photos(step, body)
    elif step.form is PAPERS:
        hand_in_papers(step, body)
    elif isinstance(now, AtCommand) and now.command.name == "urgent":
        answered(step, now.command, body)
    else:
        hand_in(step, now, body)


def _welcome(step: Stepping) -> None:
    step.say(say("您好。我来帮您填“低收入人口”申报，一次只问一件事，填错了随时能改。"))


def _revise(step: Stepping, body: Revised) -> None:
    if reopen(step, body):
        now = opening(step.state, step.agenda)
        if now is not None:
            _reply(step, now, Text(body.text))


def _nothing_open(step: Stepping, body: Body) -> None:
    if isinstance(body, Text) and wants_aside(body) and not about_what_is_filed(step, body.text):
        look_up(step, body.text)
    elif isinstance(body, Location):
        place_shared(step, body)
    elif step.state.phase != "draft":
        step.change(paused=False)
        heard_after(step, body)
    elif step.state.paused:
        step.change(paused=False)
        step.say(say("您好，我们接着来。前面填的都在。"))
    else:
        obey(step, Command("start"))


def _reply(step: Stepping, now: Opening, body: Body) -> None:
    if isinstance(body, Text) and cries_for_help(step, now, body.text):
        look_up(step, body.text)
        return
    slot = now.slot if isinstance(now, AtSlot) else None
    by_link = "telegram_answers_by_link" in step.world.features
    if slot is not None and slot.question.sensitive and step.heard.channel == "telegram" and by_link:
        if isinstance(body, Text) and wants_aside(body):
            look_up(step, body.text)
            return
        step.effects.append(OfferHandover(step.heard.at, "sensitive"))
        return
    if isinstance(body, Location) and slot is not None and not step.state.acts and not is_emergency(step.form):
        # Before anything was answered nobody is asked where they are: who tells it may want help there.
        place_shared(step, body)
        return
    if isinstance(body, Location) and slot is not None and slot.path != PLACE and step.form is EMERGENCY:
        share_place(step, body)
        return
    if isinstance(body, Tap):
        if isinstance(now, AtSlot) and now.confirm is None and now.slot.question.kind.name == "several":
            take_tap(step, now, body)
            return
        options = options_of(now, step.agenda)
        if body.index >= len(options):
            step.say(say("这个按钮是前面的，没有动您的答案。"))
            return
        body = Choice(options[body.index].value)
    if isinstance(now, AtCommand):
        answer_command(step, now, body)
    elif isinstance(now, AtMenu):
        choose(step, now.menu, body, obey)
    elif isinstance(now, AtOffer):
        _narrowed(step, now, body)
    else:
        take(step, now, body)


def _narrowed(step: Stepping, now: AtOffer, body: Body) -> None:
    """What was said to an offered choice; anything else is taken as the answer to the question beneath."""
    meant = step.heard.question
    if meant in (None, now.key):
        if wonder(step, now, body):
            return
    else:
        step.pop()
    beneath = opening(step.state, step.agenda)
    if beneath is None:
        _nothing_open(step, body)
    elif meant in (None, now.key, beneath.key):
        _reply(step, beneath, body)
    else:
        step.push(now.frame)
        step.say(say("这个按钮是前面的，没有动您的答案。"))


def _done(going: Stepping) -> Step:
    now = opening(going.state, going.agenda)
    identity = now.identity if now is not None else ""
    if now is not None and identity != going.state.asking:
        going.change(asked=going.state.asked + 1, asking=identity)
    asked = ask(now, going.state, going.agenda) if now is not None else None
    if asked is not None and isinstance(now, AtSlot):
        asked = replace(asked, papers=papers_shown(now, going.agenda))
    return Step(going.state, tuple(going.replies), asked, tuple(going.effects), _form(going.state))


def _form(state: State) -> FormName | None:
    if state.correction is not None:
        return "correction"
    return "declaration" if state.phase == "draft" else None
