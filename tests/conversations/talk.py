"""Somebody who talks with the engine: every state goes through the codec, every effect is answered like a service."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from conversations.answers import Entry, Value
from conversations.beginning import begin
from conversations.codec import dump_state, load_state
from conversations.effects import (
    AddToEmergency,
    Effect,
    FileCorrection,
    FileDeclaration,
    FileEmergency,
    FindEmergencies,
    FindStatus,
    LookUpPolicy,
    Withdraw,
)
from conversations.engine import Step, step
from conversations.form.declaration import DECLARATION
from conversations.form.model import Form
from conversations.inputs import (
    Answered,
    Body,
    Channel,
    Choice,
    Command,
    CommandName,
    CorrectionFiled,
    EffectResult,
    EmergenciesFound,
    EmergencyFiled,
    Filed,
    Input,
    StatusFound,
    Tap,
    Text,
    Withdrawn,
)
from conversations.messages import Message, say
from conversations.replies import Asked, Option
from conversations.state import State
from conversations.world import Area, TextVersion, World
from tests.fakes.households import ticked

# Far more questions than any household of the tests is asked: beyond it one of them goes in circles.
LONGEST_TALK = 400
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
WORLD = World(
    NOW,
    (
        Area("993601001", "示例一镇", "993601", "示例县", "0791-00000001"),
        Area("993601002", "示例二乡", "993601", "示例县", "0791-00000002"),
    ),
    {name: TextVersion(name, "1", f"{name} 的文字") for name in ("notice", "pledge", "authorization")},
)


def words(message: Message) -> str:
    """A message as a Chinese reader sees it (figures plain)."""
    shown = {
        name: words(value)
        if isinstance(value, Message)
        else "、".join(words(one) for one in value)
        if isinstance(value, tuple)
        else value
        for name, value in message.params
    }
    return message.text.format_map(shown)


class Talk:
    """A conversation in progress, and what it filed."""

    def __init__(self, form: Form = DECLARATION, world: World = WORLD, channel: Channel = "web") -> None:
        self.form = form
        self.world = world
        self.channel: Channel = channel
        self.state: State = begin(form, "zh_CN", world.now, channel)
        self.said: list[str] = []
        self.asked: Asked | None = None
        self.filed: list[FileDeclaration | FileCorrection] = []
        self.withdrawn: list[str] = []
        self.emergencies: list[FileEmergency] = []
        self.added: list[AddToEmergency] = []
        self.looked_up: list[str] = []
        self.ways: tuple[Option, ...] = ()
        self._count = 0

    def hear(self, body: Body, question: str | None = None) -> "Talk":
        """One input, its effects carried out, the state stored and read again."""
        done = self._step(body, question)
        self.said = [words(reply.message) for reply in done.replies]
        self.ways = tuple(way for reply in done.replies for way in reply.households)
        while done.effects:
            result = self._carry(done.effects[0])
            done = self._step(result, None)
            self.said += [words(reply.message) for reply in done.replies]
        self.asked = done.asked
        return self

    def text(self, typed: str) -> "Talk":
        """Type something."""
        return self.hear(Text(typed))

    def choose(self, value: str | bool | tuple[str, ...], question: str | None = None) -> "Talk":
        """Give a value the question offers."""
        return self.hear(Choice(value), question)

    def tap(self, index: int, asked: int | None = None) -> "Talk":
        """Tap a button of the open question, or of an earlier asking."""
        return self.hear(Tap(self.state.asked if asked is None else asked, index))

    def command(self, name: CommandName, key: str | None = None) -> "Talk":
        """Ask something of the conversation."""
        return self.hear(Command(name, key))

    def answer_all(self, household: Mapping[str, object], until: str = "") -> "Talk":
        """Answer as this household would, up to the question `until` (or until nothing is asked)."""
        if self.asked is None:
            self.command("start")
        for _ in range(LONGEST_TALK):
            if self.asked is None or self.asked.key == until:
                return self
            self.answer_one(household)
        raise AssertionError(f"{self.key} is asked again and again: {self.heard_last}")

    def answer_one(self, household: Mapping[str, object]) -> None:
        """Answer the open question as this household would; what it has no answer for is skipped."""
        asked = self.asked
        assert asked is not None
        if asked.kind == "review":
            self.choose(asked.options[0].value)
        elif asked.kind == "confirm":
            self.choose(True)
        elif asked.key.endswith(".more"):
            self.choose(any(key.startswith(asked.key.removesuffix("more")) for key in household))
        elif asked.kind == "several" and asked.key not in household:
            self.choose(tuple(ticked(asked.key, [option.value for option in asked.options], household)))
        else:
            self._answer_with(household.get(asked.key), asked)

    def _answer_with(self, answer: object, asked: Asked) -> None:
        if answer is None:
            self.command("skip")
        elif isinstance(answer, list):
            self.choose(tuple(answer))
        elif isinstance(answer, bool) or asked.kind in ("choice", "area"):
            assert isinstance(answer, bool | str)
            self.choose(answer)
        else:
            self.text(str(answer))

    @property
    def key(self) -> str | None:
        """The key of the open question."""
        return self.asked.key if self.asked is not None else None

    @property
    def heard_last(self) -> str:
        """All that was just said, in one text."""
        return "\n".join(self.said)

    def state_paths(self) -> set[str]:
        """Where something was answered."""
        return {entry.path for entry in self.state.log if entry.op == "answer"}

    def remember(self, path: str, value: Value) -> None:
        """Something in the log that nobody said in this conversation."""
        entry = Entry(0, "answer", path, value, self.world.now, self.channel, "form")
        self.state = replace(self.state, log=(*self.state.log, entry))

    def later(self, days: float) -> None:
        """Let time pass."""
        self.world = replace(self.world, now=self.world.now + timedelta(days=days))

    def _step(self, body: Body, question: str | None) -> Step:
        self._count += 1
        heard = Input(f"i{self._count}", self.channel, self.world.now, body, question)
        done = step(self.state, heard, self.world, self.form)
        self.state = load_state(dump_state(done.state))
        assert self.state == done.state
        return done

    def _carry(self, effect: Effect) -> EffectResult | Withdrawn:
        if isinstance(effect, FileDeclaration):
            self.filed.append(effect)
            return Filed("SB261122000001", (say("初步看，可能符合。"),))
        if isinstance(effect, FileCorrection):
            self.filed.append(effect)
            return CorrectionFiled(effect.receipt, len(self.filed), ())
        if isinstance(effect, FileEmergency):
            self.emergencies.append(effect)
            return EmergencyFiled(f"JN26112200000{len(self.emergencies)}", (say("镇里的电话：0791-00000001。"),))
        if isinstance(effect, AddToEmergency):
            self.added.append(effect)
            return Answered(())
        if isinstance(effect, FindEmergencies):
            return EmergenciesFound(tuple(StatusFound(f"JN26112200000{n}", "seen", say("已看到。")) for n, _ in
                                          enumerate(self.emergencies, start=1)))  # fmt: skip
        if isinstance(effect, FindStatus):
            return StatusFound(effect.receipt, "submitted", say("已经收到。"))
        if isinstance(effect, Withdraw):
            self.withdrawn.append(effect.receipt)
            return Withdrawn(effect.receipt, say("撤回了。"))
        if isinstance(effect, LookUpPolicy):
            self.looked_up.append(effect.words)
        return Answered((say("请打电话。"),))
