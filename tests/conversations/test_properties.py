"""Whatever anybody sends in whatever order: nothing raises, nothing acknowledged is lost, `back` undoes."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from conversations.agenda import agenda_of
from conversations.answers import fold
from conversations.emergency import STALE
from conversations.filing import snapshot
from conversations.inputs import COMMANDS, AskedBack, Body, Choice, Command, File, Location, Signature, Tap, Text
from conversations.messages import say
from conversations.state import ConfirmCommand
from tests.conversations.talk import Talk
from tests.fakes.households import FAMILY_OF_FOUR

KEYS = (
    "members.0.name", "members.1.health", "members.1", "members.0", "income.wages", "assets.vehicles.0.owner",
    "phone", "pledge", "review", "nonsense", "members.1.more", "", "hardship_causes", "members.unwell",
    "members.away", "income.kinds", "expenditure.kinds", "assets.kinds", "circumstances", "assets.houses.0",
)  # fmt: skip
# What follows from other answers and is filed beside them.
DERIVED = {"relation", "living", "marital_status", "occupation", "sex", "age", "kind", "total"}
LINES = st.lists(
    st.sampled_from(
        ["0", "1", "2", "none", "income.wages", "income.not_counted.basic_pension", "expenditure.medical",
         "assets.houses", "assets.houses.1", "assets.vehicles", "current_aid", "income_fell_sharply", "hukou_area"]
    ),
    max_size=4,
)  # fmt: skip
PEOPLE = ["老婆和两个孩子", "儿子", "我和爸妈", "三个孩子", "妈妈、女儿王小花", "没有别人", "一家五口"]
WORDS = st.one_of(
    st.sampled_from(
        ["2000", "每月两千", "没有", "是", "不是", "三千五", "大概五万", "张三", "63", "13800138000", "李四", "0"]
    ),
    st.sampled_from([*PEOPLE, "都没有", "工资、房租", "房子，摩托车", "1，3"]),
    st.text(max_size=30),
)
BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Choice, st.one_of(st.booleans(), WORDS, st.tuples(WORDS), st.sampled_from(["illness", "spouse"]))),
    st.builds(lambda lines: Choice(tuple(lines)), LINES),
    st.builds(Tap, st.integers(0, 80), st.integers(0, 15)),
    st.builds(Command, st.sampled_from(COMMANDS), st.one_of(st.none(), st.sampled_from(KEYS))),
    st.builds(Signature, st.one_of(st.none(), WORDS), st.one_of(st.none(), st.just("drawing"))),
    st.builds(Location, st.floats(-90, 90), st.floats(-180, 180)),
    st.builds(File, st.just("paper"), st.just("image/jpeg")),
)


class Conversations(RuleBasedStateMachine):
    """A resident, a township, a bad connection and an old phone, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk().text("你好")

    @rule(body=BODIES)
    def anything(self, body: Body) -> None:
        """Any input at all. What was answered before is still in the log."""
        before = self.talk.state
        self.talk.hear(body)
        after = self.talk.state
        if after.draft == before.draft:
            assert after.log[: len(before.log)] == before.log

    @precondition(lambda self: self.talk.asked is not None)
    @rule(steps=st.integers(1, 12))
    def get_on(self, steps: int) -> None:
        """Answer some questions properly, so that the far end of the form is reached too."""
        for _ in range(steps):
            if self.talk.asked is None or isinstance(self.talk.state.top, ConfirmCommand):
                return
            self.talk.answer_one(FAMILY_OF_FOUR)

    @precondition(lambda self: self.talk.asked is not None and self.talk.state.phase == "draft")
    @rule()
    def answer_then_back(self) -> None:
        """`back` undoes: the answers are as before, and the same question is open."""
        top, key = self.talk.state.top, self.talk.key
        if isinstance(top, ConfirmCommand) or key == "review":
            return
        acts, before = self.talk.state.acts, fold(self.talk.state.log)
        self.talk.answer_one(FAMILY_OF_FOUR)
        if self.talk.state.acts != acts + 1 or self.talk.asked is None or self.talk.asked.kind == "confirm":
            return
        if self.talk.state.frames:
            return
        self.talk.command("back")
        after = fold(self.talk.state.log)
        assert after.given == before.given and after.items == before.items
        assert self.talk.key == key

    @precondition(lambda self: self.talk.asked is not None and self.talk.state.phase == "draft")
    @rule(place=st.integers(0, 20))
    def tap_then_back(self, place: int) -> None:
        """One tap on a button of the open question (a relation, an offer, a line of a list), taken back whole."""
        talk = self.talk
        if talk.state.frames or talk.asked is None or talk.key == "review":
            return
        acts, key, before = talk.state.acts, talk.key, fold(talk.state.log)
        talk.tap(place % (len(talk.asked.options) or 1))
        if talk.state.acts != acts + 1 or self.talk.asked is None or talk.state.frames:
            return
        talk.command("back")
        after = fold(talk.state.log)
        assert after.given == before.given and after.items == before.items
        assert talk.key == key

    @precondition(lambda self: self.talk.asked is not None and self.talk.asked.kind == "several")
    @rule(places=st.lists(st.integers(0, 20), max_size=4), done=st.booleans())
    def tick(self, places: list[int], done: bool) -> None:
        """Tick and untick; after "done" every line of a tick list has its answer or is asked."""
        talk, key = self.talk, self.talk.key
        for place in places:
            if talk.asked is None or talk.key != key:
                return
            talk.tap(place % len(talk.asked.options))
        if done and talk.asked is not None and talk.key == key:
            talk.tap(len(talk.asked.options))

    @precondition(lambda self: self.talk.key is not None and str(self.talk.key).endswith("more"))
    @rule(line=st.sampled_from(PEOPLE))
    def who_else(self, line: str) -> None:
        """People said in one line stand among the people, or nothing was taken."""
        before = fold(self.talk.state.log).items
        self.talk.text(line)
        after = fold(self.talk.state.log).items
        assert all(after[group][: len(items)] == items for group, items in before.items())

    @rule(question=st.sampled_from([*KEYS, "consent", "members.2.more"]))
    def stale_question(self, question: str) -> None:
        """An answer to a question that is not open takes nothing."""
        if question == self.talk.key:
            return
        log, frames = self.talk.state.log, self.talk.state.frames
        self.talk.choose(True, question=question)
        assert self.talk.state.log == log and self.talk.state.frames == frames

    @rule(back=st.integers(1, 50))
    def stale_button(self, back: int) -> None:
        """A button of an earlier asking takes nothing."""
        log = self.talk.state.log
        self.talk.tap(0, asked=self.talk.state.asked - back)
        assert self.talk.state.log == log

    @rule(days=st.floats(0, 40))
    def leave_and_come_back(self, days: float) -> None:
        """Resuming equals never having left: the same question, the same answers, the same agenda."""
        if self.paused or self.past_asking(days):
            return
        key, log, frames = self.talk.key, self.talk.state.log, self.talk.state.frames
        self.talk.command("pause")
        self.talk.later(days)
        self.talk.command("resume")
        assert (self.talk.key, self.talk.state.log, self.talk.state.frames) == (key, log, frames)

    @precondition(lambda self: self.talk.state.phase == "filed")
    @rule(keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=4))
    def ask_back(self, keys: list[str]) -> None:
        """The township asks again, for known keys and unknown ones."""
        receipt = self.talk.state.receipt or ""
        self.talk.hear(AskedBack(receipt, tuple((key, "请看一下") for key in keys), say("请补一下。")))

    @invariant()
    def hidden_answers_are_not_filed(self) -> None:
        """What would be filed now is exactly what applies, answered and standing."""
        agenda = agenda_of(self.talk.form, fold(self.talk.state.log), self.talk.world)
        applying = {slot.key for slot in agenda.slots}
        for key in snapshot(agenda):
            assert key in applying or key == "residence_area" or key.rpartition(".")[2] in DERIVED

    @invariant()
    def something_is_always_possible(self) -> None:
        """Either a question is open, or the conversation is paused or filed."""
        assert self.talk.asked is not None or self.paused or self.talk.state.phase != "draft"

    @property
    def paused(self) -> bool:
        """Whether it rests: the conversation, or the emergency on top of it."""
        state = self.talk.state
        return state.paused or (state.aside is not None and state.aside.paused)

    def past_asking(self, days: float) -> bool:
        """Whether so much later nobody asks what a filed emergency left out."""
        aside = self.talk.state.aside
        then = self.talk.world.now + timedelta(days=days)
        return aside is not None and aside.receipt is not None and then - aside.log[-1].at > STALE


TestConversations = Conversations.TestCase
TestConversations.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
