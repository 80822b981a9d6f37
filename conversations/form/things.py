"""Kinds answered with a thing rather than with words: a paper, a place."""

from dataclasses import dataclass

from conversations.answers import Value
from conversations.form.facts import Facts
from conversations.form.kinds import Kind, words_of_body
from conversations.inputs import Body, File, Location
from conversations.messages import Message, say
from conversations.replies import QuestionKind
from conversations.understanding.outcome import Sure, Unclear, Understood


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


@dataclass(frozen=True, slots=True)
class LocationKind(Kind):
    """A place: shared by the device, or in words."""

    @property
    def name(self) -> QuestionKind:
        return "location"

    def understand(self, body: Body, facts: Facts) -> Understood[Value]:
        if isinstance(body, Location):
            return Sure(f"{body.lat:.6f},{body.lon:.6f}")
        words = words_of_body(body)
        if words is None or not words.strip():
            return Unclear(say("请发一下位置，或者把地方写下来，比如 东山村三组。"))
        return Sure(words.strip()[:200])
