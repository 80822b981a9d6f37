"""Kinds answered with a thing rather than with words: a paper, a place."""

import re
from dataclasses import dataclass

from conversations.answers import Value
from conversations.form.facts import Facts
from conversations.form.kinds import Kind, words_of_body
from conversations.inputs import Body, File, Location
from conversations.messages import Message, say, verbatim
from conversations.replies import QuestionKind
from conversations.understanding.normal import one_line
from conversations.understanding.outcome import Sure, Unclear, Understood

LONGEST_PLACE = 200
SHARED = re.compile(r"-?\d{1,2}\.\d{6},-?\d{1,3}\.\d{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FileKind(Kind):
    """A photo or a PDF, by the id under which it is stored."""

    @property
    def name(self) -> QuestionKind:
        return "file"

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, File):
            return Sure(body.paper)
        return Unclear(say("请拍一张照片发来，或者选一个照片、PDF 文件。手边没有就按“跳过”。"))

    def show(self, value: Value, facts: Facts) -> Message:
        return say("已收到")

    def stands(self, value: Value, facts: Facts) -> bool:
        # One that could not be opened leaves nothing behind: it is asked for again.
        return isinstance(value, str)


@dataclass(frozen=True, slots=True)
class LocationKind(Kind):
    """A place: shared by the device, or in words."""

    @property
    def name(self) -> QuestionKind:
        return "location"

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, Location):
            return Sure(f"{body.lat:.6f},{body.lon:.6f}")
        words = words_of_body(body) or ""
        written = one_line(words)
        if not written:
            return Unclear(say("请发一下位置，或者把地方写下来，比如 东山村三组。"))
        if len(written) > LONGEST_PLACE:
            return Unclear(say("请写短一点，{limit} 个字以内。", limit=LONGEST_PLACE))
        return Sure(written)

    def show(self, value: Value, facts: Facts) -> Message:
        return say("发来的位置：{place}", place=str(value)) if SHARED.fullmatch(str(value)) else verbatim(str(value))
