"""What was said on both sides, as a page shows it: each turn with the words that led to it."""

import json
from dataclasses import dataclass
from datetime import datetime

from api.services.transcript.evidence import shown
from api.services.transcript.shown import QuestionJson, TurnJson
from conversations.messages import Message, say, verbatim
from conversations.understanding.identity import mask_id_number
from storage.database import Database
from storage.rows import TurnRow
from storage.unit import Unit

COMMANDS: dict[str, Message] = {
    "back": say("上一步"),
    "pause": say("暂停"),
    "resume": say("继续"),
    "review": say("检查"),
    "edit": say("改一条"),
    "remove": say("去掉一项"),
    "help": say("帮助"),
    "why": say("为什么问"),
    "skip": say("跳过"),
    "unsure": say("不清楚"),
    "status": say("查进度"),
    "urgent": say("救急"),
    "policy": say("问政策"),
    "language": say("换语言"),
    "human": say("找人"),
    "withdraw": say("撤回"),
    "restart": say("重新开始"),
    "papers": say("补材料"),
    "change": say("家里有变化"),
    "export": say("导出我的信息"),
    "erase": say("删除我的信息"),
    "links": say("授权链接"),
    "unlink": say("作废链接"),
    "unauthorize": say("撤回授权"),
    "elsewhere": say("换手机"),
    "code": say("返回码"),
    "another": say("给另一家填"),
    "switch": say("换一家"),
    "quiet": say("别再提醒"),
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn, when it was, and what the resident said before it (None: it was pushed, or is not worth repeating)."""

    turn: TurnJson
    said: Message | None
    at: datetime


class History:
    """Reads back what is kept of a conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, conversation_id: str, most: int, before: int | None = None) -> list[Exchange]:
        """The last `most` exchanges up to turn `before` (inclusive; None: the newest), oldest first."""

        def work(unit: Unit) -> list[TurnRow]:
            newest = unit.turns.last(conversation_id)
            upto = min(before or newest.number, newest.number) if newest is not None else 0
            # One more than shown: what was tapped is put into words by the question before it.
            return unit.turns.after(conversation_id, max(0, upto - most - 1), most + 1)[: upto or None]

        rows = await self._database.read(work)
        exchanges: list[Exchange] = []
        question: QuestionJson | None = None
        for row in rows:
            turn = shown(row.body)
            exchanges.append(Exchange(turn, _said(row.body, question), row.at))
            question = turn["question"]
        return exchanges[-most:]


def _said(body: bytes, question: QuestionJson | None) -> Message | None:
    """The resident's words, put into words; an ID number only by its ends, for the phone may be shared."""
    _channel, by, _at, heard = json.loads(body)["heard"]
    if by != "resident":
        return None
    match heard:
        case ["Text", str(text)]:
            return verbatim(_masked(text, question))
        case ["Choice", value]:
            return _chosen(value, question)
        case ["Tap", asked, int(index)] if question is not None and question["asked"] == asked:
            labels = [choice["label"] for choice in question["choices"]]
            return verbatim(labels[index]) if index < len(labels) else None
        case ["Command", str(name), _]:
            return COMMANDS.get(name)
        case ["Signature", str(name), _]:
            return verbatim(name)
        case ["Signature", *_]:
            return say("（手写签名）")
        case ["File", *_]:
            return say("（发了一份材料）")
        case ["Photos", list(papers)]:
            return say("（发了 {count} 张照片）", count=len(papers))
        case ["Location", *_]:
            return say("（发了位置）")
    return None


def _chosen(value: object, question: QuestionJson | None) -> Message | None:
    if question is None:
        return None
    values = value if isinstance(value, list) else [value]
    labels = [choice["label"] for one in values for choice in question["choices"] if choice["value"] == one]
    return say("{all}", all=tuple(verbatim(label) for label in labels)) if labels else None


def _masked(text: str, question: QuestionJson | None) -> str:
    if question is None or not question["key"].endswith("id_number") or not any(map(str.isdigit, text)):
        return text
    return mask_id_number("".join(text.split()))
