"""Where a declaration stands, for its resident: since when, who has it, what comes next by when, what can be done."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime

from api.services.calendar.workdays import china_day
from api.services.flags import flags_in
from api.services.review.news import (
    ESCALATED,
    LETTER_DUE,
    NOTICE_OVER,
    OWN_FORM,
    QUERY_OPEN,
    REFERRED,
    WANTS_ERASURE,
    WANTS_PERSON,
    requests_in,
)
from api.services.review.record import read
from api.services.review.words import STANDING, UNKNOWN_STANDING, lines
from conversations.effects import FindStatus
from conversations.inputs import StatusFound
from conversations.messages import Message, say
from conversations.world import Area
from storage.rows import DeclarationRow, TimelineRow
from storage.unit import Unit

OPEN = ("submitted", "accepted", "asked_back", "answered", "opinion_given", "published")


class Standing:
    """Answers `status`. It may be read on a shared phone: no names, no amounts, no illness."""

    def __init__(self, area_of: Callable[[str | None], Area | None], clock: Callable[[], datetime]) -> None:
        self._area_of = area_of
        self._clock = clock

    def found(self, unit: Unit, wanted: FindStatus) -> StatusFound:
        """Where the declaration stands; unknown when there is none with this receipt."""
        row = unit.declarations.by_receipt(wanted.receipt)
        if row is None:
            said = say("受理编号 {receipt}：{now}", receipt=wanted.receipt, now=UNKNOWN_STANDING)
            return StatusFound(wanted.receipt, "unknown", said)
        return StatusFound(row.receipt, row.status, self._words(row, unit.timeline.of(row.id), wanted.waiting))

    def _words(self, row: DeclarationRow, events: list[TimelineRow], waiting: int) -> Message:
        area = self._area_of(row.area_code)
        now = STANDING.get(row.status, UNKNOWN_STANDING)
        return lines(
            say("受理编号 {receipt}：{now}", receipt=row.receipt, now=now),
            say("从{day}起是这一步。", day=china_day(since(row, events))),
            _who(area, row.status),
            self._next(row, waiting),
            *_asked_for(row, events),
            _can_do(row.status),
        )

    def _next(self, row: DeclarationRow, waiting: int) -> Message:
        if row.status == "decided":
            return _afterwards(flags_in(row.flags))
        if row.status not in OPEN or row.due_at is None:
            return Message("")
        due = china_day(row.due_at)
        if row.due_at < self._clock():
            return say("期限是{due}，已经过了。您可以打电话问一声，不会怪您。", due=due)
        if row.status == "submitted":
            return say("接下来：镇里看您的申报，最晚{due}告诉您受理了没有。", due=due)
        if row.status == "asked_back":
            asked = say("等您回答 {count} 条，一条一条来就行。", count=waiting) if waiting else Message("")
            return lines(asked, say("到{due}还没收到的话，工作人员会打电话问您。", due=due))
        return _review_words(row, flags_in(row.flags), due)


def _review_words(row: DeclarationRow, flags: Collection[str], due: date) -> Message:
    """What comes next while it is looked at: the query, the notice, the decision, who has it."""
    if ESCALATED in flags:
        return say("接下来：县里几个部门一起商量，由县里给您答复，最晚{due}。", due=due)
    if row.status == "published" and NOTICE_OVER not in flags:
        return say("接下来：公示到{due}结束，然后审核，10 个工作日左右有结果。", due=due)
    if row.status == "published":
        return say("公示完了。接下来：审核，最晚{due}给您结果。", due=due)
    if row.status == "opinion_given":
        return say("接下来：公示，再审核。最晚{due}有下一步的消息。", due=due)
    if QUERY_OPEN in flags:
        return say("接下来：等有关部门的核对结果，大约{due}前有回音。和您填的不一样，会先问您。", due=due)
    return say("接下来：核对您填的情况，可能打电话，也可能上门。最晚{due}给您结果。", due=due)


def _afterwards(flags: Collection[str]) -> Message:
    """What is still owed once it is decided."""
    if LETTER_DUE in flags:
        return say("书面决定还在路上，3 个工作日内送给您。收到以后，不同意的可以申请复议。")
    if OWN_FORM in flags:
        return say("接下来：另填一张申请表，工作人员会联系您。那张表的结果也会告诉您。")
    if REFERRED in flags:
        return say("转给有关部门的事还在等回音，有了会告诉您。")
    return Message("")


def since(row: DeclarationRow, events: Iterable[TimelineRow]) -> datetime:
    """When the present status began (aware)."""
    began, before = row.submitted_at, ""
    for event in events:
        if event.status != before:
            began, before = event.at, event.status
    return began


def _who(area: Area | None, status: str) -> Message:
    if area is None:
        return say("要问的话，请打 12345，或者到您住的乡镇、街道办事大厅。")
    if status in OPEN:
        return say("谁在办：{area}的经办人员，电话 {phone}。", area=area.name, phone=area.phone)
    return say("要问的话：{area}的经办人员，电话 {phone}。", area=area.name, phone=area.phone)


def _asked_for(row: DeclarationRow, events: list[TimelineRow]) -> Iterable[Message]:
    """What the resident asked for and the township has not answered yet."""
    wanted = requests_in(row.flags)
    latest = {event.action: event for event in events}
    person, erasure = latest.get("call_human"), latest.get("ask_erasure")
    if WANTS_PERSON in wanted and person is not None:
        yield say("您{day}说想找人，镇里会联系您。", day=china_day(person.at))
    if WANTS_ERASURE in wanted and erasure is not None:
        due = read(erasure.note).due
        if due is not None:
            yield say("您要求删除信息，镇里最晚{due}答复您。", due=china_day(due))


def _can_do(status: str) -> Message:
    match status:
        case "asked_back":
            return say("您现在可以：先回答下面的问题；也可以发“补材料”“家里有变化”“找人”“撤回”。")
        case "decided" | "closed" | "withdrawn":
            return say("您现在可以：发“家里有变化”，用上次填的再申报一份；发“找人”；发“导出我的信息”“删除我的信息”。")
        case "erased":
            return say("您现在可以：发“重新开始”，再申报一份。")
        case _:
            return say("您现在可以：发“补材料”“家里有变化”“找人”“撤回”。")
