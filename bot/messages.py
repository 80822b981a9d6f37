"""A turn as Telegram messages: plain text, in as few messages as hold it, the buttons under the last one."""

import re
from dataclasses import dataclass

from api.services.transcript.shown import QuestionJson, ReviewSectionJson, TurnJson
from bot.buttons import anytime, go_to
from bot.fitting import pack
from bot.keyboards import (
    Button,
    Rows,
    Words,
    after_filing,
    for_another,
    in_chinese,
    keyboard,
    open_link,
    to_households,
    while_paused,
)
from conversations.households import named
from conversations.listed import Household
from conversations.messages import Message, say
from locales.catalogues import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Manner:
    """How this deployment speaks: `by_link` sends sensitive questions to the web chat at `public_url`."""

    by_link: bool
    public_url: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message: plain text of at most 4,096 UTF-16 units, and its rows of buttons."""

    text: str
    rows: Rows = ()


# A way that is no household: a list of households stands by itself, these may stand beside others.
_WAYS = ("another", "switch", "start", "restart")
_FLAGS: dict[str, Message] = {"approximate": say("（大概）")}


def told(turn: TurnJson, words: Words, manner: Manner) -> tuple[Outgoing, ...]:
    """The messages that tell this turn, in order; none when there is nothing to say.

    The text has no markup, so nothing a resident typed can become any. `words` puts labels into the language
    of the turn.
    """
    replies, link = _without_link([reply["text"] for reply in turn["replies"]], manner)
    question = turn["question"]
    blocks = replies if question is None else [*replies, *_question(question, words, manner)]
    texts = pack(blocks)
    if not texts:
        return ()
    rows = _rows(turn, words, manner, link)
    return (*(Outgoing(text) for text in texts[:-1]), Outgoing(texts[-1], rows))


def told_aside(turn: TurnJson, one: Household, words: Words) -> tuple[Outgoing, ...]:
    """The turn of a household that this chat is not at: whose it is, what was said, and the way there.

    Its question is not asked: what is typed next belongs to another household.
    """
    texts = pack(
        [words(say("这是{household}的消息：", household=named(one))), *(reply["text"] for reply in turn["replies"])]
    )
    there = Button(words(say("去看这一家")), go_to(one.key))
    still = Button(words(say("接着填现在这一家")), anytime("resume"))
    return (*(Outgoing(text) for text in texts[:-1]), Outgoing(texts[-1], ((there,), (still,))))


def _rows(turn: TurnJson, words: Words, manner: Manner, link: str) -> Rows:
    ways = [way for reply in turn["replies"] for way in reply.get("households", ())]
    question = turn["question"]
    if question is not None:
        asked = keyboard(question, words, by_link=manner.by_link, link=link)
        # The language was guessed from that of the phone: whoever wants Chinese finds it at once.
        guessed = turn["number"] == 1 and turn["language"] != SOURCE_LANGUAGE
        return (*asked, in_chinese()) if guessed else (*asked, *to_households(ways))
    rows = [*([open_link(link, words)] if link else []), *to_households(ways)]
    if any(reply["kind"] in ("receipt", "status") for reply in turn["replies"]):
        # What was just spoken of comes first.
        rows.extend((*after_filing(words), for_another(words)))
    if turn["form"] is not None and not any(way["value"] not in _WAYS for way in ways):
        # Paused in the middle: what was said last may be days ago.
        rows.extend(while_paused(words))
    return tuple(rows)


def only_ticks(turn: TurnJson, asked: int) -> bool:
    """Whether this turn says nothing new but the ticks of the question a button of asking `asked` belongs to."""
    question = turn["question"]
    return not turn["replies"] and question is not None and question["kind"] == "several" and question["asked"] == asked


def _without_link(texts: list[str], manner: Manner) -> tuple[list[str], str]:
    """The hand-over address taken out of the text to be put on a button; Telegram allows only https there."""
    if not manner.public_url.startswith("https://"):
        return texts, ""
    pattern = re.compile(re.escape(manner.public_url) + r"/h/[A-Za-z0-9_-]+(?:/mine)?")
    found = [match[0] for text in texts for match in pattern.finditer(text)]
    return [pattern.sub("", text) for text in texts], found[-1] if found else ""


def _question(question: QuestionJson, words: Words, manner: Manner) -> list[str]:
    """The question in blocks: a note, the prompt with its example, the review, how far we are."""
    blocks = [question["note"]] if question["note"] else []
    prompt = [question["prompt"]]
    typed_here = question["kind"] != "confirm" and not (manner.by_link and question["sensitive"])
    if question["example"] and typed_here:
        prompt.append(words(say("例：{example}", example=question["example"])))
    if question["kind"] == "location" and typed_here:
        prompt.append(words(say("发位置：按输入框旁边的回形针，再按“位置”。")))
    if question["kind"] == "several":
        prompt.append(words(say("选完按“选好了”。")))
    blocks.append("\n".join(prompt))
    for section in question["review"]:
        blocks.append(_section(section, words, manner))
    if question["kind"] not in ("confirm", "review") and question["progress"]["section_total"]:
        blocks.append(_progress(question, words))
    return blocks


def _section(section: ReviewSectionJson, words: Words, manner: Manner) -> str:
    title = words(say("【{title}】", title=section["title"]))
    if manner.by_link:
        # What was answered on the web stays there.
        return title + words(say("已填 {count} 项", count=sum(1 for line in section["lines"] if line["key"])))
    lines, item = [title], ""
    for line in section["lines"]:
        if line.get("item", "") != item or "removes" in line:
            item = line.get("item", "")
            # An empty line before each of them, and where the last one ends.
            lines.append("\n" + words(say("· {item}", item=item)) if item else "")
        if "removes" not in line:
            said = words(say("{label}：{value}", label=line["label"], value=line["value"]))
            lines.append(said + (words(_FLAGS[line["flag"]]) if line["flag"] in _FLAGS else ""))
    return "\n".join(lines)


def _progress(question: QuestionJson, words: Words) -> str:
    progress = question["progress"]
    total = max(progress["section_total"], 1)
    step = min(progress["section_done"] + 1, total)
    return words(say("{section} · 第 {step} 步，共 {total} 步", section=progress["section"], step=step, total=total))
