"""One step in the making: the state so far, what is said, what is wanted outside."""

from dataclasses import replace

from conversations.agenda import Agenda, agenda_of
from conversations.answers import Answers, Entry, Op, Value, fold
from conversations.effects import Effect
from conversations.form.model import Form
from conversations.inputs import Input
from conversations.messages import Message
from conversations.replies import Reply
from conversations.state import Confirm, Edit, Frame, Reviewing, State, Ticking
from conversations.world import World


class Stepping:
    """Mutable for the length of one step, so that the handlers can read like what they do."""

    def __init__(self, state: State, heard: Input, world: World, form: Form) -> None:
        self.state = state
        self.heard = heard
        self.world = world
        self.form = form
        self.replies: list[Reply] = []
        self.effects: list[Effect] = []
        self._agenda: Agenda | None = None
        self._act_open = False

    @property
    def agenda(self) -> Agenda:
        """What applies after all that was logged so far."""
        if self._agenda is None:
            self._agenda = agenda_of(self.form, fold(self.state.log), self.world)
        return self._agenda

    @property
    def wrote(self) -> bool:
        """Whether this step wrote to the log."""
        return self._act_open

    @property
    def answers(self) -> Answers:
        """The log, folded."""
        return self.agenda.answers

    def say(self, message: Message) -> None:
        """Say something plain."""
        self.replies.append(Reply(message))

    def change(self, **fields: object) -> None:
        """Replace fields of the state other than the log."""
        self.state = replace(self.state, **fields)  # type: ignore[arg-type]  # dataclass fields by name

    def push(self, frame: Frame) -> None:
        """Ask something else first."""
        self.change(frames=(*self.state.frames, frame))

    def pop(self) -> None:
        """Done with the top frame."""
        self.change(frames=self.state.frames[:-1])

    def record(self, op: Op, path: str, value: Value = None, *, approximate: bool = False) -> None:
        """Write a line of the log. All lines of a step are one act."""
        if not self._act_open:
            self._act_open = True
            self.change(acts=self.state.acts + 1)
        heard = self.heard
        entry = Entry(self.state.acts, op, path, value, heard.at, heard.channel, heard.by, approximate=approximate)
        self.change(log=(*self.state.log, entry))
        self._agenda = None

    def add_item(self, group_key: str, prefix: str) -> None:
        """A new item of a group, with an id never given before."""
        number = self.state.items + 1
        self.change(items=number)
        self.record("add", f"{group_key}.{prefix}{number}")

    def forget(self) -> None:
        """The state was replaced as a whole: derive everything anew."""
        self._agenda = None
        self._act_open = False

    def settle(self, path: str) -> None:
        """Take away the frames that were about this path: it has its answer."""
        while isinstance(self.state.top, Edit | Confirm | Ticking) and self.state.top.path == path:
            self.pop()

    def tidy(self) -> None:
        """Drop frames on top that ask for something which no longer applies."""
        while isinstance(self.state.top, Edit | Confirm | Ticking):
            if self.agenda.at(self.state.top.path) is not None:
                return
            self.pop()
        if isinstance(self.state.top, Reviewing) and self.state.phase == "closed":
            self.pop()
