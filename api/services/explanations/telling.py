"""A policy answer as the chat says it: danger first, then the card, a few titles, or whom to ask instead."""

from collections.abc import Callable, Mapping

from api.services.explanations.answering import Answer, Explanations
from api.services.explanations.cards import Card, cited
from conversations.inputs import Answered, Offered
from conversations.messages import Message, say, verbatim
from conversations.understanding.misfortunes.told import Danger

FIRST = say("有危险，先打电话：报警 110，着火 119，急救 120。")
_DANGER_WORDS: Mapping[Danger, Message] = {
    "violence": say("先离开有危险的地方，再打 110。不方便说话，可以发短信到 12110。没地方去，可以去救助站、庇护所。"),
    "fire": say("人先离开，到安全的地方再打 119，东西不要拿。"),
    "illness": say("马上打 120，先救人，钱的事后面再想办法。"),
    "self_harm": say("您不是一个人。现在就打 12356，有人听您说；也请叫身边的人陪着您。"),
    "crime": say("马上打 110。不方便说话，可以发短信到 12110。"),
}
_BESIDE_A_CALL = ("violence", "aid_emergency_medical", "aid_stranded")
"""Cards that help somebody in danger now. What else sounds near (whether one may own a car) waits."""
URGENT = say("人安全了，吃住没着落、要救急，可以找镇里，不看户口，先帮后补手续：")
NOT_SURE = say("这个问题我没有把握，不敢乱说。给您转人工，请问：")


class Telling:
    """Puts answers into messages. `region_of`: a township's code → whose rules hold there, None when unknown."""

    def __init__(self, explanations: Explanations, region_of: Callable[[str | None], str | None]) -> None:
        self._explanations = explanations
        self._region_of = region_of

    def told(
        self, words: str, area_code: str | None, whom_to_call: tuple[Message, ...], *, called: bool = False
    ) -> Answered | Offered:
        """The answer to `words`, which may also be the id of a card; empty words: none of the offered ones.

        `called`: the emergency way is asked about already; only a phone of their own township stands beside it.
        """
        card = self._explanations.card(words)
        region = self._region_of(area_code)
        if card is not None:
            return Answered(card_messages(card, region))
        answer = self._explanations.answer(words)
        if answer.danger is not None:
            whom = whom_to_call if area_code is not None or not called else ()
            first = danger_messages(answer.danger, whom, called=called)
            return Answered((*first, *self._card_beside(answer, region, called=called)))
        hits = answer.found.hits
        if answer.found.sure:
            return Answered(card_messages(hits[0].card, region))
        if hits:
            return Offered(tuple((hit.card.id, hit.card.title) for hit in hits))
        return Answered((NOT_SURE, *whom_to_call))

    def _card_beside(self, answer: Answer, region: str | None, *, called: bool) -> tuple[Message, ...]:
        if not answer.found.sure:
            return ()
        card = answer.found.hits[0].card
        return card_messages(card, region) if not called or card.id in _BESIDE_A_CALL else ()


def danger_messages(danger: Danger, whom_to_call: tuple[Message, ...], *, called: bool = False) -> tuple[Message, ...]:
    """The numbers, what to do first, and the emergency way, unless it is asked about (`called`)."""
    first = (FIRST, _DANGER_WORDS[danger])
    if danger == "self_harm":
        return first
    return (*first, *(() if called else (URGENT,)), *whom_to_call)


def card_messages(card: Card, region: str | None) -> tuple[Message, ...]:
    """A card: its title and answer, what holds where the resident lives, the details, where it comes from."""
    told = [say("【{title}】\n{text}", title=card.title, text=card.text)]
    held = card.held_in(region)
    told.extend(verbatim(words) for words in (held.text if held is not None else "", card.detail) if words)
    sources = [*card.sources, *((held.source,) if held is not None else ())]
    told.append(say("（出处：{sources}）", sources="；".join(cited(sources))))
    return tuple(told)
