"""Declaring a family through the service, on the web or by taps, and counting what it took."""

from dataclasses import dataclass

from api.bootstrap import House
from api.services.transcript.shown import QuestionJson, TurnJson
from conversations.inputs import Body, Choice, Command, Input, Tap, Text
from tests.steps.families import Family

# Names and numbers are copied from a card; they are counted apart from what has to be thought of.
_FROM_A_CARD = ("name", "id_number", "certificate_number", "phone", "plate")


@dataclass(slots=True)
class Count:
    """What a declaration took: inputs, typed characters (names and numbers apart), characters to read."""

    inputs: int = 0
    typed: int = 0
    copied: int = 0
    read: int = 0
    receipt: str = ""

    def say(self, body: Body, question: QuestionJson | None) -> None:
        """One input."""
        self.inputs += 1
        if not isinstance(body, Text):
            return
        from_a_card = question is not None and (
            question["key"].rpartition(".")[2] in _FROM_A_CARD or question["kind"] == "signature"
        )
        if from_a_card:
            self.copied += len(body.text)
        else:
            self.typed += len(body.text)

    def hear(self, turn: TurnJson) -> None:
        """What is shown in answer."""
        self.read += sum(len(reply["text"]) for reply in turn["replies"])
        self.receipt = next((one["receipt"] for one in turn["replies"] if one["kind"] == "receipt"), self.receipt)
        question = turn["question"]
        if question is not None:
            self.read += len(question["prompt"]) + len(question["example"] or "")
            self.read += sum(len(choice["label"]) for choice in question["choices"])


async def count(house: House, family: Family, *, by_taps: bool, told: tuple[Body, ...] = ()) -> Count:
    """From the first word to the receipt. `by_taps`: every tick is an input of its own, and so is "done".

    `told`: what was said before in this conversation, which is not counted: an emergency.
    """
    counted = Count()
    opened = await house.sessions.begin("zh_CN")
    turn, number = opened.turn, 0
    for place, before in enumerate(told):
        heard = Input(f"b{place}", "web", house.clock(), before)
        turn = await house.turns.take(opened.conversation_id, heard)
    counted.say(Command("start"), None)
    counted.hear(turn)
    while (question := turn["question"]) is not None:
        for body in _as_said(family.answer(question), question, by_taps=by_taps):
            number += 1
            counted.say(body, question)
            heard = Input(f"s{number}", "web", house.clock(), body)
            turn = await house.turns.take(opened.conversation_id, heard)
            if _asks_again(turn, question) and not isinstance(body, Tap):
                raise LookupError(f"{family.title}: {question['key']} did not take {body}: {turn['replies']}")
        counted.hear(turn)
    return counted


def _as_said(body: Body, question: QuestionJson, *, by_taps: bool) -> list[Body]:
    if not by_taps or not isinstance(body, Choice) or not isinstance(body.value, tuple):
        return [body]
    places = {choice["value"]: place for place, choice in enumerate(question["choices"])}
    if body.value == ("none",):
        return [Tap(question["asked"], places["none"])]
    # What is ticked from the beginning needs no tap; what is ticked and does not hold needs one.
    there = [choice["value"] for choice in question["choices"] if choice.get("ticked")]
    other = [value for value in (*body.value, *there) if (value in there) != (value in body.value)]
    return [*(Tap(question["asked"], places[value]) for value in other), Tap(question["asked"], len(places))]


def _asks_again(turn: TurnJson, question: QuestionJson) -> bool:
    now = turn["question"]
    return now is not None and now["key"] == question["key"] and now["kind"] == question["kind"]
