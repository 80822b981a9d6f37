"""A turn: lock the conversation, claim the input, step, carry out, write, commit — and only then answer.

Everything of a turn happens in one transaction. The same input sent twice, or to two workers at once, gives
the same turn; a crash at any point leaves either all of it or none of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from api.errors import Conflict, NotFound
from api.services.bell import BELL
from api.services.conversing.at_door import place_of
from api.services.conversing.carrying import Carrying, effects_of
from api.services.transcript.evidence import answered_in, content_of, keep, last_asking, shown
from api.services.transcript.shown import ReplyJson, TurnJson, show_question, show_reply
from conversations.beginning import begin
from conversations.codec import dump_state, load_state
from conversations.comeback import unfinished
from conversations.engine import Step, step
from conversations.form.model import Form
from conversations.inputs import AskedBack, Channel, Input, Reminded, StatusPushed
from conversations.messages import say
from conversations.replies import Reply
from conversations.world import World
from locales.rendering import Renderer
from storage.database import Database
from storage.repositories.households import WEB, Door
from storage.rows import ConversationRow, Seen
from storage.unit import Unit

TELEGRAM = "telegram"
OUTBOX = "outbox"
# How often, within a turn, results may want something again.
MOST_EFFECTS = 4
QUIET_DAY = timedelta(days=1)
# How long the process that took a turn has the first right to tell it.
FIRST_LEASE = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that is committed. `outbox_id`: the row this process may send now. `replayed`: it was taken before."""

    conversation_id: str
    turn: TurnJson
    outbox_id: int | None = None
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class _OtherContent:
    """This input id was used for something else."""


class Turns:
    """Takes inputs and pushes, gives back turns."""

    def __init__(
        self,
        database: Database,
        form: Form,
        carrying: Carrying,
        world: Callable[[Channel], World],
        renderer: Callable[[str], Renderer],
        clock: Callable[[], datetime],
        holder: str,
        on_point: Callable[[str], None],
    ) -> None:
        self._database = database
        self._form = form
        self._carrying = carrying
        self._world = world
        self._renderer = renderer
        self._clock = clock
        self._holder = holder
        self._on_point = on_point

    async def take(self, conversation_id: str, heard: Input) -> TurnJson:
        """One turn of a known conversation.

        Raises `Conflict` when the id was used with other content, `NotFound` for an unknown conversation.
        """
        taken = await self._database.run(lambda unit: self._take(unit, conversation_id, heard))
        return self._answer(taken).turn

    async def from_telegram(self, chat_id: int, heard: Input, language: str = "zh_CN") -> Taken:
        """One turn of the conversation of this chat, which is begun when there is none yet."""

        def work(unit: Unit) -> Taken | _OtherContent:
            conversation_id = unit.addresses.heard_from(TELEGRAM, str(chat_id))
            if conversation_id is None:
                made = self.begin(unit, language, heard.channel)
                conversation_id = unit.addresses.attach(TELEGRAM, str(chat_id), made)
                if conversation_id != made:
                    unit.conversations.discard(made)
            sent = replace(heard, sender=f"{TELEGRAM} {chat_id}")
            return self._at(unit, unit.addresses.door(TELEGRAM, str(chat_id)), conversation_id, sent)

        return self._answer(await self._database.run(work))

    async def from_web(self, session: bytes, conversation_id: str, heard: Input) -> TurnJson:
        """One turn of a conversation that the session (the hash of its token) spoke for when this was said.

        Raises `Conflict`, `NotFound`.
        """
        work = self._database.run(lambda unit: self._at(unit, Door(WEB, session), conversation_id, heard))
        return self._answer(await work).turn

    def _at(self, unit: Unit, door: Door, conversation_id: str, heard: Input) -> Taken | _OtherContent:
        """Take it where it belongs: a chat and a session may hold several households."""
        place = place_of(unit, door, conversation_id, heard, lambda locale: self.begin(unit, locale, heard.channel))
        return self._take(unit, place.conversation_id, place.heard)

    def begin(self, unit: Unit, language: str, channel: Channel) -> str:
        """A new conversation, in which nothing was said yet; its id."""
        state = begin(self._form, language, self._clock(), channel)
        return unit.conversations.create(dump_state(state), language).id

    def take_first(self, unit: Unit, conversation_id: str, heard: Input) -> TurnJson:
        """The first turn of a conversation that this transaction began."""
        row = unit.conversations.lock(conversation_id)
        if row is None:
            raise _unknown()
        return self._carry(unit, row, heard).turn

    def take_in(self, unit: Unit, conversation_id: str, heard: Input) -> Taken:
        """As `take`, within a transaction of the caller's. Raises `Conflict`, `NotFound`."""
        taken = self._take(unit, conversation_id, heard)
        if isinstance(taken, _OtherContent):
            raise _other_content()
        return taken

    def push(
        self, unit: Unit, conversation_id: str, body: StatusPushed | AskedBack | Reminded, by: str, id: str
    ) -> None:
        """Tell the resident what staff did, or what time did, within the transaction in which it was done."""
        row = unit.conversations.lock(conversation_id)
        if row is None:
            raise _unknown()
        heard = Input(id, "staff", self._clock(), body, by=by)
        self._carry(unit, row, heard)

    async def after(self, conversation_id: str, number: int, limit: int = 100) -> list[TurnJson]:
        """The turns after number `number`, oldest first."""
        rows = await self._database.read(lambda unit: unit.turns.after(conversation_id, number, limit))
        return [shown(row.body) for row in rows]

    async def last(self, conversation_id: str) -> TurnJson | None:
        """The last turn, None when nothing was said yet."""
        row = await self._database.read(lambda unit: unit.turns.last(conversation_id))
        return shown(row.body) if row is not None else None

    async def last_of_telegram(self, chat_id: int) -> TurnJson | None:
        """The last turn of a chat."""
        conversation_id = await self.conversation_of_telegram(chat_id)
        return await self.last(conversation_id) if conversation_id is not None else None

    async def conversation_of_telegram(self, chat_id: int, input_id: str | None = None) -> str | None:
        """The current conversation of a chat; for an input heard before, the one that heard it."""

        def work(unit: Unit) -> str | None:
            door = unit.addresses.door(TELEGRAM, str(chat_id))
            before = unit.households.claimed_by(door, input_id) if input_id is not None else None
            return before or unit.addresses.find(TELEGRAM, str(chat_id))

        return await self._database.read(work)

    def _answer(self, taken: Taken | _OtherContent) -> Taken:
        if isinstance(taken, _OtherContent):
            raise _other_content()
        self._on_point("answering")
        return taken

    def _take(self, unit: Unit, conversation_id: str, heard: Input) -> Taken | _OtherContent:
        row = unit.conversations.lock(conversation_id)
        if row is None:
            raise _unknown()
        # A keyed digest: an ID number could be guessed back from a plain one.
        digest = unit.keyring.digest(b"input", content_of(heard))
        claim = unit.conversations.claim(conversation_id, heard.id, digest, row.turn + 1)
        if isinstance(claim, Seen):
            return self._replay(unit, conversation_id, claim)
        unit.point("claimed")
        return self._carry(unit, row, heard)

    def _replay(self, unit: Unit, conversation_id: str, claim: Seen) -> Taken | _OtherContent:
        if not claim.same:
            return _OtherContent()
        row = unit.turns.get(conversation_id, claim.turn) if claim.turn is not None else None
        # What was said before a draft was taken back is gone; then the last turn is where things stand.
        row = row or unit.turns.last(conversation_id)
        if row is None:
            raise _unknown()
        return Taken(conversation_id, shown(row.body), replayed=True)

    def _carry(self, unit: Unit, row: ConversationRow, heard: Input) -> Taken:
        world, before = self._world(heard.channel), load_state(row.state)
        if heard.channel == TELEGRAM and row.asking_channel == "web":
            heard = replace(heard, seen=last_asking(unit, row.id))
        done = step(before, heard, world, self._form)
        unit.point("stepped")
        done, replies = self._with_effects(unit, row.id, heard, world, done)
        number = row.turn + 1
        turn = self._shown(number, done, replies)
        if done.state.draft != before.draft:
            unit.reminders.afresh(row.id)
        unit.conversations.save(
            row.id, dump_state(done.state), number, done.state.locale, heard.channel,
            remind_from=self._clock() + QUIET_DAY if unfinished(done.state) else None,
        )  # fmt: skip
        kept = keep(turn, replies, heard, answered_in(before, done.state))
        unit.turns.append(row.id, number, self._clock(), heard.channel, kept)
        outbox_id = self._tell(unit, row.id, number, heard.channel)
        unit.point("written")
        return Taken(row.id, turn, outbox_id)

    def _with_effects(
        self, unit: Unit, conversation_id: str, heard: Input, world: World, done: Step
    ) -> tuple[Step, tuple[Reply, ...]]:
        """Carry out what the step wants; each result is heard in the same turn, a bounded number of times.

        Raises RuntimeError when it never comes to an end: a fault of ours.
        """
        replies, wanted = done.replies, done.effects
        for round_ in range(MOST_EFFECTS):
            if not wanted:
                break
            results = effects_of(self._carrying, unit, conversation_id, heard, wanted)
            wanted = ()
            unit.point("filed")
            for place, result in enumerate(results):
                inner = Input(f"{heard.id}#{round_}.{place}", heard.channel, heard.at, result, by="service")
                done = step(done.state, inner, world, self._form)
                replies, wanted = (*replies, *done.replies), (*wanted, *done.effects)
        if wanted:
            # Better nothing of the turn than a turn that says "filed" and was not.
            raise RuntimeError(f"a turn still wants {type(wanted[0]).__name__} after {MOST_EFFECTS} rounds")
        return done, tuple(sorted(replies, key=lambda reply: reply.last))

    def _shown(self, number: int, done: Step, replies: tuple[Reply, ...]) -> TurnJson:
        renderer = self._renderer(done.state.locale)
        spoken: list[ReplyJson] = [show_reply(reply, renderer) for reply in replies]
        return TurnJson(
            number=number,
            replies=spoken,
            question=show_question(done.asked, renderer) if done.asked is not None else None,
            form=done.form,
            language=done.state.locale,
        )

    def _tell(self, unit: Unit, conversation_id: str, number: int, channel: Channel) -> int | None:
        """The outbox row for a channel that must be called; the bell for readers that wait."""
        if channel != TELEGRAM:
            unit.notify(BELL, conversation_id)
        if channel == "web":
            return None
        # What came by Telegram has its chat there; anything else goes there only if it can.
        if channel != TELEGRAM and not unit.addresses.reachable(conversation_id, TELEGRAM):
            return None
        now = self._clock()
        if channel == TELEGRAM:
            until = now + FIRST_LEASE
            return unit.outbox.put(conversation_id, TELEGRAM, number, now, leased_by=self._holder, leased_until=until)
        unit.outbox.put(conversation_id, TELEGRAM, number, now)
        unit.notify(BELL, OUTBOX)
        return None


def _other_content() -> Conflict:
    return Conflict("id", say("这个编号已经用在别的内容上了。请换一个新的编号再发。"))


def _unknown() -> NotFound:
    return NotFound("session", say("没找到这次对话。请从头开始，或者用返回码接着填。"))
