"""What a resident asks of the township beside the declaration: a person, their data, its deletion."""

from collections.abc import Callable
from datetime import datetime

from api.services.calendar.workdays import china_day
from api.services.emergency.answers import dump
from api.services.emergency.lifecycle import TO_ERASE
from api.services.flags import with_flags
from api.services.review.lifecycle import closed
from api.services.review.news import WANTS_ERASURE, WANTS_PERSON, requests_in
from api.services.review.record import Record, write
from api.services.review.running import Running
from conversations.effects import AskErasure, CallHuman
from conversations.inputs import Answered, Input
from conversations.messages import Message, say
from conversations.world import Area
from storage.rows import DeclarationRow
from storage.unit import Unit

RESIDENT = "resident"


class Asking:
    """Notes a request where staff see it, and says what follows."""

    def __init__(
        self,
        area_of: Callable[[str | None], Area | None],
        running: Running,
    ) -> None:
        self._area_of = area_of
        self._running = running

    def person(self, unit: Unit, heard: Input, wanted: CallHuman) -> Answered:
        """Whom to call; once something is filed, staff see that a call is wanted."""
        row = unit.declarations.by_receipt(wanted.receipt, for_update=True) if wanted.receipt is not None else None
        if row is None or row.status == "erased":
            first = say("您可以直接打电话找人帮忙，也可以让村里的人来帮您填：")
            return Answered((first, *self.whom_to_call(wanted.area_code)))
        unit.timeline.append(row.id, heard.at, actor=RESIDENT, action="call_human", status=row.status)
        unit.declarations.set_flags(row.id, with_flags(row.flags, WANTS_PERSON))
        first = say("已经告诉镇里您想找人，他们会联系您。着急可以直接打电话：")
        return Answered((first, *self.whom_to_call(row.area_code)))

    def whom_to_call(self, area_code: str | None) -> tuple[Message, ...]:
        """The township and its phone, or where to ask without one."""
        area = self._area_of(area_code)
        if area is None:
            return (say("请打 12345，或者到您住的乡镇、街道办事大厅问。"),)
        return (say("{area}：{phone}", area=area.name, phone=area.phone),)

    def erasure(self, unit: Unit, conversation_id: str, heard: Input, wanted: AskErasure) -> Answered:
        """Ask the township to delete what was filed (个人信息保护法 art. 47); staff grant it or say why not."""
        row = _meant(unit, conversation_id, wanted.receipt)
        if row is None:
            return Answered((_noted_for_emergencies(unit, conversation_id),))
        if WANTS_ERASURE in requests_in(row.flags):
            return Answered((say("删除的事已经告诉镇里了，会答复您。发“进度”可以看最晚哪天。"),))
        due = self._running.start(unit, row.id, row.area_code, "answer", heard.at).at
        note = write(Record(note=wanted.reason, due=due))
        unit.timeline.append(row.id, heard.at, actor=RESIDENT, action="ask_erasure", status=row.status, note=note)
        unit.declarations.set_flags(row.id, with_flags(row.flags, WANTS_ERASURE))
        # Where nothing else is due any more, this brings it back into the queue.
        unit.declarations.set_status(row.id, row.status, self._running.due(unit, row.id))
        return Answered((self._noted(row, due), *self.whom_to_call(row.area_code)))

    def _noted(self, row: DeclarationRow, due: datetime) -> Message:
        day = china_day(due)
        if closed(row.status):
            return say("记下了。镇里最晚{day}答复您；同意了，就把编号 {receipt} 里的个人信息和照片都删掉。", day=day,
                       receipt=row.receipt)  # fmt: skip
        return say(
            "记下了，镇里最晚{day}答复您。编号 {receipt} 还在办，办完或者撤回以后才能删。现在就不想办了，可以发“撤回”。",
            day=day,
            receipt=row.receipt,
        )


def _noted_for_emergencies(unit: Unit, conversation_id: str) -> Message:
    """Nothing was declared. What was told in an emergency goes a month after it is done, without anybody's leave."""
    told = [one for one in unit.emergencies.of_conversation(conversation_id) if one.answers != dump({})]
    if not told:
        return say("这里没有交上去的申报了，没有要删的。")
    for one in told:
        unit.emergencies.set(one, flags=with_flags(one.flags, TO_ERASE))
    return say("记下了。您说的急事办完一个月后，写过的话和照片会自动删掉，不用再来办。帮了多少钱要记账，这个留着。")


def _meant(unit: Unit, conversation_id: str, receipt: str | None) -> DeclarationRow | None:
    """The declaration with this receipt, or the one filed last from here, unless it is deleted already."""
    if receipt is not None:
        row = unit.declarations.by_receipt(receipt, for_update=True)
    else:
        last = unit.declarations.by_conversation(conversation_id)[-1:]
        row = unit.declarations.by_receipt(last[0].receipt, for_update=True) if last else None
    return row if row is not None and row.status != "erased" else None
