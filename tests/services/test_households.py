"""A village assistant declares for several families from one chat or browser: nothing gets into the wrong one."""

import asyncio
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.bootstrap import House, build
from api.errors import Unauthorized
from api.services.conversing.at_door import key_of, place_of
from api.services.links.keys import CodeKey
from api.services.transcript.shown import TurnJson
from api.services.ways_in.comeback import Entered
from conversations.inputs import Body, Command, Input, Reminded, Tap, Text
from storage.unit import Unit
from tests.fakes.clocks import Clock
from tests.fakes.households import FAMILY_OF_FOUR, answer_for
from tests.fakes.houses import body_for, copied, settings_for

CHAT = 1001
BY_PROXY = {
    **FAMILY_OF_FOUR, "applicant_role": "proxy", "proxy.name": "李帮手", "proxy.relation": "village_assistant",
    "proxy.phone": "13900139000", "proxy.consent": True,
}  # fmt: skip


@dataclass
class Assistant:
    """Somebody at one chat. Ids are counted up; what was sent is kept, so that it can arrive again."""

    house: House
    sent: list[Input] = field(default_factory=list)
    turn: TurnJson | None = None

    async def send(self, body: Body, meant: str | None = None) -> TurnJson:
        heard = Input(f"u{len(self.sent)}", "telegram", self.house.clock(), body, meant=meant)
        self.sent.append(heard)
        return await self.again(heard)

    async def again(self, heard: Input) -> TurnJson:
        """It arrives, for the first time or again."""
        taken = await self.house.turns.from_telegram(CHAT, heard)
        if not taken.replayed:
            self.turn = taken.turn
        return taken.turn

    async def answer(self, meant: str | None = None, until: str = "") -> None:
        """One answer to the open question, or all up to the question `until`."""
        if self.turn is None:
            await self.send(Text("你好"))
        while self.turn is not None and (question := self.turn["question"]) is not None and question["key"] != until:
            await self.send(body_for(*answer_for(question, BY_PROXY)), meant)
            if not until:
                return

    async def here(self) -> str:
        found = await self.house.turns.conversation_of_telegram(CHAT)
        assert found is not None
        return found

    async def another(self, name: str) -> str:
        """Begin with another family, as far as the name of its applicant."""
        if self.turn is not None:
            await self.send(Text("给另一家填"))
        await self.answer(until="members.0.name")
        await self.send(Text(name))
        return await self.here()


async def log_of(house: House, conversation_id: str) -> list[object]:
    """All that was answered in a conversation, line by line."""

    def read(unit: Unit) -> list[object]:
        row = unit.conversations.get(conversation_id)
        assert row is not None
        log: list[object] = json.loads(row.state)["log"]
        return log

    return await house.database.read(read)


def said(turn: TurnJson) -> str:
    return "\n".join(reply["text"] for reply in turn["replies"])


async def test_three_families_are_kept_apart_and_listed(house: House) -> None:
    assistant = Assistant(house)
    ids = [await assistant.another(name) for name in ("周一", "吴二", "郑三")]
    assert len(set(ids)) == 3
    listed = await assistant.send(Text("换一家"))
    assert listed["question"] is None
    labels = [way["label"] for way in listed["replies"][-1]["households"]]
    assert [label.split(" · ")[1] for label in labels[:3]] == ["郑**家", "吴**家", "周**家"]
    assert "周一" not in json.dumps(listed, ensure_ascii=False)
    there = await assistant.send(Command("switch", key_of(ids[0])))
    assert "周**家" in said(there) and await assistant.here() == ids[0]
    assert there["question"] is not None and "周**" in (there["question"]["note"] or "")
    logs = [json.dumps(await log_of(house, id), ensure_ascii=False) for id in ids]
    for place, name in enumerate(("周一", "吴二", "郑三")):
        assert [name in log for log in logs] == [one == place for one in range(3)]


async def test_what_arrives_again_after_a_switch_is_heard_where_it_was(house: House) -> None:
    assistant = Assistant(house)
    first = await assistant.another("周一")
    second = await assistant.another("吴二")
    before = await log_of(house, first), await log_of(house, second)
    for heard in assistant.sent:
        await assistant.again(heard)
        assert await assistant.here() == second
    assert (await log_of(house, first), await log_of(house, second)) == before
    await assistant.send(Command("switch", key_of(first)))
    await assistant.send(Command("switch", key_of(second)))
    await assistant.again(assistant.sent[-2])
    assert await assistant.here() == second


async def test_a_beginning_that_reaches_two_workers_begins_one_family(house: House) -> None:
    assistant = Assistant(house)
    await assistant.another("周一")
    heard = Input("both", "telegram", house.clock(), Text("给另一家填"))
    taken = await asyncio.gather(*(house.turns.from_telegram(CHAT, heard) for _ in range(4)))
    assert len({one.conversation_id for one in taken}) == 1
    listed = await assistant.send(Text("换一家"))
    assert [way["value"] for way in listed["replies"][-1]["households"]][2:] == ["another"]


async def test_a_button_of_another_family_takes_nothing_and_says_so(house: House) -> None:
    assistant = Assistant(house)
    first = await assistant.another("周一")
    question = assistant.turn["question"] if assistant.turn is not None else None
    assert question is not None
    second = await assistant.another("吴二")
    before = await log_of(house, first), await log_of(house, second)
    for body in (Tap(question["asked"], 0), Command("code"), Command("withdraw"), Command("skip")):
        turn = await assistant.send(body, key_of(first))
        assert "另一家的，没有动任何答案" in said(turn) and "吴**" in said(turn)
    assert (await log_of(house, first), await log_of(house, second)) == before


async def test_a_push_for_a_family_that_is_not_looked_at_says_whose_it_is(house: House) -> None:
    assistant = Assistant(house)
    first = await assistant.another("周一")
    second = await assistant.another("吴二")

    def push(unit: Unit) -> None:
        for id in (first, second):
            house.turns.push(unit, id, Reminded(), "system", f"remind:{id}")

    await house.outbox.take_over()
    while waiting := await house.outbox.due(50):
        for one in waiting:
            await house.outbox.sent(one.id)
    await house.database.run(push)
    parcels = {one.conversation_id: one for one in await house.outbox.due(50)}
    aside = parcels[first].aside
    assert aside is not None and aside.name == "周**" and aside.key == key_of(first)
    assert parcels[second].aside is None
    assert {one.chat_id for one in parcels.values()} == {CHAT}


async def test_a_family_that_takes_its_own_over_gets_only_that(house: House) -> None:
    assistant = Assistant(house)
    first = await assistant.another("周一")
    second = await assistant.another("吴二")
    code = await house.sessions.renew_return_code(second)
    opened = await house.sessions.by_return_code(code)
    assert opened.conversation_id == second
    assert [one.key for one in await house.sessions.households(opened.session)] == [key_of(second)]
    # On the web the family's browser does not see the other one, whatever key it names.
    heard = Input("w1", "web", house.clock(), Command("switch", key_of(first)))
    await house.sessions.say(opened.session, second, heard)
    assert await house.sessions.conversation_of(opened.session) == second
    # Taken over on a phone of its own, it leaves the assistant, who is first shown where they are now.
    entered = await house.comeback.enter(2002, CodeKey(code), "v1")
    assert isinstance(entered, Entered) and entered.others == (CHAT,)
    before = await log_of(house, first)
    turn = await assistant.send(Text("3000"))
    assert await assistant.here() == first and "没有动任何答案" in said(turn)
    assert await log_of(house, first) == before


async def test_a_browser_keeps_families_apart_too(house: House) -> None:
    opened = await house.sessions.begin("zh_CN")
    turn, count = opened.turn, 0

    async def send(body: Body, household: str | None = None) -> TurnJson:
        nonlocal turn, count
        count += 1
        current = await house.sessions.conversation_of(opened.session)
        heard = Input(f"c{count}", "web", house.clock(), body, meant=household)
        turn = await house.sessions.say(opened.session, current, heard)
        return turn

    async def until(key: str) -> None:
        while (question := turn["question"]) is not None and question["key"] != key:
            await send(body_for(*answer_for(question, BY_PROXY)))

    await until("members.0.name")
    first = opened.conversation_id
    begun = await send(Command("another"))
    assert "您的返回码" in said(begun)
    await until("members.0.name")
    second = await house.sessions.conversation_of(opened.session)
    before = await log_of(house, second)
    assert second != first
    # The tab that still shows the first family is open at a question of the same name.
    assert "没有动任何答案" in said(await send(Text("周一"), key_of(first)))
    assert await log_of(house, second) == before
    await send(Command("switch", key_of(first)))
    assert await house.sessions.conversation_of(opened.session) == first
    held = await house.sessions.households(opened.session)
    assert len(held) == 2 and [one.key for one in held if one.here] == [key_of(first)]
    await house.sessions.close(opened.session)
    with pytest.raises(Unauthorized):
        await house.sessions.conversation_of(opened.session)


async def test_killed_in_the_middle_of_a_switch_it_did_not_happen(house: House) -> None:
    assistant = Assistant(house)
    first = await assistant.another("周一")
    second = await assistant.another("吴二")
    heard = Input("switch", "telegram", house.clock(), Command("switch", key_of(first)))

    def work(unit: Unit) -> None:
        door = unit.addresses.door("telegram", str(CHAT))
        place = place_of(unit, door, second, heard, lambda locale: "")
        house.turns.take_in(unit, place.conversation_id, place.heard)
        raise KeyError("the process is gone")

    with pytest.raises(KeyError):
        await house.database.run(work)
    assert await assistant.here() == second
    await assistant.again(heard)
    assert await assistant.here() == first


ACTIONS = st.lists(
    st.one_of(
        st.just(("answer", 0)),
        st.just(("another", 0)),
        st.tuples(st.just("switch"), st.integers(0, 3)),
        st.tuples(st.just("stale"), st.integers(0, 3)),
        st.tuples(st.just("again"), st.integers(0, 30)),
    ),
    min_size=3,
    max_size=14,
)


@given(actions=ACTIONS)
@settings(max_examples=12, deadline=None)
def test_no_answer_ever_gets_into_another_family(started: Path, actions: list[tuple[str, int]]) -> None:
    asyncio.run(_play(started, actions))


async def _play(started: Path, actions: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = build(settings_for(copied(started, Path(folder))), Clock())
        try:
            assistant = Assistant(house)
            await assistant.answer(until="settlement")
            await assistant.answer()
            families, taps = [await assistant.here()], {}
            for what, number in actions:
                here = await assistant.here()
                before = {id: await log_of(house, id) for id in families}
                question = assistant.turn["question"] if assistant.turn is not None else None
                if question is not None:
                    taps[here] = Tap(question["asked"], 0)
                other = families[number % len(families)]
                view, changed = here, {here}
                match what:
                    case "answer":
                        await assistant.answer()
                    case "another":
                        await assistant.send(Text("给另一家填"))
                        view, changed = await assistant.here(), set()
                    case "switch":
                        await assistant.send(Command("switch", key_of(other)))
                        view, changed = other, set()
                    case "stale" if other in taps:
                        await assistant.send(taps[other], key_of(other))
                        changed = {here} & {other}
                    case "again":
                        await assistant.again(assistant.sent[number % len(assistant.sent)])
                        changed = set()
                assert await assistant.here() == view
                for id, log in before.items():
                    assert id in changed or await log_of(house, id) == log, (what, id)
                families.extend({view} - set(families))
        finally:
            house.close()
