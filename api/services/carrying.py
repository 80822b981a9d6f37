"""Carrying out the effects of a step: filing, looking up, handing over — each within the turn's transaction."""

import json
from collections.abc import Callable
from dataclasses import replace

from api.services.explanations.telling import Telling
from api.services.filed_json import ExportedDeclaration
from api.services.filing import Filing
from api.services.handing import Handing
from api.services.inviting import Inviting
from conversations.effects import (
    CallHuman,
    Effect,
    FileCorrection,
    FileDeclaration,
    FindStatus,
    ForgetDraft,
    GiveReturnCode,
    LookUpPolicy,
    OfferHandover,
    OfferLinks,
    ReadPaper,
    RevokeLinks,
    StopReminders,
    Withdraw,
    WithdrawAuthorization,
)
from conversations.inputs import Answered, EffectResult, Input, StatusFound, Withdrawn
from conversations.messages import Message, say
from conversations.world import Area
from storage.unit import Unit


class Carrying:
    """The effects, one method each."""

    def __init__(
        self,
        filing: Filing,
        area_of: Callable[[str | None], Area | None],
        status_words: Callable[[str], Message],
        telling: Telling,
        handing: Handing,
        inviting: Inviting,
    ) -> None:
        self._inviting = inviting
        self._filing = filing
        self._area_of = area_of
        self._status_words = status_words
        self._telling = telling
        self._handing = handing

    def carry(self, unit: Unit, conversation_id: str, heard: Input, effect: Effect) -> EffectResult | Withdrawn:
        """Do what the effect says and give back what the conversation then hears."""
        match effect:
            case FileDeclaration():
                filed = self._filing.file(unit, conversation_id, heard, effect)
                return replace(filed, letter=(*filed.letter, *self._inviting.offer(unit, filed.receipt)))
            case FileCorrection():
                return self._filing.correct(unit, heard, effect)
            case FindStatus(receipt):
                return self._status(unit, receipt)
            case Withdraw(receipt):
                return self._filing.withdraw(unit, heard, receipt)
            case OfferLinks() | RevokeLinks() | WithdrawAuthorization():
                return Answered(self._inviting.carry(unit, heard, effect))
            case ForgetDraft():
                unit.forgetting.said(conversation_id)
                return Answered(())
            case CallHuman(receipt, area_code):
                return self._human(unit, heard, receipt, area_code)
            case LookUpPolicy(words, area_code):
                return self._telling.told(words, area_code, self._whom_to_call(area_code))
            case ReadPaper(paper, path, wants):
                # By its own row it outlives this process; it is read once it is fetched.
                source = json.dumps([path, wants])
                unit.paper_jobs.put(conversation_id, paper, "read", source, heard.at, input_id=heard.id)
                return Answered(())
            case OfferHandover(_, reason):
                return Answered(self._handing.offer(unit, conversation_id, heard, reason))
            case GiveReturnCode(renew):
                return Answered(self._handing.return_code(unit, conversation_id, renew=renew))
            case StopReminders():
                unit.reminders.stop(conversation_id)
                return Answered(())

    def export(self, unit: Unit, conversation_id: str) -> list[ExportedDeclaration]:
        """The declarations filed from this conversation."""
        return self._filing.export(unit, conversation_id)

    def _status(self, unit: Unit, receipt: str) -> StatusFound:
        row = unit.declarations.by_receipt(receipt)
        status = row.status if row is not None else "unknown"
        words = self._status_words(status)
        return StatusFound(receipt, status, say("受理编号 {receipt}：{now}", receipt=receipt, now=words))

    def _human(self, unit: Unit, heard: Input, receipt: str | None, area_code: str | None) -> Answered:
        row = unit.declarations.by_receipt(receipt) if receipt is not None else None
        if row is not None:
            unit.timeline.append(row.id, heard.at, actor="resident", action="call_human", status=row.status, note=None)
            first = say("已经告诉镇里您想找人，他们会联系您。着急可以直接打电话：")
        else:
            first = say("您可以直接打电话找人帮忙，也可以让村里的人来帮您填：")
        return Answered((first, *self._whom_to_call(area_code)))

    def _whom_to_call(self, area_code: str | None) -> tuple[Message, ...]:
        area = self._area_of(area_code)
        if area is None:
            return (say("请打 12345，或者到您住的乡镇、街道办事大厅问。"),)
        return (say("{area}：{phone}", area=area.name, phone=area.phone),)


def effects_of(
    carrying: Carrying, unit: Unit, conversation_id: str, heard: Input, effects: tuple[Effect, ...]
) -> list[EffectResult | Withdrawn]:
    """The results of all effects of a step, in order."""
    return [carrying.carry(unit, conversation_id, heard, effect) for effect in effects]
