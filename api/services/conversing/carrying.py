"""Carrying out the effects of a step: filing, looking up, handing over — each within the turn's transaction."""

import json
from dataclasses import replace

from api.services.bell import BELL, PAPERS
from api.services.declaring.asking import Asking
from api.services.declaring.filing import Filing
from api.services.declaring.inviting import Inviting
from api.services.declaring.standing import Standing
from api.services.emergency.filing import EmergencyFiling
from api.services.emergency.photos import photos_told
from api.services.emergency.standing import EmergencyStanding
from api.services.explanations.telling import Telling
from api.services.links.handing import Handing
from conversations.effects import (
    AddToEmergency,
    AskErasure,
    CallHuman,
    Effect,
    FileCorrection,
    FileDeclaration,
    FileEmergency,
    FindEmergencies,
    FindStatus,
    ForgetDraft,
    GiveReturnCode,
    LookUpPolicy,
    OfferExport,
    OfferHandover,
    OfferLinks,
    ReadPaper,
    RevokeLinks,
    StopReminders,
    Withdraw,
    WithdrawAuthorization,
)
from conversations.inputs import Answered, EffectResult, Input, Withdrawn
from storage.unit import Unit


class Carrying:
    """The effects, one method each."""

    def __init__(
        self,
        filing: Filing,
        asking: Asking,
        standing: Standing,
        telling: Telling,
        handing: Handing,
        inviting: Inviting,
        emergency: EmergencyFiling,
        emergencies: EmergencyStanding,
    ) -> None:
        self._emergencies = emergencies
        self._emergency = emergency
        self._inviting = inviting
        self._filing = filing
        self._asking = asking
        self._standing = standing
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
            case FileEmergency():
                return self._emergency.file(unit, conversation_id, heard, effect)
            case AddToEmergency():
                return self._emergency.add(unit, effect)
            case FindEmergencies():
                return self._emergencies.found(unit, conversation_id)
            case FindStatus():
                return self._standing.found(unit, effect)
            case Withdraw(receipt):
                return self._filing.withdraw(unit, heard, receipt)
            case OfferLinks() | RevokeLinks() | WithdrawAuthorization():
                return Answered(self._inviting.carry(unit, heard, effect))
            case ForgetDraft():
                unit.forgetting.said(conversation_id, keep=photos_told(unit, conversation_id))
                return Answered(())
            case CallHuman():
                return self._asking.person(unit, heard, effect)
            case AskErasure():
                return self._asking.erasure(unit, conversation_id, heard, effect)
            case _:
                return self._aside(unit, conversation_id, heard, effect)

    def _aside(
        self,
        unit: Unit,
        conversation_id: str,
        heard: Input,
        effect: LookUpPolicy | ReadPaper | OfferExport | OfferHandover | GiveReturnCode | StopReminders,
    ) -> EffectResult:
        """What leaves the declaration as it is: words, links, codes."""
        match effect:
            case LookUpPolicy(words, area_code, called):
                return self._telling.told(words, area_code, self._asking.whom_to_call(area_code), called=called)
            case OfferExport():
                return Answered((self._handing.export(unit, conversation_id, heard),))
            case ReadPaper(paper, path, wants):
                # By its own row it outlives this process; it is read once it is fetched.
                source = json.dumps([path, wants])
                unit.paper_jobs.put(conversation_id, paper, "read", source, heard.at, input_id=heard.id)
                unit.notify(BELL, PAPERS)
                return Answered(())
            case OfferHandover(_, reason):
                return Answered(self._handing.offer(unit, conversation_id, heard, reason))
            case GiveReturnCode(renew):
                return Answered(self._handing.return_code(unit, conversation_id, renew=renew))
            case StopReminders():
                unit.reminders.stop(conversation_id)
                return Answered(())


def effects_of(
    carrying: Carrying, unit: Unit, conversation_id: str, heard: Input, effects: tuple[Effect, ...]
) -> list[EffectResult | Withdrawn]:
    """The results of all effects of a step, in order."""
    return [carrying.carry(unit, conversation_id, heard, effect) for effect in effects]
