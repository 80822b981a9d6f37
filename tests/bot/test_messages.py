"""Turns as messages: within the limits whatever the turn, the buttons where they belong, nothing lost."""

from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from api.services.transcript.shown import (
    ChoiceJson,
    ProgressJson,
    QuestionJson,
    ReplyJson,
    ReviewLineJson,
    ReviewSectionJson,
    TurnJson,
)
from bot.buttons import EditLine, Page, read_button
from bot.fitting import LIMIT, pack, units
from bot.keyboards import Button, Rows, keyboard, line_commands
from bot.messages import Manner, only_ticks, told
from conversations.inputs import Command, Tap
from conversations.messages import Message

HERE = Manner(by_link=False, public_url="http://127.0.0.1:8000")
BY_LINK = Manner(by_link=True, public_url="https://example.test")


def words(message: Message) -> str:
    """As written in the source."""
    return message.text.format(**dict(message.params))


def question(**other: object) -> QuestionJson:
    """An open question with some of it given."""
    made = {
        "key": "settlement",
        "kind": "choice",
        "prompt": "您住的地方算农村还是城镇？",
        "example": None,
        "choices": [ChoiceJson(value="rural", label="农村"), ChoiceJson(value="urban", label="城镇")],
        "allowed": ["back", "skip", "unsure", "why"],
        "progress": ProgressJson(done=3, total=40, section="开始", section_done=3, section_total=4),
        "asked": 7,
        "sensitive": False,
        "hint": "",
        "note": None,
        "review": [],
    }
    return cast(QuestionJson, made | other)


def turn(asked: QuestionJson | None, *said: str) -> TurnJson:
    """A turn that says something and asks."""
    replies = [ReplyJson(kind="text", text=one) for one in said]
    return TurnJson(number=1, replies=replies, question=asked, form="declaration" if asked else None, language="zh_CN")


def buttons(rows: Rows) -> list[Button]:
    """All buttons of a keyboard."""
    return [button for row in rows for button in row]


def choices(count: int, label: str = "选项{n}") -> list[ChoiceJson]:
    """So many choices."""
    return [ChoiceJson(value=str(n), label=label.format(n=n)) for n in range(count)]


def review_of(lines: int, value: str = "没有") -> QuestionJson:
    """A review of so many answers, each with one derived line beside it."""
    shown = [
        ReviewLineJson(key=f"members.{n}.name", label=f"第{n}个人：姓名", value=value, flag="") for n in range(lines)
    ]
    derived = [ReviewLineJson(key=None, label="性别、年龄", value="男，63 岁", flag="") for _ in range(lines)]
    both = [line for pair in zip(shown, derived, strict=True) for line in pair]
    submit = [ChoiceJson(value="submit", label="没问题，交上去")]
    return question(kind="review", choices=submit, review=[ReviewSectionJson(title="家里的人", lines=both)])


def test_what_was_said_and_what_is_asked_are_one_message_with_its_buttons() -> None:
    (message,) = told(turn(question(example="农村"), "记下了。"), words, HERE)
    assert message.text == "记下了。\n\n您住的地方算农村还是城镇？\n例：农村\n\n开始 · 第 4 步，共 4 步"
    labels = [[button.label for button in row] for row in message.rows]
    assert labels == [["农村", "城镇"], ["上一步", "跳过", "不清楚", "为什么问"]]
    assert [read_button(button.data) for button in message.rows[0]] == [Tap(7, 0), Tap(7, 1)]


def test_nothing_said_is_no_message() -> None:
    assert told(turn(None), words, HERE) == ()
    assert [one.text for one in told(turn(None, "已退出。"), words, HERE)] == ["已退出。"]


def test_when_nothing_is_asked_after_filing_the_ways_on_are_buttons() -> None:
    filed = turn(None, "收到了。")
    filed["replies"][0]["kind"] = "receipt"
    (message,) = told(filed, words, HERE)
    presses = [read_button(button.data) for button in buttons(message.rows)]
    assert presses == [Command(name) for name in ("status", "review", "human", "papers", "change", "another", "switch")]


def test_who_asks_how_far_it_is_while_another_form_is_paused_sees_that_first_and_the_way_back_below() -> None:
    paused = turn(None, "镇里正在看。")
    paused["replies"][0]["kind"], paused["form"] = "status", "declaration"
    (message,) = told(paused, words, HERE)
    presses = [read_button(button.data) for button in buttons(message.rows)]
    assert presses[0] == Command("status")
    assert presses.index(Command("change")) < presses.index(Command("resume"))


def test_what_a_resident_typed_stays_text() -> None:
    (message,) = told(turn(None, "记下了：<b>周*示_例</b>"), words, HERE)
    assert message.text == "记下了：<b>周*示_例</b>"


def test_ticks_and_done() -> None:
    ticked = [ChoiceJson(value="a", label="生病", ticked=True), ChoiceJson(value="b", label="残疾", ticked=False)]
    asked = question(kind="several", choices=ticked, allowed=[])
    shown = buttons(keyboard(asked, words, by_link=False))
    assert [button.label for button in shown] == ["☑ 生病", "☐ 残疾", "选好了"]
    assert read_button(shown[-1].data) == Tap(7, 2)
    assert only_ticks(turn(asked), 7) and not only_ticks(turn(asked, "请至少选一个。"), 7)
    assert not only_ticks(turn(asked), 6)


def test_none_of_these_is_a_row_of_its_own_on_every_page_and_answers_at_once() -> None:
    ticks = [ChoiceJson(value=str(n), label=f"第 {n} 样东西，家里有的", ticked=False) for n in range(20)]
    asked = question(kind="several", choices=[*ticks, ChoiceJson(value="none", label="都没有", ticked=False)])
    for page in range(3):
        *_, turning, none, done, _ = keyboard(asked, words, by_link=False, page=page)
        pages = [read_button(button.data) for button in turning]
        assert pages == [Page(7, other) for other in (page - 1, page + 1) if 0 <= other <= 2]
        assert [button.label for button in (*none, *done)] == ["都没有", "选好了"]
        assert [read_button(button.data) for button in (*none, *done)] == [Tap(7, 20), Tap(7, 21)]
    few = question(kind="several", choices=[ticks[0], ChoiceJson(value="none", label="都没有", ticked=True)])
    labels = [[button.label for button in row] for row in keyboard(few, words, by_link=False)]
    assert labels[:3] == [["☐ 第 0 样东西，家里有的"], ["都没有"], ["选好了"]]


def test_long_lists_come_in_pages_of_eight_and_each_choice_is_on_one() -> None:
    asked = question(choices=choices(30), allowed=[])
    seen: list[str] = []
    for page in range(4):
        *shown, turning = keyboard(asked, words, by_link=False, page=page)
        seen += [button.label for row in shown for button in row]
        pages = [read_button(button.data) for button in turning]
        assert pages == [Page(7, other) for other in (page - 1, page + 1) if 0 <= other <= 3]
    assert seen == [f"选项{n}" for n in range(30)]


def test_the_review_is_told_and_each_line_can_be_changed() -> None:
    asked = review_of(10)
    (message,) = told(turn(asked), words, HERE)
    assert "第9个人：姓名：没有" in message.text and "性别、年龄：男，63 岁" in message.text
    first, *rest = buttons(message.rows)
    assert first.label == "没问题，交上去"
    edits = [read_button(button.data) for button in rest if button.label.startswith("改：")]
    assert edits == [EditLine(7, n) for n in range(10)]


def test_by_link_a_sensitive_question_has_one_way_and_the_review_keeps_what_was_answered_to_itself() -> None:
    asked = question(sensitive=True, example="张三", allowed=["back"])
    (message,) = told(turn(asked), words, BY_LINK)
    assert "张三" not in message.text
    assert [button.label for button in buttons(message.rows)] == ["在网页上安全填写", "上一步"]
    (message,) = told(turn(review_of(3, value="360102********1234")), words, BY_LINK)
    assert "360102" not in message.text and "第0个人" not in message.text
    assert not any("改" in button.label for button in buttons(message.rows))


def test_a_link_becomes_a_button_where_telegram_allows_it_and_stays_text_where_not() -> None:
    asked = question(sensitive=True, allowed=[])
    (message,) = told(turn(asked, "请点这里：\nhttps://example.test/h/Ab-_9"), words, BY_LINK)
    (button,) = buttons(message.rows)
    assert button.url == "https://example.test/h/Ab-_9" and "https://" not in message.text
    (message,) = told(turn(asked, "请点这里：\nhttps://example.test/h/Ab-_9/mine"), words, BY_LINK)
    assert [one.url for one in buttons(message.rows)] == ["https://example.test/h/Ab-_9/mine"]
    plain = Manner(by_link=True, public_url="http://127.0.0.1:8000")
    (message,) = told(turn(asked, "请点这里：\nhttp://127.0.0.1:8000/h/Ab-_9"), words, plain)
    assert "http://127.0.0.1:8000/h/Ab-_9" in message.text
    assert all(not button.url for button in buttons(message.rows))


LONG = st.text(alphabet="一二。 \n🙂x", min_size=0, max_size=60).map(lambda text: text * 150)


@given(st.lists(LONG, max_size=4))
@settings(max_examples=60, deadline=None)
def test_packed_text_fits_and_loses_only_white_space(blocks: list[str]) -> None:
    packed = pack(blocks)
    assert all(0 < units(text) <= LIMIT and text.strip() for text in packed)
    assert "".join("".join(packed).split()) == "".join("".join(blocks).split())


def test_units_are_counted_as_telegram_counts() -> None:
    assert units("申报🙂") == 4 == len("申报🙂".encode("utf-16-le")) // 2
    assert [units(text) for text in pack(["🙂" * 2049])] == [4096, 2]


@given(
    st.lists(st.text(min_size=1, max_size=200), max_size=40),
    st.sampled_from(["choice", "several", "review", "confirm", "area"]),
    st.integers(1, 999_999_999),
    st.integers(0, 60),
)
@settings(max_examples=80, deadline=None)
def test_every_button_carries_at_most_64_bytes_and_something_to_read(
    labels: list[str], kind: str, asked: int, page: int
) -> None:
    lines = [ReviewLineJson(key="k" * 90, label=label, value=label, flag="") for label in labels]
    made = question(
        kind=kind,
        choices=[ChoiceJson(value=label, label=label) for label in labels],
        review=[ReviewSectionJson(title="节", lines=lines)] if kind == "review" else [],
        asked=asked,
    )
    shown = keyboard(made, words, by_link=False, page=page)
    assert all(1 <= len(button.data.encode()) <= 64 and len(button.label) <= 62 for button in buttons(shown))
    assert all(row for row in shown)


def test_from_the_review_a_person_can_be_taken_away_and_that_is_no_answer_of_the_text() -> None:
    lines = [
        ReviewLineJson(key=None, label="李样本", value="填多了，可以去掉", flag="", removes="members.1", item="李样本"),
        ReviewLineJson(key="members.1.name", label="姓名", value="李样本", flag="", item="李样本"),
        ReviewLineJson(key="members.1.relation", label="与申报人关系", value="丈夫或妻子", flag="", item="李样本"),
        ReviewLineJson(key="settlement", label="城镇或农村", value="农村", flag=""),
    ]
    asked = question(kind="review", review=[ReviewSectionJson(title="家里的人", lines=lines)])
    (message,) = told(turn(asked), words, HERE)
    # The name is said once, above what is told of the person; each button says it, for it is read by itself.
    told_of = "【家里的人】\n\n· 李样本\n姓名：李样本\n与申报人关系：丈夫或妻子\n\n城镇或农村：农村"
    assert told_of in message.text
    assert [one.label for one in buttons(message.rows) if "：" in one.label] == [
        "去掉：李样本",
        "改：李样本 姓名",
        "改：李样本 与申报人关系",
        "改：城镇或农村",
    ]
    assert line_commands(asked)[0] == Command("remove", "members.1")
