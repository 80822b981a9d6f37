"""The buttons under a question: its answers, the lines that can be changed, what else may be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from api.services.transcript.shown import ChoiceJson, QuestionJson, ReviewLineJson
from bot.buttons import answer, anytime, edit_line, go_to, guarded, in_language, of_household, page_of
from bot.fitting import shorten
from conversations.form.ticks import NONE
from conversations.inputs import Command
from conversations.messages import Message, say
from locales.catalogues import SOURCE_LANGUAGE

Words: TypeAlias = Callable[[Message], str]

PAGE = 8
MOST_ON_ONE_PAGE = 12
# So wide that two beside each other are read on a small phone.
SHORT_LABEL = 7
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Button:
    """`data` comes back when it is tapped; a button with `url` opens that instead."""

    label: str
    data: str = ""
    url: str = ""


Row: TypeAlias = tuple[Button, ...]
Rows: TypeAlias = tuple[Row, ...]


def keyboard(question: QuestionJson, words: Words, *, by_link: bool, page: int = 0, link: str = "") -> Rows:
    """The rows of buttons of an open question, page `page` (from 0) of them where there are many.

    `by_link`: sensitive questions are answered on the web; `link` is the one-use address, if there is one.
    """
    rows: list[Row] = [open_link(link, words)] if link else []
    if by_link and question["sensitive"]:
        if not link:
            rows.append((Button(words(say("在网页上安全填写")), answer(question["asked"], 0)),))
    elif question["kind"] == "review":
        rows.extend(_answers(question))
        if not by_link:
            rows.extend(_paged(_lines(question, words), question["asked"], words, page))
    else:
        rows.extend(_paged(_answers(question), question["asked"], words, page))
        if question["kind"] == "several":
            none = _none_of_these(question)
            rows.extend([none] if none else [])
            done = answer(question["asked"], len(question["choices"]))
            rows.append((Button(words(say("选好了")), done),))
    commands = _commands(question, words)
    return (*rows, commands) if commands else tuple(rows)


def open_link(link: str, words: Words) -> Row:
    """A row that opens an address in the browser."""
    return (Button(words(say("在网页上打开")), url=link),)


def at_household(rows: Rows, household: str) -> Rows:
    """The same buttons, bound to the household (its key) that they are about."""
    return tuple(tuple(replace(one, data=of_household(one.data, household)) for one in row) for row in rows)


def to_households(ways: Sequence[ChoiceJson]) -> Rows:
    """The households of the chat, one below the other."""
    return tuple((Button(shorten(way["label"], LONGEST_LABEL), go_to(str(way["value"]))),) for way in ways)


def in_chinese() -> Row:
    """The way to Chinese, by its own name."""
    return (Button("简体中文", in_language(SOURCE_LANGUAGE)),)


def while_paused(words: Words) -> Rows:
    """What may be wanted when it is paused in the middle: to go on, here or elsewhere."""
    return (
        (Button(words(say("继续")), anytime("resume")),),
        (
            Button(words(say("换手机、换网页")), anytime("elsewhere")),
            Button(words(say("返回码")), anytime("code")),
        ),
        (Button(words(say("别再提醒")), anytime("quiet")),),
    )


def after_filing(words: Words) -> Rows:
    """What may be wanted when nothing is asked: how far it is, the answers, papers, a change, a person."""
    return (
        (
            Button(words(say("查进度")), anytime("status")),
            Button(words(say("看看填的")), anytime("review")),
            Button(words(say("找人帮忙")), anytime("human")),
        ),
        (Button(words(say("补材料")), anytime("papers")), Button(words(say("家里有变化")), anytime("change"))),
    )


def for_another(words: Words) -> Row:
    """To whoever has filed for one household: the next one."""
    return (
        Button(words(say("给另一家填")), anytime("another")),
        Button(words(say("换一家")), anytime("switch")),
    )


def line_commands(question: QuestionJson) -> list[Command]:
    """What the buttons of the review do, in the order in which they are counted: change a line, remove an item."""
    return [command for _, command in _pressable(question)]


def _pressable(question: QuestionJson) -> list[tuple[Message, Command]]:
    pressable: list[tuple[Message, Command]] = []
    for section in question["review"]:
        for line in section["lines"]:
            if "removes" in line:
                pressable.append((say("去掉：{item}", item=line["label"]), Command("remove", line["removes"])))
            elif line["key"] is not None:
                pressable.append((_to_change(line), Command("edit", line["key"])))
    return pressable


def _to_change(line: ReviewLineJson) -> Message:
    if "item" in line:
        return say("改：{item} {label}", item=line["item"], label=line["label"])
    return say("改：{label}", label=line["label"])


def _none_of_these(question: QuestionJson) -> Row:
    """It answers at once, so it is no line to tick, and it is in reach on every page."""
    for index, choice in enumerate(question["choices"]):
        if choice["value"] == NONE:
            return (Button(shorten(choice["label"], LONGEST_LABEL), answer(question["asked"], index)),)
    return ()


def _answers(question: QuestionJson) -> list[Row]:
    buttons: list[Button] = []
    for index, choice in enumerate(question["choices"]):
        if question["kind"] == "several" and choice["value"] == NONE:
            continue
        tick = {True: "☑ ", False: "☐ ", None: ""}[choice.get("ticked")]
        label = shorten(choice["label"], LONGEST_LABEL)
        buttons.append(Button(tick + label, answer(question["asked"], index)))
    if 1 < len(buttons) <= MOST_ON_ONE_PAGE and all(
        len(choice["label"]) <= SHORT_LABEL for choice in question["choices"]
    ):
        return _in_twos(buttons)
    return [(button,) for button in buttons]


def _in_twos(buttons: Sequence[Button]) -> list[Row]:
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]


def _lines(question: QuestionJson, words: Words) -> list[Row]:
    return [
        (Button(shorten(words(label), LONGEST_LABEL), edit_line(question["asked"], place)),)
        for place, (label, _) in enumerate(_pressable(question))
    ]


def _paged(rows: list[Row], asked: int, words: Words, page: int) -> list[Row]:
    """The rows of one page, and how many more there are: whoever does not know of them leaves them out."""
    if len(rows) <= MOST_ON_ONE_PAGE:
        return rows
    pages = -(-len(rows) // PAGE)
    page = min(max(page, 0), pages - 1)
    turning: list[Button] = []
    if page > 0:
        turning.append(Button(words(say("‹ 前面的")), page_of(asked, page - 1)))
    if page < pages - 1:
        left = sum(len(row) for row in rows[(page + 1) * PAGE :])
        turning.append(Button(words(say("还有 {count} 样 ›", count=left)), page_of(asked, page + 1)))
    return [*rows[page * PAGE : (page + 1) * PAGE], tuple(turning)]


def _commands(question: QuestionJson, words: Words) -> Row:
    asked, allowed = question["asked"], question["allowed"]
    row: list[Button] = []
    if "back" in allowed:
        row.append(Button(words(say("上一步")), guarded(asked, "back")))
    if "skip" in allowed:
        row.append(Button(words(say("跳过")), guarded(asked, "skip")))
    if "unsure" in allowed:
        row.append(Button(words(say("不清楚")), guarded(asked, "unsure")))
    if "why" in allowed and question["kind"] not in ("confirm", "review"):
        row.append(Button(words(say("为什么问")), anytime("why")))
    return tuple(row)
