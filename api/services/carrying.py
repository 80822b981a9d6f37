"""Carrying out the effects of a step: filing, looking up, handing over — each within the turn's transaction."""

from collections.abc import Callable
from datetime import datetime, timedelta

from api.services.asking import Asking
from api.services.explanations.telling import Telling
from api.services.filing import Filing
from api.services.secrets import new_token, token_hash
from api.services.standing import Standing
from conversations.effects import (
    AskErasure,
    CallHuman,
    Effect,
    FileCorrection,
    FileDeclaration,
    FindStatus,
    ForgetDraft,
    LookUpPolicy,
    OfferExport,
    OfferHandover,
    Withdraw,
)
from conversations.inputs import Answered, EffectResult, Input, Withdrawn
from conversations.messages import Message, say
from storage.unit import Unit

HANDOVER_LIVES = timedelta(minutes=30)


class Carrying:
    """The effects, one method each."""

    def __init__(
        self,
        filing: Filing,
        asking: Asking,
        standing: Standing,
        telling: Telling,
        public_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._filing = filing
        self._asking = asking
        self._standing = standing
        self._telling = telling
        self._public_url = public_url
        self._clock = clock

    def carry(self, unit: Unit, conversation_id: str, heard: Input, effect: Effect) -> EffectResult | Withdrawn:
        """Do what the effect says and give back what the conversation then hears."""
        match effect:
            case FileDeclaration():
                return self._filing.file(unit, conversation_id, heard, effect)
            case FileCorrection():
                return self._filing.correct(unit, heard, effect)
            case FindStatus():
                return self._standing.found(unit, effect)
            case Withdraw(receipt):
                return self._filing.withdraw(unit, heard, receipt)
            case ForgetDraft():
                unit.forgetting.said(conversation_id)
                return Answered(())
            case CallHuman():
                return self._asking.person(unit, heard, effect)
            case AskErasure():
                return self._asking.erasure(unit, conversation_id, heard, effect)
            case OfferExport():
                return Answered((self._export(unit, conversation_id, heard),))
            case LookUpPolicy(words, area_code):
                return self._telling.told(words, area_code, self._asking.whom_to_call(area_code))
            case OfferHandover():
                return Answered((self._handover(unit, conversation_id),))

    def _export(self, unit: Unit, conversation_id: str, heard: Input) -> Message:
        if heard.channel != "telegram":
            return say("都在这里了：按下面的“我的全部信息”，可以看，也可以下载存起来。")
        # Never as a file in the chat: it lies abroad, and the phone may be shared.
        link = self._link(unit, conversation_id)
        return say(
            "请点这里，在网页上按“我的全部信息”，可以看，也可以下载（30 分钟内有效，只能用一次）：\n{link}", link=link
        )

    def _handover(self, unit: Unit, conversation_id: str) -> Message:
        link = self._link(unit, conversation_id)
        return say("这一题要保护好您的信息，请点这里在网页上填（30 分钟内有效，只能用一次）：\n{link}", link=link)

    def _link(self, unit: Unit, conversation_id: str) -> str:
        token = new_token()
        unit.handovers.make(token_hash(token), conversation_id, self._clock() + HANDOVER_LIVES)
        return f"{self._public_url}/h/{token}"


def effects_of(
    carrying: Carrying, unit: Unit, conversation_id: str, heard: Input, effects: tuple[Effect, ...]
) -> list[EffectResult | Withdrawn]:
    """The results of all effects of a step, in order."""
    return [carrying.carry(unit, conversation_id, heard, effect) for effect in effects]
